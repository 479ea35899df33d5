import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { deletionReasons } from '../../../domain/complaints/attachments.ts';
import type { AttachmentView } from '../../../wire/complaints/complaint-attachments.ts';
import { alertOf } from '../../ui/alert.ts';
import { announce } from '../../ui/announce.ts';
import { attachmentWords, deletedText, labelOf } from '../../ui/complaints/attachment-words.ts';
import { fire } from '../../ui/events.ts';
import { fieldsOf, selectField } from '../../ui/forms/fields.ts';
import { typed } from '../../ui/line/api.ts';
import { Command } from '../../ui/line/command.ts';
import { shared } from '../../ui/style/styles.ts';
import { LocalizedElement } from '../../ui/words/language.ts';
import { caseStyles } from './case-styles.ts';
import { complaintsWords } from '../words.ts';

const name = 'POST /offices/{office}/complaints/{complaint}/attachments/{attachment}/deletion';

/** One attachment of a complaint, to keep; whoever may delete it is asked why. Fires `complaint-stale` when it is gone. */
@customElement('case-attachment')
export class CaseAttachment extends LocalizedElement {
  static override styles = [
    shared,
    caseStyles,
    css`
      :host {
        display: block;
      }
      .row {
        gap: var(--space-1) var(--space-4);
      }
      form {
        padding: var(--space-3) var(--space-4);
        background: var(--tint);
        border-radius: var(--radius-m);
      }
    `,
  ];

  @property() office = '';
  @property() complaint = '';
  @property({ attribute: false }) attachment!: AttachmentView;
  @property({ type: Boolean }) mayDelete = false;
  @state() private isAsked = false;
  @state() private lacksReason = false;
  readonly #command = new Command(this, { keepsKey: true });

  override render() {
    const { attachment, office, complaint } = this;
    if (attachment.deleted)
      return html`<span id="deleted" tabindex="-1">${deletedText(attachment, attachment.deleted)}</span>`;
    const address = `/api/v1/offices/${office}/complaints/${complaint}/attachments/${attachment.id}`;
    return html`<span class="row">
        <a download href=${address}>${labelOf(attachment)}</a>
        ${
          this.mayDelete && !this.isAsked
            ? html`<button type="button" class="plain" @click=${this.#ask}>
                ${attachmentWords().delete}<span class="visually-hidden">: ${labelOf(attachment)}</span>
              </button>`
            : nothing
        }
      </span>
      ${this.isAsked ? this.#question() : nothing}`;
  }

  #question() {
    const texts = complaintsWords();
    const { delete: word, reasons, deleting } = attachmentWords();
    const { busy, failure } = this.#command;
    return html`<form novalidate @submit=${this.#delete} @change=${() => (this.lacksReason = false)}>
      ${alertOf(failure)}
      ${selectField({
        id: 'reason',
        label: texts.deleteWhy,
        hint: deleting,
        options: deletionReasons.map((reason) => [reason, reasons[reason]] as const),
        prompt: texts.pick,
        fault: this.lacksReason ? texts.chooseOne : null,
      })}
      <div class="row">
        <button class="danger" data-meaning="delete ${this.attachment.id}" ?disabled=${busy}>${word}</button>
        <button type="button" class="plain" @click=${this.#cancel}>${texts.cancel}</button>
      </div>
    </form>`;
  }

  readonly #ask = (): void => {
    this.isAsked = true;
    this.#focus('select');
  };

  readonly #cancel = (): void => {
    this.isAsked = false;
    this.#focus('button');
  };

  /** What had the focus is gone when this has drawn itself. */
  #focus(selector: string): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(selector)?.focus());
  }

  readonly #delete = async (event: Event): Promise<void> => {
    const { reason } = fieldsOf(event);
    this.lacksReason = reason === undefined;
    if (reason === undefined) return;
    const params = { office: this.office, complaint: this.complaint, attachment: this.attachment.id };
    await this.#command.send({ name, params, body: typed<typeof name>({ reason }) }, (deleted) => {
      announce(complaintsWords().done);
      this.isAsked = false;
      this.attachment = deleted;
      this.#focus('#deleted');
      fire(this, 'complaint-stale');
    });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'case-attachment': CaseAttachment;
  }
}
