import { html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { mostCharacters } from '../../domain/catalogue/search/query.ts';
import { fire } from '../ui/events.ts';
import { shared } from '../ui/style/styles.ts';
import { LocalizedElement } from '../ui/words/language.ts';
import { formStyles } from './form-styles.ts';
import { SuggestionReader, type Suggestion } from './suggestion-reader.ts';
import { searchWords } from './words.ts';

/**
 * The field of the search with what may be meant: a combobox as the ARIA patterns have it, whose list is a help and
 * no more. Fires `typed` at each change and `searched` when it is sent or a suggestion is taken.
 */
@customElement('search-form')
export class SearchForm extends LocalizedElement {
  static override styles = [shared, formStyles];

  @property({ attribute: false }) text = '';
  /** Whose collection is suggested from; null while it is not known. */
  @property({ attribute: false }) office: string | null = null;
  /** Questions that the collection answers; none while it is not known. */
  @property({ attribute: false }) examples: readonly string[] = [];
  @query('#q') private field!: HTMLInputElement;
  /** The suggestion the arrow keys have reached, or -1 while it is the field. */
  @state() private active = -1;
  readonly #reader = new SuggestionReader(this);

  override focus(): void {
    this.field.focus();
  }

  override blur(): void {
    this.field.blur();
  }

  override render() {
    const texts = searchWords();
    const { suggestions } = this.#reader;
    const isOpen = suggestions.length > 0;
    return html`<form role="search" @submit=${this.#submit}>
      <label for="q">${texts.label}</label>
      <div class="field">
        <input
          id="q"
          name="q"
          type="text"
          inputmode="search"
          enterkeyhint="search"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          maxlength=${mostCharacters}
          role="combobox"
          aria-autocomplete="list"
          aria-expanded=${isOpen}
          aria-controls="suggestions"
          aria-activedescendant=${isOpen && this.active >= 0 ? `suggestion-${this.active}` : nothing}
          aria-describedby="hint"
          .value=${this.text}
          @input=${this.#typed}
          @keydown=${this.#key}
          @blur=${this.#close}
        />
        ${
          this.text === ''
            ? nothing
            : html`<button type="button" class="clear" aria-label=${texts.clear} @click=${this.#clear}>
                <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
                  <path d="M6 6l12 12M18 6L6 18" />
                </svg>
              </button>`
        }
        <ul id="suggestions" role="listbox" aria-label=${texts.suggestions} ?hidden=${!isOpen}>
          ${suggestions.map((suggestion, index) => this.#option(suggestion, index))}
        </ul>
      </div>
      <button class="primary">${glass} ${texts.search}</button>
      <p id="hint">${this.#hint()}</p>
    </form>`;
  }

  #hint(): string {
    const texts = searchWords();
    if (this.text.length >= mostCharacters) return texts.full(mostCharacters);
    return this.examples.length > 0 ? texts.examples(this.examples) : texts.hint;
  }

  #option({ text, kind }: Suggestion, index: number) {
    return html`<li
      id="suggestion-${index}"
      role="option"
      lang="id"
      aria-selected=${index === this.active}
      @pointerdown=${(event: Event) => event.preventDefault() /* the field keeps the focus */}
      @click=${() => this.#search(text)}
    >
      ${kind === 'series' ? book : glass}<span>${text}</span>
    </li>`;
  }

  /** Takes what is in the field as typed. */
  readonly #typed = (): void => {
    this.#fill(this.field.value);
    if (this.office !== null) this.#reader.ask(this.text, this.office);
  };

  readonly #key = (event: KeyboardEvent): void => {
    const { suggestions } = this.#reader;
    if (event.isComposing) return;
    if (event.key === 'ArrowDown' && suggestions.length === 0) {
      this.#typed();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const places = suggestions.length + 1; // the field is one of them
      const step = event.key === 'ArrowDown' ? 1 : -1;
      this.active = ((this.active + 1 + step + places) % places) - 1;
    } else if (event.key === 'Escape' && suggestions.length > 0) {
      this.#close();
    } else if (event.key === 'Escape' && this.text !== '') {
      this.#fill('');
    } else if (event.key === 'Enter' && suggestions[this.active]) {
      this.#search(suggestions[this.active]?.text ?? this.text);
    } else return;
    event.preventDefault();
  };

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    this.#search(this.text);
  };

  readonly #clear = (): void => {
    this.#search('');
    this.focus();
  };

  readonly #close = (): void => {
    this.active = -1;
    this.#reader.forget();
  };

  #fill(text: string): void {
    this.text = text;
    this.active = -1;
    fire(this, 'typed', text);
  }

  #search(text: string): void {
    this.#close();
    this.#fill(text);
    fire(this, 'searched', text.trim());
  }
}

const glass = html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
  <circle cx="10.5" cy="10.5" r="6.5" />
  <path d="M15.5 15.5L21 21" />
</svg>`;
const book = html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
  <path d="M12 6c-2-1.6-5-2-9-2v14c4 0 7 .4 9 2 2-1.6 5-2 9-2V4c-4 0-7 .4-9 2zM12 6v14" />
</svg>`;

declare global {
  interface HTMLElementTagNameMap {
    'search-form': SearchForm;
  }
}
