import { facetNames, type FacetName } from '../../domain/catalogue/search/facets.ts';
import { mostCharacters } from '../../domain/catalogue/search/query.ts';
import type { QueryFor } from '../../wire/http/client.ts';

/** What a reader asks the collection for; it stands in the address of the page. */
export interface Asked {
  readonly text: string;
  readonly chosen: Readonly<Record<FacetName, readonly string[]>>;
  readonly page: number;
}

/** Filters that are on or off; all others may have several values. */
export const switches: readonly FacetName[] = ['printed', 'softcopy'];

/** What an address may ask for, as in the search's schema: more is left out, as nobody chose it here. */
const mostValues = 50;
const longestValue = 200;
const lastPage = 10_000;

/** Reads what the query string of an address asks for; whatever was written there asks for something that can be sent. */
export function readAsked(search: string): Asked {
  const given = new URLSearchParams(search);
  const chosen = facetNames.map((name): [FacetName, readonly string[]] => {
    const written = new Set(given.getAll(name).map((value) => value.trim()));
    const values = [...written].filter((value) => value !== '' && value.length <= longestValue);
    return [
      name,
      switches.includes(name) ? values.filter((value) => value === 'true') : values.slice(0, mostValues),
    ];
  });
  const page = Number(given.get('page'));
  return {
    text: (given.get('q') ?? '').trim().slice(0, mostCharacters),
    chosen: Object.fromEntries(chosen) as Record<FacetName, readonly string[]>,
    page: Number.isInteger(page) && page >= 1 && page <= lastPage ? page : 1,
  };
}

/** The query string that asks for this; parameters of `search` that mean something else stay. */
export function toSearch({ text, chosen, page }: Asked, search: string): string {
  const others = new URLSearchParams(search);
  for (const name of ['q', 'page', ...facetNames]) others.delete(name);
  const next = new URLSearchParams();
  if (text !== '') next.set('q', text);
  for (const name of facetNames) for (const value of chosen[name]) next.append(name, value);
  if (page > 1) next.set('page', String(page));
  for (const [name, value] of others) next.append(name, value);
  const written = next.toString();
  return written === '' ? '' : `?${written}`;
}

/** The question for the server: one result a series, of one office. */
export function toQuery({ text, chosen, page }: Asked, office: string): QueryFor<'/catalogue'> {
  const { printed, softcopy, year, subject, region, language } = chosen;
  return {
    office,
    group: 'series',
    page,
    q: text,
    year: [...year],
    subject: [...subject],
    region: [...region],
    language: [...language],
    ...(printed.length > 0 && { printed: 'true' }),
    ...(softcopy.length > 0 && { softcopy: 'true' }),
  };
}

/** How many filters are set. */
export const countChosen = ({ chosen }: Pick<Asked, 'chosen'>): number =>
  facetNames.reduce((sum, name) => sum + chosen[name].length, 0);

/** The same question without any filter. */
export const unfiltered = ({ text }: Asked): Asked => ({ ...readAsked(''), text });
