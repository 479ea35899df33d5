import { compactNumber, type Publication, type PublicationLanguage } from './publication.ts';

/** The formats of reference managers. */
export const citationFormats = ['ris', 'bibtex'] as const;
export type CitationFormat = (typeof citationFormats)[number];

type Field = readonly [name: string, value: string | number | null];

const languageNames: Readonly<Record<PublicationLanguage, string>> = {
  id: 'Indonesian',
  en: 'English',
  'id-en': 'Indonesian and English',
};

/** A name for a citation, of letters and digits alone: by its number, which no other edition has, and its year. */
export function citationKeyOf(of: Publication): string {
  return `pub${of.year}n${compactNumber(of.publicationNumber ?? of.catalogueNumber ?? '')}`;
}

/** A publication as RIS: a book when it has an ISBN, otherwise a report, whose number stands in `SN`. */
export function toRis(of: Publication, address: string): string {
  const isBook = of.isbn !== null;
  const fields: readonly Field[] = [
    ['TY', isBook ? 'BOOK' : 'RPRT'],
    ['TI', of.title],
    ['TT', of.titleEn],
    ['AU', of.publisher],
    ['PY', of.year],
    ['DA', of.releaseDate?.replaceAll('-', '/') ?? null],
    ['PB', of.publisher],
    ['SN', isBook ? of.isbn : of.publicationNumber],
    ['SP', isBook ? of.pages : null],
    ['LA', languageNames[of.language]],
    ['AB', of.abstract],
    ['KW', of.subject],
    ['KW', of.region],
    ['N1', isBook ? notes(['', of.publicationNumber], ['ISSN ', of.issn]) : notes(['ISSN ', of.issn])],
    ['UR', address],
  ];
  const lines = fields.flatMap(([tag, value]) =>
    value === null ? [] : [`${tag}  - ${oneLine(String(value))}`],
  );
  return [...lines, 'ER  - ', ''].join('\r\n');
}

/** A publication as BibTeX: `@book` when it has an ISBN, otherwise `@techreport`. */
export function toBibtex(of: Publication, address: string): string {
  const isBook = of.isbn !== null;
  const fields: readonly Field[] = [
    ['title', whole(of.title)],
    ['author', of.publisher === null ? null : whole(of.publisher)],
    [isBook ? 'publisher' : 'institution', of.publisher === null ? null : whole(of.publisher)],
    ['year', of.year],
    [isBook ? 'isbn' : 'number', plain(isBook ? of.isbn : of.publicationNumber)],
    ['issn', plain(of.issn)],
    ['pagetotal', of.pages],
    ['language', languageNames[of.language]],
    ['keywords', plain(notes(['', of.subject], ['', of.region]))],
    ['abstract', plain(of.abstract)],
    ['url', address],
  ];
  const lines = fields.flatMap(([name, value]) => (value === null ? [] : [`  ${name} = {${value}},`]));
  return [`@${isBook ? 'book' : 'techreport'}{${citationKeyOf(of)},`, ...lines, '}', ''].join('\n');
}

function notes(...parts: readonly (readonly [before: string, value: string | null])[]): string | null {
  const known = parts.flatMap(([before, value]) => (value === null ? [] : [`${before}${value}`]));
  return known.length === 0 ? null : known.join(', ');
}

/** Neither format has lines inside a value. */
function oneLine(text: string): string {
  return text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
}

const latex: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\lbrace{}',
  '}': '\\rbrace{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

/** A text for LaTeX. Its own braces become words: BibTeX counts even escaped ones. */
function plain(text: string): string;
function plain(text: string | null): string | null;
function plain(text: string | null): string | null {
  if (text === null) return null;
  return oneLine(text).replaceAll(/[\\{}~^#$%&_]/g, (sign) => latex[sign] ?? `\\${sign}`);
}

/** A text whose capitals stay, and which is one name where names are expected. */
function whole(text: string): string {
  return `{${plain(text)}}`;
}
