import * as z from 'zod';
import { mostBytes } from '../../domain/softcopies/original.ts';
import { softcopyStages } from '../../domain/softcopies/request.ts';
import { admins } from '../../domain/staff/roles.ts';
import { day, isoTime } from '../fields.ts';
import { endpoint } from '../http/endpoint.ts';

export const softcopy = z
  .strictObject({
    requestId: z.uuid(),
    /** As it stands on every page of the copy. */
    number: z.string(),
    /** Null when the publication is not in the collection any more. */
    publication: z.uuid().nullable(),
    title: z.string(),
    state: z.enum(softcopyStages),
    /** How far it is made, in percent. */
    progress: z.int(),
    /** Where the copy is fetched, while it can be. */
    fileUrl: z.string().nullable(),
    bytes: z.int().nullable(),
    requestedAt: isoTime,
    expiresAt: isoTime.nullable(),
  })
  .meta({ id: 'Softcopy' });
/** A request for a copy as its owner sees it. */
export type SoftcopyView = z.output<typeof softcopy>;

const verified = z
  .strictObject({
    number: z.string(),
    title: z.string(),
    office: z.string(),
    day,
    /** Of the copy as it was handed out: a file with another digest was altered. */
    sha256: z.string(),
  })
  .meta({ id: 'VerifiedSoftcopy' });
/** What anybody may know of a copy. */
export type VerifiedSoftcopy = z.output<typeof verified>;

/** The newest first. */
export const softcopyList = z.strictObject({ softcopies: z.array(softcopy) }).meta({ id: 'Softcopies' });

export const softcopyOrder = z.strictObject({ publication: z.uuid() });

const original = z.strictObject({ bytes: z.int(), pages: z.int() }).meta({ id: 'SoftcopyOriginal' });
/** What is known of a publication's PDF. */
export type SoftcopyOriginal = z.output<typeof original>;

/** Publications of an office whose PDFs are looked after, ten a page; without `q` the newest come first. */
export const originalsQuery = z.strictObject({
  q: z.string().max(10_000).optional(),
  /** Only those with a PDF, or only those without. */
  softcopy: z.enum(['true', 'false']).optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
});

const kept = z.strictObject({
  publication: z.uuid(),
  title: z.string(),
  year: z.int(),
  /** The publication number, or else the catalogue number. */
  number: z.string().nullable(),
  original: original.nullable(),
});
/** A publication and its PDF, if it has one. */
export type KeptPublication = z.output<typeof kept>;

export const keptPublications = z
  .strictObject({
    publications: z.array(kept),
    total: z.int(),
    page: z.int(),
    perPage: z.int(),
  })
  .meta({ id: 'SoftcopyOriginals' });

export const softcopiesEndpoints = {
  originals: endpoint('GET /offices/{office}/collection/softcopies', {
    summary: 'Publications of an office and their PDFs, ten a page',
    who: admins,
    query: originalsQuery,
    answer: keptPublications,
    cache: 'no-store',
  }),
  give: endpoint('PUT /publications/{publication}/softcopy', {
    summary:
      "Give a publication of one's office its PDF, of which readers get marked copies; another one replaces it",
    who: admins,
    upload: { types: ['application/pdf'], mostBytes },
    answer: original,
    cache: 'no-store',
    problems: ['forbidden', 'pdf-refused', 'pdfs-waiting'],
  }),
  takeAway: endpoint('DELETE /publications/{publication}/softcopy', {
    summary:
      "Take the PDF away from a publication of one's office; copies that were asked for are still handed out",
    who: admins,
    status: 204,
    problems: ['forbidden'],
  }),
  request: endpoint('POST /softcopies', {
    summary: 'Ask for a marked copy of a publication; the same one on the same day is the same request',
    who: 'member',
    body: softcopyOrder,
    status: 202,
    answer: softcopy,
    cache: 'no-store',
    problems: ['not-confirmed', 'no-softcopy', 'too-many-softcopies'],
  }),
  list: endpoint('GET /softcopies', {
    summary: 'The own requests for copies, the newest first',
    who: 'member',
    answer: softcopyList,
    cache: 'no-store',
  }),
  verify: endpoint('GET /softcopies/verify/{copyCode}', {
    summary: 'What the code or the number of a copy tells: which copy it is and its digest, no person',
    who: 'public',
    answer: verified,
    cache: 'no-store',
  }),
  read: endpoint('GET /softcopies/{softcopy}', {
    summary: 'How far an own request is',
    who: 'member',
    answer: softcopy,
    cache: 'no-store',
  }),
  file: endpoint('GET /softcopies/{softcopy}/file', {
    summary: 'The copy, while it can be fetched; parts of it can be asked for',
    who: 'member',
    files: ['application/pdf'],
    cache: 'no-store',
    problems: ['link-over'],
  }),
  cancel: endpoint('DELETE /softcopies/{softcopy}', {
    summary: 'Take an own request back; a copy that was fetched stays until its time is over',
    who: 'member',
    status: 204,
  }),
};
