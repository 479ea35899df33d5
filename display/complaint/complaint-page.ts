import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { shownSecret } from '../../domain/complaints/reference.ts';
import { identities, type Identity } from '../../domain/complaints/steps.ts';
import { complaintLimits, keptYears } from '../../domain/complaints/terms.ts';
import type { AnswerTo } from '../../wire/http/client.ts';
import type { OfficeView } from '../../wire/offices/offices.ts';
import { alertOf } from '../ui/alert.ts';
import { isTerminal } from '../ui/catalogue/terminal/terminal.ts';
import type { SendAttachment } from '../ui/complaints/attachment-sender.ts';
import '../ui/complaints/attachment-sender.ts';
import { faultsIn, inPerson, stillWrong, unchanged } from '../ui/complaints/complaint-faults.ts';
import { complaintStyles } from '../ui/complaints/complaint-styles.ts';
import { lastMomentOf } from '../ui/complaints/last-moment.ts';
import { sendingTo } from '../ui/complaints/own-attachments.ts';
import { slipStyles, trackingSlip, writtenAddress } from '../ui/complaints/tracking-slip.ts';
import { trackingAddress } from '../ui/complaints/tracking-address.ts';
import '../ui/complaints/tracking-form.ts';
import { copyText } from '../ui/copy-text.ts';
import type { Fired } from '../ui/events.ts';
import { draftsOf } from '../ui/forms/drafts.ts';
import { faultSummary, type FieldFault } from '../ui/forms/fault-summary.ts';
import { areaField, choice, faultOf, textField } from '../ui/forms/fields.ts';
import { tellFaults, type ToldFaults, type WrongField } from '../ui/forms/wrong-fields.ts';
import { typed } from '../ui/line/api.ts';
import { Command } from '../ui/line/command.ts';
import { linkedText } from '../ui/linked-text.ts';
import { headStyles, officeHead } from '../ui/office/office-head.ts';
import { waitForOffice } from '../ui/office/office.ts';
import '../ui/steady/steady.ts';
import { shared } from '../ui/style/styles.ts';
import { dateOf } from '../ui/words/format.ts';
import { language, LocalizedElement } from '../ui/words/language.ts';
import { formWords } from './words.ts';

const fields = ['text', 'identity', 'name', 'email', 'phone'] as const;
type Name = (typeof fields)[number];
type Draft = Partial<Record<Name, string>>;
type Filed = AnswerTo<'POST /offices/{office}/complaints'>;

const { fewestCharacters, mostCharacters } = complaintLimits;
const drafts = draftsOf<Name>('complaint');

function labelOf(of: Name): string {
  const { text, who: identity, name, email, phone } = formWords();
  return { text, identity, name, email, phone }[of];
}

/** The visit whose page led here, by its token behind `#`, which no server is told. */
const visitToken = /^#kunjungan=([A-Za-z0-9_-]{22})$/.exec(location.hash)?.[1] ?? null;
if (visitToken !== null) history.replaceState(null, '', `${location.pathname}${location.search}`);

/** A complaint, and the way to one that was made before. */
@customElement('complaint-page')
export class ComplaintPage extends LocalizedElement {
  static override styles = [
    shared,
    headStyles,
    complaintStyles,
    slipStyles,
    css`
      .channels {
        margin: 0;
        padding-left: var(--space-5);
      }
      .channels li {
        padding: var(--space-1) 0;
        overflow-wrap: anywhere;
      }
      @media print {
        .aside,
        .row {
          display: none;
        }
      }
    `,
  ];

  @state() private office: OfficeView | null = null;
  @state() private draft: Draft = drafts.read() ?? {};
  @state() private visit = visitToken;
  /** What was wrong when it was to be sent, and is not put right yet. */
  @state() private wrong: readonly WrongField<Name>[] = [];
  /** What the api refused of it, and was not changed yet. */
  @state() private refused: readonly FieldFault[] = [];
  @state() private filed: Filed | null = null;
  /** What became of number and code when they were copied last. */
  @state() private copied: 'done' | 'refused' | null = null;
  #sending: SendAttachment | null = null;
  /** What is attached once there is something to attach it to. */
  #chosen: readonly File[] = [];
  readonly #command = new Command(this, { pausesMs: [500, 1_000, 2_000], keepsKey: true });

  override connectedCallback(): void {
    super.connectedCallback();
    void waitForOffice().then((office) => (this.office = office));
  }

  override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('filed') && this.filed) this.renderRoot.querySelector<HTMLElement>('h1')?.focus();
  }

  override render() {
    return html`<header><div class="wrap">${officeHead(this.office)}</div></header>
      <main class="wrap">
        ${this.filed ? this.#receipt(this.filed) : html`${this.#form()} ${this.#aside()}`}
      </main>`;
  }

  #form() {
    const texts = formWords();
    const { busy, failure } = this.#command;
    const { identity } = this.draft;
    return html`<div class="intro">
        <h1>${texts.title}</h1>
        <p>${texts.lead}</p>
        <p class="hint">${this.#promise()}</p>
      </div>
      <form novalidate @submit=${this.#send} @input=${this.#changed}>
        ${faultSummary(this.renderRoot, this.#told.inSummary)}
        ${
          this.visit === null
            ? nothing
            : html`<div class="notice calm row">
                <span>${texts.about}</span>
                <button type="button" class="plain" @click=${() => (this.visit = null)}>
                  ${texts.detach}
                </button>
              </div>`
        }
        <div>
          ${areaField({
            ...this.#about('text'),
            hint: texts.textHint,
            rows: 7,
            max: mostCharacters,
          })}
          <p class="hint count">${this.#left()}</p>
        </div>
        <fieldset id="identity" tabindex="-1" aria-describedby="identity-fault">
          <legend>${texts.who}</legend>
          ${identities.map((one) => this.#identity(one))}
          ${faultOf({ id: 'identity', fault: this.#told.at('identity') })}
        </fieldset>
        ${identity === 'named' || identity === 'confidential' ? this.#person() : nothing}
        <fieldset>
          <legend>${texts.attach}</legend>
          <attachment-sender holds @attachments-chosen=${this.#choose}></attachment-sender>
        </fieldset>
        <p class="hint">${texts.kept(keptYears)}</p>
        ${alertOf(failure)}
        <button class="primary" ?disabled=${busy || this.office === null}>${texts.send}</button>
      </form>`;
  }

  /** What the office owes for a complaint; a blank line while it loads. */
  #promise() {
    if (this.office === null) return html`&nbsp;`;
    const { verification, answer } = this.office.complaintTerms;
    return formWords().promise(verification, answer.ordinary);
  }

  #left(): string {
    const length = (this.draft.text ?? '').trim().length;
    const texts = formWords();
    return length > 0 && length < fewestCharacters
      ? texts.more(fewestCharacters - length)
      : texts.left(mostCharacters - length);
  }

  #identity(one: Identity) {
    const [title, what] = formWords().identities[one] ?? ['', ''];
    return choice({
      type: 'radio',
      name: 'identity',
      value: one,
      checked: this.draft.identity === one,
      label: html`<span>${title}<small>${what}</small></span>`,
    });
  }

  #person() {
    const optional = (name: Name) => ({ ...this.#about(name), label: formWords().optional(labelOf(name)) });
    return html`<div class="card tinted">
      ${textField({ ...this.#about('name'), max: 150, autocomplete: 'name' })}
      ${textField({ ...optional('email'), type: 'email', max: 254, autocomplete: 'email' })}
      ${textField({ ...optional('phone'), type: 'tel', max: 32, autocomplete: 'tel' })}
    </div>`;
  }

  #receipt({ reference, secret, statusUrl, dueAt }: Filed) {
    const texts = formWords();
    return html`<div class="intro">
        <h1 tabindex="-1">${texts.received}</h1>
        <p>${texts.keep}</p>
      </div>
      <section class="card tinted">
        <dl>
          <dt>${texts.reference}</dt>
          <dd class="key" id="reference">${reference}</dd>
          <dt>${texts.secret}</dt>
          <dd class="key" id="secret">${shownSecret(secret)}</dd>
          <dt>${texts.due}</dt>
          <dd>${dateOf(lastMomentOf(dueAt))}</dd>
        </dl>
        ${trackingSlip(statusUrl)}
        <div class="row">
          <button @click=${this.#copy}>${texts.copy}</button>
          <span role="status">${this.copied === null ? nothing : texts.copied[this.copied]}</span>
        </div>
      </section>
      <section class="card aside">
        <h2>${texts.attach}</h2>
        <attachment-sender .send=${this.#sending} .chosen=${this.#chosen}></attachment-sender>
      </section>
      <div class="row">
        <a class="button primary" href=${trackingAddress(reference, secret)}>${texts.follow}</a>
        <button @click=${() => window.print()}>${texts.print}</button>
      </div>`;
  }

  #aside() {
    const texts = formWords();
    const channels = this.office?.standard.complaints ?? [];
    return html`<section class="card aside">
        <h2>${texts.track}</h2>
        <p>${texts.trackLead}</p>
        <tracking-form></tracking-form>
      </section>
      ${
        channels.length === 0
          ? nothing
          : html`<section class="aside">
              <h2>${texts.channels}</h2>
              <ul class="channels">
                ${channels.map((channel) => html`<li>${isTerminal() ? channel : linkedText(channel)}</li>`)}
              </ul>
            </section>`
      }`;
  }

  get #told(): ToldFaults {
    return tellFaults(this.wrong, labelOf, this.refused);
  }

  #about(name: Name) {
    return { id: name, label: labelOf(name), fault: this.#told.at(name), value: this.draft[name] ?? '' };
  }

  /** Leads to what keeps it from being sent, wherever that stands. */
  async #showTrouble(): Promise<void> {
    await this.updateComplete;
    const [trouble] = this.renderRoot.querySelectorAll<HTMLElement>('#faults, form > .notice.bad');
    trouble?.scrollIntoView({ block: 'nearest' });
    trouble?.focus({ preventScroll: true });
  }

  readonly #copy = async (): Promise<void> => {
    if (!this.filed) return;
    const { reference, secret, statusUrl } = this.filed;
    const texts = formWords();
    const lines = [
      `${texts.reference}: ${reference}`,
      `${texts.secret}: ${shownSecret(secret)}`,
      writtenAddress(statusUrl),
    ];
    this.copied = (await copyText(lines.join('\n'))) ? 'done' : 'refused';
  };

  readonly #choose = ({ detail }: Fired<'attachments-chosen'>): void => {
    this.#chosen = detail;
  };

  readonly #changed = (event: Event): void => {
    this.#readForm();
    const { name } = event.target as HTMLInputElement;
    this.wrong = stillWrong(this.wrong, faultsIn(fields, this.draft));
    this.refused = unchanged(this.refused, name);
  };

  #readForm(): void {
    const form = this.renderRoot.querySelector('form');
    if (!form) return;
    this.draft = { ...this.draft, ...Object.fromEntries(new FormData(form)) };
    drafts.keep({ ...this.draft, services: [] });
  }

  readonly #send = async (event: Event): Promise<void> => {
    event.preventDefault();
    this.#readForm();
    this.wrong = faultsIn(fields, this.draft);
    this.refused = [];
    if (this.wrong.length > 0) await this.#showTrouble();
    if (this.wrong.length > 0 || this.office === null) return;
    const { text, identity, name, email, phone } = this.draft;
    const person = {
      name,
      ...(email?.trim() ? { email: email.trim() } : {}),
      ...(phone?.trim() ? { phone: phone.trim() } : {}),
    };
    const body = typed<'POST /offices/{office}/complaints'>({
      text,
      identity,
      ...(identity === 'anonymous' ? {} : { person }),
      ...(this.visit === null ? {} : { visit: this.visit }),
      language: language(),
    });
    const { code: office } = this.office;
    await this.#command.send(
      { name: 'POST /offices/{office}/complaints', params: { office }, body },
      (filed) => {
        drafts.drop();
        this.#sending = sendingTo(filed);
        this.filed = filed;
      },
    );
    this.refused = this.#command.faults.map(inPerson);
    await this.#showTrouble();
  };
}
