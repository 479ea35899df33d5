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
import {
  faultsIn,
  inPerson,
  stillWrong,
  unchanged,
  type ComplaintField,
} from '../ui/complaints/complaint-faults.ts';
import { complaintWords } from '../ui/complaints/complaint-words.ts';
import { lastMomentOf } from '../ui/complaints/last-moment.ts';
import { sendingTo } from '../ui/complaints/own-attachments.ts';
import { slipStyles, trackingSlip } from '../ui/complaints/tracking-slip.ts';
import { faultSummary, type FieldFault } from '../ui/forms/fault-summary.ts';
import {
  areaField,
  choice,
  faultOf,
  fieldsOf,
  selectField,
  textField,
  valuesOf,
} from '../ui/forms/fields.ts';
import { tellFaults, type ToldFaults, type WrongField } from '../ui/forms/wrong-fields.ts';
import { typed } from '../ui/line/api.ts';
import { Command } from '../ui/line/command.ts';
import { shared } from '../ui/style/styles.ts';
import { dateOf } from '../ui/words/format.ts';
import { language, LocalizedElement } from '../ui/words/language.ts';
import { caseStyles } from './case/case-styles.ts';
import { complaintsWords } from './words.ts';

const name = 'POST /offices/{office}/complaints/entered';
type Filed = AnswerTo<typeof name>;

const { mostCharacters } = complaintLimits;

/** A phone number as staff were told it is never wrong. */
const checked = ['channel', 'text', 'identity', 'name', 'email'] as const;
type Checked = (typeof checked)[number];

/** The web form is the complainant's own. */
const enteredChannels = channels.filter((channel): channel is Exclude<Channel, 'web'> => channel !== 'web');

function labelOf(field: ComplaintField): string {
  const texts = complaintsWords();
  const { name, email, phone, enterChannel: channel, enterText: text, enterWho: identity } = texts;
  return { channel, text, identity, name, email, phone }[field];
}

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
  /** What was wrong when it was to be saved, and is not put right yet. */
  @state() private wrong: readonly WrongField<Checked>[] = [];
  /** What the api refused of it, and was not changed yet. */
  @state() private refused: readonly FieldFault[] = [];
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
        ${faultSummary(this.renderRoot, this.#told.inSummary)} ${alertOf(failure)}
        ${selectField({
          ...this.#about('channel'),
          options: enteredChannels.map((channel) => [channel, complaintWords().channels[channel]]),
          prompt: texts.pick,
        })}
        ${areaField({ ...this.#about('text'), rows: 7, max: mostCharacters })}
        <fieldset id="identity" tabindex="-1" aria-describedby="identity-fault">
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
          ${faultOf({ id: 'identity', fault: this.#told.at('identity') })}
        </fieldset>
        ${
          this.identity === 'named' || this.identity === 'confidential'
            ? html`${textField({ ...this.#about('name'), max: 150 })}
              ${textField({ ...this.#optional('email'), type: 'email', max: 254 })}
              ${textField({ ...this.#optional('phone'), type: 'tel', max: 40 })}`
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

  get #told(): ToldFaults {
    return tellFaults(this.wrong, labelOf, this.refused);
  }

  #about(field: ComplaintField) {
    return { id: field, label: labelOf(field), fault: this.#told.at(field) };
  }

  #optional(field: ComplaintField) {
    return { ...this.#about(field), label: complaintsWords().optional(labelOf(field)) };
  }

  async #showFaults(): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#faults')?.focus();
  }

  readonly #again = (): void => {
    if (!this.mayBeLeft()) return;
    this.filed = null;
    this.identity = '';
  };

  readonly #changed = (event: Event): void => {
    const { name: field, form } = event.target as HTMLInputElement;
    if (!form) return;
    this.wrong = stillWrong(this.wrong, faultsIn(checked, valuesOf(form)));
    this.refused = unchanged(this.refused, field);
  };

  readonly #send = async (event: Event): Promise<void> => {
    const fields = fieldsOf(event);
    this.wrong = faultsIn(checked, fields);
    this.refused = [];
    if (this.wrong.length > 0) return this.#showFaults();
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
    this.refused = this.#command.faults.map(inPerson);
    await this.#showFaults();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'complaint-entry': ComplaintEntry;
  }
}
