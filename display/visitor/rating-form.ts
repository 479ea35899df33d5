import { css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import {
  overallScores,
  skmElements,
  skmScores,
  type OverallScore,
  type SkmElement,
  type SkmScore,
} from '../../domain/visitors/rating.ts';
import type { Rating } from '../../wire/visitors.ts';
import { alertOf } from '../ui/alert.ts';
import { fire } from '../ui/events.ts';
import { choice } from '../ui/forms/fields.ts';
import { LocalizedElement } from '../ui/words/language.ts';
import { shared } from '../ui/style/styles.ts';
import { ratingWords } from './rating-words.ts';

/** The rating in words, none preselected; what is not answered stays null. Sends `rating`, once something is answered. */
@customElement('rating-form')
export class RatingForm extends LocalizedElement {
  static override styles = [
    shared,
    css`
      form,
      fieldset {
        display: grid;
        gap: var(--space-2);
      }
      form {
        gap: var(--space-4);
      }
      .choice {
        padding: 0 var(--space-3);
        background: var(--paper);
        border: 1px solid var(--line);
        border-radius: var(--radius-s);
      }
      .choice:has(input:checked) {
        border-color: var(--dark);
        background: var(--tint);
        font-weight: 600;
      }
      legend {
        margin-bottom: var(--space-2);
      }
      details fieldset {
        margin-top: var(--space-4);
      }
      summary {
        min-height: 48px;
        padding: var(--space-3) 0;
        font-weight: 600;
        color: var(--link);
        cursor: pointer;
      }
    `,
  ];

  @property({ type: Boolean }) busy = false;
  @state() private overall: OverallScore | null = null;
  @state() private answers: Partial<Record<SkmElement, SkmScore>> = {};
  @state() private sentEmpty = false;

  override render() {
    const texts = ratingWords();
    return html`<form @submit=${this.#send}>
      <fieldset>
        <legend>${texts.rate}</legend>
        ${overallScores.map((score) =>
          choice({
            type: 'radio',
            name: 'overall',
            checked: this.overall === score,
            label: texts.overall[score],
            changed: () => (this.overall = score),
          }),
        )}
      </fieldset>
      <details>
        <summary>${texts.skm}</summary>
        ${skmElements.map((element) => this.#question(element))}
      </details>
      <div>
        <label for="comment">${texts.comment}</label>
        <textarea id="comment" rows="3" maxlength="500"></textarea>
      </div>
      ${alertOf(this.sentEmpty ? texts.answerFirst : '')}
      <button class="primary" ?disabled=${this.busy}>${texts.sendRating}</button>
    </form>`;
  }

  #question(element: SkmElement) {
    const [question, ...answers] = ratingWords().questions[element];
    return html`<fieldset>
      <legend>${question}</legend>
      ${skmScores.map((score) =>
        choice({
          type: 'radio',
          name: element,
          checked: this.answers[element] === score,
          label: answers[score - 1] ?? '',
          changed: () => (this.answers = { ...this.answers, [element]: score }),
        }),
      )}
    </fieldset>`;
  }

  readonly #send = (event: Event): void => {
    event.preventDefault();
    const comment = this.renderRoot.querySelector('textarea')?.value.trim();
    this.sentEmpty = this.overall === null && Object.keys(this.answers).length === 0 && !comment;
    if (this.sentEmpty) return; // it would take the place of an earlier rating
    const detail: Rating = { overall: this.overall, skm: this.answers, ...(comment ? { comment } : {}) };
    fire(this, 'rating', detail);
  };
}
