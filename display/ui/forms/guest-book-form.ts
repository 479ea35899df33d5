import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { alertOf } from '../alert.ts';
import { fire } from '../events.ts';
import type { OfficeView } from '../../../wire/offices/offices.ts';
import {
  ageBands,
  educations,
  genders,
  institutionCategories,
  largestGroup,
  occupations,
  otherOccupation,
  otherPurpose,
  purposes,
  serviceKinds,
} from '../../../domain/visitors/guest-book.ts';
import type { GuestBook } from '../../../wire/visitors/guest-books.ts';
import { faultSummary, type FieldFault } from './fault-summary.ts';
import { areaField, choice, faultOf, field, selectField, textField } from './fields.ts';
import {
  declined,
  faultsIn,
  readDraft,
  toDraft,
  toGuestBook,
  type Draft,
  type FieldName,
  type GuestBookDrafts,
  type TextName,
} from './guest-book-draft.ts';
import { guestBookFormStyles } from './guest-book-form-styles.ts';
import { formWords } from './guest-book-form-words.ts';
import { guestBookWords } from './guest-book-words.ts';
import { tellFaults, type ToldFaults, type WrongField } from './wrong-fields.ts';
import { LocalizedElement, language } from '../words/language.ts';
import { shared } from '../style/styles.ts';

const differs = (now: unknown, before: unknown): boolean => JSON.stringify(now) !== JSON.stringify(before);

/** The guest book on one page. Nothing is preselected but the library. Sends `guest-book` with the entry. */
@customElement('guest-book-form')
export class GuestBookForm extends LocalizedElement {
  static override styles = [shared, guestBookFormStyles];

  @property({ attribute: false }) office!: OfficeView;
  @property({ type: Boolean }) busy = false;
  /** Faults the api found; shown at their fields. The same ones given again are no reason to move the focus. */
  @property({ attribute: false, hasChanged: differs }) faults: readonly FieldFault[] = [];
  /** Why it could not be sent, told beside the button. */
  @property() failure = '';
  /** What is known already, of a visitor who comes again or of a book to be put right; it fills what is empty. */
  @property({ attribute: false }) known: Partial<GuestBook> | null = null;
  /** What the button says, unless the book is sent for the first time. */
  @property() action = '';
  /** Where a draft is kept on the visitor's own phone; none on a shared screen. */
  @property({ attribute: false }) drafts: GuestBookDrafts | null = null;
  @state() private draft: Draft = { services: ['1'] };
  /** What was wrong with the draft when it was to be sent. */
  @state() private wrong: readonly WrongField<FieldName>[] = [];

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    // not in connectedCallback: an element that was loaded late has its properties only now
    if (changed.has('drafts')) this.draft = this.drafts?.read() ?? this.draft;
    if (!changed.has('known') || !this.known) return;
    const services = this.known.services?.map(String) ?? this.draft.services;
    this.draft = { ...toDraft(this.known), ...this.draft, services };
  }

  override updated(changed: Map<PropertyKey, unknown>): void {
    const hasNewFaults = changed.has('faults') || changed.has('wrong');
    if (hasNewFaults && this.#told.inSummary.length > 0) {
      this.renderRoot.querySelector<HTMLElement>('#faults')?.focus();
    }
    if (changed.get('failure') === '') {
      this.renderRoot.querySelector('form > [role=alert]:not(#faults)')?.scrollIntoView({ block: 'nearest' });
    }
  }

  get #told(): ToldFaults {
    return tellFaults(this.wrong, (name) => formWords().labels[name], this.faults);
  }

  override render() {
    return html`<form novalidate @submit=${this.#send} @input=${this.#changed}>
      ${faultSummary(this.renderRoot, this.#told.inSummary)} ${this.#you()} ${this.#institution()}
      ${this.#visit()}
      ${choice({
        id: 'remember',
        type: 'checkbox',
        name: 'remember',
        value: 'true',
        checked: this.draft.remember === 'true',
        label: formWords().labels.remember,
      })}
      ${
        this.office.mails
          ? choice({
              id: 'ratingMail',
              type: 'checkbox',
              name: 'ratingMail',
              value: 'true',
              checked: this.draft.ratingMail === 'true',
              label: formWords().labels.ratingMail,
            })
          : nothing
      }
      <p class="notice privacy">${this.office.privacyNotice[language()]}</p>
      ${alertOf(this.failure)}
      <button class="primary" ?disabled=${this.busy}>${this.action || formWords().send}</button>
    </form>`;
  }

  #you() {
    const texts = formWords();
    const table = guestBookWords();
    const { occupation, disability } = this.draft;
    return html`<section>
      <h2>${texts.you}</h2>
      ${this.#input('name', { autocomplete: 'name' })}
      ${this.#input('email', { type: 'email', autocomplete: 'email' })}
      ${this.#input('phone', { type: 'tel', autocomplete: 'tel', optional: true })}
      ${this.#select('gender', genders, table.gender, true)}
      ${this.#select('ageBand', ageBands, table.ageBand, true)}
      ${this.#select('education', educations, table.education, true)}
      ${this.#select('occupation', occupations, table.occupation, true)}
      ${occupation === String(otherOccupation) ? this.#input('occupationOther', { optional: true }) : nothing}
      ${this.#select('disability', ['true', 'false'], { true: texts.yes, false: texts.no }, true)}
      ${disability === 'true' ? html`<p class="notice ok">${texts.askForHelp}</p>` : nothing}
    </section>`;
  }

  #institution() {
    const { institution, hintInstitution: hint } = formWords();
    return html`<section>
      <h2>${institution}</h2>
      ${this.#input('institution', { autocomplete: 'organization', hint })}
      ${this.#select('institutionCategory', institutionCategories, guestBookWords().institutionCategory, false)}
    </section>`;
  }

  #visit() {
    const { purpose, dataNeeded } = this.draft;
    return html`<section>
      <h2>${formWords().visit}</h2>
      ${this.#select('purpose', purposes, guestBookWords().purpose, false)}
      ${purpose === String(otherPurpose) ? this.#input('purposeOther', { optional: true }) : nothing}
      ${this.#services()}
      ${areaField({ ...this.#about('dataNeeded', true), rows: 3, max: 500, value: dataNeeded ?? '' })}
      ${this.#group()}
    </section>`;
  }

  /** A field's label, and what is wrong with it. */
  #about(name: FieldName, optional: boolean) {
    const { labels, optional: word } = formWords();
    const label = html`${labels[name]} ${optional ? html`<span class="hint">(${word})</span>` : nothing}`;
    return { id: name, label, fault: this.#told.at(name) };
  }

  #input(
    name: TextName,
    {
      type = 'text',
      autocomplete = 'off',
      optional = false,
      hint = '',
    }: { type?: string; autocomplete?: string; optional?: boolean; hint?: string } = {},
  ) {
    return textField({
      ...this.#about(name, optional),
      type,
      hint,
      max: 150,
      autocomplete: this.drafts === null ? 'off' : autocomplete,
      value: this.draft[name] ?? '',
    });
  }

  #select(
    name: TextName,
    codes: readonly (string | number)[],
    labels: Readonly<Record<string, string>>,
    mayDecline: boolean,
  ) {
    const options = codes.map((code) => [String(code), labels[code] ?? ''] as const);
    return selectField({
      ...this.#about(name, false),
      value: this.draft[name] ?? '',
      prompt: formWords().choose,
      options: mayDecline ? [...options, [declined, guestBookWords().noAnswer]] : options,
    });
  }

  #services() {
    const { serviceKind } = guestBookWords();
    const about = this.#about('services', false);
    return html`<fieldset class="field" id="services" tabindex="-1">
      <legend>${about.label}</legend>
      <div class="choices">
        ${serviceKinds.map((code) =>
          choice({
            type: 'checkbox',
            name: 'services',
            value: String(code),
            checked: this.draft.services.includes(String(code)),
            label: serviceKind[code],
          }),
        )}
      </div>
      ${faultOf(about)}
    </fieldset>`;
  }

  /** Only for who leads a group; left empty it means one person. */
  #group() {
    const texts = formWords();
    const about = this.#about('group', true);
    const count = (name: 'groupMale' | 'groupFemale') =>
      field(
        { id: name, label: texts[name] },
        html`<input
          id=${name}
          name=${name}
          type="number"
          inputmode="numeric"
          min="0"
          max=${largestGroup}
          .value=${this.draft[name] ?? ''}
        />`,
      );
    return html`<fieldset class="field" id="group" tabindex="-1">
      <legend>${about.label}</legend>
      <span class="hint">${texts.hintGroup}</span>
      <div class="choices counts">${count('groupMale')} ${count('groupFemale')}</div>
      ${faultOf(about)}
    </fieldset>`;
  }

  readonly #changed = (): void => {
    const form = this.renderRoot.querySelector('form');
    if (!form) return;
    this.draft = readDraft(form);
    const { remember: _consent, ratingMail: _wish, ...kept } = this.draft; // consent is given for each sending, never kept
    this.drafts?.keep(kept);
  };

  readonly #send = (event: Event): void => {
    event.preventDefault();
    this.#changed();
    this.wrong = faultsIn(this.draft);
    if (this.wrong.length > 0 || this.busy) return;
    const detail = toGuestBook(this.draft, this.office.privacyNotice.version);
    fire(this, 'guest-book', detail);
  };
}
