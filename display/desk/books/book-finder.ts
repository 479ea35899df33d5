import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { ShelfItem } from '../../../wire/catalogue/in-room-uses.ts';
import { alertOf } from '../../ui/alert.ts';
import { titled } from '../../ui/catalogue/titled.ts';
import { fire } from '../../ui/events.ts';
import { failureOf } from '../../ui/line/api.ts';
import { shared } from '../../ui/style/styles.ts';
import { BookSearch, type FoundBooks } from './book-search.ts';
import { bookWords } from './book-words.ts';

/**
 * A field that finds publications of the office by words, numbers and scanned labels, with where they stand. Sends
 * `book-scanned` when a label named one.
 */
@customElement('book-finder')
export class BookFinder extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        gap: var(--space-3);
        width: 100%;
        scroll-margin: var(--space-4);
      }
      form {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: var(--space-1) var(--space-2);
      }
      label,
      .hint {
        grid-column: 1 / -1;
      }
      ul {
        display: grid;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: var(--space-2) var(--space-4);
        align-items: center;
        padding: var(--space-3) 0;
        border-top: 1px solid var(--hair);
      }
      .title {
        font-weight: 600;
        color: var(--dark);
        overflow-wrap: anywhere;
      }
      .facts {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--space-3);
        font-size: var(--text-s);
        color: var(--muted);
      }
      .shelf {
        font-weight: 600;
        color: var(--ok);
      }
      .can {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2) var(--space-3);
        align-items: center;
        justify-content: end;
        max-width: 320px;
      }
      .copy {
        font-size: var(--text-s);
        font-weight: 600;
        color: var(--ok);
      }
      .doubt {
        font-size: var(--text-s);
        color: var(--warn);
      }
    `,
  ];

  @property() office = '';
  /** What an officer can do with a publication that was found: its buttons. */
  @property({ attribute: false }) actions: (item: ShelfItem) => TemplateResult = () => html``;
  @state() private text = '';
  @query('input') private field!: HTMLInputElement;
  readonly #search = new BookSearch(this, () => this.office);
  #shown: FoundBooks | null = null;

  /** Looks for what was scanned while another control had the focus. */
  scan(text: string): void {
    this.text = text;
    void this.#find();
  }

  /** Ready for the next one. */
  reset(): void {
    this.text = '';
    this.#search.clear();
    this.field.focus();
  }

  override render() {
    const texts = bookWords();
    const { busy, found, failed } = this.#search;
    return html`<form role="search" @submit=${this.#submit}>
        <label for="book">${texts.find}</label>
        <input
          id="book"
          type="text"
          inputmode="search"
          enterkeyhint="search"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          maxlength="400"
          aria-describedby="book-hint"
          .value=${this.text}
          @input=${this.#typed}
        />
        <button data-meaning="find-book">${texts.search}</button>
        <p class="hint" id="book-hint">${busy ? texts.searching : texts.findHint}</p>
      </form>
      ${failed ? alertOf(failureOf(failed)) : nothing} ${found ? this.#found(found) : nothing}`;
  }

  /** What was found is looked at next, also where it stands below the fold. */
  override updated(): void {
    const { found } = this.#search;
    if (found !== null && found !== this.#shown) this.scrollIntoView({ block: 'nearest' });
    this.#shown = found;
  }

  #found({ items, isLabel, corrected, closest }: FoundBooks) {
    const texts = bookWords();
    if (items.length === 0)
      return html`<p class="notice" role="status">${isLabel ? texts.unknownLabel : texts.nothing}</p>`;
    return html`${corrected === null ? nothing : html`<p class="hint">${texts.corrected(corrected)}</p>`}
      ${closest ? html`<p class="hint">${texts.closest}</p>` : nothing}
      <ul>
        ${items.map(
          (item) =>
            html`<li>
              <div>
                <p class="title" lang="id">${titled(item)}</p>
                ${placeOf(item)} ${doubtOf(item)}
              </div>
              ${this.actions(item)}
            </li>`,
        )}
      </ul>`;
  }

  readonly #typed = (): void => {
    this.text = this.field.value;
    this.#search.type(this.text);
  };

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    if (this.text.trim() !== '') void this.#find();
  };

  async #find(): Promise<void> {
    const found = await this.#search.find(this.text);
    const [item] = found?.items ?? [];
    if (!found?.isExact || !item) return;
    if (found.isLabel) this.text = '';
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('li button')?.focus();
    if (found.isLabel) fire(this, 'book-scanned', item);
  }
}

/** Where it stands, and how many of it there are. */
function placeOf({ shelf, copies, inUse, usesToday, catalogueNumber, publicationNumber }: ShelfItem) {
  const texts = bookWords();
  return html`<p class="facts">
    ${shelf === null ? html`<span>${texts.unplaced}</span>` : html`<span class="shelf" lang="id">${shelf}</span>`}
    <span>${copies === 0 ? texts.noCopies : texts.copies(copies)}</span>
    ${inUse > 0 ? html`<span>${texts.inUse(inUse)}</span>` : nothing}
    ${usesToday > inUse ? html`<span>${texts.usesToday(usesToday)}</span>` : nothing}
    <span>${publicationNumber ?? catalogueNumber}</span>
  </p>`;
}

/** What the register says against what the officer may hold in the hand. */
function doubtOf({ copies, inUse }: ShelfItem) {
  const texts = bookWords();
  if (copies === 0) return html`<p class="doubt">${texts.noneKept}</p>`;
  return inUse >= copies ? html`<p class="doubt">${texts.allInUse}</p>` : nothing;
}
