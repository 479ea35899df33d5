import { toE164 } from '../../../domain/visitors/guest-book.ts';
import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { pathOf } from '../../../domain/pages.mjs';
import type { Role } from '../../../domain/staff/roles.ts';
import type { ComplaintView, ReadingReason } from '../../../wire/complaints/complaints.ts';
import type { AnswerTo } from '../../../wire/http/client.ts';
import type { OfficeView } from '../../../wire/offices/offices.ts';
import { alertOf } from '../../ui/alert.ts';
import { fieldsOf, selectField } from '../../ui/forms/fields.ts';
import { typed } from '../../ui/line/api.ts';
import { Command } from '../../ui/line/command.ts';
import { pageAddress } from '../../ui/office/office.ts';
import { shared } from '../../ui/style/styles.ts';
import { LocalizedElement } from '../../ui/words/language.ts';
import { caseStyles } from './case-styles.ts';
import { complaintsWords } from '../words.ts';
import { inOurWords } from '../../ui/forms/own-words.ts';

const name = 'POST /offices/{office}/complaints/{complaint}/complainant';

/** Who complains, once somebody has said why they need to know; hidden again with the next complaint. */
@customElement('complainant-panel')
export class ComplainantPanel extends LocalizedElement {
  static override styles = [shared, caseStyles];

  @property({ attribute: false }) office!: OfficeView;
  @property({ attribute: false }) staffRole: Exclude<Role, 'admin'> = 'staff';
  @property({ attribute: false }) complaint!: ComplaintView;
  @state() private found: AnswerTo<typeof name> | null = null;
  readonly #command = new Command(this);
  #id = '';

  override willUpdate(): void {
    if (this.#id === this.complaint.id) return;
    this.#id = this.complaint.id;
    this.found = null;
    this.#command.problem = null;
  }

  override render() {
    const texts = complaintsWords();
    return html`<section class="card">
      <h3>${texts.complainant}</h3>
      ${this.#content()}
    </section>`;
  }

  #content() {
    const texts = complaintsWords();
    const { identity } = this.complaint;
    if (identity === 'anonymous') return html`<p>${texts.unnamed}</p>`;
    if (identity === 'confidential' && this.staffRole === 'staff') return html`<p>${texts.hidden}</p>`;
    return this.found ? this.#person(this.found) : this.#question();
  }

  #question() {
    const texts = complaintsWords();
    const { busy, failure } = this.#command;
    const options = Object.entries(texts.reasons) as [ReadingReason, string][];
    return html`<form @invalid=${inOurWords} @submit=${this.#ask}>
      ${alertOf(failure)}
      ${selectField({
        id: 'reason',
        label: texts.why,
        hint: texts.recorded,
        options,
        prompt: texts.pick,
        required: true,
      })}
      <div class="row">
        <button data-meaning="reveal ${this.complaint.id}" ?disabled=${busy}>${texts.reveal}</button>
      </div>
    </form>`;
  }

  #person({ person, visit }: AnswerTo<typeof name>) {
    const texts = complaintsWords();
    return html`${
        person === null
          ? html`<p>${texts.unnamed}</p>`
          : html`<dl id="complainant">
              <dt>${texts.name}</dt>
              <dd>${person.name}</dd>
              ${
                person.email === null
                  ? nothing
                  : html`<dt>E-mail</dt>
                      <dd><a href="mailto:${person.email}">${person.email}</a></dd>`
              }
              ${
                person.phone === null
                  ? nothing
                  : html`<dt>HP/WA</dt>
                      <dd>
                        ${
                          toE164(person.phone) === null
                            ? person.phone
                            : html`<a href="tel:${toE164(person.phone)}">${person.phone}</a>`
                        }
                      </dd>`
              }
            </dl>`
      }
      ${
        visit === null || this.staffRole !== 'supervisor'
          ? nothing
          : html`<p><a href=${pageAddress(pathOf('history', visit))}>${texts.visitStory}</a></p>`
      }
      <div class="row">
        <button @click=${() => (this.found = null)}>${texts.hide}</button>
      </div>`;
  }

  readonly #ask = async (event: Event): Promise<void> => {
    const { reason } = fieldsOf(event);
    const { id } = this.complaint;
    const params = { office: this.office.code, complaint: id };
    await this.#command.send({ name, params, body: typed<typeof name>({ reason }) }, (found) => {
      if (id === this.complaint.id) this.found = found;
    });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'complainant-panel': ComplainantPanel;
  }
}
