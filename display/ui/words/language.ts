import { LitElement } from 'lit';
import { languages, type Language } from '../../../domain/language.ts';

const listeners = new Set<() => void>();
const parameter = 'lang';

function isLanguage(text: string | null): text is Language {
  return (languages as readonly (string | null)[]).includes(text);
}

const asked = new URLSearchParams(location.search).get(parameter);
const answered = document.documentElement.lang;
let current: Language = isLanguage(asked) ? asked : isLanguage(answered) ? answered : 'id';

/** The page's own title in both languages; a page that shows one thing by its address names itself after that. */
const title = document.querySelector<HTMLElement>('title[data-en]');
const titles = title && { id: title.textContent, en: title.dataset['en'] ?? '' };
show();

function show(): void {
  document.documentElement.lang = current;
  if (titles) document.title = titles[current];
}

/** The language of this page: `?lang=`, else the one it came in. */
export function language(): Language {
  return current;
}

/** Switches the page without a reload; the address keeps the choice. */
export function setLanguage(next: Language): void {
  current = next;
  show();
  const url = new URL(location.href);
  url.searchParams.set(parameter, next);
  history.replaceState(history.state, '', url);
  for (const listener of listeners) listener();
}

/** An element that renders again when the language changes. */
export class LocalizedElement extends LitElement {
  readonly #update = (): void => this.requestUpdate();

  override connectedCallback(): void {
    super.connectedCallback();
    listeners.add(this.#update);
    this.requestUpdate(); // the language may have changed while it was off the page
  }

  override disconnectedCallback(): void {
    listeners.delete(this.#update);
    super.disconnectedCallback();
  }
}
