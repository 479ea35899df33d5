import { html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { pathOf } from '../../domain/pages.mjs';
import { announce } from '../ui/announce.ts';
import { keepSearch } from '../ui/catalogue/addresses.ts';
import { catalogueHead } from '../ui/catalogue/catalogue-head.ts';
import { headStyles } from '../ui/office/office-head.ts';
import { markStyles } from '../ui/catalogue/marks.ts';
import { stateStyles } from '../ui/catalogue/state-styles.ts';
import { isTerminal, startTerminal } from '../ui/catalogue/terminal/terminal.ts';
import type { Fired } from '../ui/events.ts';
import { failureOf } from '../ui/line/api.ts';
import '../ui/steady/steady.ts';
import { shared } from '../ui/style/styles.ts';
import { numberOf } from '../ui/words/format.ts';
import { LocalizedElement } from '../ui/words/language.ts';
import { words } from '../ui/words/words.ts';
import { countChosen, readAsked, toSearch, unfiltered, type Asked } from './asked.ts';
import { CatalogueSearch, type Answer } from './catalogue-search.ts';
import { pager } from './pager.ts';
import './result-filters.ts';
import { languageOfValue, valueWord } from './result-filters.ts';
import { resultList } from './result-list.ts';
import type { SearchForm } from './search-form.ts';
import './search-form.ts';
import { searchStyles } from './styles.ts';
import { searchWords } from './words.ts';
import { facetNames } from '../../domain/catalogue/search/facets.ts';

startTerminal();

/**
 * Search of an office's collection. What is asked stands in the address, so that the back button, a reload and a
 * link lead to the same. It is asked when the form is sent, a suggestion is taken or a filter is set, never at a key press.
 */
@customElement('catalogue-page')
export class CataloguePage extends LocalizedElement {
  static override styles = [shared, headStyles, markStyles, stateStyles, searchStyles];

  @state() private asked: Asked = readAsked(location.search);
  @state() private typed = this.asked.text;
  @query('search-form') private form!: SearchForm;
  @query('dialog') private sheet!: HTMLDialogElement | null;
  @query('#results') private heading!: HTMLElement;
  readonly #search = new CatalogueSearch(this, (answer) => announce(headlineOf(answer)));
  /** Filters stand beside the results where there is room, otherwise in a sheet of their own. */
  readonly #wide = matchMedia('(min-width: 900px)');

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('popstate', this.#returned);
    this.#wide.addEventListener('change', this.#turned);
    this.#ask();
  }

  override disconnectedCallback(): void {
    window.removeEventListener('popstate', this.#returned);
    this.#wide.removeEventListener('change', this.#turned);
    super.disconnectedCallback();
  }

  override updated(): void {
    const { text } = this.asked;
    document.title = `${text === '' ? '' : `${text} · `}${searchWords().title}`;
  }

  override render() {
    const texts = searchWords();
    return html`<header>
        <div class="wrap">
          ${catalogueHead(this.#search.office)}
          <h1>${texts.title}</h1>
          <search-form
            .text=${this.typed}
            .office=${this.#search.office?.code ?? null}
            .examples=${this.#search.examples}
            @typed=${({ detail }: Fired<'typed'>) => (this.typed = detail)}
            @searched=${this.#searched}
          ></search-form>
        </div>
      </header>
      <main class="wrap">
        ${this.#wide.matches ? html`<aside>${this.#canFilter ? this.#filters() : nothing}</aside>` : this.#sheet()}
        <section aria-busy=${this.#search.busy} aria-labelledby="results">${this.#results()}</section>
      </main>`;
  }

  /** Where nothing was found there is nothing to choose from, only to let go. */
  get #canFilter(): boolean {
    return this.#search.answer?.results.total !== 0 || countChosen(this.asked) > 0;
  }

  #filters() {
    const { answer } = this.#search;
    return html`<h2>${searchWords().filters}</h2>
      <result-filters
        .results=${answer?.results ?? null}
        .chosen=${this.asked.chosen}
        @narrowed=${this.#narrow}
      ></result-filters>`;
  }

  #sheet() {
    const texts = searchWords();
    const { answer, failed } = this.#search;
    return html`<dialog aria-label=${texts.filters} @click=${this.#closeOutside}>
      <div class="sheet">
        <div class="sheet-head">${this.#filters()}</div>
        <div class="sheet-foot">
          <button class="primary" data-meaning="show" @click=${this.#closeSheet}>
            ${answer && !failed ? texts.show(numberOf(countOf(answer), 0)) : texts.showResults}
          </button>
        </div>
      </div>
    </dialog>`;
  }

  #results() {
    const texts = searchWords();
    const { answer, failed, busy } = this.#search;
    if (failed && !busy) {
      return html`<div class="top"><h2 id="results" tabindex="-1">${texts.failed}</h2></div>
        <div class="state" role="alert">
          <p>${failureOf(failed)}</p>
          <button class="primary" @click=${this.#ask}>${words().tryAgain}</button>
        </div>`;
    }
    if (!answer) {
      return html`<div class="top"><h2 id="results" tabindex="-1">${texts.searching}</h2></div>
        <ol class="hits skeleton" aria-hidden="true">
          ${Array.from({ length: 4 }, () => html`<li><article></article></li>`)}
        </ol>`;
    }
    const { results } = answer;
    const pages = Math.ceil(results.total / results.perPage);
    return html`<div class="top">
        <h2 id="results" tabindex="-1">${headlineOf(answer)}</h2>
        ${pages > 1 && results.items.length > 0 ? html`<p class="hint">${texts.pageOf(results.page, pages)}</p>` : nothing}
        ${this.#wide.matches ? nothing : this.#sheetButton()}
      </div>
      ${this.#chips(results.items.length > 0)}
      ${
        results.corrected === null
          ? nothing
          : html`<p class="notice calm">${texts.corrected(results.corrected, answer.asked.text)}</p>`
      }
      ${results.closest ? html`<p class="notice calm">${texts.closest}</p>` : nothing}
      ${results.items.length > 0 ? this.#lists(answer) : this.#nothingFound(answer, pages)}
      ${
        results.items.length > 0
          ? pager({
              page: results.page,
              pages,
              addressOf: (page) => this.#addressOf({ ...answer.asked, page }),
              go: this.#turnTo,
            })
          : nothing
      }`;
  }

  /** The results; those that only come close stand apart, below a line of their own. */
  #lists(answer: Answer) {
    const { items, total, page, perPage } = answer.results;
    const before = Math.max(0, countOf(answer) - (page - 1) * perPage);
    const near = items.slice(before);
    return html`${before > 0 ? resultList(items.slice(0, before)) : nothing}
    ${
      near.length > 0
        ? html`<h3 class="near">${searchWords().near(numberOf(total - countOf(answer), 0))}</h3>
            ${resultList(near)}`
        : nothing
    }
    ${items.some(({ sample }) => sample) ? html`<p class="hint">${searchWords().sampleNote}</p>` : nothing}`;
  }

  #nothingFound({ asked, results }: Answer, pages: number) {
    const texts = searchWords();
    if (results.total > 0) {
      return html`<div class="state">
        <p>${texts.beyond(results.page, pages)}</p>
        <button class="primary" @click=${() => this.#turnTo(pages)}>${texts.toLast}</button>
      </div>`;
    }
    const isFiltered = countChosen(asked) > 0;
    if (!isFiltered && asked.text === '') return html`<div class="state"><p>${texts.empty}</p></div>`;
    return html`<div class="state">
      <p>${isFiltered ? texts.noneFiltered : texts.noneAdvice}</p>
      <button class="primary" @click=${() => this.#go(isFiltered ? unfiltered(asked) : readAsked(''))}>
        ${isFiltered ? texts.removeAll : texts.showAll}
      </button>
    </div>`;
  }

  #sheetButton() {
    const count = countChosen(this.asked);
    return html`<button class="filters" data-meaning="filters" @click=${() => this.sheet?.showModal()}>
      <svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M4 7h16M7 12h10M10 17h4" /></svg>
      ${searchWords().filters} ${count === 0 ? nothing : html`<b>${count}</b>`}
    </button>`;
  }

  /** The filters that are set, each with the way to let it go; without results the way to let all go stands below. */
  #chips(areSome: boolean) {
    const texts = searchWords();
    const { chosen } = this.asked;
    const set = facetNames.flatMap((name) => chosen[name].map((value) => ({ name, value })));
    if (set.length === 0) return nothing;
    return html`<div class="chips">
      ${set.map(({ name, value }) => {
        const word = valueWord(name, value);
        const without = { ...chosen, [name]: chosen[name].filter((kept) => kept !== value) };
        return html`<button
          aria-label=${texts.remove(word)}
          @click=${() => this.#go({ ...this.asked, chosen: without, page: 1 })}
        >
          <span lang=${languageOfValue(name)}>${word}</span>
          <svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M7 7l10 10M17 7L7 17" /></svg>
        </button>`;
      })}
      ${
        set.length > 1 && areSome
          ? html`<button class="plain" @click=${() => this.#go(unfiltered(this.asked))}>
              ${texts.removeAll}
            </button>`
          : nothing
      }
    </div>`;
  }

  /** Asks for something else; the address of before is one step back. */
  #go(asked: Asked): void {
    const address = this.#addressOf(asked);
    const write = isTerminal() ? 'replaceState' : 'pushState'; // at a terminal the next person goes back to nothing
    if (address !== `${location.pathname}${location.search}`) history[write](null, '', address);
    this.asked = asked;
    this.typed = asked.text;
    this.#ask();
  }

  readonly #ask = (): void => {
    keepSearch(location.search);
    void this.#search.ask(this.asked);
  };

  #addressOf(asked: Asked): string {
    return `${pathOf('catalogue')}${toSearch(asked, location.search)}`;
  }

  readonly #searched = ({ detail }: Fired<'searched'>): void => {
    if (matchMedia('(pointer: coarse)').matches && detail !== '') this.form.blur(); // the keyboard would lie over the results
    this.#go({ ...this.asked, text: detail, page: 1 });
  };

  /** What was typed but not sent yet counts as well: who filters sees one list for both. */
  readonly #narrow = ({ detail }: Fired<'narrowed'>): void => {
    this.#go({ text: this.typed.trim(), chosen: detail, page: 1 });
  };

  readonly #turnTo = (page: number): void => {
    this.#go({ ...this.asked, page });
    this.heading.focus();
    this.heading.scrollIntoView({ block: 'start' });
  };

  readonly #returned = (): void => {
    this.asked = readAsked(location.search);
    this.typed = this.asked.text;
    this.#ask();
  };

  readonly #turned = (): void => this.requestUpdate();

  readonly #closeSheet = (): void => this.sheet?.close();

  readonly #closeOutside = (event: Event): void => {
    if (event.target === this.sheet) this.#closeSheet();
  };
}

/** How many answer the question; all of those that come closest where none does. */
const countOf = ({ results: { closest, enough, total } }: Answer): number => (closest ? total : enough);

/** A question as the headline repeats it. */
const longestRepeated = 60;

/** How much was found, and for what. */
function headlineOf(answer: Answer): string {
  const { asked, results } = answer;
  const texts = searchWords();
  const whole = results.corrected ?? asked.text;
  const of = whole.length > longestRepeated ? `${whole.slice(0, longestRepeated).trimEnd()} …` : whole;
  if (results.total === 0) return texts.none(of);
  const count = numberOf(countOf(answer), 0);
  return of === '' && countChosen(asked) === 0 ? texts.whole(count) : texts.found(count, of);
}
