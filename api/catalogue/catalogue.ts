import { readHits } from '../../db/catalogue/hits.ts';
import { readPublication, readSeries } from '../../db/catalogue/publications.ts';
import { search } from '../../db/catalogue/search.ts';
import { facetsOf, type Chosen } from '../../domain/catalogue/facets.ts';
import { regionOf } from '../../domain/catalogue/regions.ts';
import type { catalogueEndpoints } from '../../wire/catalogue.ts';
import type { Handlers } from '../http/handler.ts';

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
    const { total, hits, combinations, corrected, closest, highlight } = await search(db, asked);
    return {
      total,
      page,
      perPage,
      items: await readHits(db, hits, highlight),
      facets: facetsOf(combinations, chosen),
      corrected,
      closest,
    };
  },

  async publication({ params: { publication: id }, refuse }, { db }) {
    const found = await readPublication(db, id);
    if (!found) throw refuse('not-found');
    return { ...found, series: await readSeries(db, id) };
  },
};
