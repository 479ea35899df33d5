import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { OfficeView } from '../../../wire/offices.ts';
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
import type { GuestBook } from '../../../wire/guest-books.ts';
import type { Language } from '../../../domain/language.ts';
import type { Draft as DraftOf, Drafts } from './drafts.ts';
import { guestBookWords } from './guest-book-words.ts';
import { LanguageController, language } from '../words/language.ts';
import { shared } from '../style/styles.ts';
import { inLanguage } from '../words/words.ts';

/** A fault of one field, as the api names it. */
export interface FieldFault {
  readonly pointer: string;
  readonly message: string;
}

interface FormWords {
  readonly you: string;
  readonly institution: string;
  readonly visit: string;
  readonly send: string;
  readonly optional: string;
  readonly choose: string;
  readonly faults: string;
  readonly required: string;
  readonly hintInstitution: string;
  readonly askForHelp: string;
  readonly yes: string;
  readonly no: string;
  readonly hintGroup: string;
  readonly groupMale: string;
  readonly groupFemale: string;
  readonly labels: Readonly<Record<FieldName, string>>;
}

type FieldName = Exclude<keyof GuestBook, 'privacyNotice'>;

const tables: Readonly<Record<Language, FormWords>> = {
  id: {
    you: 'Anda',
    institution: 'Instansi',
    visit: 'Kunjungan',
    send: 'Kirim buku tamu',
    optional: 'opsional',
    choose: 'Pilih …',
    faults: 'Mohon periksa isian berikut',
    required: 'Wajib diisi.',
    hintInstitution: 'Tanpa instansi? Tulis Umum.',
    askForHelp: 'Sampaikan kepada petugas bila Anda memerlukan bantuan.',
    yes: 'Ya',
    no: 'Tidak',
    hintGroup: 'Datang berombongan? Hitung semua, termasuk Anda.',
    groupMale: 'Jumlah laki-laki',
    groupFemale: 'Jumlah perempuan',
    labels: {
      name: 'Nama lengkap',
      email: 'E-mail aktif',
      phone: 'No. HP/WA',
      gender: 'Jenis kelamin',
      ageBand: 'Umur',
      education: 'Pendidikan tertinggi yang ditamatkan',
      occupation: 'Pekerjaan utama',
      occupationOther: 'Sebutkan pekerjaan',
      disability: 'Penyandang disabilitas',
      institution: 'Asal instansi',
      institutionCategory: 'Kategori instansi',
      purpose: 'Pemanfaatan utama hasil kunjungan',
      purposeOther: 'Sebutkan pemanfaatan',
      services: 'Jenis layanan',
      dataNeeded: 'Data yang dibutuhkan',
      group: 'Rombongan',
      remember: 'Simpan isian ini untuk kunjungan saya berikutnya',
    },
  },
  en: {
    you: 'You',
    institution: 'Institution',
    visit: 'Your visit',
    send: 'Send the guest book',
    optional: 'optional',
    choose: 'Choose …',
    faults: 'Please check these fields',
    required: 'Required.',
    hintInstitution: 'No institution? Write Umum.',
    askForHelp: 'Tell the officer if you would like assistance.',
    yes: 'Yes',
    no: 'No',
    hintGroup: 'Leading a group? Count everyone, you too.',
    groupMale: 'Men and boys',
    groupFemale: 'Women and girls',
    labels: {
      name: 'Full name',
      email: 'Active e-mail address',
      phone: 'Mobile/WhatsApp number',
      gender: 'Sex',
      ageBand: 'Age',
      education: 'Highest education completed',
      occupation: 'Main occupation',
      occupationOther: 'Which occupation',
      disability: 'Person with disability',
      institution: 'Institution',
      institutionCategory: 'Kind of institution',
      purpose: 'Main use of this visit',
      purposeOther: 'Which use',
      services: 'Services',
      dataNeeded: 'Data you need',
      group: 'Group',
      remember: 'Keep these answers for my next visit',
    },
  },
};

const none = 'none';
type TextName = Exclude<FieldName, 'services' | 'group' | 'remember'>;
type DraftName = TextName | 'groupMale' | 'groupFemale' | 'remember';
type Draft = DraftOf<DraftName>;
export type GuestBookDrafts = Drafts<DraftName>;

/** The guest book on one page. Nothing is preselected but the library. Sends `guest-book` with the entry. */
@customElement('guest-book-form')
export class GuestBookForm extends LitElement {
  static override styles = [
    shared,
    css`
      form {
        display: grid;
        gap: var(--space-5);
      }
      section {
        display: grid;
        gap: var(--space-4);
      }
      h2 {
        font-size: var(--text-xl);
      }
      .field {
        display: grid;
        gap: var(--space-1);
      }
      .choice {
        display: flex;
        align-items: center;
        gap: var(--space-3);
        min-height: 48px;
        font-weight: 400;
      }
      .choices {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(200px, 1fr));
        column-gap: var(--space-4);
      }
      .notice.privacy {
        color: var(--ink);
        background: var(--tint);
        border-color: var(--primary);
        font-size: var(--text-s);
      }
      ul {
        margin: var(--space-2) 0 0;
        padding-left: var(--space-5);
      }
    `,
  ];

  @property({ attribute: false }) office!: OfficeView;
  @property({ type: Boolean }) busy = false;
  /** Faults the api found; shown at their fields. */
  @property({ attribute: false }) faults: readonly FieldFault[] = [];
  /** What is known already, of a visitor who comes again or of a book to be put right; it fills what is empty. */
  @property({ attribute: false }) known: Partial<GuestBook> | null = null;
  /** What the button says, unless the book is sent for the first time. */
  @property() action = '';
  /** Where a draft is kept on the visitor's own phone; none on a shared screen. */
  @property({ attribute: false }) drafts: GuestBookDrafts | null = null;
  @state() private draft: Draft = { services: ['1'] };
  @state() private missing: readonly FieldFault[] = [];

  constructor() {
    super();
    new LanguageController(this);
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    // not when it is connected: an element that was loaded late has its properties only now
    if (changed.has('drafts')) this.draft = this.drafts?.read() ?? this.draft;
    if (!changed.has('known') || !this.known) return;
    const services = this.known.services?.map(String) ?? this.draft.services;
    this.draft = { ...toDraft(this.known), ...this.draft, services };
  }

  override updated(changed: Map<PropertyKey, unknown>): void {
    const hasNewFaults = changed.has('faults') || changed.has('missing');
    if (hasNewFaults && this.#allFaults.length > 0) {
      this.renderRoot.querySelector<HTMLElement>('#faults')?.focus();
    }
  }

  get #allFaults(): readonly FieldFault[] {
    return this.missing.length > 0 ? this.missing : this.faults;
  }

  override render() {
    const texts = inLanguage(tables);
    const table = guestBookWords();
    const { draft } = this;
    return html`<form novalidate @submit=${this.#send} @input=${this.#changed}>
      ${this.#summary()}
      <section>
        <h2>${texts.you}</h2>
        ${this.#input('name', { autocomplete: 'name' })}
        ${this.#input('email', { type: 'email', autocomplete: 'email' })}
        ${this.#input('phone', { type: 'tel', autocomplete: 'tel', optional: true })}
        ${this.#select('gender', genders, table.gender, true)}
        ${this.#select('ageBand', ageBands, table.ageBand, true)}
        ${this.#select('education', educations, table.education, true)}
        ${this.#select('occupation', occupations, table.occupation, true)}
        ${
          draft['occupation'] === String(otherOccupation)
            ? this.#input('occupationOther', { optional: true })
            : nothing
        }
        ${this.#select('disability', ['true', 'false'], { true: texts.yes, false: texts.no }, true)}
        ${draft['disability'] === 'true' ? html`<p class="notice ok">${texts.askForHelp}</p>` : nothing}
      </section>
      <section>
        <h2>${texts.institution}</h2>
        ${this.#input('institution', { autocomplete: 'organization', hint: texts.hintInstitution })}
        ${this.#select('institutionCategory', institutionCategories, table.institutionCategory, false)}
      </section>
      <section>
        <h2>${texts.visit}</h2>
        ${this.#select('purpose', purposes, table.purpose, false)}
        ${draft['purpose'] === String(otherPurpose) ? this.#input('purposeOther', { optional: true }) : nothing}
        ${this.#services()} ${this.#wishes()} ${this.#group()}
      </section>
      <label class="choice"
        ><input
          id="remember"
          type="checkbox"
          name="remember"
          value="true"
          .checked=${draft.remember === 'true'}
        />${texts.labels.remember}</label
      >
      <p class="notice privacy">${this.office.privacyNotice[language()]}</p>
      <button class="primary" ?disabled=${this.busy}>${this.action || texts.send}</button>
    </form>`;
  }

  #summary() {
    if (this.#allFaults.length === 0) return nothing;
    const { faults, labels } = inLanguage(tables);
    return html`<div id="faults" class="notice bad" role="alert" tabindex="-1">
      <strong>${faults}</strong>
      <ul>
        ${this.#allFaults.map(({ pointer, message }) => {
          const name = pointer.split('/')[1] as FieldName;
          return html`<li>
            <a href="#${name}" @click=${(event: Event) => this.#goTo(event, name)}
              >${this.missing.length > 0 ? `${labels[name]}: ${message}` : message}</a
            >
          </li>`;
        })}
      </ul>
    </div>`;
  }

  #goTo(event: Event, name: string): void {
    event.preventDefault();
    this.renderRoot.querySelector<HTMLElement>(`#${name}`)?.focus();
  }

  #faultOf(name: FieldName) {
    const fault = this.#allFaults.find(({ pointer }) => pointer.split('/')[1] === name);
    return fault ? html`<span class="fault" id="${name}-fault">${fault.message}</span>` : nothing;
  }

  #label(name: FieldName, optional: boolean) {
    const { labels, optional: word } = inLanguage(tables);
    return html`<label for=${name}
      >${labels[name]} ${optional ? html`<span class="hint">(${word})</span>` : nothing}</label
    >`;
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
    const fault = this.#faultOf(name);
    return html`<div class="field">
      ${this.#label(name, optional)}
      <input
        id=${name}
        name=${name}
        type=${type}
        maxlength="150"
        autocomplete=${this.drafts === null ? 'off' : autocomplete}
        aria-invalid=${fault === nothing ? 'false' : 'true'}
        aria-describedby="${name}-hint ${name}-fault"
        .value=${this.draft[name] ?? ''}
      />
      ${hint ? html`<span class="hint" id="${name}-hint">${hint}</span>` : nothing} ${fault}
    </div>`;
  }

  #select(
    name: TextName,
    codes: readonly (string | number)[],
    labels: Readonly<Record<string, string>>,
    mayDecline: boolean,
  ) {
    const fault = this.#faultOf(name);
    const value = this.draft[name] ?? '';
    return html`<div class="field">
      ${this.#label(name, false)}
      <select
        id=${name}
        name=${name}
        aria-invalid=${fault === nothing ? 'false' : 'true'}
        aria-describedby="${name}-fault"
      >
        <option value="" ?selected=${value === ''} disabled>${inLanguage(tables).choose}</option>
        ${codes.map(
          (code) =>
            html`<option value=${code} ?selected=${value === String(code)}>${labels[String(code)]}</option>`,
        )}
        ${
          mayDecline
            ? html`<option value=${none} ?selected=${value === none}>${guestBookWords().noAnswer}</option>`
            : nothing
        }
      </select>
      ${fault}
    </div>`;
  }

  #services() {
    const { labels } = inLanguage(tables);
    const { serviceKind } = guestBookWords();
    return html`<fieldset class="field" id="services" tabindex="-1">
      <legend>${labels.services}</legend>
      <div class="choices">
        ${serviceKinds.map(
          (code) =>
            html`<label class="choice"
              ><input
                type="checkbox"
                name="services"
                value=${code}
                .checked=${this.draft.services.includes(String(code))}
              />${serviceKind[code]}</label
            >`,
        )}
      </div>
      ${this.#faultOf('services')}
    </fieldset>`;
  }

  #wishes() {
    return html`<div class="field">
      ${this.#label('dataNeeded', true)}
      <textarea
        id="dataNeeded"
        name="dataNeeded"
        rows="3"
        maxlength="500"
        .value=${this.draft['dataNeeded'] ?? ''}
      ></textarea>
      ${this.#faultOf('dataNeeded')}
    </div>`;
  }

  /** Only for who leads a group; left empty it means one person. */
  #group() {
    const texts = inLanguage(tables);
    const count = (name: 'groupMale' | 'groupFemale') =>
      html`<div class="field">
        <label for=${name}>${texts[name]}</label>
        <input
          id=${name}
          name=${name}
          type="number"
          inputmode="numeric"
          min="0"
          max=${largestGroup}
          .value=${this.draft[name] ?? ''}
        />
      </div>`;
    return html`<fieldset class="field" id="group" tabindex="-1">
      <legend>${texts.labels.group} <span class="hint">(${texts.optional})</span></legend>
      <span class="hint">${texts.hintGroup}</span>
      <div class="choices">${count('groupMale')} ${count('groupFemale')}</div>
      ${this.#faultOf('group')}
    </fieldset>`;
  }

  readonly #changed = (): void => {
    const form = this.renderRoot.querySelector('form');
    if (!form) return;
    const data = new FormData(form);
    const services = data.getAll('services').map(String);
    const texts = [...data].filter(([name]) => name !== 'services');
    this.draft = { ...(Object.fromEntries(texts) as unknown as Omit<Draft, 'services'>), services };
    const { remember: _consent, ...kept } = this.draft; // a consent is given for what is sent, not kept
    this.drafts?.keep(kept);
  };

  readonly #send = (event: Event): void => {
    event.preventDefault();
    this.#changed();
    const { required } = inLanguage(tables);
    this.missing = requiredFields
      .filter((name) => (name === 'services' ? this.draft.services.length === 0 : !this.draft[name]?.trim()))
      .map((name) => ({ pointer: `/${name}`, message: required }));
    if (this.missing.length > 0 || this.busy) return;
    const detail = toGuestBook(this.draft, this.office.privacyNotice.version);
    this.dispatchEvent(new CustomEvent<GuestBook>('guest-book', { detail }));
  };
}

const requiredFields = [
  'name',
  'email',
  'gender',
  'ageBand',
  'education',
  'occupation',
  'disability',
  'institution',
  'institutionCategory',
  'purpose',
  'services',
] as const satisfies readonly FieldName[];

/** What is known as a draft, but for the services. */
function toDraft(known: Partial<GuestBook>): Omit<Draft, 'services'> {
  const { services: _services, group, remember, privacyNotice: _notice, ...answers } = known;
  const texts = Object.entries(answers).map(([name, value]) => [name, value === null ? none : String(value)]);
  return {
    ...(Object.fromEntries(texts) as Omit<Draft, 'services'>),
    ...(group ? { groupMale: String(group.male), groupFemale: String(group.female) } : {}),
    ...(remember ? { remember: 'true' } : {}),
  };
}

/** The draft as it is sent: codes as numbers, a declined answer as null. The api checks it. */
function toGuestBook(draft: Draft, privacyNotice: string): GuestBook {
  const text = (name: TextName): string => draft[name]?.trim() ?? '';
  const optional = (name: TextName): string | undefined => text(name) || undefined;
  const code = (name: TextName): number => Number(draft[name]);
  const codeOrNull = (name: TextName): number | null => (draft[name] === none ? null : code(name));
  const { disability, groupMale = '', groupFemale = '' } = draft;
  const leadsGroup = groupMale !== '' || groupFemale !== '';
  return {
    name: text('name'),
    email: text('email'),
    institution: text('institution'),
    institutionCategory: code('institutionCategory') as GuestBook['institutionCategory'],
    gender: draft['gender'] === none ? null : (draft['gender'] as GuestBook['gender']),
    ageBand: codeOrNull('ageBand') as GuestBook['ageBand'],
    education: codeOrNull('education') as GuestBook['education'],
    occupation: codeOrNull('occupation') as GuestBook['occupation'],
    occupationOther: optional('occupationOther'),
    phone: optional('phone'),
    disability: disability === none ? null : disability === 'true',
    purpose: code('purpose') as GuestBook['purpose'],
    purposeOther: optional('purposeOther'),
    services: draft.services.map(Number) as GuestBook['services'],
    dataNeeded: optional('dataNeeded'),
    remember: draft.remember === 'true' ? true : undefined,
    group: leadsGroup ? { male: Number(groupMale), female: Number(groupFemale) } : undefined,
    privacyNotice,
  };
}
