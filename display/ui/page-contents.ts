import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { shared } from './style/styles.ts';
import { LocalizedElement } from './words/language.ts';
import { inLanguage } from './words/words.ts';

const words = { id: 'Daftar isi', en: 'On this page' };

/** What a person does who goes elsewhere. */
const signsOfMoving = ['keydown', 'pointerdown', 'wheel', 'touchmove'] as const;

const whatIsShown = { childList: true, subtree: true, characterData: true };

/** A section of the page: its heading, and the headings of its parts. */
interface Entry {
  readonly heading: HTMLElement;
  readonly parts: readonly HTMLElement[];
}

/**
 * What stands on a page of many sections, beside them: a link to the heading of each that stands in it now, and to those
 * of its parts that have an id. The sections are elements of their own that come when their data does, and so are their
 * parts, so the headings are read from them.
 */
@customElement('page-contents')
export class PageContents extends LocalizedElement {
  static override styles = [
    shared,
    css`
      :host,
      .sections {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        align-content: start;
        gap: var(--space-5);
      }
      nav {
        padding: var(--space-4) var(--space-5);
        background: var(--paper);
        border: 1px solid var(--hair);
        border-radius: var(--radius-l);
      }
      h2 {
        font-size: var(--text-m);
      }
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--space-5);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      a {
        display: flex;
        align-items: center;
        min-height: var(--target);
        text-decoration: none;
      }
      a:hover {
        text-decoration: underline;
      }
      li:has(ul) {
        flex-basis: 100%;
      }
      li ul {
        padding-left: var(--space-4);
        font-size: var(--text-s);
        border-left: 1px solid var(--hair);
      }
      @media (min-width: 1080px) {
        :host {
          grid-template-columns: 208px minmax(0, 1fr);
        }
        nav {
          position: sticky;
          top: var(--space-4);
          align-self: start;
          max-height: calc(100vh - 2 * var(--space-4));
          padding: var(--space-4);
          overflow-y: auto;
        }
        ul {
          display: grid;
        }
      }
    `,
  ];

  @state() private entries: readonly Entry[] = [];
  /** The section that was asked for, until somebody goes elsewhere. */
  #asked = location.hash.slice(1);
  #reached: HTMLElement | null = null;
  /** What the address becomes by a press here: whoever pressed may have gone on by the time it is told. */
  #followed: string | null = null;
  readonly #changes = new MutationObserver(() => this.#look());
  readonly #growth = new ResizeObserver(() => this.#goToAsked());

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#addressChanged);
    for (const sign of signsOfMoving) addEventListener(sign, this.#leave, { capture: true, passive: true });
    this.#growth.observe(this);
    this.#changes.observe(this, whatIsShown); // sections that are no elements of their own
    this.#look();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#addressChanged);
    for (const sign of signsOfMoving) removeEventListener(sign, this.#leave, { capture: true });
    this.#growth.disconnect();
    this.#changes.disconnect();
  }

  override render() {
    const contents = inLanguage(words);
    return html`<nav aria-labelledby="contents">
        <h2 id="contents">${contents}</h2>
        <ul>
          ${this.entries.map(
            ({ heading, parts }) =>
              html`<li>
                ${this.#link(heading)}
                ${
                  parts.length === 0
                    ? nothing
                    : html`<ul>
                        ${parts.map((part) => html`<li>${this.#link(part)}</li>`)}
                      </ul>`
                }
              </li>`,
          )}
        </ul>
      </nav>
      <div class="sections"><slot @slotchange=${() => this.#look()}></slot></div>`;
  }

  #link(heading: HTMLElement) {
    return html`<a href="#${heading.id}" @click=${(event: MouseEvent) => this.#pressed(event, heading)}
      >${heading.textContent}</a
    >`;
  }

  /** Looks at what each section shows now, and at whatever it shows from now on. */
  #look(): void {
    const headings: HTMLElement[] = [];
    for (const found of standingIn(this)) {
      if (found instanceof HTMLElement) headings.push(found);
      else this.#changes.observe(found, whatIsShown);
    }
    this.entries = toEntries(headings);
    this.#goToAsked();
  }

  /** Goes where it was asked to, and there again when something above it grew, unless the focus is elsewhere by now. */
  #goToAsked(): void {
    const asked = this.entries
      .flatMap(({ heading, parts }) => [heading, ...parts])
      .find(({ id }) => id === this.#asked);
    if (!asked) return;
    if (this.#reached?.matches(':focus') === false) return this.#leave();
    this.#reached = asked;
    goTo(asked);
  }

  #ask(id: string): void {
    this.#asked = id;
    this.#reached = null;
    this.#goToAsked();
  }

  readonly #leave = (): void => {
    this.#asked = '';
  };

  readonly #addressChanged = (): void => {
    const id = location.hash.slice(1);
    if (id === this.#followed) return;
    this.#followed = null;
    this.#ask(id);
  };

  /** The address does not change by a second press of the same link; one with another key down opens it elsewhere. */
  #pressed(event: MouseEvent, heading: HTMLElement): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (location.hash !== `#${heading.id}`) this.#followed = heading.id;
    this.#ask(heading.id);
  }
}

const isHead = (element: Element): boolean => element.matches('section > h2[id]');

/** The headings within, in their order, and the roots of elements, in which more of them stand or will. */
function* standingIn(root: ParentNode): Iterable<HTMLElement | ShadowRoot> {
  for (const element of root.querySelectorAll<HTMLElement>('*')) {
    if (isHead(element) || element.matches('h3[id]')) yield element;
    if (!element.shadowRoot) continue;
    yield element.shadowRoot;
    yield* standingIn(element.shadowRoot);
  }
}

/** Each part belongs to the section before it. */
function toEntries(headings: readonly HTMLElement[]): readonly Entry[] {
  const starts = headings.flatMap((heading, index) => (isHead(heading) ? [index] : []));
  return starts.flatMap((start, index) => {
    const [heading, ...parts] = headings.slice(start, starts[index + 1]);
    return heading ? [{ heading, parts }] : [];
  });
}

/** A link cannot lead into an element by itself: no id within it is one of the page. */
function goTo(heading: HTMLElement): void {
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  (isHead(heading) ? heading.parentElement : heading)?.scrollIntoView();
}
