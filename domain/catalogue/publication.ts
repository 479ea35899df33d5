/** The languages a publication may be written in; `id-en` is printed in both. */
export const publicationLanguages = ['id', 'en', 'id-en'] as const;
export type PublicationLanguage = (typeof publicationLanguages)[number];

/**
 * What a library knows about a publication; an unknown detail is null. Numbers stand as printed: the catalogue number
 * is the class of the content (7 digits, for a region followed by its code: `1102001.6502`), the publication number
 * names one edition (`65020.2401`).
 */
export interface Publication {
  readonly title: string;
  readonly titleEn: string | null;
  readonly year: number;
  readonly catalogueNumber: string | null;
  readonly publicationNumber: string | null;
  readonly issn: string | null;
  readonly isbn: string | null;
  readonly abstract: string | null;
  readonly language: PublicationLanguage;
  /** The area it is about, by its name where that is known (`regionOf`). */
  readonly region: string | null;
  readonly subject: string | null;
  readonly pages: number | null;
  readonly publisher: string | null;
  readonly frequency: string | null;
  /** `YYYY-MM-DD`; null when it was never released, or nobody knows. */
  readonly releaseDate: string | null;
  /** Where the printed copies stand. */
  readonly shelf: string | null;
  /** Printed copies of the library; 0 when there is none. */
  readonly copies: number;
  readonly rights: string | null;
}

/**
 * What makes two rows of files the same publication: its publication number, otherwise its catalogue number and year.
 * Null when it has neither.
 */
export function keyOf(
  of: Pick<Publication, 'publicationNumber' | 'catalogueNumber' | 'year'>,
): string | null {
  if (of.publicationNumber !== null) return `pub ${compactNumber(of.publicationNumber)}`;
  if (of.catalogueNumber !== null) return `kat ${compactNumber(of.catalogueNumber)} ${of.year}`;
  return null;
}

/** A number without the dots, dashes and blanks it is written with: `1102001.6502` and `1102001 6502` are one. */
export function compactNumber(number: string): string {
  return number.replaceAll(/[^0-9A-Za-z]/g, '').toLowerCase();
}
