import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { DeskVisit } from '../../../wire/visits.ts';
import type { Language } from '../../../domain/language.ts';
import { spanOf } from '../words/format.ts';
import { inLanguage, words } from '../words/words.ts';
import { slaStateOf, type RunningSla, type SlaState } from './sla-state.ts';

const tables: Readonly<Record<Language, Readonly<Record<RunningSla, (span: string) => string>>>> = {
  id: {
    calm: (span) => `${span} lagi`,
    soon: (span) => `Sisa ${span}`,
    over: (span) => `Lewat ${span}`,
  },
  en: {
    calm: (span) => `${span} left`,
    soon: (span) => `Only ${span}`,
    over: (span) => `${span} over`,
  },
};

const icons: Readonly<Record<SlaState['kind'], string>> = {
  calm: '◷',
  soon: '▲',
  over: '■',
  met: '✓',
  breached: '■',
  excluded: '–',
};

/** The SLA state of one visit: icon, word and colour. */
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
  return 'milliseconds' in state
    ? inLanguage(tables)[state.kind](spanOf(state.milliseconds))
    : words().verdict[state.kind];
}
