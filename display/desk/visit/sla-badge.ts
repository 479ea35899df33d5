import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { DeskVisit } from '../../../wire/visits.ts';
import { spanOf } from '../../ui/words/format.ts';
import { words } from '../../ui/words/words.ts';
import { slaStateOf } from './sla-state.ts';
import type { SlaState } from './sla-state.ts';
import { deskWords } from '../words.ts';

const icons: Readonly<Record<SlaState['kind'], string>> = {
  calm: '◷',
  soon: '▲',
  over: '■',
  met: '✓',
  breached: '■',
  excluded: '–',
};

/** How the promise stands for one visit: icon, word and colour together. */
@customElement('sla-badge')
export class SlaBadge extends LitElement {
  static override styles = css`
    span {
      display: inline-block;
      padding: var(--space-1) var(--space-2);
      font-size: var(--text-s);
      font-weight: 600;
      white-space: nowrap;
      border-radius: var(--radius-s);
    }
    .calm,
    .met {
      color: var(--ok);
      background: var(--ok-tint);
    }
    .soon {
      color: var(--warn);
      background: var(--warn-tint);
    }
    .over,
    .breached {
      color: var(--bad);
      background: var(--bad-tint);
    }
    .excluded {
      color: var(--muted);
      background: var(--tint);
    }
  `;

  @property({ attribute: false }) visit!: DeskVisit;
  @property({ attribute: false }) now = new Date();

  override render() {
    const state = slaStateOf(this.visit, this.now);
    if (!state) return nothing;
    return html`<span class=${state.kind}>${icons[state.kind]} ${textOf(state)}</span>`;
  }
}

function textOf(state: SlaState): string {
  const texts = deskWords();
  switch (state.kind) {
    case 'calm':
      return texts.left(spanOf(state.milliseconds));
    case 'soon':
      return texts.soon(spanOf(state.milliseconds));
    case 'over':
      return texts.over(spanOf(state.milliseconds));
    case 'met':
    case 'breached':
    case 'excluded':
      return words().verdict[state.kind];
  }
}
