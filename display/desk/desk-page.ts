import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { pathOf } from '../../domain/pages.mjs';
import type { SessionView } from '../../wire/staff.ts';
import { OfficePage } from '../ui/office/office-page.ts';
import { pageAddress } from '../ui/office/office.ts';
import { shared } from '../ui/style/styles.ts';
import './visit-desk.ts';
import { words } from '../ui/words/words.ts';
import { deskWords } from './words.ts';

/** The officer's tablet: who is here, then the desk. */
@customElement('desk-page')
export class DeskPage extends OfficePage {
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

  protected override page(session: SessionView) {
    if (session.role === 'admin') {
      return html`<div class="refused">
        <p class="notice">${deskWords().noDesk}</p>
        <a class="button" href=${pageAddress(pathOf('admin'))}>${deskWords().settings}</a>
        <button @click=${() => this.who.signOut()}>${words().signOut}</button>
      </div>`;
    }
    if (!this.office) return nothing;
    return html`<visit-desk
      .office=${this.office}
      .session=${session}
      @signed-out=${() => this.who.signOut()}
      @session-lost=${() => this.who.forget()}
      @day-changed=${() => this.begin(session)}
    ></visit-desk>`;
  }
}
