import { html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { pathOf } from '../../domain/pages.mjs';
import type { SessionView } from '../../wire/staff.ts';
import { demoNotice } from '../ui/office/demo-notice.ts';
import { OfficePage } from '../ui/office/office-page.ts';
import { sheetStyles } from '../ui/style/sheet-styles.ts';
import { shared } from '../ui/style/styles.ts';
import './office-watch.ts';
import { supervisorWords } from './words.ts';

/** Who looks, at which office; then the figures. */
@customElement('supervisor-page')
export class SupervisorPage extends OfficePage {
  static override styles = [shared, sheetStyles];

  protected override page(session: SessionView) {
    const { title, desk, complaints, settings, noAccess } = supervisorWords();
    const { office } = this;
    const links = [
      { path: pathOf('desk'), name: desk },
      { path: pathOf('complaints'), name: complaints },
      { path: pathOf('admin'), name: settings },
    ];
    return html`${this.head(session, { title, office, links })}
      <main>
        ${session.role === 'supervisor' ? demoNotice(office) : html`<p class="notice">${noAccess}</p>`}
        ${
          session.role === 'supervisor' && office
            ? html`<office-watch .office=${office} @session-lost=${() => this.who.forget()}></office-watch>`
            : nothing
        }
      </main>`;
  }
}
