import { html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { fieldsOf } from '../ui/forms/fields.ts';
import { fire } from '../ui/events.ts';
import { dialogStyles } from '../ui/style/dialog-styles.ts';
import { LocalizedElement } from '../ui/words/language.ts';
import { sheetStyles } from '../ui/style/sheet-styles.ts';
import { shared } from '../ui/style/styles.ts';
import { area, field, submitButton } from './field.ts';
import { typed } from '../ui/line/api.ts';
import { Sender } from './sender.ts';
import type { Settings } from './settings.ts';
import { words } from '../ui/words/words.ts';
import { adminWords } from './words.ts';

/** The privacy notice's controls; its languages are called as the announcement's. */
const noticeFields: Readonly<Record<string, string>> = {
  version: 'noticeVersion',
  id: 'noticeId',
  en: 'noticeEn',
};

/** The counter that a pointer refers to. */
function lineOf(pointer: string): string | null {
  const [, section, index] = pointer.split('/');
  return section === 'counters' && index !== undefined ? adminWords().line(String(Number(index) + 1)) : null;
}

/** What an office says about itself, its counters and its lockers. Sends `changed` with the new settings. */
@customElement('office-settings')
export class OfficeSettings extends LocalizedElement {
  static override styles = [shared, dialogStyles, sheetStyles];

  @property({ attribute: false }) settings!: Settings;
  readonly #office = new Sender(this, (pointer) => {
    const [, , section, name = ''] = pointer.split('/');
    return [section === 'privacyNotice' ? (noticeFields[name] ?? '') : (pointer.split('/').at(-1) ?? '')];
  });
  readonly #survey = new Sender(this);
  readonly #places = new Sender(this, (pointer) => [pointer.split('/')[1] ?? '']);

  override render() {
    return html`${this.#officeForm()} ${this.#placesForm()} ${this.#surveyForm()}`;
  }

  #officeForm() {
    const texts = adminWords();
    const { name, profile, disabled } = this.settings;
    const { unit, address, contacts, standard, privacyNotice } = profile;
    const line = (of: string, label: string, value: string) =>
      field(this.#office, { name: of, label, value });
    const lines = (of: string, label: string, value: string) =>
      area(this.#office, { name: of, label, value });
    return html`<section>
      <h2 id="office">${texts.office} ${this.settings.code}</h2>
      <form novalidate @submit=${this.#saveOffice}>
        <div class="pair">
          ${line('name', texts.name, name)} ${line('unit', texts.unit, unit)}
          ${line('address', texts.address, address)} ${line('phone', texts.phone, contacts.phone)}
          ${line('email', texts.email, contacts.email)} ${line('website', texts.website, contacts.website)}
        </div>
        ${lines('pledge', texts.pledge, standard.pledge)}
        ${line('noticeVersion', texts.noticeVersion, privacyNotice.version)}
        ${lines('noticeId', texts.noticeId, privacyNotice.id)}
        ${lines('noticeEn', texts.noticeEn, privacyNotice.en)}
        <label class="choice"
          ><input type="checkbox" name="disabled" value="true" .checked=${disabled} />
          <span>${texts.disabled} <span class="hint">${texts.disabledHint}</span></span></label
        >
        ${this.#office.outcome()} ${submitButton(this.#office, words().save)}
      </form>
    </section>`;
  }

  #surveyForm() {
    const texts = adminWords();
    const { minimumRespondents, skd } = this.settings.survey;
    const line = (name: string, label: string, value: string, more: { type?: string; hint?: string } = {}) =>
      field(this.#survey, { name, label, value, ...more });
    return html`<section>
      <h2 id="survey">${texts.survey}</h2>
      <form novalidate @submit=${this.#saveSurvey}>
        ${line('minimumRespondents', texts.minimumRespondents, String(minimumRespondents), {
          type: 'number',
          hint: texts.minimumRespondentsHint,
        })}
        ${line('url', texts.skdUrl, skd?.url ?? '', { type: 'url', hint: texts.skdHint })}
        <div class="pair">
          ${line('from', texts.skdFrom, skd?.from ?? '', { type: 'date' })}
          ${line('to', texts.skdTo, skd?.to ?? '', { type: 'date' })}
        </div>
        ${this.#survey.outcome()} ${submitButton(this.#survey, words().save)}
      </form>
    </section>`;
  }

  #placesForm() {
    const texts = adminWords();
    const { counters, lockers } = this.settings;
    const lines = counters.map(({ code, label }) => `${code} = ${label}`).join('\n');
    return html`<section>
      <h2 id="places">${texts.places}</h2>
      <form novalidate @submit=${this.#savePlaces}>
        ${area(this.#places, {
          name: 'counters',
          label: texts.counters,
          value: lines,
          hint: texts.countersHint,
        })}
        ${area(this.#places, {
          name: 'lockers',
          label: texts.lockers,
          value: lockers.join(' '),
          hint: texts.lockersHint,
        })}
        ${this.#places.outcome(lineOf)} ${submitButton(this.#places, words().save)}
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

  readonly #saveSurvey = (event: Event): void => {
    const { minimumRespondents, url, from, to } = fieldsOf(event);
    void this.#save(this.#survey, {
      survey: { minimumRespondents: Number(minimumRespondents), skd: url === '' ? null : { url, from, to } },
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
    const name = 'PUT /offices/{office}/settings';
    const body = typed<typeof name>({ expectedVersion: version, ...sections });
    return sender.send({ name, params: { office: code }, body }, (settings) =>
      fire(this, 'changed', settings),
    );
  }
}
