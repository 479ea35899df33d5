import { pathOf } from '../../../domain/pages.mjs';
import { keptText } from '../kept-text.ts';

/** What the pages of the collection hand on to one another: the office and the language. */
const handedOn = ['kantor', 'lang'];

/** The last search of this tab, so that a publication leads back to it. */
const lastSearch = keptText('catalogue-search');

/** Remembers what was searched for: the query string of the search page. */
export const keepSearch = (search: string): void => lastSearch.keep(search);

/** The start page of this office. */
export const startAddress = (): string => `${pathOf('start')}${handedSearch('')}`;

/** The address of a publication. */
export const publicationAddress = (id: string): string => `${pathOf('publication', id)}${handedSearch('')}`;

/** The way back to the last search of this tab, or to the whole collection. */
export const searchAddress = (): string => `${pathOf('catalogue')}${handedSearch(lastSearch.read() ?? '')}`;

/** A query string with the office and the language of this page. */
function handedSearch(search: string): string {
  const here = new URLSearchParams(location.search);
  const next = new URLSearchParams(search);
  for (const name of handedOn) {
    const value = here.get(name);
    if (value === null) next.delete(name);
    else next.set(name, value);
  }
  const text = next.toString();
  return text === '' ? '' : `?${text}`;
}
