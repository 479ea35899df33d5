import { LitElement, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { alertOf } from '../../ui/alert.ts';
import type { OfficeView } from '../../../wire/offices/offices.ts';
import type { Problem } from '../../../wire/http/problem.ts';
import type { SessionView } from '../../../wire/staff.ts';
import { fire } from '../../ui/events.ts';
import { fieldsOf, selectField } from '../../ui/forms/fields.ts';
import { FormDialog } from '../../ui/forms/form-dialog.ts';
import { typed, type Asked } from '../../ui/line/api.ts';
import { dialogStyles } from '../../ui/style/dialog-styles.ts';
import { shared } from '../../ui/style/styles.ts';
import { words } from '../../ui/words/words.ts';
import { cardFactsStyles } from '../visit/card-facts.ts';
import { readHandovers, waitingFor, type HandoverDesk } from './handovers.ts';
import { questionOf, type Tool } from './tool-questions.ts';
import { toolWords } from './tool-words.ts';
import { inOurWords } from '../../ui/forms/own-words.ts';

/** Asks what a tool needs, then sends `tool-used` with a command. */
@customElement('tool-dialog')
export class ToolDialog extends LitElement {
  static override styles = [shared, dialogStyles, cardFactsStyles];

  @property({ attribute: false }) tool: Tool | null = null;
  @property({ attribute: false }) office!: OfficeView;
  @property({ attribute: false }) session!: SessionView;
  @property({ attribute: false }) refusal: Problem | null = null;
  @property({ type: Boolean }) busy = false;
  @state() private desk: HandoverDesk | null = null;

  readonly #dialog = new FormDialog(this, () => fire(this, 'closed'));

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
    return alertOf([refusal.title, ...(refusal.errors ?? []).map(({ message }) => message)].join(' '));
  }

  #form(tool: Tool) {
    if (tool.name === 'handover') return this.desk ? this.#handover(this.desk) : nothing;
    const { fields, send, toCommand } = questionOf(tool, this.office);
    return html`<form @invalid=${inOurWords} @submit=${this.#submit(toCommand)}>
      ${fields} ${this.#dialog.actions(send, this.busy)}
    </form>`;
  }

  #handover(desk: HandoverDesk) {
    const texts = toolWords();
    const { session, office } = this;
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
        @invalid=${inOurWords}
        @submit=${this.#submit((fields) => ({ name: give, params: at, body: typed<typeof give>(fields) }))}
      >
        ${desk.held.length === 0 ? html`<p>${texts.noCards}</p>` : cardList(desk.held)}
        ${selectField({
          id: 'to',
          label: texts.handoverTo,
          required: true,
          options: others.map(({ username, name }) => [username, name]),
        })}
        ${this.#dialog.actions(texts.handoverGive, this.busy)}
      </form>`;
  }

  /** Turns a form's fields into the tool's command. */
  #submit(toCommand: (fields: Readonly<Record<string, string>>) => Asked) {
    return (event: Event): void => fire(this, 'tool-used', toCommand(fieldsOf(event)));
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
