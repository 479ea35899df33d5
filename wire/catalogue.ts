import * as z from 'zod';
import { facetNames } from '../domain/catalogue/facets.ts';
import { publicationLanguages } from '../domain/catalogue/publication.ts';
import { endpoint } from './http/endpoint.ts';
import { day, officeCode } from './fields.ts';

/** A parameter that may be repeated: any of its values will do. */
const values = z
  .union([z.string().max(200), z.array(z.string().max(200)).max(50)])
  .transform((given) => (typeof given === 'string' ? [given] : given));
const yesNo = z.enum(['true', 'false']);

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
    /** Part of the sample collection of a first start. */
    sample: z.boolean(),
    /** The other editions of its series, newest first. */
    series: z.array(z.strictObject({ id: z.uuid(), title: z.string(), year: z.int() })),
  })
  .meta({ id: 'Publication' });
export type PublicationView = z.output<typeof publication>;

export const catalogueEndpoints = {
  search: endpoint('GET /catalogue', {
    summary: 'Search the collection',
    who: 'public',
    query: catalogueQuery,
    answer: catalogueResults,
  }),
  publication: endpoint('GET /catalogue/{publication}', {
    summary: 'A publication of the collection',
    who: 'public',
    answer: publication,
    cache: 'tagged',
  }),
};
