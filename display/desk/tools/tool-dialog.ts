import { LitElement, html, nothing } from 'lit';
import { typed } from '../../ui/line/api.ts';
import type { Asked } from '../../ui/line/api.ts';
import { customElement, property, state } from 'lit/decorators.js';
import type { OfficeView } from '../../../wire/offices.ts';
import { incidentKinds, settableLockerStates } from '../../../domain/custody/custody.ts';
import { paperOutcomes } from '../../../domain/supervision/paper.ts';
import { priorities } from '../../../domain/visits/queue.ts';
import type { Problem } from '../../../wire/problem.ts';
import type { SessionView } from '../../../wire/staff.ts';
import type { LockerView } from '../../../wire/custody.ts';
import type { DeskVisit } from '../../../wire/visits.ts';
import { dialogStyles } from '../../ui/style/dialog-styles.ts';
import { FormDialog } from '../../ui/forms/form-dialog.ts';
import { instantOfTime } from '../../ui/words/format.ts';
import { shared } from '../../ui/style/styles.ts';
import { words } from '../../ui/words/words.ts';
import { readHandovers, waitingFor } from './handovers.ts';
import type { HandoverDesk } from './handovers.ts';
import { cardFacts, cardFactsStyles } from '../visit/card-facts.ts';
import { toolWords } from './tool-words.ts';

/** What is done with a visit beside its moves. */
export const visitTools = ['key-lost', 'incident', 'priority'] as const;
export type VisitTool = (typeof visitTools)[number];
/** The same, and what needs no visit. */
export type ToolName = VisitTool | 'locker' | 'handover' | 'paper';

/** A tool in the officer's hand. */
export type Tool =
  | { readonly name: VisitTool; readonly visit: DeskVisit }
  | { readonly name: 'locker'; readonly locker: LockerView }
  | { readonly name: 'handover' | 'paper' };

/** A command as a tool wants it sent. */
export type ToolCommand = Asked;

/** Asks what a tool needs, then sends `answered` with a command. */
@customElement('tool-dialog')
export class ToolDialog extends LitElement {
  static override styles = [shared, dialogStyles, cardFactsStyles];

  @property({ attribute: false }) tool: Tool | null = null;
  @property({ attribute: false }) office!: OfficeView;
  @property({ attribute: false }) session!: SessionView;
  @property({ attribute: false }) refusal: Problem | null = null;
  @property({ type: Boolean }) busy = false;
  @state() private desk: HandoverDesk | null = null;

  readonly #dialog = new FormDialog(this, () => this.dispatchEvent(new CustomEvent('closed')));

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('tool')) return;
    this.desk = null;
    if (this.tool?.name === 'handover') void this.#readDesk();
  }

  async #readDesk(): Promise<void> {
    this.desk = await readHandovers(this.office.code);
  }

  override render() {
    const { tool } = this;
    if (!tool) return this.#dialog.render('', () => nothing);
    return this.#dialog.render(titleOf(tool), () => html`${this.#refusal()} ${this.#form(tool)}`);
  }

  #refusal() {
    const { refusal } = this;
    if (!refusal) return nothing;
    return html`<p class="notice bad" role="alert">
      ${refusal.title} ${refusal.errors?.map(({ message }) => message).join(' ')}
    </p>`;
  }

  #form(tool: Tool) {
    switch (tool.name) {
      case 'key-lost':
        return this.#keyLost(tool.visit);
      case 'incident':
        return this.#incident(tool.visit);
      case 'priority':
        return this.#priority(tool.visit);
      case 'locker':
        return this.#locker(tool.locker);
      case 'handover':
        return this.#handover();
      case 'paper':
        return this.#paper();
    }
  }

  #keyLost(visit: DeskVisit) {
    const { visitId, revision } = visit;
    const body = { move: 'return-id', expectedRevision: revision, lockerKey: 'lost' } as const;
    return html`<form
      @submit=${this.#submit(() => ({ name: 'POST /visits/{visitId}/moves', params: { visitId }, body }))}
    >
      ${cardFacts(visit)}
      <p>${toolWords().keyLostSteps}</p>
      ${this.#actions(words().move['return-id'])}
    </form>`;
  }

  #incident({ visitId }: DeskVisit) {
    const texts = toolWords();
    return html`<form
      @submit=${this.#submit((fields) => ({
        name: 'POST /visits/{visitId}/incidents',
        params: { visitId },
        body: typed<'POST /visits/{visitId}/incidents'>(fields),
      }))}
    >
      <div class="field">
        <label for="kind">${texts.incidentWhat}</label>
        <select id="kind" name="kind">
          ${incidentKinds.map(
            (kind) =>
              html`<option value=${kind} ?selected=${kind === 'not-collected'}>
                ${words().incident[kind]}
              </option>`,
          )}
        </select>
      </div>
      <div class="field">
        <label for="note">${texts.note}</label>
        <textarea id="note" name="note" rows="3" maxlength="500" required></textarea>
      </div>
      ${this.#actions(texts.save)}
    </form>`;
  }

  #priority({ visitId, priority: current }: DeskVisit) {
    const texts = toolWords();
    return html`<form
      @submit=${this.#submit(({ priority }) => ({
        name: 'PUT /visits/{visitId}/priority',
        params: { visitId },
        body: typed<'PUT /visits/{visitId}/priority'>({ priority: priority === '' ? null : priority }),
      }))}
    >
      <fieldset class="field">
        <legend class="visually-hidden">${texts.tools.priority}</legend>
        ${['' as const, ...priorities].map(
          (priority) =>
            html`<label class="choice"
              ><input
                type="radio"
                name="priority"
                value=${priority}
                ?checked=${priority === (current ?? '')}
              />${priority === '' ? texts.regular : words().priority[priority]}</label
            >`,
        )}
      </fieldset>
      <p class="hint">${texts.priorityNote}</p>
      ${this.#actions(texts.save)}
    </form>`;
  }

  #locker({ locker, state: current }: LockerView) {
    const texts = toolWords();
    return html`<form
      @submit=${this.#submit(({ state: next }) => ({
        name: 'PUT /offices/{office}/lockers/{locker}',
        params: { office: this.office.code, locker },
        body: typed<'PUT /offices/{office}/lockers/{locker}'>({ state: next, expected: current }),
      }))}
    >
      <fieldset class="field">
        <legend class="visually-hidden">${texts.tools.locker}</legend>
        ${settableLockerStates.map(
          (option) =>
            html`<label class="choice"
              ><input type="radio" name="state" value=${option} ?checked=${option === current} />${
                texts.setLocker[option]
              }</label
            >`,
        )}
      </fieldset>
      ${this.#actions(texts.save)}
    </form>`;
  }

  #handover() {
    const texts = toolWords();
    const { desk, session, office } = this;
    if (!desk) return nothing;
    const waiting = desk.handovers.filter(({ takenAt }) => takenAt === null);
    const mine = waitingFor(desk, session);
    const give = 'POST /offices/{office}/handovers';
    const take = 'POST /offices/{office}/handovers/{handover}/confirm';
    const at = { office: office.code };
    const others = desk.colleagues.filter(({ username }) => username !== session.username);
    return html`${
        mine
          ? html`<form @submit=${this.#submit(() => ({ name: take, params: { ...at, handover: mine.id } }))}>
              <p class="notice">${texts.handoverWaits(mine.givenBy, mine.items.length)}</p>
              ${cardList(mine.items)}
              <div class="actions"><button class="primary">${texts.handoverTake}</button></div>
            </form>`
          : nothing
      }
      ${waiting
        .filter((handover) => handover !== mine)
        .map(({ takenBy }) => html`<p class="notice">${texts.handoverGiven(takenBy)}</p>`)}
      <form
        @submit=${this.#submit((fields) => ({ name: give, params: at, body: typed<typeof give>(fields) }))}
      >
        ${desk.held.length === 0 ? html`<p>${texts.noCards}</p>` : cardList(desk.held)}
        <div class="field">
          <label for="to">${texts.handoverTo}</label>
          <select id="to" name="to" required>
            ${others.map(({ username, name }) => html`<option value=${username}>${name}</option>`)}
          </select>
        </div>
        ${this.#actions(texts.handoverGive)}
      </form>`;
  }

  #paper() {
    const texts = toolWords();
    const time = (name: string, label: string, required: boolean) =>
      html`<div class="field">
        <label for=${name}>${label}</label>
        <input id=${name} name=${name} type="datetime-local" step="60" ?required=${required} />
      </div>`;
    return html`<form
      @submit=${this.#submit(({ label, takenAt = '', servedAt = '', endedAt = '', outcome }) => ({
        name: 'POST /offices/{office}/paper-visits',
        params: { office: this.office.code },
        body: typed<'POST /offices/{office}/paper-visits'>({
          service: this.office.services[0]?.code,
          label,
          takenAt: instantOfTime(takenAt),
          servedAt: servedAt === '' ? null : instantOfTime(servedAt),
          endedAt: instantOfTime(endedAt),
          outcome,
        }),
      }))}
    >
      <p class="hint">${texts.paperHint}</p>
      <div class="pair">
        <div class="field">
          <label for="label">${texts.paperLabel}</label>
          <input id="label" name="label" required maxlength="16" pattern="[A-Za-z0-9][A-Za-z0-9\\-]*" />
        </div>
        <div class="field">
          <label for="outcome">${texts.paperOutcome}</label>
          <select id="outcome" name="outcome">
            ${paperOutcomes.map((outcome) => html`<option value=${outcome}>${texts.outcome[outcome]}</option>`)}
          </select>
        </div>
        ${time('takenAt', texts.paperTaken, true)} ${time('servedAt', texts.paperServed, false)}
        ${time('endedAt', texts.paperEnded, true)}
      </div>
      ${this.#actions(texts.save)}
    </form>`;
  }

  #actions(text: string) {
    return html`<div class="actions">
      <button type="button" @click=${this.#dialog.leave}>${words().back}</button>
      <button class="primary" ?disabled=${this.busy}>${text}</button>
    </div>`;
  }

  /** Turns a form's fields into the tool's command. */
  #submit(toCommand: (fields: Readonly<Record<string, string>>) => ToolCommand) {
    return (event: Event): void => {
      event.preventDefault();
      const data = new FormData(event.currentTarget as HTMLFormElement);
      const fields = Object.fromEntries([...data].map(([name, value]) => [name, value as string]));
      this.dispatchEvent(new CustomEvent('answered', { detail: toCommand(fields) }));
    };
  }
}

function titleOf(tool: Tool): string {
  const name = toolWords().tools[tool.name];
  if ('visit' in tool) return `${tool.visit.label}: ${name}`;
  return 'locker' in tool ? `${name} ${tool.locker.locker}` : name;
}

function cardList(items: readonly { label: string; locker: string; idType: string }[]) {
  return html`<ul>
    ${items.map(({ label, locker, idType }) => html`<li>${locker}: ${words().idType[idType as 'ktp']}, ${label}</li>`)}
  </ul>`;
}
