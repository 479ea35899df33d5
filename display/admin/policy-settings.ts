import { LitElement, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { escalationRepeatDefault, weekdays } from '../../domain/office/policy.ts';
import type { Policy } from '../../domain/office/policy.ts';
import { defaultTypingHoldSeconds } from '../../domain/visit/typing.ts';
import { slaBases } from '../../domain/visit/visit.ts';
import { read } from '../ui/api.ts';
import { dialogStyles } from '../ui/dialog-styles.ts';
import { LanguageController } from '../ui/language.ts';
import { sheetStyles } from '../ui/sheet-styles.ts';
import { shared } from '../ui/styles.ts';
import { Sender } from './sender.ts';
import { fieldsOf, fromIntervals, toIntervals } from './settings.ts';
import { adminWords } from './words.ts';

const numbers = [
  'slaSeconds',
  'slaWarnSeconds',
  'escalationRepeatMinutes',
  'noShowSeconds',
  'typingHoldSeconds',
  'undoSeconds',
  'priorityRun',
] as const;

/** The service standard and the rules of the desk; saving adds a version. */
@customElement('policy-settings')
export class PolicySettings extends LitElement {
  static override styles = [shared, dialogStyles, sheetStyles];

  @property() office = '';
  @state() private policy: (Policy & { version: number }) | null = null;
  @state() private always = false;
  readonly #sender = new Sender(this);

  constructor() {
    super();
    new LanguageController(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  async #read(): Promise<void> {
    const reply = await read<Policy & { version: number }>(`/offices/${this.office}/policy`);
    if (reply.kind !== 'ok') return;
    this.policy = {
      escalationRepeatMinutes: escalationRepeatDefault,
      typingHoldSeconds: defaultTypingHoldSeconds,
      ...reply.value,
    };
    this.always = reply.value.hours === 'always';
  }

  override render() {
    const { policy } = this;
    if (!policy) return nothing;
    const texts = adminWords();
    return html`<section>
      <h2>${texts.policy}</h2>
      <p>${texts.policyHint(policy.version)}</p>
      <form @submit=${this.#save}>
        <div class="pair">
          ${this.#field('sk', texts.sk, policy.sk)}
          ${this.#field('effectiveFrom', texts.effectiveFrom, policy.effectiveFrom, 'date')}
          ${numbers.map((name) => this.#field(name, texts[name], String(policy[name]), 'number'))}
          <div class="field">
            <label for="slaBasis">${texts.slaBasis}</label>
            <select id="slaBasis" name="slaBasis">
              ${slaBases.map(
                (basis) =>
                  html`<option value=${basis} ?selected=${basis === policy.slaBasis}>
                    ${texts.basis[basis]}
                  </option>`,
              )}
            </select>
          </div>
          ${this.#field('lastTicket', texts.lastTicket, String(policy.lastTicketMinutesBeforeClose), 'number')}
          <div class="field">
            <label for="kiosk">${texts.kiosk}</label>
            <select id="kiosk" name="kiosk">
              <option value="open" ?selected=${policy.kiosk === 'open'}>${texts.kioskOpen}</option>
              <option value="paired" ?selected=${policy.kiosk === 'paired'}>${texts.kioskPaired}</option>
            </select>
          </div>
        </div>
        ${policy.kiosk === 'open' ? html`<p class="notice">${texts.kioskOpenWarning}</p>` : nothing}
        <label class="choice"
          ><input
            type="checkbox"
            .checked=${this.always}
            @change=${(event: Event) => (this.always = (event.target as HTMLInputElement).checked)}
          />${texts.always}</label
        >
        ${this.always ? html`<p class="notice">${texts.alwaysWarning}</p>` : this.#week(policy)}
        ${this.#sender.outcome()}
        <div class="actions">
          <button class="primary" ?disabled=${this.#sender.busy}>${texts.save}</button>
        </div>
      </form>
    </section>`;
  }

  #week({ hours }: Policy) {
    const texts = adminWords();
    return html`<div class="pair">
      ${weekdays.map((weekday) =>
        this.#field(
          weekday,
          texts.weekday[weekday],
          hours === 'always' ? '' : fromIntervals(hours[weekday]),
          'text',
          false,
        ),
      )}
    </div>`;
  }

  #field(name: string, label: string, value: string, type = 'text', required = true) {
    return html`<div class="field">
      <label for=${name}>${label}</label>
      <input id=${name} name=${name} type=${type} maxlength="100" ?required=${required} .value=${value} />
    </div>`;
  }

  readonly #save = (event: Event): void => {
    const fields = fieldsOf(event);
    const week = weekdays.flatMap((weekday) => {
      const spans = toIntervals(fields[weekday] ?? '');
      return spans ? [[weekday, spans] as const] : [];
    });
    const body = {
      sk: fields['sk'],
      effectiveFrom: fields['effectiveFrom'],
      slaBasis: fields['slaBasis'],
      kiosk: fields['kiosk'],
      lastTicketMinutesBeforeClose: Number(fields['lastTicket']),
      ...Object.fromEntries(numbers.map((name) => [name, Number(fields[name])])),
      hours: this.always ? 'always' : Object.fromEntries(week),
    };
    void this.#sender.send(`/offices/${this.office}/policy`, { body }, () => void this.#read());
  };
}
