import { readHits } from '../../db/catalogue/hits.ts';
import { readPublication, readSeries } from '../../db/catalogue/publications.ts';
import { search } from '../../db/catalogue/search.ts';
import { publicationAddress } from '../../domain/catalogue/addresses.ts';
import { citationKeyOf, toBibtex, toRis, type CitationFormat } from '../../domain/catalogue/citations.ts';
import { suggest } from '../../db/catalogue/suggestions.ts';
import { facetsOf, type Chosen } from '../../domain/catalogue/facets.ts';
import { toJsonLd } from '../../domain/catalogue/json-ld.ts';
import { regionOf } from '../../domain/catalogue/regions.ts';
import type { catalogueEndpoints } from '../../wire/catalogue.ts';
import type { Handlers } from '../http/handler.ts';
import { publicAddressOf } from '../http/public-address.ts';

/** How each format is written. */
const citations = {
  ris: { type: 'application/x-research-info-systems', ending: 'ris', write: toRis },
  bibtex: { type: 'application/x-bibtex', ending: 'bib', write: toBibtex },
} as const satisfies Readonly<Record<CitationFormat, unknown>>;

/** The collection, for everybody. */
export const catalogueHandlers: Handlers<typeof catalogueEndpoints> = {
  async search({ query }, { db }) {
    const { q = '', office = null, group, page, perPage, softcopy, printed, region, ...named } = query;
    const chosen: Chosen = {
      year: named.year ?? [],
      subject: named.subject ?? [],
      region: (region ?? []).map(regionOf),
      language: named.language ?? [],
      softcopy: softcopy === undefined ? [] : [softcopy],
      printed: printed === undefined ? [] : [printed],
    };
    const asked = { text: q, office, chosen, bySeries: group === 'series', page, perPage };
    const { total, enough, hits, counts, corrected, closest, highlight } = await search(db, asked);
    return {
      total,
      enough,
      page,
      perPage,
      items: await readHits(db, hits, highlight),
      facets: facetsOf(counts),
      corrected,
      closest,
    };
  },

  async suggestions({ query: { q = '', office = null } }, { db }) {
    return { suggestions: await suggest(db, { text: q, office }) };
  },

  async publication({ params: { publication: id }, refuse }, { db }) {
    const found = await readPublication(db, id);
    if (!found) throw refuse('not-found');
    return { ...found, series: await readSeries(db, id) };
  },

  async citation({ params: { publication: id }, query: { format }, request, refuse }, { db, publicUrl }) {
    const found = await readPublication(db, id);
    if (!found) throw refuse('not-found');
    const { type, ending, write } = citations[format];
    const address = publicationAddress(publicAddressOf(request, publicUrl), id);
    return { name: `${citationKeyOf(found)}.${ending}`, type, text: write(found, address) };
  },

  async jsonld({ params: { publication: id }, request, refuse }, { db, publicUrl }) {
    const found = await readPublication(db, id);
    if (!found) throw refuse('not-found');
    const address = publicationAddress(publicAddressOf(request, publicUrl), id);
    return {
      name: `${citationKeyOf(found)}.jsonld`,
      type: 'application/ld+json',
      text: JSON.stringify(toJsonLd(found, address)),
    };
  },
};
