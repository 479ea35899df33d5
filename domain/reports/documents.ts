import { dayAfter } from '../offices/calendar.ts';
import { emptyQueryDays } from '../supervision/library-uses.ts';
import { reportNames, type ReportName } from '../supervision/report-names.ts';

/** Registers: rows as they happened, for a year at most. */
export const registerNames = ['visits', 'visitors', 'skd', 'custody', 'incidents', 'complaints'] as const;
export type RegisterName = (typeof registerNames)[number];

/** Everything that can be had of a period as a file: totals of the page, registers, counts and the page for the head of office. */
export const documentNames = [
  ...reportNames,
  ...registerNames,
  'guest-book',
  'skm-sheet',
  'summary',
] as const;
export type DocumentName = (typeof documentNames)[number];

/** Kinds of file. */
export const fileFormats = ['csv', 'xlsx', 'pdf'] as const;
export type FileFormat = (typeof fileFormats)[number];

/** The longest period of a register in local days: a leap year. */
export const longestRegisterDays = 366;

/** Of what a file with personal data is for: one word says nothing to who reads the record. */
export const fewestPurposeLetters = 10;

/** Documents with a row for each person; whoever asks for one says what for. */
const personal: ReadonlySet<DocumentName> = new Set(['visitors', 'skd']);

export const isPersonal = (document: DocumentName): boolean => personal.has(document);

export const isReport = (document: DocumentName): document is ReportName =>
  (reportNames as readonly DocumentName[]).includes(document);

export const isRegister = (document: DocumentName): document is RegisterName =>
  (registerNames as readonly DocumentName[]).includes(document);

/** The summary is a page to be printed, and nothing else. */
export const formatsOf = (document: DocumentName): readonly FileFormat[] =>
  document === 'summary' ? ['pdf'] : fileFormats;

/** How many local days a period has, both ends included. */
export function daysIn({ from, to }: { readonly from: string; readonly to: string }): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
}

/** The days a document is of: those asked for; of what was looked for in vain, those it is kept for. */
export function daysOf(
  document: DocumentName,
  asked: { readonly from: string; readonly to: string },
  today: string,
): { from: string; to: string } {
  return document === 'empty-queries' ? { from: dayAfter(today, 1 - emptyQueryDays), to: today } : asked;
}
