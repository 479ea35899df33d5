import * as z from 'zod';
import { runFaults, runStates, sourceOutcomes } from '../../domain/catalogue/import-runs.ts';
import { sourceRefusals } from '../../domain/catalogue/webapi.ts';
import { admins } from '../../domain/staff/roles.ts';
import { bilingual, emptyBody, isoTime, officeCode } from '../fields.ts';
import { endpoint } from '../http/endpoint.ts';

const run = z.strictObject({
  id: z.uuid(),
  state: z.enum(runStates),
  /** Who pressed for it; null when the schedule or the command line did. */
  askedBy: z.string().nullable(),
  createdAt: isoTime,
  startedAt: isoTime.nullable(),
  endedAt: isoTime.nullable(),
  page: z.int(),
  pages: z.int().nullable(),
  added: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  refused: z.int(),
  /** Known from earlier and not at the source any more; they stay in the collection. */
  missing: z.int(),
  fault: z.enum(runFaults).nullable(),
  /** What the source answered, such as 503. */
  faultCode: z.int().nullable(),
});
export type ImportRunView = z.output<typeof run>;

export const collection = z
  .strictObject({
    publications: z.int(),
    /** Part of the sample collection of a first start. */
    samples: z.int(),
    /** Where the public reaches the service, as the marks of softcopies say it; null where `PUBLIC_URL` is not set. */
    publicUrl: z.string().nullable(),
    webapi: z.strictObject({
      /** The office's domain at the source; null where nothing is imported. */
      domain: officeCode.nullable(),
      /** The newest first, ten at most. */
      runs: z.array(run),
      /** What the last imports did not take, fifty at most. */
      refused: z.array(z.strictObject({ title: z.string(), reason: z.enum(sourceRefusals) })),
    }),
  })
  .meta({ id: 'Collection' });

/** Lines of an import that are told one by one; the counts are of all. */
export const mostToldLines = 500;

/** What became, or would become, of a collection's file. */
export const importReport = z
  .strictObject({
    applied: z.boolean(),
    added: z.int(),
    changed: z.int(),
    unchanged: z.int(),
    refused: z.int(),
    /** Those that are not left as they are, refused ones first; 500 at most. */
    lines: z.array(
      z.strictObject({
        line: z.int(),
        outcome: z.enum(sourceOutcomes),
        title: z.string().nullable(),
        messages: z.array(z.strictObject(bilingual)),
      }),
    ),
  })
  .meta({ id: 'ImportReport' });
export type ImportReport = z.output<typeof importReport>;

/** `apply=true` stores the file; without, it is only looked at. */
export const uploadQuery = z.strictObject({ apply: z.enum(['true', 'false']).default('false') });

export const collectionsEndpoints = {
  importFile: endpoint('POST /offices/{office}/collection/file', {
    summary: 'Look at a collection file line by line, and store it with apply=true',
    who: admins,
    query: uploadQuery,
    upload: { types: ['text/csv', 'application/x-ndjson'], mostBytes: 16 * 1024 * 1024 },
    answer: importReport,
    cache: 'no-store',
    problems: ['collection-busy'],
  }),
  exportFile: endpoint('GET /offices/{office}/collection/file', {
    summary: 'The collection as a file, which an import reads back',
    who: admins,
    files: ['text/csv'],
    cache: 'no-store',
  }),
  state: endpoint('GET /offices/{office}/collection', {
    summary: "How large an office's collection is, and its imports from BPS's WebAPI",
    who: admins,
    answer: collection,
    cache: 'no-store',
  }),
  importNow: endpoint('POST /offices/{office}/collection/imports', {
    summary: "Import from BPS's WebAPI now; refused while an import is under way, and where none is set up",
    who: admins,
    body: emptyBody,
    command: true,
    answer: collection,
    cache: 'no-store',
    problems: ['import-running', 'import-off'],
  }),
  removeSamples: endpoint('POST /offices/{office}/collection/sample-removal', {
    summary: 'Remove the sample collection of a first start',
    who: admins,
    body: emptyBody,
    command: true,
    answer: collection,
    cache: 'no-store',
  }),
};
