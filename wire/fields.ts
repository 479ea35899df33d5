import * as z from 'zod';
import { lostDetails } from '../domain/visits/record.ts';

/** Any script, but no control characters and no lone surrogates, which cannot be stored. */
const oneLine = /^[^\p{Cc}\p{Cs}]*$/u;

const manyLines = /^[^\0\p{Cs}]*$/u;

export const text = (max: number) => z.string().trim().min(1).max(max).regex(oneLine);

/** Optional text; only blanks count as not filled in. */
export const optionalText = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .regex(manyLines)
    .transform((value) => (value === '' ? undefined : value))
    .optional();

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

export const reason = z.string().trim().min(1).max(500).regex(manyLines);

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

export const dayRange = z
  .strictObject({ from: day.optional(), to: day.optional() })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, { path: ['to'] });

/** Who acknowledged an escalation, and when. */
export const acknowledged = z.strictObject({ by: z.string(), at: isoTime }).nullable();

/** What of a visit only a lost database had, and when that was noticed. */
export const lost = z.array(z.strictObject({ detail: z.enum(lostDetails), noticedAt: isoTime }));
export type LostView = z.output<typeof lost>;

export const bilingual = { id: z.string(), en: z.string() };

export const created = z.strictObject({ id: z.uuid() }).meta({ id: 'Created' });
