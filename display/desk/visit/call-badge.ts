import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { DeskVisit } from '../../../wire/visits.ts';
import { spanOf } from '../../ui/words/format.ts';
import { deskWords } from '../words.ts';

/** Who was called: how long there is to come before the number counts as a no-show, or that the guest book is being filled. */
@customElement('call-badge')
export class CallBadge extends LitElement {
  static override styles = css`
    span {
      display: inline-block;
      padding: var(--space-1) var(--space-2);
      font-size: var(--text-s);
      font-weight: 600;
      font-variant-numeric: tabular-nums;
      white-space: nowrap;
      color: var(--muted);
      background: var(--tint);
      border-radius: var(--radius-s);
    }
    .typing {
      color: var(--ok);
      background: var(--ok-tint);
    }
  `;

  @property({ attribute: false }) visit!: DeskVisit;
  @property({ attribute: false }) now = new Date();
  /** Compact: only the sign and the time. */
  @property({ type: Boolean }) short = false;

  override render() {
    const { noShowAt, typing } = this.visit;
    const texts = deskWords();
    if (typing) return html`<span class="typing">✎ ${this.short ? texts.typingShort : texts.typing}</span>`;
    if (noShowAt === null) return nothing;
    const left = spanOf(Date.parse(noShowAt) - this.now.getTime());
    return html`<span>◷ ${this.short ? left : texts.timeLeft(left)}</span>`;
  }
}
