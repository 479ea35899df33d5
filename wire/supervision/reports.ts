import * as z from 'zod';
import { fewestPurposeLetters, fileFormats, type FileFormat } from '../../domain/reports/documents.ts';
import { supervisors } from '../../domain/staff/roles.ts';
import { day, reportValues, text } from '../fields.ts';
import { endpoint, type FileType } from '../http/endpoint.ts';

/** What a file with personal data is for; it stands in the audit and on the printed page. */
const purpose = text(200).min(fewestPurposeLetters);

export const documentQuery = z
  .strictObject({
    from: day.optional(),
    to: day.optional(),
    format: z.enum(fileFormats).default('csv'),
    /** Of CSV; other files are for people, and have words. */
    values: reportValues.default('codes'),
    purpose: purpose.optional(),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, { path: ['to'] });

export const recordQuery = z.strictObject({ purpose });

/** The media types of the formats. */
export const formatTypes = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
} as const satisfies Record<FileFormat, FileType>;

/** A year of a busy office takes seconds. */
const mostMs = 45_000;

export const reportEndpoints = {
  document: endpoint('GET /offices/{office}/reports/{document}', {
    summary: 'A table, a register or the summary of a period as a file',
    who: supervisors,
    query: documentQuery,
    files: Object.values(formatTypes),
    cache: 'no-store',
    mostMs,
    problems: ['report-unfinished'],
  }),
  incidentRecord: endpoint('GET /offices/{office}/incidents/{incident}/record', {
    summary: 'The record of an incident with a card or a key, to be signed',
    who: supervisors,
    query: recordQuery,
    files: [formatTypes.pdf],
    cache: 'no-store',
    mostMs,
    problems: ['report-unfinished'],
  }),
};
