import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { complaintKinds, type ComplaintKind } from '../../../domain/complaints/steps.ts';
import { complaintLimits } from '../../../domain/complaints/terms.ts';
import type { ComplaintView } from '../../../wire/complaints/complaints.ts';
import type { OfficeView } from '../../../wire/offices/offices.ts';
import { alertOf } from '../../ui/alert.ts';
import { announce } from '../../ui/announce.ts';
import type { SendAttachment } from '../../ui/complaints/attachment-sender.ts';
import '../../ui/complaints/attachment-sender.ts';
import { attachmentWords } from '../../ui/complaints/attachment-words.ts';
import { complaintWords } from '../../ui/complaints/complaint-words.ts';
import { fire, type Fired } from '../../ui/events.ts';
import { fieldOf } from '../../ui/forms/fault-summary.ts';
import { areaField, choice, faultOf, fieldsOf, textField } from '../../ui/forms/fields.ts';
import { typed } from '../../ui/line/api.ts';
import { Command } from '../../ui/line/command.ts';
import { shared } from '../../ui/style/styles.ts';
import { LocalizedElement } from '../../ui/words/language.ts';
import { caseStyles } from './case-styles.ts';
import type { FormMove } from './primary-move.ts';
import { complaintsWords, type WrittenMove } from '../words.ts';
import { writtenField, type Written } from '../written.ts';

/** What the complainant reads. */
const told: ReadonlySet<FormMove> = new Set([
  'message',
  'follow-up',
  'answer',
  'reopen',
  'transfer',
  'dismiss',
]);

/** What files come with: whatever ends a complaint takes none. */
const attachable: ReadonlySet<FormMove> = new Set(['message', 'follow-up', 'answer', 'reopen']);

/**
 * The form of one move. What was typed stays until the move is made, whatever it was refused with. Files that were chosen leave
 * after the move; it fires `closed` once they have arrived.
 */
@customElement('complaint-move')
export class ComplaintMoveForm extends LocalizedElement {
  static override styles = [shared, caseStyles];

  @property({ attribute: false }) office!: OfficeView;
  @property({ attribute: false }) complaint!: ComplaintView;
  @property() move: FormMove = 'message';
  @property({ attribute: false }) written!: Written;
  @property({ attribute: false }) attach: SendAttachment | null = null;
  /** Whether files of an earlier message are under way, which would go with this one. */
  @property({ type: Boolean }) waits = false;
  /** The state of the complaint that the move is decided on. */
  @state() private seen = 0;
  @state() private isStale = false;
  @state() private missing: readonly string[] = [];
  /** How it stands with the files of the move, once it is made. */
  @state() private files: 'under-way' | 'missing' | null = null;
  readonly #command = new Command(this, { keepsKey: true });
  #refusedOn = 0;

  override willUpdate(): void {
    if (this.seen === this.#refusedOn) this.seen = this.complaint.revision;
  }

  /** Whether it may be taken away: asks where a file is under way. */
  mayBeLeft(): boolean {
    return this.#sender?.mayBeLeft() ?? true;
  }

  get #sender() {
    return this.renderRoot.querySelector('attachment-sender');
  }

  /** Puts the focus where filling the form in begins. */
  async focusFirst(): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('textarea, input, button')?.focus();
  }

  override render() {
    const texts = complaintsWords();
    const { move, complaint, files } = this;
    if (files === null && !complaint.next.includes(move)) return this.#impossible();
    return html`<form novalidate @submit=${this.#send} @input=${this.#typed}>
      ${files === null ? this.#writing() : html`<p role="status">${texts.attaching[files]}</p>`}
      ${
        attachable.has(move)
          ? html`<fieldset>
              <legend>${attachmentWords().title}</legend>
              <attachment-sender
                ?holds=${files === null}
                .send=${this.attach}
                @attached=${() => fire(this, 'complaint-stale')}
                @attachments-sending=${this.#attaching}
              ></attachment-sender>
            </fieldset>`
          : nothing
      }
      <div class="row">${files === null ? this.#buttons() : this.#close()}</div>
    </form>`;
  }

  #writing() {
    const texts = complaintsWords();
    return html`${
      this.isStale
        ? html`<p class="notice" role="alert">${texts.changed}</p>`
        : alertOf(this.#command.failure)
    }
    ${this.#fields()} ${told.has(this.move) ? html`<p class="hint">${texts.seen}</p>` : nothing}`;
  }

  #buttons() {
    const texts = complaintsWords();
    const { move, complaint } = this;
    return html`<button
        class="primary"
        data-meaning="send ${move} ${complaint.id}"
        ?disabled=${this.#command.busy || this.waits}
      >
        ${move === 'verify' && complaint.kind !== null ? texts.verifyAgain : texts.moves[move]}
      </button>
      <button type="button" class="plain" @click=${() => fire(this, 'closed')}>${texts.cancel}</button>`;
  }

  #close() {
    return html`<button type="button" @click=${() => this.mayBeLeft() && fire(this, 'closed')}>
      ${complaintsWords().close}
    </button>`;
  }

  /** Somebody else was faster: what was written can be copied, but not sent. */
  #impossible() {
    const texts = complaintsWords();
    const text = this.#draftOf('text');
    return html`<p class="notice" role="alert">${text === '' ? texts.overtaken : texts.impossible}</p>
      ${text === '' ? nothing : html`<p class="written answer">${text}</p>`}
      <div class="row">
        <button type="button" @click=${() => fire(this, 'closed')}>${texts.cancel}</button>
      </div>`;
  }

  #fields() {
    const texts = complaintsWords();
    switch (this.move) {
      case 'verify':
        return this.#kinds();
      case 'close':
        return html`<p>${texts.closing}</p>`;
      case 'transfer':
        return html`${textField({ ...this.#about('unit', texts.unit), max: 200 })} ${this.#area('transfer')}`;
      case 'message':
      case 'follow-up':
      case 'answer':
      case 'reopen':
      case 'dismiss':
        return this.#area(this.move);
    }
  }

  #kinds() {
    const texts = complaintsWords();
    const chosen = this.#draftOf('kind') || this.complaint.kind;
    return html`<fieldset id="kind" aria-describedby="kind-fault">
      <legend>${texts.whichKind}</legend>
      ${complaintKinds.map((kind) =>
        choice({
          type: 'radio',
          name: 'kind',
          value: kind,
          checked: chosen === kind,
          label: kindLabel(kind),
        }),
      )}
      ${faultOf({ id: 'kind', fault: this.#faultAt('kind') })}
    </fieldset>`;
  }

  #area(move: WrittenMove) {
    return areaField({
      ...this.#about('text', complaintsWords().texts[move]),
      rows: 6,
      max: complaintLimits.mostReplyCharacters,
    });
  }

  #about(name: 'text' | 'unit', label: string) {
    return { id: name, label, value: this.#draftOf(name), fault: this.#faultAt(name) };
  }

  #faultAt(name: string): string | null {
    if (this.missing.includes(name))
      return name === 'kind' ? complaintsWords().chooseOne : complaintsWords().required;
    return this.#command.faults.find((fault) => fieldOf(fault) === name)?.message ?? null;
  }

  #keep(name: string, text: string): void {
    this.written.keep(writtenField(this.complaint.id, this.move, name), text);
  }

  #draftOf(name: string): string {
    return this.written.in(writtenField(this.complaint.id, this.move, name));
  }

  readonly #typed = (event: Event): void => {
    const { name, value } = event.target as HTMLInputElement;
    this.#keep(name, value);
    if (value.trim() !== '') this.missing = this.missing.filter((field) => field !== name);
  };

  readonly #attaching = ({ detail: isSending }: Fired<'attachments-sending'>): void => {
    this.files = isSending ? 'under-way' : 'missing';
    if (!isSending && this.#sender?.hasFailed === false) fire(this, 'closed');
  };

  readonly #send = async (event: Event): Promise<void> => {
    const fields = fieldsOf(event);
    const needed = this.move === 'verify' ? ['kind'] : this.move === 'close' ? [] : Object.keys(fields);
    this.missing = needed.filter((name) => (fields[name] ?? '').trim() === '');
    if (this.missing.length > 0) {
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"], input')?.focus();
      return;
    }
    const name = 'POST /offices/{office}/complaints/{complaint}/moves';
    const { complaint, move } = this;
    const body = typed<typeof name>({ move, expectedRevision: this.seen, ...fields });
    const params = { office: this.office.code, complaint: complaint.id };
    await this.#command.send({ name, params, body }, (moved) => {
      for (const field of Object.keys(fields)) this.#keep(field, '');
      announce(complaintsWords().done);
      const hasFiles = this.#sender?.release() ?? false;
      fire(this, 'complaint-moved', moved);
      if (!hasFiles) fire(this, 'closed');
    });
    this.isStale =
      this.#command.isRefusedAs('complaint-changed') || this.#command.isRefusedAs('move-not-allowed');
    if (!this.isStale) return;
    this.#refusedOn = this.seen; // decided anew, on the state that is shown next
    fire(this, 'complaint-stale');
  };
}

function kindLabel(kind: ComplaintKind) {
  return html`<span
    >${complaintWords().kinds[kind]}<small>${complaintsWords().kindHints[kind]}</small></span
  >`;
}

declare global {
  interface HTMLElementTagNameMap {
    'complaint-move': ComplaintMoveForm;
  }
}
