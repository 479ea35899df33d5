import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import {
  facetNames,
  type FacetCount,
  type FacetName,
  type Facets,
} from '../../domain/catalogue/search/facets.ts';
import type { CatalogueResults } from '../../wire/catalogue/catalogue.ts';
import { catalogueWords } from '../ui/catalogue/catalogue-words.ts';
import { fire } from '../ui/events.ts';
import { shared } from '../ui/style/styles.ts';
import { numberOf } from '../ui/words/format.ts';
import { LocalizedElement } from '../ui/words/language.ts';
import { switches, type Asked } from './asked.ts';
import { searchWords } from './words.ts';

/** Values of a filter that are shown before all are asked for. */
const fewValues = 8;

const lists = facetNames.filter((name) => !switches.includes(name));

/** The word for a value of a filter. */
export function valueWord(name: FacetName, value: string): string {
  if (switches.includes(name)) return searchWords().facet[name];
  if (name !== 'language') return value;
  const names: Readonly<Record<string, string>> = catalogueWords().language;
  return names[value] ?? value;
}

/** The language of a value's word where it is not the page's: names of subjects and regions are Indonesian. */
export const languageOfValue = (name: FacetName): string | typeof nothing =>
  name === 'subject' || name === 'region' ? 'id' : nothing;

/** What results can be narrowed by, with counts. Sends `narrowed` with what is chosen from then on. */
@customElement('result-filters')
export class ResultFilters extends LocalizedElement {
  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        gap: var(--space-5);
      }
      legend {
        margin-bottom: var(--space-1);
        font-size: var(--text-s);
        color: var(--dark);
      }
      .choice {
        padding: 0 var(--space-2);
        margin: 0 calc(-1 * var(--space-2));
        border-radius: var(--radius-s);
        cursor: pointer;
      }
      .choice:hover {
        background: var(--tint);
      }
      .choice span {
        flex: 1;
        min-width: 0;
        line-height: 1.3;
        overflow-wrap: anywhere;
      }
      .choice small {
        font-size: var(--text-s);
        font-variant-numeric: tabular-nums;
        color: var(--muted);
      }
      button.plain {
        padding-left: 0;
        font-size: var(--text-s);
      }
      @media (pointer: fine) {
        .choice {
          min-height: calc(var(--target) - 12px);
        }
      }
    `,
  ];

  @property({ attribute: false }) results: Pick<
    CatalogueResults,
    'facets' | 'total' | 'publications'
  > | null = null;
  @property({ attribute: false }) chosen: Asked['chosen'] | null = null;
  @state() private unfolded: readonly FacetName[] = [];

  override render() {
    const { results, chosen } = this;
    if (!results || !chosen) return nothing;
    const { facets, total, publications } = results;
    return html`${
      publications > total
        ? html`<p class="hint">${searchWords().counted(numberOf(publications, 0))}</p>`
        : nothing
    }
    ${lists.map((name) => this.#list(name, withChosen(facets[name], chosen[name])))}
    ${this.#switches(facets, chosen)}`;
  }

  #list(name: FacetName, values: readonly FacetCount[]) {
    const chosen = this.chosen?.[name] ?? [];
    if (values.length < 2 && chosen.length === 0) return nothing;
    const texts = searchWords();
    const isUnfolded = this.unfolded.includes(name);
    const shown = isUnfolded
      ? values
      : values.filter(({ value }, index) => index < fewValues || chosen.includes(value));
    return html`<fieldset>
      <legend>${texts.facet[name]}</legend>
      ${shown.map((value) => this.#choice(name, value))}
      ${
        values.length > fewValues
          ? html`<button
              type="button"
              class="plain"
              aria-expanded=${isUnfolded}
              @click=${() => this.#fold(name)}
            >
              ${isUnfolded ? texts.fewer : texts.all(values.length)}
              <span class="visually-hidden">${texts.facet[name]}</span>
            </button>`
          : nothing
      }
    </fieldset>`;
  }

  #switches(facets: Facets, chosen: Asked['chosen']) {
    const shown = switches.flatMap((name) => {
      const values = withChosen(facets[name], chosen[name]);
      return values.filter(({ value }) => value === 'true').map((value) => this.#choice(name, value));
    });
    return shown.length === 0
      ? nothing
      : html`<fieldset>
          <legend>${searchWords().ways}</legend>
          ${shown}
        </fieldset>`;
  }

  #choice(name: FacetName, { value, count }: FacetCount) {
    return html`<label class="choice">
      <input
        type="checkbox"
        name=${name}
        value=${value}
        .checked=${this.chosen?.[name].includes(value) ?? false}
        @change=${(event: Event) => this.#choose(name, value, (event.target as HTMLInputElement).checked)}
      />
      <span lang=${languageOfValue(name)}>${valueWord(name, value)}</span>
      <small>${numberOf(count, 0)}</small>
    </label>`;
  }

  #choose(name: FacetName, value: string, isOn: boolean): void {
    if (!this.chosen) return;
    const others = this.chosen[name].filter((chosen) => chosen !== value);
    fire(this, 'narrowed', { ...this.chosen, [name]: isOn ? [...others, value] : others });
  }

  #fold(name: FacetName): void {
    this.unfolded = this.unfolded.includes(name)
      ? this.unfolded.filter((unfolded) => unfolded !== name)
      : [...this.unfolded, name];
  }
}

/** The values with those that are chosen but in no result, so that they can be let go. */
function withChosen(values: readonly FacetCount[], chosen: readonly string[]): readonly FacetCount[] {
  const missing = chosen.filter((value) => !values.some((counted) => counted.value === value));
  return [...values, ...missing.map((value) => ({ value, count: 0 }))];
}

declare global {
  interface HTMLElementTagNameMap {
    'result-filters': ResultFilters;
  }
}
