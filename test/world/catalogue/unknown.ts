import type { Publication } from '../../../domain/catalogue/publication.ts';

/** A publication of which nothing is known but its year; a test adds what it is about. */
export const unknown: Publication = {
  title: '',
  titleEn: null,
  year: 2024,
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
