import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { shownSecret } from '../../domain/complaints/reference.ts';
import { channels, identities, type Channel } from '../../domain/complaints/steps.ts';
import { complaintLimits } from '../../domain/complaints/terms.ts';
import type { AnswerTo } from '../../wire/http/client.ts';
import type { OfficeView } from '../../wire/offices/offices.ts';
import { alertOf } from '../ui/alert.ts';
import type { SendAttachment } from '../ui/complaints/attachment-sender.ts';
import '../ui/complaints/attachment-sender.ts';
import { complaintWords } from '../ui/complaints/complaint-words.ts';
import { lastMomentOf } from '../ui/complaints/last-moment.ts';
import { sendingTo } from '../ui/complaints/own-attachments.ts';
import { faultsLeft, inPerson } from '../ui/complaints/person-faults.ts';
import { slipStyles, trackingSlip } from '../ui/complaints/tracking-slip.ts';
import { faultSummary, fieldOf, type FieldFault } from '../ui/forms/fault-summary.ts';
import {
  areaField,
  choice,
  faultOf,
  fieldsOf,
  selectField,
  textField,
  valuesOf,
} from '../ui/forms/fields.ts';
import { typed } from '../ui/line/api.ts';
import { Command } from '../ui/line/command.ts';
import { shared } from '../ui/style/styles.ts';
import { dateOf } from '../ui/words/format.ts';
import { language, LocalizedElement } from '../ui/words/language.ts';
import { caseStyles } from './case/case-styles.ts';
import { complaintsWords } from './words.ts';

const name = 'POST /offices/{office}/complaints/entered';
type Filed = AnswerTo<typeof name>;
type Field = 'channel' | 'text' | 'identity' | 'name' | 'email' | 'phone';

const { fewestCharacters, mostCharacters } = complaintLimits;

/** The web form is the complainant's own. */
const enteredChannels = channels.filter((channel): channel is Exclude<Channel, 'web'> => channel !== 'web');

/** A complaint that came another way, typed by staff; then the receipt for whoever complained. */
@customElement('complaint-entry')
export class ComplaintEntry extends LocalizedElement {
  static override styles = [
    shared,
    caseStyles,
    slipStyles,
    css`
      .receipt {
        justify-items: start;
        gap: var(--space-4);
      }
      .receipt .unit {
        font-size: var(--text-s);
        color: var(--muted);
      }
      .key {
        font-family: var(--mono);
        font-size: var(--text-2xl);
        letter-spacing: 0.04em;
        user-select: all;
      }
      @media print {
        .attaching,
        .row {
          display: none;
        }
        .receipt {
          border: 0;
        }
      }
    `,
  ];

  @property({ attribute: false }) office!: OfficeView;
  @state() private identity = '';
  /** What was wrong when it was saved, and is not put right yet. */
  @state() private faults: readonly FieldFault[] = [];
  @state() private filed: Filed | null = null;
  #sending: SendAttachment | null = null;
  readonly #command = new Command(this, { keepsKey: true });

  override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('filed')) this.renderRoot.querySelector<HTMLElement>('h2')?.focus();
  }

  /** Whether something else may take its place: asks where a file is under way. */
  mayBeLeft(): boolean {
    return this.renderRoot.querySelector('attachment-sender')?.mayBeLeft() ?? true;
  }

  override render() {
    return html`<div class="entry">${this.filed ? this.#receipt(this.filed) : this.#form()}</div>`;
  }

  #form() {
    const texts = complaintsWords();
    const { busy, failure } = this.#command;
    return html`<h2 tabindex="-1">${texts.enter}</h2>
      <p>${texts.enterLead}</p>
      <form class="card" novalidate @submit=${this.#send} @input=${this.#changed}>
        ${faultSummary(this.renderRoot, this.faults)} ${alertOf(failure)}
        ${selectField({
          ...this.#about('channel', texts.enterChannel),
          options: enteredChannels.map((channel) => [channel, complaintWords().channels[channel]]),
          prompt: texts.pick,
        })}
        ${areaField({ ...this.#about('text', texts.enterText), rows: 7, max: mostCharacters })}
        <fieldset id="identity" aria-describedby="identity-fault">
          <legend>${texts.enterWho}</legend>
          ${identities.map((one) =>
            choice({
              type: 'radio',
              name: 'identity',
              value: one,
              checked: this.identity === one,
              changed: () => (this.identity = one),
              label: html`<span
                >${complaintWords().identities[one]}<small>${texts.identityHints[one]}</small></span
              >`,
            }),
          )}
          ${faultOf({ id: 'identity', fault: this.#faultAt('identity') })}
        </fieldset>
        ${
          this.identity === 'named' || this.identity === 'confidential'
            ? html`${textField({ ...this.#about('name', texts.name), max: 150 })}
              ${textField({ ...this.#about('email', texts.email), type: 'email', max: 254 })}
              ${textField({ ...this.#about('phone', texts.phone), type: 'tel', max: 40 })}`
            : nothing
        }
        <div class="row">
          <button class="primary" ?disabled=${busy}>${texts.save}</button>
          <a class="button" href="#">${texts.cancel}</a>
        </div>
      </form>`;
  }

  #receipt({ reference, secret, statusUrl, dueAt }: Filed) {
    const texts = complaintsWords();
    return html`<section class="card receipt">
        <div>
          <h2 tabindex="-1">${texts.receipt}</h2>
          <p class="unit">${this.office.name} · ${this.office.unit}</p>
        </div>
        <p>${texts.handOver}</p>
        <dl>
          <dt>${texts.reference}</dt>
          <dd class="key" id="reference">${reference}</dd>
          <dt>${texts.secret}</dt>
          <dd class="key" id="secret">${shownSecret(secret)}</dd>
          <dt>${texts.answerBy}</dt>
          <dd>${dateOf(lastMomentOf(dueAt))}</dd>
        </dl>
        ${trackingSlip(statusUrl)}
      </section>
      <section class="card attaching">
        <h3>${texts.attachScan}</h3>
        <attachment-sender .send=${this.#sending}></attachment-sender>
      </section>
      <div class="row">
        <button class="primary" @click=${() => window.print()}>${texts.print}</button>
        <button @click=${this.#again}>${texts.another}</button>
      </div>`;
  }

  #faultAt(field: Field): string | null {
    return this.faults.find((each) => fieldOf(each) === field)?.message ?? null;
  }

  #about(field: Field, label: string) {
    return { id: field, label, fault: this.#faultAt(field) };
  }

  async #showFaults(): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#faults')?.focus();
  }

  #findMissing(fields: Readonly<Record<string, string>>): FieldFault[] {
    const texts = complaintsWords();
    const { channel, text = '', identity, name: who } = fields;
    return [
      ...(channel === undefined ? [{ pointer: '/channel', message: texts.chooseOne }] : []),
      ...(text.trim().length < fewestCharacters
        ? [{ pointer: '/text', message: texts.tooShort(fewestCharacters) }]
        : []),
      ...(identity === undefined ? [{ pointer: '/identity', message: texts.chooseOne }] : []),
      ...(who?.trim() === '' ? [{ pointer: '/name', message: `${texts.name}: ${texts.required}` }] : []),
    ];
  }

  readonly #again = (): void => {
    if (!this.mayBeLeft()) return;
    this.filed = null;
    this.identity = '';
  };

  readonly #changed = (event: Event): void => {
    const { name: field, form } = event.target as HTMLInputElement;
    if (!form) return;
    this.faults = faultsLeft(this.faults, { changed: field, missing: this.#findMissing(valuesOf(form)) });
  };

  readonly #send = async (event: Event): Promise<void> => {
    const fields = fieldsOf(event);
    this.faults = this.#findMissing(fields);
    if (this.faults.length > 0) return this.#showFaults();
    const { channel, text, identity, name: who, email, phone } = fields;
    const person = {
      name: who,
      ...(email?.trim() ? { email: email.trim() } : {}),
      ...(phone?.trim() ? { phone: phone.trim() } : {}),
    };
    const body = typed<typeof name>({
      channel,
      text,
      identity,
      ...(identity === 'anonymous' ? {} : { person }),
      language: language(),
    });
    await this.#command.send({ name, params: { office: this.office.code }, body }, (filed) => {
      this.#sending = sendingTo(filed);
      this.filed = filed;
    });
    this.faults = this.#command.faults.map(inPerson);
    await this.#showFaults();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'complaint-entry': ComplaintEntry;
  }
}
