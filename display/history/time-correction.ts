import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { fire } from '../ui/events.ts';
import { correctedTimes, type CorrectedTime } from '../../domain/supervision/correction.ts';
import type { VisitStory } from '../../wire/supervision/stories.ts';
import { typed } from '../ui/line/api.ts';
import { Command } from '../ui/line/command.ts';
import { dialogStyles } from '../ui/style/dialog-styles.ts';
import { instantOfTime, localTimeOf } from '../ui/words/format.ts';
import { LocalizedElement } from '../ui/words/language.ts';
import { sheetStyles } from '../ui/style/sheet-styles.ts';
import { shared } from '../ui/style/styles.ts';
import { historyWords } from './words.ts';
import { inOurWords } from '../ui/forms/own-words.ts';

/** Corrects one time of a visit, with a reason. Sends `corrected` with the history. */
@customElement('time-correction')
export class TimeCorrection extends LocalizedElement {
  static override styles = [shared, dialogStyles, sheetStyles];

  @property({ attribute: false }) story!: VisitStory;
  readonly #command = new Command(this);

  override render() {
    const texts = historyWords();
    return html`<section>
      <h2>${texts.correction}</h2>
      <p class="hint">${texts.correctionHint}</p>
      <form @invalid=${inOurWords} @submit=${this.#send}>
        <div class="pair">
          <div class="field">
            <label for="field">${texts.what}</label>
            <select id="field" name="field" @change=${this.#fill}>
              ${correctedTimes.map((field) => html`<option value=${field}>${texts.field[field]}</option>`)}
            </select>
          </div>
          <div class="field">
            <label for="at">${texts.rightTime}</label>
            <input id="at" name="at" type="datetime-local" step="1" required .value=${this.#known('taken')} />
          </div>
        </div>
        <div class="field">
          <label for="reason">${texts.reason}</label>
          <textarea id="reason" name="reason" rows="2" required maxlength="500"></textarea>
        </div>
        ${this.#refusal()}
        <div class="actions"><button class="primary">${texts.save}</button></div>
      </form>
    </section>`;
  }

  /** Why a correction was not made; the times of a visit follow each other. */
  #refusal() {
    const { problem } = this.#command;
    if (!problem) return nothing;
    const { detail, errors } = problem;
    const { field, disorder } = historyWords();
    const wrong = detail !== undefined && detail in field ? disorder(field[detail as CorrectedTime]) : '';
    return html`<p class="notice bad" role="alert">
      ${problem.title} ${wrong || errors?.map(({ message }) => message).join(' ')}
    </p>`;
  }

  /** The current value of a time, for its input; empty where there is none. */
  #known(field: CorrectedTime): string {
    const at = (this.story.corrected?.times ?? this.story.times)[field];
    return at ? localTimeOf(at) : '';
  }

  /** Fills in the chosen time, to be changed. */
  readonly #fill = (event: Event): void => {
    const known = this.#known((event.target as HTMLSelectElement).value as CorrectedTime);
    const input = this.renderRoot.querySelector<HTMLInputElement>('#at');
    if (input && known) input.value = known;
  };

  readonly #send = async (event: Event): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const data = new FormData(form);
    const name = 'POST /visits/{visitId}/corrections';
    const body = typed<typeof name>({
      field: data.get('field'),
      at: instantOfTime(data.get('at') as string),
      reason: data.get('reason'),
    });
    await this.#command.send({ name, params: { visitId: this.story.visitId }, body }, (detail) => {
      form.reset();
      fire(this, 'corrected', detail);
    });
  };
}
