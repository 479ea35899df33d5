import { css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { shared } from './style/styles.ts';
import { LocalizedElement } from './words/language.ts';
import { inLanguage } from './words/words.ts';

const words = { id: 'Daftar isi', en: 'On this page' };

/** What a person does who goes elsewhere. */
const signsOfMoving = ['keydown', 'pointerdown', 'wheel', 'touchmove'] as const;

/**
 * What stands on a page of many sections, beside them: a link to the heading of each that stands in it now. The
 * sections are elements of their own that come when their data does, so their headings are read from them.
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

  @state() private headings: readonly HTMLElement[] = [];
  /** The section that was asked for, until somebody goes elsewhere. */
  #asked = location.hash.slice(1);
  #reached: HTMLElement | null = null;
  readonly #changes = new MutationObserver(() => this.#look());
  readonly #growth = new ResizeObserver(() => this.#goToAsked());

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#addressChanged);
    for (const sign of signsOfMoving) addEventListener(sign, this.#leave, { capture: true, passive: true });
    this.#growth.observe(this);
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
          ${this.headings.map(
            (heading) =>
              html`<li>
                <a href="#${heading.id}" @click=${(event: MouseEvent) => this.#pressed(event, heading)}
                  >${heading.textContent}</a
                >
              </li>`,
          )}
        </ul>
      </nav>
      <div class="sections"><slot @slotchange=${() => this.#look()}></slot></div>`;
  }

  /** Looks at what each section shows now, and at whatever it shows from now on. */
  #look(): void {
    const sections = [...this.children].map((section) => section.shadowRoot ?? section);
    for (const section of sections) {
      this.#changes.observe(section, { childList: true, subtree: true, characterData: true });
    }
    this.headings = sections.flatMap((section) =>
      Array.from(section.querySelectorAll<HTMLElement>('section > h2[id]')),
    );
    this.#goToAsked();
  }

  /** Goes where it was asked to, and there again when something above it grew, unless the focus is elsewhere by now. */
  #goToAsked(): void {
    const asked = this.headings.find(({ id }) => id === this.#asked);
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

  readonly #addressChanged = (): void => this.#ask(location.hash.slice(1));

  /** The address does not change by a second press of the same link; one with another key down opens it elsewhere. */
  #pressed(event: MouseEvent, heading: HTMLElement): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    this.#ask(heading.id);
  }
}

/** A link cannot lead into an element by itself: no id within it is one of the page. */
function goTo(heading: HTMLElement): void {
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  heading.closest('section')?.scrollIntoView();
}
