import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { institutionCategories, otherPurpose, purposes } from '../../domain/visitors/guest-book.ts';
import type { AnswerTo } from '../../wire/http/client.ts';
import type { WhoAnswer } from '../../wire/members.ts';
import type { OfficeView } from '../../wire/offices/offices.ts';
import { alertOf } from '../ui/alert.ts';
import {
  keepStand,
  onwardAddress,
  searchThatWaits,
  shownLinkAddress,
  signInAddress,
} from '../ui/catalogue/addresses.ts';
import { catalogueHead } from '../ui/catalogue/catalogue-head.ts';
import { headStyles } from '../ui/office/office-head.ts';
import { fire } from '../ui/events.ts';
import { draftsOf } from '../ui/forms/drafts.ts';
import { faultSummary } from '../ui/forms/fault-summary.ts';
import { selectField, textField } from '../ui/forms/fields.ts';
import { formWords } from '../ui/forms/guest-book-form-words.ts';
import { guestBookWords } from '../ui/forms/guest-book-words.ts';
import { faultOfAnswer, tellFaults, type ToldFaults, type WrongField } from '../ui/forms/wrong-fields.ts';
import { read, typed } from '../ui/line/api.ts';
import { Command } from '../ui/line/command.ts';
import { Watch } from '../ui/line/watch.ts';
import '../ui/catalogue/members/code-form.ts';
import { memberStyles } from '../ui/catalogue/members/member-styles.ts';
import { memberWords } from '../ui/catalogue/members/member-words.ts';
import { onwardWord } from '../ui/catalogue/members/onward-word.ts';
import { whySearchWaits } from '../ui/catalogue/why-search-waits.ts';
import { isTerminal, startTerminal } from '../ui/catalogue/terminal/terminal.ts';
import { waitForOffice } from '../ui/office/office.ts';
import '../ui/steady/steady.ts';
import { shared } from '../ui/style/styles.ts';
import { language, LocalizedElement } from '../ui/words/language.ts';
import { registrationWords } from './words.ts';

const required = ['name', 'email', 'institution', 'institutionCategory', 'purpose'] as const;
type Name = (typeof required)[number] | 'purposeOther';
type Draft = Partial<Record<Name, string>>;
type Registered = AnswerTo<'POST /members'>;

/** How soon the page looks whether the mailed link was used elsewhere, and how much longer it waits each time. */
const firstPauseMs = 4_000;
const growth = 1.3;

/** What was typed outlives a reload, but not at the terminal, which somebody else uses next. */
const drafts = isTerminal() ? null : draftsOf<Name>('registration');

const labelOf = (name: Name): string =>
  name === 'purpose' ? registrationWords().purpose : formWords().labels[name];

startTerminal();

/** The registration: one form, after which one is signed in, and the confirmation of the address. */
@customElement('registration-page')
export class RegistrationPage extends LocalizedElement {
  static override styles = [shared, headStyles, memberStyles];

  @state() private office: OfficeView | null = null;
  @state() private draft: Draft = drafts?.read() ?? {};
  @state() private wrong: readonly WrongField<Name>[] = [];
  @state() private registered: Registered | null = null;
  @state() private confirmed = false;
  readonly #command = new Command(this, { pausesMs: [500, 1_000, 2_000], keepsKey: true });
  #pauseMs = firstPauseMs;
  /** The mailed link may be used in another tab while this one waits: it looks, less often the longer it takes. */
  readonly #watch = new Watch<WhoAnswer>(this, {
    read: () => read('/member-session', {}),
    take: ({ member }) => {
      this.confirmed = this.registered !== null && member?.confirmed === true;
      return this.registered === null || this.confirmed ? null : (this.#pauseMs *= growth);
    },
    looksOnReturn: true,
  });

  override connectedCallback(): void {
    super.connectedCallback();
    void waitForOffice().then((office) => (this.office = office));
  }

  override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('registered') && this.registered)
      this.renderRoot.querySelector<HTMLElement>('h1')?.focus();
    if (changed.has('wrong') && this.wrong.length > 0) this.#showFaults();
  }

  override render() {
    return html`<header><div class="wrap">${catalogueHead(this.office)}</div></header>
      <main class="wrap narrow">${this.registered ? this.#done(this.registered) : this.#form()}</main>`;
  }

  #form() {
    const texts = registrationWords();
    const { busy, failure } = this.#command;
    return html`<div class="intro">
        <h1>${texts.title}</h1>
        ${whySearchWaits()}
        <p>${texts.lead}</p>
        <p>${texts.known} <a href=${signInAddress()}>${memberWords().signIn}</a></p>
      </div>
      <form novalidate @submit=${this.#send} @input=${this.#changed}>
        ${faultSummary(this.renderRoot, this.#told.inSummary)} ${alertOf(failure)}
        ${this.#input('name', 'name')}
        ${this.#input('email', 'email', { type: 'email', hint: texts.emailHint })}
        ${this.#input('institution', 'organization', { hint: formWords().hintInstitution })}
        ${this.#select('institutionCategory', institutionCategories, guestBookWords().institutionCategory)}
        ${this.#select('purpose', purposes, guestBookWords().purpose)}
        ${this.draft.purpose === String(otherPurpose) ? this.#input('purposeOther', 'off') : nothing}
        <p class="notice privacy">${this.office?.privacyNotice[language()] ?? nothing} ${texts.keeping}</p>
        <button class="primary" ?disabled=${busy || this.office === null}>${texts.send}</button>
      </form>`;
  }

  #done({ member, mail, link }: Registered) {
    const texts = registrationWords();
    const shared = memberWords();
    const isBack = searchThatWaits() !== null;
    const onward = html`<a class="button ${this.confirmed || isBack ? 'primary' : ''}" href=${onwardAddress()}
      >${onwardWord()}</a
    >`;
    return html`<div class="intro">
        <h1 tabindex="-1">${texts.welcome(member.name)}</h1>
        <p>${texts.done}</p>
      </div>
      ${
        this.confirmed
          ? html`<p class="notice ok" role="status">${texts.confirmed}</p>`
          : html`<section class="card tinted" aria-labelledby="confirm">
              <h2 id="confirm">${texts.confirm}</h2>
              <p>${texts.why}</p>
              ${
                link === null
                  ? html`<p>${texts.sent(member.email)}</p>
                      <code-form
                        .action=${shared.useCode}
                        @member-signed-in=${() => (this.confirmed = true)}
                      ></code-form>`
                  : html`<p>${shared.shown}</p>
                      <a class="button primary" href=${shownLinkAddress(link)}>${shared.confirmHere}</a>
                      ${mail === 'kept' ? html`<p class="hint">${shared.filed}</p>` : nothing}`
              }
            </section>`
      }
      <div class="row">${onward}</div>`;
  }

  get #told(): ToldFaults {
    return tellFaults(this.wrong, labelOf, this.#command.faults);
  }

  #about(name: Name) {
    return { id: name, label: labelOf(name), fault: this.#told.at(name), value: this.draft[name] ?? '' };
  }

  #input(name: Name, autocomplete: string, { type = 'text', hint = '' } = {}) {
    return textField({
      ...this.#about(name),
      type,
      hint,
      max: 150,
      autocomplete: isTerminal() ? 'off' : autocomplete,
    });
  }

  #select(name: Name, codes: readonly number[], labels: Readonly<Record<string, string>>) {
    const options = codes.map((code) => [String(code), labels[code] ?? ''] as const);
    return selectField({ ...this.#about(name), prompt: formWords().choose, options });
  }

  #showFaults(): void {
    this.renderRoot.querySelector<HTMLElement>('#faults')?.focus();
  }

  readonly #changed = (): void => {
    const form = this.renderRoot.querySelector('form');
    if (!form) return;
    this.draft = Object.fromEntries(new FormData(form));
    drafts?.keep({ ...this.draft, services: [] });
  };

  readonly #send = async (event: Event): Promise<void> => {
    event.preventDefault();
    this.#changed();
    this.wrong = required.flatMap((name) => {
      const fault = faultOfAnswer(name, this.draft[name]);
      return fault === null ? [] : [{ name, fault }];
    });
    if (this.wrong.length > 0 || this.office === null) return;
    const { institutionCategory, purpose, ...texts } = this.draft;
    const body = typed<'POST /members'>({
      ...texts,
      institutionCategory: Number(institutionCategory),
      purpose: Number(purpose),
      office: this.office.code,
      language: language(),
      terminal: isTerminal(),
      privacyNotice: this.office.privacyNotice.version,
    });
    await this.#command.send({ name: 'POST /members', params: {}, body }, (registered) => {
      drafts?.drop();
      keepStand();
      this.registered = registered;
      fire(window, 'member-entered');
      this.#watch.lookIn(this.#pauseMs);
    });
    if (this.#command.faults.length > 0) {
      await this.updateComplete;
      this.#showFaults();
    }
  };
}
