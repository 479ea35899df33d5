import type { Request } from 'express';
import { asksForMembers } from '../../db/offices/policies.ts';
import { readPublication, readSeries } from '../../db/catalogue/publications.ts';
import { publicationAddress } from '../../domain/catalogue/addresses.ts';
import { citationKeyOf, toBibtex, toRis, type CitationFormat } from '../../domain/catalogue/citations.ts';
import { facetsOf, type Chosen } from '../../domain/catalogue/search/facets.ts';
import { toJsonLd } from '../../domain/catalogue/json-ld.ts';
import { regionOf } from '../../domain/catalogue/regions.ts';
import type { catalogueEndpoints } from '../../wire/catalogue/catalogue.ts';
import type { ApiDeps } from '../deps.ts';
import type { Handlers } from '../http/handler.ts';
import { publicAddressOf } from '../http/public-address.ts';

/** How each format is written. */
const citations = {
  ris: { type: 'application/x-research-info-systems', ending: 'ris', write: toRis },
  bibtex: { type: 'application/x-bibtex', ending: 'bib', write: toBibtex },
} as const satisfies Readonly<Record<CitationFormat, unknown>>;

/** The collection, for everybody. */
export const catalogueHandlers: Handlers<typeof catalogueEndpoints> = {
  async search({ query, request, refuse }, deps) {
    const { searching, searchUses, addressOf } = deps;
    if (await isForMembers(request, query.office, deps)) throw refuse('registration-needed');
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
    const { found, items } = await searching.search(request, asked);
    const { total, enough, publications, counts, corrected, closest } = found;
    const isFirst = page === 1 && Object.values(chosen).every((values) => values.length === 0);
    if (office !== null && q.trim() !== '' && isFirst) {
      searchUses.searched({ office, text: q, found: enough > 0, asker: addressOf(request) });
    }
    return {
      total,
      enough,
      publications,
      page,
      perPage,
      items,
      facets: facetsOf(counts),
      corrected,
      closest,
    };
  },

  async suggestions({ query: { q = '', office = null }, request, refuse }, deps) {
    if (await isForMembers(request, office, deps)) throw refuse('registration-needed');
    const { searching } = deps;
    return { suggestions: await searching.suggest(request, { text: q, office }) };
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

/** True when the search is for members alone, and this is neither one nor staff. */
async function isForMembers(
  request: Request,
  office: string | null | undefined,
  { db, memberCookies, sessions }: ApiDeps,
): Promise<boolean> {
  if (!(await asksForMembers(db, office ?? null))) return false;
  const cookies = request.get('cookie');
  return !(await memberCookies.memberOf(cookies)) && !(await sessions.staffOf(cookies, { by: request }));
}
