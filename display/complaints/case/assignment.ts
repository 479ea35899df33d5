import { css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { AnswerTo } from '../../../wire/http/client.ts';
import type { ComplaintView } from '../../../wire/complaints/complaints.ts';
import type { OfficeView } from '../../../wire/offices/offices.ts';
import { alertOf } from '../../ui/alert.ts';
import { announce } from '../../ui/announce.ts';
import { fire } from '../../ui/events.ts';
import { fieldsOf, selectField, type Options } from '../../ui/forms/fields.ts';
import { read, typed } from '../../ui/line/api.ts';
import { Command } from '../../ui/line/command.ts';
import { shared } from '../../ui/style/styles.ts';
import { LocalizedElement } from '../../ui/words/language.ts';
import { complaintsWords } from '../words.ts';

type Officers = AnswerTo<'/offices/{office}/complaints/{complaint}/officers'>['officers'];

/** Gives a complaint to one of the officers it can be given to. */
@customElement('complaint-assignment')
export class ComplaintAssignment extends LocalizedElement {
  static override styles = [
    shared,
    css`
      form {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: var(--space-3);
        padding-top: var(--space-3);
        border-top: 1px solid var(--hair);
      }
      .field {
        display: grid;
        flex: 1 1 220px;
        gap: var(--space-1);
      }
      .notice {
        flex-basis: 100%;
      }
    `,
  ];

  @property({ attribute: false }) office!: OfficeView;
  @property({ attribute: false }) complaint!: ComplaintView;
  @state() private officers: Officers = [];
  readonly #command = new Command(this, { keepsKey: true });
  #readFor = '';

  override willUpdate(): void {
    const { id, revision } = this.complaint;
    if (this.#readFor === `${id} ${revision}`) return;
    this.#readFor = `${id} ${revision}`;
    void this.#read();
  }

  override render() {
    const texts = complaintsWords();
    const { busy, failure, faults } = this.#command;
    const { assignee, id } = this.complaint;
    const options: Options = [
      ['', texts.nobody],
      ...this.officers.map(({ username, name, open }) => [username, texts.load(name, open)] as const),
    ];
    return html`<form @submit=${this.#send}>
      ${alertOf(failure)}
      ${selectField({
        id: 'assignee',
        label: texts.assignee,
        value: assignee?.username ?? '',
        options,
        fault: faults[0]?.message ?? null,
      })}
      <button data-meaning="assign ${id}" ?disabled=${busy}>${texts.assign}</button>
    </form>`;
  }

  async #read(): Promise<void> {
    const { id } = this.complaint;
    const params = { office: this.office.code, complaint: id };
    const reply = await read('/offices/{office}/complaints/{complaint}/officers', params);
    if (reply.kind === 'ok' && id === this.complaint.id) this.officers = reply.value.officers;
  }

  readonly #send = async (event: Event): Promise<void> => {
    const assignee = fieldsOf(event)['assignee'] ?? '';
    const name = 'POST /offices/{office}/complaints/{complaint}/moves';
    const { id, revision } = this.complaint;
    const body = typed<typeof name>({
      move: 'assign',
      expectedRevision: revision,
      assignee: assignee === '' ? null : assignee,
    });
    await this.#command.send({ name, params: { office: this.office.code, complaint: id }, body }, (moved) => {
      announce(complaintsWords().done);
      fire(this, 'complaint-moved', moved);
    });
    if (this.#command.isRefusedAs('complaint-changed')) fire(this, 'complaint-stale');
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'complaint-assignment': ComplaintAssignment;
  }
}
