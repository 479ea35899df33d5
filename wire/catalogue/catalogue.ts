import * as z from 'zod';
import { citationFormats } from '../../domain/catalogue/citations.ts';
import { facetNames } from '../../domain/catalogue/search/facets.ts';
import { publicationLanguages } from '../../domain/catalogue/publication.ts';
import { endpoint } from '../http/endpoint.ts';
import { day, officeCode, text } from '../fields.ts';

/** A parameter that may be repeated: any of its values will do. */
const values = z
  .union([z.string().max(200), z.array(z.string().max(200)).max(50)])
  .transform((given) => (typeof given === 'string' ? [given] : given));
const yesNo = z.enum(['true', 'false']);

/** A column that may be empty: a blank and a dash count as not known. */
const known = <T extends z.ZodType>(value: T) =>
  z.preprocess((given) => {
    const text = typeof given === 'string' ? given.trim() : given;
    return text === '' || text === '-' || text === undefined ? null : text;
  }, value.nullable());

const bookNumber = z
  .string()
  .max(40)
  .regex(/^[0-9A-Za-z][0-9A-Za-z. /-]*$/);
const whole = (least: number, most: number) => z.coerce.number().int().min(least).max(most);
const writtenDay = z
  .string()
  .transform((text) => text.replace(/^(\d{1,2})\/(\d{1,2})\/(\d{4})$/, toIsoDay))
  .pipe(day);

const toIsoDay = (_: string, date: string, month: string, year: string): string =>
  `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;

/**
 * A row of a collection's file, with every column: strings as in CSV, or JSON with numbers. Something must name the publication: its
 * publication number or its catalogue number. Check digits of ISSN and ISBN are not asked for here.
 */
export const publicationRow = z
  .strictObject({
    catalogue_number: known(bookNumber),
    publication_number: known(bookNumber),
    title: text(500),
    title_en: known(text(500)),
    year: whole(1900, 2100),
    issn: known(z.string().max(40)),
    isbn: known(z.string().max(40)),
    abstract: known(z.string().max(10_000)),
    language: known(z.enum(publicationLanguages)),
    region: known(text(200)),
    subject: known(text(200)),
    pages: known(whole(1, 100_000)),
    publisher: known(text(200)),
    frequency: known(text(60)),
    release_date: known(writtenDay),
    shelf: known(text(100)),
    copies: known(whole(0, 10_000)),
    rights: known(z.string().max(2_000)),
    /** The file of its softcopy, beside this one or in a folder that is named. */
    pdf: known(text(255)),
  })
  .refine(({ catalogue_number: catalogue, publication_number: own }) => own !== null || catalogue !== null, {
    path: ['publication_number'],
  });

/** The columns of a collection's file, in the order of an export. */
export const collectionColumns = Object.keys(
  publicationRow.shape,
) as readonly (keyof typeof publicationRow.shape)[];

/** What is looked for, and by what it is narrowed. `perPage` is 20 unless said, at most 100. */
export const catalogueQuery = z.strictObject({
  q: z.string().max(10_000).optional(),
  office: officeCode.optional(),
  year: values.optional(),
  subject: values.optional(),
  region: values.optional(),
  language: values.optional(),
  softcopy: yesNo.optional(),
  printed: yesNo.optional(),
  /** `series`: the best edition of each series, with the number of those that were found. */
  group: z.literal('series').optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  perPage: z.coerce.number().int().min(1).max(100).default(20),
});

/** What is being typed. */
export const suggestionQuery = z.strictObject({
  q: z.string().max(10_000).optional(),
  office: officeCode.optional(),
});

/** At most eight: names of series, then the query with its last word ended. */
const suggestions = z
  .strictObject({
    suggestions: z.array(z.strictObject({ text: z.string(), kind: z.enum(['series', 'word']) })),
  })
  .meta({ id: 'CatalogueSuggestions' });
export type CatalogueSuggestions = z.output<typeof suggestions>;

const details = {
  id: z.uuid(),
  title: z.string(),
  titleEn: z.string().nullable(),
  year: z.int(),
  catalogueNumber: z.string().nullable(),
  publicationNumber: z.string().nullable(),
  issn: z.string().nullable(),
  isbn: z.string().nullable(),
  region: z.string().nullable(),
  subject: z.string().nullable(),
  pages: z.int().nullable(),
  /** Whether a watermarked copy can be had. */
  softcopy: z.boolean(),
  /** Printed copies to read in the room. */
  copies: z.int(),
  shelf: z.string().nullable(),
  /** Part of the sample collection of a first start. */
  sample: z.boolean(),
};

/** A text in parts; those that answer the query are marked. */
const marked = z.array(z.strictObject({ text: z.string(), match: z.boolean() }));

const item = z.strictObject({
  ...details,
  /** Editions of its series among the results; 1 unless grouped. */
  editions: z.int(),
  highlights: z.strictObject({ title: marked, abstract: marked }),
});

const counts = z.array(z.strictObject({ value: z.string(), count: z.int() }));

export const catalogueResults = z
  .strictObject({
    total: z.int(),
    /** How many of the total have enough of what was asked; they come first, the rest comes close. */
    enough: z.int(),
    /** Editions in the total, which are what the facets count: as many as the total unless grouped. */
    publications: z.int(),
    page: z.int(),
    perPage: z.int(),
    items: z.array(item),
    facets: z.strictObject(
      Object.fromEntries(facetNames.map((name) => [name, counts])) as Record<
        (typeof facetNames)[number],
        typeof counts
      >,
    ),
    /** What was searched for instead, because a word stands nowhere. */
    corrected: z.string().nullable(),
    /** True when nothing has enough of what was asked, and these come closest. */
    closest: z.boolean(),
  })
  .meta({ id: 'CatalogueResults' });
export type CatalogueResults = z.output<typeof catalogueResults>;

export const publication = z
  .strictObject({
    ...details,
    office: officeCode,
    abstract: z.string().nullable(),
    language: z.enum(publicationLanguages),
    publisher: z.string().nullable(),
    frequency: z.string().nullable(),
    releaseDate: day.nullable(),
    rights: z.string().nullable(),
    /** The other editions of its series, newest first. */
    series: z.array(z.strictObject({ id: z.uuid(), title: z.string(), year: z.int() })),
  })
  .meta({ id: 'Publication' });
export type PublicationView = z.output<typeof publication>;

/** The format of a citation. */
export const citationQuery = z.strictObject({ format: z.enum(citationFormats) });

export const catalogueEndpoints = {
  search: endpoint('GET /catalogue', {
    summary: 'Search the collection',
    who: 'public',
    query: catalogueQuery,
    answer: catalogueResults,
    problems: ['registration-needed'],
  }),
  suggestions: endpoint('GET /catalogue/suggestions', {
    summary: 'What may be meant by a query that is being typed',
    who: 'public',
    query: suggestionQuery,
    answer: suggestions,
    problems: ['registration-needed'],
  }),
  publication: endpoint('GET /catalogue/{publication}', {
    summary: 'A publication of the collection',
    who: 'public',
    answer: publication,
    cache: 'tagged',
  }),
  citation: endpoint('GET /catalogue/{publication}/citation', {
    summary: 'A publication for reference managers',
    who: 'public',
    query: citationQuery,
    files: ['application/x-research-info-systems', 'application/x-bibtex'],
  }),
  jsonld: endpoint('GET /catalogue/{publication}/jsonld', {
    summary: 'A publication as a Book or Report of schema.org',
    who: 'public',
    files: ['application/ld+json'],
  }),
};
