import { LitElement, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { correctedTimes } from '../../domain/supervision/correction.ts';
import type { CorrectedTime } from '../../domain/supervision/correction.ts';
import type { Problem } from '../../wire/problem.ts';
import type { VisitStory } from '../../wire/stories.ts';
import './book-correction.ts';
import { read, typed } from '../ui/line/api.ts';
import { Command } from '../ui/line/command.ts';
import { dialogStyles } from '../ui/style/dialog-styles.ts';
import { instantOfTime, localTimeOf, preciseTimeOf } from '../ui/words/format.ts';
import '../ui/words/language-switch.ts';
import { LanguageController } from '../ui/words/language.ts';
import { waitForOffice } from '../ui/office/office.ts';
import { SessionController } from '../ui/account/session.ts';
import { sheetStyles } from '../ui/style/sheet-styles.ts';
import '../ui/steady/steady.ts';
import { shared } from '../ui/style/styles.ts';
import { sentence, words } from '../ui/words/words.ts';
import { historyWords } from './words.ts';

type Story = VisitStory & { engine: { workflowId: string; url: string | null } };

/** One visit's whole story for a supervisor, and where it is put right. */
@customElement('history-page')
export class HistoryPage extends LitElement {
  static override styles = [shared, dialogStyles, sheetStyles];

  @state() private story: Story | null = null;
  @state() private problem: Problem | null = null;
  readonly #visitId = location.pathname.split('/')[2] ?? '';
  readonly #command = new Command(this);
  readonly #who = new SessionController(this, () => void this.#read());

  constructor() {
    super();
    new LanguageController(this);
  }

  async #read(): Promise<void> {
    const reply = await read('/visits/{visitId}/story', { visitId: this.#visitId });
    this.problem = reply.kind === 'refused' ? reply.problem : null;
    if (reply.kind !== 'ok') return;
    await waitForOffice(reply.value.office); // every time is written in this office's zone
    this.story = reply.value;
  }

  override render() {
    return this.#who.shows(() => this.#page());
  }

  #page() {
    const { story, problem } = this;
    return html`<header>
        <h1>${historyWords().title} ${story ? `${story.label}, ${story.day}` : ''}</h1>
        <language-switch></language-switch>
      </header>
      <main>
        ${problem && !story ? html`<p class="notice bad" role="alert">${problem.title}</p>` : nothing}
        ${
          story
            ? html`${this.#times(story)} ${this.#events(story)} ${this.#beside(story)} ${this.#correct(story)}
                <book-correction
                  .story=${story}
                  @corrected=${(event: CustomEvent<Story>) => (this.story = event.detail)}
                ></book-correction>`
            : nothing
        }
      </main>`;
  }

  #times(story: Story) {
    const texts = historyWords();
    const { sla, corrected } = story;
    const time = (at: string | null | undefined): string => (at ? preciseTimeOf(at) : '–');
    const verdict = (of: {
      verdict: keyof ReturnType<typeof words>['verdict'] | null;
      seconds: number | null;
    }) =>
      of.verdict === null
        ? '–'
        : `${words().verdict[of.verdict]} ${of.seconds === null ? '' : texts.seconds(of.seconds)}`;
    return html`<section>
      <h2>${words().step[story.step]}</h2>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th></th>
              <th>${texts.recorded}</th>
              ${corrected ? html`<th>${texts.corrected}</th>` : nothing}
            </tr>
          </thead>
          <tbody>
            ${correctedTimes.map(
              (field) =>
                html`<tr>
                  <th>${texts.field[field]}</th>
                  <td>${time(story.times[field])}</td>
                  ${corrected ? html`<td>${time(corrected.times[field])}</td>` : nothing}
                </tr>`,
            )}
            <tr>
              <th>${texts.promise}</th>
              <td>${sla ? verdict(sla) : '–'}</td>
              ${corrected ? html`<td>${verdict(corrected)}</td>` : nothing}
            </tr>
          </tbody>
        </table>
      </div>
      <p class="hint">
        ${story.engine.workflowId}
        ${story.engine.url ? html`<a href=${story.engine.url} rel="noreferrer">${texts.engine}</a>` : nothing}
      </p>
    </section>`;
  }

  #events({ events }: Story) {
    const texts = historyWords();
    return html`<section>
      <h2>${texts.events}</h2>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th>${texts.time}</th>
              <th>${texts.what}</th>
              <th>${texts.step}</th>
              <th>${texts.where}</th>
              <th>${texts.by}</th>
            </tr>
          </thead>
          <tbody>
            ${events.map(
              ({ move, step, at, by, counter, locker, undoes }) =>
                html`<tr>
                  <td>${preciseTimeOf(at)}</td>
                  <td>${sentence(words().event[move])} ${undoes === null ? nothing : `(${undoes})`}</td>
                  <td>${words().step[step]}</td>
                  <td>${[counter, locker].filter(Boolean).join(' · ')}</td>
                  <td>${texts.actors[by as 'visitor' | 'clock'] ?? by}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </section>`;
  }

  #beside({ notices, escalation, incidents, corrections }: Story) {
    const texts = historyWords();
    const lines = [
      ...notices.map(({ kind, at, withdrawnAt }) => ({
        at,
        text: `${texts.notice[kind]}${withdrawnAt === null ? '' : ` (${texts.withdrawn})`}`,
        by: texts.actors.clock,
      })),
      ...escalationLines(escalation),
      ...incidents.map(({ kind, locker, at, by }) => ({
        at,
        text: `${words().incident[kind]}${locker === null ? '' : `, ${locker}`}`,
        by,
      })),
      ...corrections.map(({ field, before, after, reason, at, by }) => ({
        at,
        text: `${texts.correction}: ${texts.field[field]} ${before ? preciseTimeOf(before) : ''} → ${after ? preciseTimeOf(after) : ''} ${reason}`,
        by,
      })),
    ].toSorted((a, b) => a.at.localeCompare(b.at));
    if (lines.length === 0) return nothing;
    return html`<section>
      <h2>${texts.beside}</h2>
      <table>
        <tbody>
          ${lines.map(
            ({ at, text, by }) =>
              html`<tr>
                <td>${preciseTimeOf(at)}</td>
                <td>${text}</td>
                <td>${by}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </section>`;
  }

  #correct(story: Story) {
    const texts = historyWords();
    const known = story.corrected?.times ?? story.times;
    return html`<section>
      <h2>${texts.correction}</h2>
      <p class="hint">${texts.correctionHint}</p>
      <form @submit=${this.#send}>
        <div class="pair">
          <div class="field">
            <label for="field">${texts.what}</label>
            <select id="field" name="field" @change=${this.#fill}>
              ${correctedTimes.map((field) => html`<option value=${field}>${texts.field[field]}</option>`)}
            </select>
          </div>
          <div class="field">
            <label for="at">${texts.rightTime}</label>
            <input
              id="at"
              name="at"
              type="datetime-local"
              step="1"
              required
              .value=${known.taken ? localTimeOf(known.taken) : ''}
            />
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

  /** Shows the time as it is known, to be changed. */
  readonly #fill = (event: Event): void => {
    const field = (event.target as HTMLSelectElement).value as (typeof correctedTimes)[number];
    const at = (this.story?.corrected?.times ?? this.story?.times)?.[field];
    const input = this.renderRoot.querySelector<HTMLInputElement>('#at');
    if (input && at) input.value = localTimeOf(at);
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
    await this.#command.send({ name, params: { visitId: this.#visitId }, body }, (story) => {
      this.story = story;
      form.reset();
    });
  };
}

/** What people were told of a broken promise, who answered for it, and what went outside. */
function escalationLines(escalation: VisitStory['escalation']): { at: string; text: string; by: string }[] {
  if (!escalation) return [];
  const { actors, escalation: texts } = historyWords();
  const { raisedAt, times, acknowledged, withdrawnAt, deliveries } = escalation;
  return [
    { at: raisedAt, text: texts.raised(times), by: actors.clock },
    ...(acknowledged ? [{ at: acknowledged.at, text: texts.acknowledged, by: acknowledged.by }] : []),
    ...(withdrawnAt === null ? [] : [{ at: withdrawnAt, text: texts.withdrawn, by: actors.clock }]),
    ...deliveries.map(({ number, channel, event, attempts, createdAt, sentAt }) => ({
      at: sentAt ?? createdAt,
      text: `${texts.sent[event]} (${texts.channel[channel]}, ${number})${sentAt === null ? `: ${texts.unsent(attempts)}` : ''}`,
      by: actors.clock,
    })),
  ];
}
