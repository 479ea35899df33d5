import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import {
  catalogueAccesses,
  escalationRepeatDefault,
  weekdays,
  type Policy,
  type Weekday,
} from '../../domain/offices/policy.ts';
import { complaintKinds } from '../../domain/complaints/steps.ts';
import { defaultComplaintTerms, type ComplaintTerms } from '../../domain/complaints/terms.ts';
import { defaultTypingHoldSeconds } from '../../domain/visits/typing.ts';
import { slaBases } from '../../domain/visits/visit.ts';
import type { AnswerTo } from '../../wire/http/client.ts';
import { complaintWords } from '../ui/complaints/complaint-words.ts';
import { fieldsOf } from '../ui/forms/fields.ts';
import { read, typed } from '../ui/line/api.ts';
import { dialogStyles } from '../ui/style/dialog-styles.ts';
import { LocalizedElement } from '../ui/words/language.ts';
import { sheetStyles } from '../ui/style/sheet-styles.ts';
import { shared } from '../ui/style/styles.ts';
import { choose, field, submitButton } from './field.ts';
import { Sender } from './sender.ts';
import { areIntervals, fromIntervals, numberIn, toIntervals } from './settings.ts';
import { words } from '../ui/words/words.ts';
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
export class PolicySettings extends LocalizedElement {
  static override styles = [shared, dialogStyles, sheetStyles];

  @property() office = '';
  @state() private policy: AnswerTo<'/offices/{office}/policy'> | null = null;
  @state() private always = false;
  #wrongDays: readonly Weekday[] = [];
  readonly #sender = new Sender(this, (pointer) => {
    const [, name = '', weekday] = pointer.split('/');
    if (name === 'complaintTerms') return [pointer.split('/').slice(2).join('-')];
    if (name !== 'hours') return [name];
    return weekday === undefined ? this.#wrongDays : [weekday];
  });

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  async #read(): Promise<void> {
    const reply = await read('/offices/{office}/policy', { office: this.office });
    if (reply.kind !== 'ok') return;
    if (reply.value.version !== this.policy?.version) this.always = reply.value.hours === 'always';
    this.policy = {
      escalationRepeatMinutes: escalationRepeatDefault,
      typingHoldSeconds: defaultTypingHoldSeconds,
      ...reply.value,
    };
  }

  override render() {
    const { policy } = this;
    if (!policy) return nothing;
    const texts = adminWords();
    return html`<section>
      <h2 id="policy">${texts.policy}</h2>
      <p>${texts.policyHint(policy.version)}</p>
      <form novalidate @submit=${this.#save}>
        <div class="pair">
          ${this.#field('sk', texts.sk)} ${this.#field('effectiveFrom', texts.effectiveFrom, 'date')}
          ${numbers.map((name) => this.#field(name, texts[name], 'number'))}
          ${choose(this.#sender, {
            name: 'slaBasis',
            label: texts.slaBasis,
            value: policy.slaBasis,
            options: slaBases.map((basis) => [basis, texts.basis[basis]]),
          })}
          ${this.#field('lastTicketMinutesBeforeClose', texts.lastTicket, 'number')}
          ${choose(this.#sender, {
            name: 'kiosk',
            label: texts.kiosk,
            value: policy.kiosk,
            options: [
              ['open', texts.kioskOpen],
              ['paired', texts.kioskPaired],
            ],
          })}
          ${choose(this.#sender, {
            name: 'catalogueAccess',
            label: texts.catalogueAccess,
            value: policy.catalogueAccess ?? catalogueAccesses[0],
            options: catalogueAccesses.map((access) => [access, texts.accesses[access]]),
          })}
        </div>
        ${policy.kiosk === 'open' ? html`<p class="notice">${texts.kioskOpenWarning}</p>` : nothing}
        <h3>${texts.week}</h3>
        <label class="choice"
          ><input
            type="checkbox"
            .checked=${this.always}
            @change=${(event: Event) => (this.always = (event.target as HTMLInputElement).checked)}
          />${texts.always}</label
        >
        ${this.always ? html`<p class="notice">${texts.alwaysWarning}</p>` : this.#week(policy)}
        <h3>${texts.complaintTerms}</h3>
        <p class="hint">${texts.complaintTermsHint}</p>
        <div class="pair">${this.#terms(policy.complaintTerms ?? defaultComplaintTerms)}</div>
        ${this.#sender.outcome()} ${submitButton(this.#sender, words().save)}
      </form>
    </section>`;
  }

  #week({ hours }: Pick<AnswerTo<'/offices/{office}/policy'>, 'hours'>) {
    const texts = adminWords();
    return html`<p class="hint">${texts.weekHint}</p>
      <div class="pair">
        ${weekdays.map((weekday) =>
          field(this.#sender, {
            name: weekday,
            label: texts.weekday[weekday],
            value: hours === 'always' ? '' : fromIntervals(hours[weekday]),
            max: 100,
          }),
        )}
      </div>`;
  }

  #terms({ verification, firstFollowUp, answer, silence }: ComplaintTerms) {
    const texts = adminWords();
    const days = (name: string, label: string, value: number) =>
      field(this.#sender, { name, label, type: 'number', value: String(value) });
    return html`${days('verification', texts.terms.verification, verification)}
    ${days('firstFollowUp', texts.terms.firstFollowUp, firstFollowUp)}
    ${complaintKinds.map((kind) =>
      days(`answer-${kind}`, texts.terms.answer(complaintWords().kinds[kind]), answer[kind]),
    )}
    ${days('silence', texts.terms.silence, silence)}`;
  }

  #field(name: Exclude<keyof Policy, 'hours' | 'complaintTerms'>, label: string, type = 'text') {
    return field(this.#sender, { name, label, type, max: 100, value: String(this.policy?.[name] ?? '') });
  }

  readonly #save = (event: Event): void => {
    const fields = fieldsOf(event);
    const week = weekdays.flatMap((weekday) => {
      const spans = toIntervals(fields[weekday] ?? '');
      return spans ? [[weekday, spans] as const] : [];
    });
    this.#wrongDays = week.filter(([, spans]) => !areIntervals(spans)).map(([weekday]) => weekday);
    const name = 'PUT /offices/{office}/policy';
    const body = typed<typeof name>({
      sk: fields['sk'],
      effectiveFrom: fields['effectiveFrom'],
      slaBasis: fields['slaBasis'],
      kiosk: fields['kiosk'],
      ...(fields['catalogueAccess'] === 'registered' ? { catalogueAccess: 'registered' } : {}),
      ...Object.fromEntries(numbers.map((field) => [field, numberIn(fields[field])])),
      lastTicketMinutesBeforeClose: numberIn(fields['lastTicketMinutesBeforeClose']),
      hours: this.always ? 'always' : Object.fromEntries(week),
      complaintTerms: {
        verification: numberIn(fields['verification']),
        firstFollowUp: numberIn(fields['firstFollowUp']),
        answer: Object.fromEntries(complaintKinds.map((kind) => [kind, numberIn(fields[`answer-${kind}`])])),
        silence: numberIn(fields['silence']),
      },
    });
    void this.#sender.send({ name, params: { office: this.office }, body }, () => void this.#read());
  };
}
