import * as z from 'zod';
import { toReference, toReferenceEnd } from '../domain/complaints/reference.ts';
import { toCopyName } from '../domain/softcopies/request.ts';
import { toE164 } from '../domain/visitors/guest-book.ts';
import { lostDetails } from '../domain/visits/record.ts';

/** Any script, but no control characters and no lone surrogates, which cannot be stored. */
const oneLine = /^[^\p{Cc}\p{Cs}]*$/u;

const manyLines = /^[^\0\p{Cs}]*$/u;

/** Signs that nobody sees, such as spaces without a width: they are kept, and are no text by themselves. */
const unseen = /\p{Default_Ignorable_Code_Point}/gu;
const hasSeen = /^$|[^\s\p{Default_Ignorable_Code_Point}]/u; // an empty one is told as missing

export const text = (max: number) => z.string().trim().min(1).max(max).regex(oneLine).regex(hasSeen);

/** Optional text; only blanks, or signs that nobody sees, count as not filled in. */
export const optionalText = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .regex(manyLines)
    .transform((value) => (hasSeen.test(value) && value !== '' ? value : undefined))
    .optional();

/** A telephone number as people write it, which becomes E.164; an empty one is none. */
export const phone = z
  .string()
  .trim()
  .max(32)
  .transform((value, context) => {
    if (value === '') return undefined;
    const e164 = toE164(value);
    if (e164 === null) context.addIssue({ code: 'invalid_format', format: 'e164', input: value });
    return e164 ?? undefined;
  })
  .optional();

/** A telephone number as staff were told it: E.164 where that can be made of it, else as it is written. */
export const toldPhone = z
  .string()
  .trim()
  .max(40)
  .regex(oneLine)
  .transform((value) => (value === '' ? undefined : (toE164(value) ?? value)))
  .optional();

/** Text of several lines, counted in characters as people see them. */
export const manyLinesText = (least: number, most: number) =>
  z
    .string()
    .trim()
    .regex(manyLines)
    .refine((value) => value.replaceAll(unseen, '').trim().length >= least, 'too short')
    .refine((value) => value.length <= most, 'too long');

export const isoTime = z.iso.datetime({ precision: 3 });

export const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/);

export const day = z.iso.date();

export const officeCode = z.string().regex(/^\d{4}$/);

export const visitId = z.uuid();

export const token = z.string().regex(/^[A-Za-z0-9_-]{22}$/);

export const idempotencyKey = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/);

export const boardName = z.string().regex(/^[A-Za-z0-9-]{1,32}$/);

export const revision = z.int().min(1);

/** Codes that staff give to counters and lockers. */
export const code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9 ._-]{0,31}$/);

export const counter = z.strictObject({ code: z.string(), label: z.string() }).meta({ id: 'Counter' });
/** A counter or a service: its code and its displayed name. */
export type CodeLabel = z.output<typeof counter>;

export const reason = z.string().trim().min(1).max(500).regex(manyLines).regex(hasSeen);

/** A cancel carries nothing; an empty body and `{}` are the same. */
export const emptyBody = z.strictObject({}).optional();

const label = text(60);

export const labelled = (codes: z.ZodType<string>) =>
  z
    .array(z.strictObject({ code: codes, label }))
    .min(1)
    .max(100)
    .refine((rows) => new Set(rows.map((row) => row.code)).size === rows.length);

export const longText = z.string().trim().max(4_000).regex(manyLines);

export const bothLanguages = z.strictObject({ id: text(200), en: text(200) });

export const username = z.string().regex(/^[a-z0-9][a-z0-9._-]{1,31}$/);

export const newPassword = z.string().min(8).max(200);

export const dayQuery = z.strictObject({ day: day.optional() });

const range = z.strictObject({ from: day.optional(), to: day.optional() });
const inOrder = ({ from, to }: z.output<typeof range>): boolean =>
  from === undefined || to === undefined || from <= to;
export const dayRange = range.refine(inOrder, { path: ['to'] });

/** How codes stand in a file: as the interface has them, or in the words of its heads. */
/** Whether the columns of a file for programs hold codes, or words for people. */
export const reportValues = z.enum(['codes', 'words']);
export type ReportValues = z.output<typeof reportValues>;

export const reportQuery = z
  .strictObject({ ...range.shape, values: reportValues.default('codes') })
  .refine(inOrder, { path: ['to'] });

/** Who acknowledged an escalation, and when. */
export const acknowledged = z.strictObject({ by: z.string(), at: isoTime }).nullable();

/** What of a visit only a lost database had, and when that was noticed. */
export const lost = z.array(z.strictObject({ detail: z.enum(lostDetails), noticedAt: isoTime }));
export type LostView = z.output<typeof lost>;

export const bilingual = { id: z.string(), en: z.string() };

export const created = z.strictObject({ id: z.uuid() }).meta({ id: 'Created' });

/** The code of a copy as its QR code holds it, or its number; as somebody types them. */
export const copyCode = z
  .string()
  .max(40)
  .transform((text, context) => {
    const found = toCopyName(text);
    if (found !== null) return found;
    context.addIssue('no code and no number of a copy');
    return z.NEVER;
  });

const typedReference = (read: (typed: string) => string | null) =>
  z
    .string()
    .max(40)
    .transform((typed, context) => {
      const found = read(typed);
      if (found !== null) return found;
      context.addIssue('no reference of a complaint');
      return z.NEVER;
    });

/** A reference as somebody types it. */
export const complaintReference = typedReference(toReference);

/** A reference, or the end of one, as somebody types it who looks for it. */
export const complaintReferenceEnd = typedReference(toReferenceEnd);
