import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { pathOf } from '../../domain/pages.mjs';
import type { SessionView } from '../../wire/staff.ts';
import { OfficePage } from '../ui/office/office-page.ts';
import { sheetStyles } from '../ui/style/sheet-styles.ts';
import { shared } from '../ui/style/styles.ts';
import './complaints-desk.ts';
import { complaintsWords } from './words.ts';
import { Written } from './written.ts';

/** Who works on complaints, at which office; then the complaints. */
@customElement('complaints-page')
export class ComplaintsPage extends OfficePage {
  static override styles = [
    shared,
    sheetStyles,
    css`
      @media print {
        header {
          display: none;
        }
      }
    `,
  ];

  #written: Written | null = null;

  protected override async begin(session: SessionView): Promise<void> {
    this.#written = new Written(session.username);
    await super.begin(session);
  }

  protected override page(session: SessionView) {
    const { title, desk, supervision, noAccess } = complaintsWords();
    const { office } = this;
    const written = this.#written;
    const links = [
      { path: pathOf('desk'), name: desk },
      ...(session.role === 'supervisor' ? [{ path: pathOf('supervisor'), name: supervision }] : []),
    ];
    return html`${this.head(session, { title, office, links })}
    ${session.role === 'admin' ? html`<main><p class="notice">${noAccess}</p></main>` : nothing}
    ${
      session.role !== 'admin' && office && written
        ? html`<complaints-desk
            .office=${office}
            .staffRole=${session.role}
            .written=${written}
            @session-lost=${() => this.who.forget()}
          ></complaints-desk>`
        : nothing
    }`;
  }
}
