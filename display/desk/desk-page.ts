import { LitElement, css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { pathOf } from '../../domain/pages.mjs';
import type { OfficeView } from '../../wire/offices.ts';
import type { SessionView } from '../../wire/staff.ts';
import { LanguageController } from '../ui/words/language.ts';
import { askedOffice, foreignOffice, pageAddress, waitForOffice } from '../ui/office/office.ts';
import { SessionController } from '../ui/account/session.ts';
import '../ui/steady/steady.ts';
import { shared } from '../ui/style/styles.ts';
import '../ui/office/wrong-office.ts';
import './visit-desk.ts';
import { deskWords } from './words.ts';

/** The officer's tablet: who is here, then the desk. */
@customElement('desk-page')
export class DeskPage extends LitElement {
  static override styles = [
    shared,
    css`
      .refused {
        display: grid;
        gap: var(--space-4);
        max-width: 480px;
        margin: 20vh auto 0;
        padding: var(--space-4);
      }
    `,
  ];

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
    if (session.role === 'admin') {
      return html`<div class="refused">
        <p class="notice">${deskWords().noDesk}</p>
        <a class="button" href=${pageAddress(pathOf('admin'))}>${deskWords().settings}</a>
        <button @click=${() => this.#who.signOut()}>${deskWords().signOut}</button>
      </div>`;
    }
    if (!this.office) return nothing;
    return html`<visit-desk
      .office=${this.office}
      .session=${session}
      @signed-out=${() => this.#who.signOut()}
      @session-lost=${() => this.#who.forget()}
      @day-changed=${() => this.#readOffice(session)}
    ></visit-desk>`;
  }
}
