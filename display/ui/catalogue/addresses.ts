import { linkTerms } from '../../../domain/members/links.ts';
import { pathOf } from '../../../domain/pages.mjs';
import { keptText } from '../kept-text.ts';

/** What the pages of the collection hand on to one another: the office, the language, and that this is a terminal. */
const handedOn = ['kantor', 'lang', 'terminal'];

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

/** Where a terminal begins anew for whoever comes next: in Indonesian, with nothing looked for. */
export function terminalStart(): string {
  const search = new URLSearchParams(handedSearch(''));
  search.delete('lang');
  return `${pathOf('catalogue')}?${search.toString()}`;
}

/** What somebody wanted before they had to register or sign in, `?untuk=`: a publication, or this tab's search. */
const wanted = 'untuk';
const wantedForm = /^[0-9a-f-]{36}$/;
const publicationForm = /^\/pustaka\/([0-9a-f-]{36})$/;
const wantedSearch = 'cari';

/** The pages of members; `thing` is what they lead back to: a publication's id, or `cari` for the search. */
export const registrationAddress = (thing: string | null = thingHere()): string =>
  `${pathOf('registration')}${handedSearch(wantedQuery(thing))}`;
export const signInAddress = (thing: string | null = thingHere()): string =>
  `${pathOf('member-sign-in')}${handedSearch(wantedQuery(thing))}`;

/** The registration that a search asks for first, and that leads back to it. */
export const registrationForSearch = (): string => registrationAddress(wantedSearch);
export const accountAddress = (): string => `${pathOf('member-account')}${handedSearch('')}`;

/** Where a link that is shown leads, with what this page hands on; its secret stands in the fragment. */
export const shownLinkAddress = (link: string): string =>
  `${signInAddress()}${new URL(link, location.href).hash}`;

/** Where whoever has registered goes on: the publication that was wanted, else the search. */
export function onwardAddress(): string {
  const thing = wantedThing();
  return thing === null || thing === wantedSearch ? searchAddress() : publicationAddress(thing);
}

/** Where the reader stood when a mail was asked for. Its link may open in another tab, which knows nothing of this one. */
const stood = keptText('catalogue-stood', 'localStorage');
const stoodForm = /^\/pustaka(\/[0-9a-f-]{36})?(\?|$)/;

/**
 * Remembers in this browser where its reader stood, until the link is used or has run out, or they leave; at a terminal,
 * which the next reader uses, nothing is remembered.
 */
export function keepStand(): void {
  if (new URLSearchParams(location.search).has('terminal') || !standsSomewhere()) stood.drop();
  else stood.keep(JSON.stringify({ address: onwardAddress(), until: Date.now() + linkTerms.goodForMs }));
}

/** Forgets where the reader stood: they have left. */
export const forgetStand = (): void => stood.drop();

/** Forgets where the reader stood when no link leads back there any more. */
export function forgetOldStand(): void {
  if (readStand() === null) stood.drop();
}

/** Where the reader stood who asked for a mail in this browser; null when that was nowhere, or too long ago. */
function readStand(): string | null {
  const text = stood.read();
  if (text === null) return null;
  const { address, until } = JSON.parse(text) as { address?: unknown; until?: unknown };
  const isGood = typeof until === 'number' && Date.now() < until;
  return isGood && typeof address === 'string' && stoodForm.test(address) ? address : null;
}

/** Where whoever has signed in goes on: what was wanted, where they stood when they asked for the mail, else their own page. */
export function enteredAddress(): string {
  const stand = readStand();
  stood.drop();
  return standsSomewhere() ? onwardAddress() : (stand ?? accountAddress());
}

/** Whether this tab wants something, or has searched for anything. */
function standsSomewhere(): boolean {
  const search = new URLSearchParams(lastSearch.read() ?? '');
  return wantedThing() !== null || [...search.keys()].some((name) => !handedOn.includes(name));
}

/** Whether a search or a publication waits for its reader. */
export const somethingWaits = (): boolean => wantedThing() !== null;

/** What was looked for when the search asked for a registration first; empty for the whole collection, null otherwise. */
export const searchThatWaits = (): string | null =>
  wantedThing() === wantedSearch ? (new URLSearchParams(lastSearch.read() ?? '').get('q') ?? '') : null;

function wantedThing(): string | null {
  const asked = new URLSearchParams(location.search).get(wanted) ?? '';
  return asked === wantedSearch || wantedForm.test(asked) ? asked : null;
}

/** What the pages of members lead back to from here: what was wanted, or the publication that this page shows. */
function thingHere(): string | null {
  const [, id] = publicationForm.exec(location.pathname) ?? [];
  return wantedThing() ?? id ?? null;
}

const wantedQuery = (thing: string | null): string => (thing === null ? '' : `${wanted}=${thing}`);

/** A query string with what is handed on from this page. */
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
