import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { overallScores, skmElements, type OverallScore } from '../../../domain/ratings/rating.ts';
import type { OwnRating } from '../../../wire/ratings.ts';
import { alertOf } from '../alert.ts';
import { fire, type Fired } from '../events.ts';
import { areaField } from '../forms/fields.ts';
import { LocalizedElement } from '../words/language.ts';
import { shared } from '../style/styles.ts';
import { words } from '../words/words.ts';
import { RatingKeeper, type RatingWay } from './rating-keeper.ts';
import { ratingWords } from './rating-words.ts';
import { scale, scaleStyles } from './scale.ts';

/** What is asked: how it was, whether there is more to say, the nine questions, nothing more. */
type Stage = 'overall' | 'more' | 'survey' | 'thanks';

/**
 * The rating of one visit, wherever it is given: one question in words, then by choice the survey and a comment. Each
 * answer is kept at once. Sends `rated` when the visitor says that this is all.
 */
@customElement('visit-rating')
export class VisitRating extends LocalizedElement {
  static override styles = [
    shared,
    scaleStyles,
    css`
      section {
        display: grid;
        gap: var(--space-4);
      }
      h2 {
        font-size: var(--text-xl);
        outline: none;
        text-wrap: balance;
      }
      .given {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: var(--space-3);
        padding: var(--space-2) var(--space-2) var(--space-2) var(--space-4);
        background: var(--tint);
        border-radius: var(--radius-m);
      }
      .offer {
        display: grid;
        gap: var(--space-3);
        padding: var(--space-4);
        border: 1px solid var(--hair);
        border-left: 4px solid var(--primary);
        border-radius: var(--radius-m);
      }
      h3 {
        font-size: var(--text-m);
      }
      .field {
        display: grid;
        gap: var(--space-1);
      }
      .ways {
        display: grid;
        gap: var(--space-2);
      }
      .further {
        display: grid;
        gap: var(--space-2);
        justify-items: start;
      }
      .foot {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: var(--space-2);
        align-items: center;
      }
      @media (min-width: 761px) {
        .wide h2 {
          font-size: var(--text-3xl);
        }
        .wide .offer {
          grid-template-columns: 1fr auto;
          align-items: center;
        }
        .wide .ways {
          justify-items: end;
        }
        .wide .ways .primary {
          min-width: 280px;
        }
      }
    `,
  ];

  @property({ attribute: false }) way!: RatingWay;
  /** Answers side by side, on a tablet that is not zoomed in on. */
  @property({ type: Boolean }) wide = false;
  /** Where the yearly survey of data needs is answered, while it is open. */
  @property({ attribute: false }) skdUrl: string | null = null;
  @state() private stage: Stage | null = null;
  readonly #keeper = new RatingKeeper(this, () => this.way);

  /** An element that came before its script has its properties only now. */
  override firstUpdated(): void {
    void this.#keeper.read();
  }

  override willUpdate(): void {
    const { answers } = this.#keeper;
    if (answers && this.stage === null) this.stage = isBegun(answers) ? 'thanks' : 'overall';
  }

  override render() {
    const { answers, unread } = this.#keeper;
    if (!answers || !this.stage) return unread ? this.#again(unread, () => this.#keeper.read()) : nothing;
    return html`<section class=${this.wide ? 'wide' : ''}>
      ${this.#stage(this.stage, answers)} ${this.#trouble()}
    </section>`;
  }

  #stage(stage: Stage, answers: OwnRating) {
    switch (stage) {
      case 'overall':
        return this.#overall(answers);
      case 'more':
        return this.#more(answers);
      case 'survey':
        return this.#survey(answers);
      case 'thanks':
        return this.#thanks(answers);
    }
  }

  #overall({ overall }: OwnRating) {
    const texts = ratingWords();
    return html`<h2 id="rate" tabindex="-1">${texts.rate}</h2>
      ${scale(
        'rate',
        overallScores.map((score) => ({
          score,
          label: texts.overall[score],
          meaning: `overall ${score}`,
          chosen: overall === score,
        })),
        (score) => this.#answer(score as OverallScore),
      )}
      <div class="foot">
        <p class="hint">${texts.keptAtOnce}</p>
        <button class="plain" data-meaning="past overall" @click=${() => this.#go('more')}>
          ${texts.skip}
        </button>
      </div>`;
  }

  #more(answers: OwnRating) {
    const texts = ratingWords();
    const { overall, commented } = answers;
    return html`<h2 tabindex="-1">${texts.thanks}</h2>
      <div class="given">
        <p>
          ${texts.yourAnswer}: <strong>${overall === null ? texts.noAnswer : texts.overall[overall]}</strong>
        </p>
        <button class="plain" data-meaning="change overall" @click=${() => this.#go('overall')}>
          ${texts.change}
        </button>
      </div>
      ${this.#offer(answers)}
      ${areaField({
        id: 'comment',
        label: texts.comment,
        hint: commented ? texts.commented : '',
        rows: this.wide ? 2 : 3,
        max: 500,
      })}
      <div class="ways">
        <button class="primary" data-meaning="finish rating" @click=${this.#finish}>${texts.finish}</button>
      </div>`;
  }

  #offer({ skm }: OwnRating) {
    const texts = ratingWords();
    const n = Object.keys(skm).length;
    const of = skmElements.length;
    return html`<div class="offer">
      <div>
        <h3>${texts.survey}</h3>
        <p class="hint">${n === 0 ? texts.surveyHint : texts.answered(n, of)}</p>
      </div>
      <button data-meaning="survey" @click=${() => this.#keepComment().then(() => this.#go('survey'))}>
        ${n === 0 ? texts.beginSurvey : n < of ? texts.goOn : texts.seeSurvey}
      </button>
    </div>`;
  }

  #survey({ skm }: OwnRating) {
    return html`<survey-questions
      .answers=${skm}
      ?wide=${this.wide}
      @surveyed=${(event: Fired<'surveyed'>) => this.#keeper.answer({ skm: event.detail })}
      @back=${() => this.#go('more')}
      @closed=${() => this.#go('more')}
    ></survey-questions>`;
  }

  #thanks(answers: OwnRating) {
    const texts = ratingWords();
    const n = Object.keys(answers.skm).length;
    return html`<h2 tabindex="-1">${texts.thanks}</h2>
      <p>${texts.untilTonight}</p>
      ${n > 0 && n < skmElements.length ? this.#offer(answers) : nothing} ${this.#further()}
      <div class="ways">
        <button data-meaning="rate again" @click=${() => this.#go('overall')}>${texts.rateAgain}</button>
      </div>`;
  }

  /** The yearly survey, on the visitor's own phone; a tablet of the office leads nowhere. */
  #further() {
    if (this.skdUrl === null) return nothing;
    return html`<p class="further">
      <a href=${this.skdUrl} target="_blank" rel="noreferrer">${ratingWords().skd}</a>
    </p>`;
  }

  #trouble() {
    const { isUnsent, failure } = this.#keeper;
    if (!isUnsent) return nothing;
    return this.#again(failure || ratingWords().unsent, () => this.#keeper.send());
  }

  #again(text: string, retry: () => Promise<void>) {
    return html`${alertOf(text)}
      <button data-meaning="try again" @click=${retry}>${words().tryAgain}</button>`;
  }

  #answer(overall: OverallScore): void {
    void this.#keeper.answer({ overall });
    void this.#go('more');
  }

  /** The next stage, whose heading is read; the questions come with their script. */
  async #go(stage: Stage): Promise<void> {
    if (stage === 'survey') await import('./survey-questions.ts');
    this.stage = stage;
    await this.updateComplete;
    this.renderRoot.querySelector('h2')?.focus();
  }

  /** Keeps what stands in the field, if anything: an empty one leaves an earlier comment alone. */
  async #keepComment(): Promise<void> {
    const comment = this.renderRoot.querySelector('textarea')?.value.trim();
    if (comment) await this.#keeper.answer({ comment });
  }

  readonly #finish = async (): Promise<void> => {
    await this.#keepComment();
    if (!this.#keeper.isUnsent) await this.#keeper.send(); // the last answer may be under way
    if (this.#keeper.isUnsent) return;
    await this.#go('thanks');
    fire(this, 'rated');
  };
}

/** Whether anything was answered. */
function isBegun({ overall, skm, commented }: OwnRating): boolean {
  return overall !== null || commented || Object.keys(skm).length > 0;
}
