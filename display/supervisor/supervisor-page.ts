import { LitElement, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { pathOf } from '../../domain/pages.mjs';
import type { OfficeView } from '../../wire/offices.ts';
import type { SessionView } from '../../wire/staff.ts';
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
import './office-watch.ts';
import { supervisorWords } from './words.ts';

/** Who looks, at which office; then the figures. */
@customElement('supervisor-page')
export class SupervisorPage extends LitElement {
  static override styles = [shared, sheetStyles];

  @state() private office: OfficeView | null = null;
  readonly #who = new SessionController(this, (session) => void this.#readOffice(session));

  constructor() {
    super();
    new LanguageController(this);
  }

  async #readOffice(session: SessionView): Promise<void> {
    if (foreignOffice(session) === null) this.office = await waitForOffice(session.office ?? askedOffice());
  }

  override render() {
    const { session } = this.#who;
    const gate = this.#who.gate();
    if (gate !== null || !session) return gate ?? nothing;
    if (foreignOffice(session) !== null) {
      return html`<wrong-office .session=${session} @leave=${() => this.#who.signOut()}></wrong-office>`;
    }
    const texts = supervisorWords();
    const { office } = this;
    return html`<header>
        <h1>${texts.title}</h1>
        ${office ? html`<office-choice .session=${session} .office=${office}></office-choice>` : nothing}
        <own-account .session=${session}></own-account>
        <a href=${pageAddress(pathOf('desk'))}>${texts.desk}</a>
        <a href=${pageAddress(pathOf('admin'))}>${texts.settings}</a>
        <language-switch></language-switch>
        <button @click=${() => this.#who.signOut()}>${texts.signOut}</button>
      </header>
      <main>
        ${session.role === 'supervisor' ? nothing : html`<p class="notice">${texts.noAccess}</p>`}
        ${
          session.role === 'supervisor' && office
            ? html`<office-watch .office=${office} @session-lost=${() => this.#who.forget()}></office-watch>`
            : nothing
        }
      </main>`;
  }
}
