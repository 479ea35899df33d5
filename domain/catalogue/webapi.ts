import { isIsbn } from './identifiers.ts';
import type { Publication } from './publication.ts';
import { regionCodeOf, regionOf } from './regions.ts';
import { yearsOf } from './series.ts';

/** What a publication of BPS's WebAPI says of itself; a detail it does not tell is null. Addresses of files are left. */
export interface ToldPublication extends Pick<
  Publication,
  | 'title'
  | 'year'
  | 'catalogueNumber'
  | 'publicationNumber'
  | 'issn'
  | 'isbn'
  | 'abstract'
  | 'region'
  | 'releaseDate'
> {}

/**
 * Why a publication of the source is not taken: no id by which it can be asked for, its details are not given, no
 * title, no year, neither of its numbers, or a number that another publication of the source has already.
 */
export const sourceRefusals = [
  'no-id',
  'no-detail',
  'no-title',
  'no-year',
  'no-number',
  'same-number',
] as const;
export type SourceRefusal = (typeof sourceRefusals)[number];

/** A line of the source's list. `updated` is compared as text; empty when the source does not say. */
export interface ListedPublication {
  readonly sourceId: string;
  readonly title: string;
  readonly updated: string;
}

/** A page of the source's list. */
export interface SourcePage {
  readonly pages: number;
  readonly total: number;
  readonly rows: readonly ListedPublication[];
}

/** The answer is not as the interface was published. */
export class ShapeError extends Error {
  override name = 'ShapeError';
}

/** What an answer of the source carries; null when it says that there is nothing. Throws ShapeError. */
function dataIn(answer: unknown): unknown {
  const { status, 'data-availability': availability, data } = fieldsOf(answer);
  if (status !== 'OK') throw new ShapeError('status');
  if (availability === 'available') return data;
  if (typeof availability === 'string' && availability.endsWith('not-available')) return null;
  throw new ShapeError('data-availability');
}

/** Whether the source says that it does not know the key. */
export function isAboutKey(answer: unknown): boolean {
  const { status, message } = typeof answer === 'object' && answer !== null ? fieldsOf(answer) : {};
  return status !== 'OK' && typeof message === 'string' && /\bkey\b/i.test(message);
}

const nothing: SourcePage = { pages: 0, total: 0, rows: [] };

/** A page of the list; without rows when the source has none. Throws ShapeError. */
export function readSourcePage(answer: unknown): SourcePage {
  const data = dataIn(answer);
  if (data === null) return nothing;
  if (!Array.isArray(data)) throw new ShapeError('data');
  const [paging, rows] = data as unknown[];
  const { pages, total } = fieldsOf(paging);
  const of = { pages: countIn(pages), total: countIn(total) };
  if (of.pages === null || of.total === null || !Array.isArray(rows)) throw new ShapeError('paging');
  return { pages: of.pages, total: of.total, rows: rows.map(toListed) };
}

function toListed(row: unknown): ListedPublication {
  const { pub_id: id, title, updt_date: updated } = fieldsOf(row);
  return {
    sourceId: typeof id === 'string' && /^[0-9a-f]{24}$/i.test(id) ? id.toLowerCase() : '',
    title: toLine(title) ?? '',
    updated: toLine(updated) ?? '',
  };
}

/** A publication of the source, or why it is not taken. Throws ShapeError. */
export function readSourceDetail(answer: unknown, domain: string): ToldPublication | SourceRefusal {
  const data = dataIn(answer);
  if (data === null) return 'no-detail';
  const told = fieldsOf(data);
  const title = toLine(told['title']);
  if (title === null || title.length > longest.title) return 'no-title';
  const releaseDate = toDay(told['rl_date']);
  const year = yearOf(releaseDate) ?? yearOf(toDay(told['sch_date'])) ?? yearsOf(title)?.until ?? null;
  if (year === null) return 'no-year';
  const catalogueNumber = toNumber(told['kat_no']);
  const publicationNumber = toNumber(told['pub_no']);
  if (catalogueNumber === null && publicationNumber === null) return 'no-number';
  return {
    title,
    year,
    catalogueNumber,
    publicationNumber,
    ...toStandardNumber(told['issn']),
    abstract: toProse(told['abstract']),
    region: regionAbout(catalogueNumber, domain),
    releaseDate,
  };
}

/**
 * What is kept of a publication when the source tells of it: what the source leaves empty stays as the office wrote it,
 * such as the place on the shelf.
 */
export function mergedWith(known: Publication | null, told: ToldPublication): Publication {
  const given = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== null));
  return { ...unknownDetails, title: told.title, year: told.year, ...known, ...given };
}

const unknownDetails: Omit<Publication, 'title' | 'year'> = {
  titleEn: null,
  catalogueNumber: null,
  publicationNumber: null,
  issn: null,
  isbn: null,
  abstract: null,
  language: 'id',
  region: null,
  subject: null,
  pages: null,
  publisher: null,
  frequency: null,
  releaseDate: null,
  shelf: null,
  copies: 0,
  rights: null,
};

/** The lengths that a collection's file may have as well (`publicationRow` in wire/catalogue/catalogue.ts). */
const longest = { title: 500, number: 40, abstract: 10_000 } as const;

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new ShapeError('object');
  return value as Record<string, unknown>;
}

/** A count that no list reaches. */
const noCount = 2 ** 31;

/** A count as a number or, as some answers have it, as text. */
function countIn(value: unknown): number | null {
  const count = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof count === 'number' && Number.isInteger(count) && count >= 0 && count < noCount ? count : null;
}

/** One line of text without control characters and marks of HTML; null when a dash or nothing is left. */
function toLine(value: unknown): string | null {
  const text = toText(value).replaceAll(/\s+/g, ' ').trim();
  return text === '' || text === '-' ? null : text;
}

/** The same with its paragraphs, cut where it is too long. */
function toProse(value: unknown): string | null {
  const lines = toText(value)
    .split('\n')
    .map((line) => line.replaceAll(/\s+/g, ' ').trim());
  const text = lines
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
  return text === '' || text === '-' ? null : text.slice(0, longest.abstract).trim();
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
};

function toText(value: unknown): string {
  if (typeof value !== 'string' && typeof value !== 'number') return '';
  return String(value)
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/<(br|p|\/p|\/li|\/div)\b[^>]{0,200}>/gi, '\n')
    .replaceAll(/<\/?[a-z][^<>]{0,500}>/gi, '')
    .replaceAll(/&(#\d{1,6}|[a-z]{2,6});/gi, (written, name: string) =>
      name.startsWith('#') ? ofCodePoint(Number(name.slice(1))) : (entities[name.toLowerCase()] ?? written),
    )
    .replaceAll(/[^\n\P{C}]/gu, ' ');
}

const ofCodePoint = (code: number): string => (code <= 0x10_ffff ? String.fromCodePoint(code) : ' ');

/** A day, or null: some are empty, some are `0000-00-00`. A time after it is left. */
function toDay(value: unknown): string | null {
  const [day] = /^\d{4}-\d\d-\d\d(?=$|[T ])/.exec(toLine(value) ?? '') ?? [];
  if (day === undefined) return null;
  const at = new Date(`${day}T00:00:00Z`);
  const isReal = !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
  return isReal && at.getUTCFullYear() >= 1900 && at.getUTCFullYear() <= 2100 ? day : null;
}

const yearOf = (day: string | null): number | null => (day === null ? null : Number(day.slice(0, 4)));

/** A catalogue or publication number; null when it is none. */
function toNumber(value: unknown): string | null {
  const number = toLine(value);
  const isNumber =
    number !== null && number.length <= longest.number && /^[0-9A-Za-z][0-9A-Za-z. /-]*$/.test(number);
  return isNumber ? number : null;
}

/** What stands in the source's field for the ISSN is sometimes an ISBN. */
function toStandardNumber(value: unknown): Pick<Publication, 'issn' | 'isbn'> {
  const number = toLine(value)?.replace(/^is[sb]n[\s:]*/i, '') ?? null;
  if (number === null || number === '' || number.length > longest.number) return { issn: null, isbn: null };
  const digits = number.replaceAll(/[^0-9X]/gi, '').length;
  const isBook = isIsbn(number) || digits === 10 || digits === 13;
  return isBook ? { issn: null, isbn: number } : { issn: number, isbn: null };
}

/** The region of a catalogue number (`5204003.7315`), otherwise that of the office whose list it stands on. */
function regionAbout(catalogueNumber: string | null, domain: string): string | null {
  const [, own = domain] = /^\d{7}\.(\d{2,4})$/.exec(catalogueNumber ?? '') ?? [];
  const region = regionOf(own);
  return regionCodeOf(region) === null ? null : region;
}
