import { LitElement, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { pathOf } from '../../domain/pages.mjs';
import type { SessionView } from '../../wire/staff.ts';
import { read } from '../ui/line/api.ts';
import '../ui/words/language-switch.ts';
import { LanguageController } from '../ui/words/language.ts';
import '../ui/office/office-choice.ts';
import { askedOffice, foreignOffice, pageAddress, waitForOffice } from '../ui/office/office.ts';
import '../ui/account/own-account.ts';
import { SessionController } from '../ui/account/session.ts';
import { sheetStyles } from '../ui/style/sheet-styles.ts';
import '../ui/steady/steady.ts';
import { shared } from '../ui/style/styles.ts';
import '../ui/office/wrong-office.ts';
import './account-settings.ts';
import './announcement-form.ts';
import './board-settings.ts';
import './calendar-settings.ts';
import './day-list.ts';
import './device-settings.ts';
import './office-settings.ts';
import './policy-settings.ts';
import type { NationalCalendar, Settings } from './settings.ts';
import { adminWords } from './words.ts';

/** What an office decides. Admins change settings, supervisors announce and look back. */
@customElement('admin-page')
export class AdminPage extends LitElement {
  static override styles = [shared, sheetStyles];

  @state() private settings: Settings | null = null;
  /** For accounts of all offices alone. */
  @state() private national: NationalCalendar | null = null;
  readonly #who = new SessionController(this, (session) => void this.#read(session));

  constructor() {
    super();
    new LanguageController(this);
  }

  async #read(session: SessionView): Promise<void> {
    if (session.role === 'staff' || foreignOffice(session) !== null) return;
    const { code } = await waitForOffice(session.office ?? askedOffice());
    const reply = await read('/offices/{office}/settings', { office: code });
    if (reply.kind === 'ok') this.settings = reply.value;
    if (session.role !== 'admin' || session.office !== null) return;
    const dates = await read('/calendar', {});
    if (dates.kind === 'ok') this.national = dates.value;
  }

  override render() {
    const { session } = this.#who;
    const gate = this.#who.gate();
    if (gate !== null || !session) return gate ?? nothing;
    if (foreignOffice(session) !== null) {
      return html`<wrong-office .session=${session} @leave=${() => this.#who.signOut()}></wrong-office>`;
    }
    const texts = adminWords();
    return html`<header>
        <h1>${texts.title}</h1>
        ${this.settings ? html`<office-choice .session=${session} .office=${this.settings}></office-choice>` : nothing}
        <own-account .session=${session}></own-account>
        ${session.role === 'admin' ? nothing : html`<a href=${pageAddress(pathOf('desk'))}>${texts.desk}</a>`}
        <language-switch></language-switch>
        <button @click=${() => this.#who.signOut()}>${texts.signOut}</button>
      </header>
      <main>${this.#sections(session)}</main>`;
  }

  #sections({ role, username }: SessionView) {
    const { settings } = this;
    if (role === 'staff') return html`<p class="notice">${adminWords().noAccess}</p>`;
    if (!settings) return nothing;
    const { code } = settings;
    if (role === 'supervisor') {
      return html`<announcement-form .office=${code}></announcement-form>
        <board-settings .office=${code}></board-settings>
        <day-list .office=${code}></day-list>`;
    }
    const changed = (event: CustomEvent<Settings>): void => void (this.settings = event.detail);
    return html`<office-settings .settings=${settings} @changed=${changed}></office-settings>
      <calendar-settings .of=${settings} @changed=${changed}></calendar-settings>
      ${this.#nationalCalendar()}
      <policy-settings .office=${code}></policy-settings>
      <device-settings .office=${code}></device-settings>
      <account-settings .office=${code} .own=${username}></account-settings>`;
  }

  #nationalCalendar() {
    if (!this.national) return nothing;
    return html`<calendar-settings
      .of=${this.national}
      @changed=${(event: CustomEvent<NationalCalendar>) => (this.national = event.detail)}
    ></calendar-settings>`;
  }
}
