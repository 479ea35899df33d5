import { LitElement, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { dialogStyles } from '../ui/dialog-styles.ts';
import { LanguageController } from '../ui/language.ts';
import { sheetStyles } from '../ui/sheet-styles.ts';
import { shared } from '../ui/styles.ts';
import { Sender } from './sender.ts';
import { fieldsOf } from './settings.ts';
import type { Settings } from './settings.ts';
import { adminWords } from './words.ts';

/** What an office says about itself, its counters and its lockers. Sends `changed` with the new settings. */
@customElement('office-settings')
export class OfficeSettings extends LitElement {
  static override styles = [shared, dialogStyles, sheetStyles];

  @property({ attribute: false }) settings!: Settings;
  readonly #office = new Sender(this);
  readonly #places = new Sender(this);

  constructor() {
    super();
    new LanguageController(this);
  }

  override render() {
    return html`${this.#officeForm()} ${this.#placesForm()}`;
  }

  #officeForm() {
    const texts = adminWords();
    const { name, profile, disabled } = this.settings;
    const { unit, address, contacts, standard, privacyNotice } = profile;
    return html`<section>
      <h2>${texts.office} ${this.settings.code}</h2>
      <form @submit=${this.#saveOffice}>
        <div class="pair">
          ${field('name', texts.name, name)} ${field('unit', texts.unit, unit)}
          ${field('address', texts.address, address)} ${field('phone', texts.phone, contacts.phone)}
          ${field('email', texts.email, contacts.email)} ${field('website', texts.website, contacts.website)}
        </div>
        ${area('pledge', texts.pledge, standard.pledge, false)}
        ${field('noticeVersion', texts.noticeVersion, privacyNotice.version)}
        ${area('noticeId', texts.noticeId, privacyNotice.id)}
        ${area('noticeEn', texts.noticeEn, privacyNotice.en)}
        <label class="choice"
          ><input type="checkbox" name="disabled" value="true" .checked=${disabled} />
          <span>${texts.disabled} <span class="hint">${texts.disabledHint}</span></span></label
        >
        ${this.#office.outcome()}
        <div class="actions">
          <button class="primary" ?disabled=${this.#office.busy}>${texts.save}</button>
        </div>
      </form>
    </section>`;
  }

  #placesForm() {
    const texts = adminWords();
    const { counters, lockers } = this.settings;
    const lines = counters.map(({ code, label }) => `${code} = ${label}`).join('\n');
    return html`<section>
      <h2>${texts.places}</h2>
      <form @submit=${this.#savePlaces}>
        ${area('counters', texts.counters, lines, true, texts.countersHint)}
        ${area('lockers', texts.lockers, lockers.join(' '), false, texts.lockersHint)}
        ${this.#places.outcome()}
        <div class="actions">
          <button class="primary" ?disabled=${this.#places.busy}>${texts.save}</button>
        </div>
      </form>
    </section>`;
  }

  readonly #saveOffice = (event: Event): void => {
    const { name, unit, address, phone, email, website, pledge, ...rest } = fieldsOf(event);
    const { profile } = this.settings;
    void this.#save(this.#office, {
      name,
      profile: {
        unit,
        address,
        contacts: { phone, email, website },
        standard: { ...profile.standard, pledge },
        privacyNotice: { version: rest['noticeVersion'], id: rest['noticeId'], en: rest['noticeEn'] },
      },
      disabled: rest['disabled'] === 'true',
    });
  };

  readonly #savePlaces = (event: Event): void => {
    const { counters = '', lockers = '' } = fieldsOf(event);
    void this.#save(this.#places, {
      counters: counters
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => {
          const [code = '', ...label] = line.split('=');
          return { code: code.trim(), label: label.join('=').trim() };
        }),
      lockers: lockers.split(/\s+/).filter(Boolean),
    });
  };

  #save(sender: Sender, sections: object): Promise<void> {
    const { code, version } = this.settings;
    const body = { expectedVersion: version, ...sections };
    return sender.send(`/offices/${code}/settings`, { body }, (settings: Settings) =>
      this.dispatchEvent(new CustomEvent('changed', { detail: settings })),
    );
  }
}

function field(name: string, label: string, value: string) {
  return html`<div class="field">
    <label for=${name}>${label}</label>
    <input id=${name} name=${name} required maxlength="300" .value=${value} />
  </div>`;
}

function area(name: string, label: string, value: string, required = true, hint = '') {
  return html`<div class="field">
    <label for=${name}>${label}</label>
    <textarea
      id=${name}
      name=${name}
      rows="4"
      maxlength="4000"
      ?required=${required}
      .value=${value}
    ></textarea>
    <span class="hint">${hint}</span>
  </div>`;
}
