import { LitElement, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { OfficeView } from '../../domain/office/office-view.ts';
import type { SessionView } from '../../domain/visit/views.ts';
import '../ui/language-switch.ts';
import { LanguageController } from '../ui/language.ts';
import '../ui/office-choice.ts';
import { askedOffice, foreignOffice, pageAddress, waitForOffice } from '../ui/office.ts';
import '../ui/own-account.ts';
import { SessionController } from '../ui/session.ts';
import { sheetStyles } from '../ui/sheet-styles.ts';
import '../ui/steady.ts';
import { shared } from '../ui/styles.ts';
import '../ui/wrong-office.ts';
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
        <a href=${pageAddress('/petugas')}>${texts.desk}</a>
        <a href=${pageAddress('/admin')}>${texts.settings}</a>
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
