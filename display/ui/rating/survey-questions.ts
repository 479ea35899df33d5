import { css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { skmElements, skmScores, type SkmElement, type SkmScore } from '../../../domain/ratings/rating.ts';
import type { OwnRating } from '../../../wire/ratings.ts';
import { fire } from '../events.ts';
import { LocalizedElement } from '../words/language.ts';
import { shared } from '../style/styles.ts';
import { words } from '../words/words.ts';
import { scale, scaleStyles } from './scale.ts';
import { surveyWords } from './survey-words.ts';

/**
 * The nine questions of the survey, one at a time: an answer leads to the next one, and back is always possible. Sends
 * `surveyed` with all answers at each answer, `back` before the first question, and `closed` after the last.
 */
@customElement('survey-questions')
export class SurveyQuestions extends LocalizedElement {
  static override styles = [
    shared,
    scaleStyles,
    css`
      section {
        display: grid;
        gap: var(--space-4);
      }
      ol.progress {
        display: grid;
        grid-auto-columns: 1fr;
        grid-auto-flow: column;
        gap: var(--space-1);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .progress li {
        height: 6px;
        background: var(--hair);
        border-radius: 3px;
      }
      .progress .done {
        background: var(--primary);
      }
      .progress .here {
        background: var(--dark);
      }
      h2 {
        min-height: 4.8em;
        font-size: var(--text-xl);
        outline: none;
        text-wrap: balance;
      }
      .wide h2 {
        min-height: 2.4em;
        font-size: var(--text-2xl);
      }
      .ways {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: var(--space-2);
      }
    `,
  ];

  @property({ attribute: false }) answers: OwnRating['skm'] = {};
  /** Answers side by side, on a tablet. */
  @property({ type: Boolean }) wide = false;
  @state() private at = 0;

  /** Begins where nothing is answered yet. */
  override connectedCallback(): void {
    super.connectedCallback();
    const open = skmElements.findIndex((element) => this.answers[element] === undefined);
    this.at = Math.max(open, 0);
  }

  override firstUpdated(): void {
    this.#read();
  }

  override render() {
    const texts = surveyWords();
    const element = skmElements[this.at] ?? 'persyaratan';
    const [question, ...labels] = texts.questions[element];
    const chosen = this.answers[element];
    const of = skmElements.length;
    return html`<section class=${this.wide ? 'wide' : ''}>
      <div>
        <p class="hint">${texts.position(this.at + 1, of)}</p>
        <ol class="progress" aria-hidden="true">
          ${skmElements.map(
            (each, index) =>
              html`<li
                class=${index === this.at ? 'here' : this.answers[each] === undefined ? '' : 'done'}
              ></li>`,
          )}
        </ol>
      </div>
      <h2 id="question" tabindex="-1">${question}</h2>
      ${scale(
        'question',
        skmScores.map((score, index) => ({
          score,
          label: labels[index] ?? '',
          meaning: `${element} ${score}`,
          chosen: chosen === score,
        })),
        (score) => this.#answer(element, score as SkmScore),
      )}
      <div class="ways">
        <button data-meaning="back from ${element}" @click=${() => this.#go(-1)}>${words().back}</button>
        <button data-meaning="past ${element}" @click=${() => this.#go(1)}>
          ${chosen === undefined ? texts.skip : texts.next}
        </button>
      </div>
    </section>`;
  }

  #answer(element: SkmElement, score: SkmScore): void {
    fire(this, 'surveyed', { ...this.answers, [element]: score });
    this.#go(1);
  }

  #go(by: 1 | -1): void {
    const at = this.at + by;
    if (at < 0) fire(this, 'back');
    else if (at === skmElements.length) fire(this, 'closed');
    else {
      this.at = at;
      void this.updateComplete.then(() => this.#read());
    }
  }

  /** A screen reader reads the question that has just come. */
  #read(): void {
    this.renderRoot.querySelector('h2')?.focus();
  }
}
