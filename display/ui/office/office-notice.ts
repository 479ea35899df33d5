import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { OfficeNotice } from '../../../wire/offices/offices.ts';
import { closingOf } from './closing.ts';
import { LocalizedElement, language } from '../words/language.ts';
import { shared } from '../style/styles.ts';

/** What the office tells everyone: why it is closed and until when, and the staff's message. Empty without either. */
@customElement('office-notice')
export class OfficeNoticeView extends LocalizedElement {
  static override styles = [
    shared,
    css`
      .notice {
        color: var(--ink);
        background: var(--paper);
        border-color: var(--accent);
        overflow-wrap: anywhere;
      }
      b {
        display: block;
      }
    `,
  ];

  @property({ attribute: false }) notice: OfficeNotice | null = null;
  @property({ attribute: false }) now = new Date();

  override render() {
    const { notice, now } = this;
    if (!notice || (notice.closedBecause === null && notice.message === null)) return nothing;
    return html`<p class="notice">
      ${notice.closedBecause === null ? nothing : html`<b>${closingOf(notice, now)}</b>`}
      ${notice.message?.[language()]}
    </p>`;
  }
}
