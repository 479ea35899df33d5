import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { fire } from '../../ui/events.ts';
import { repeat } from 'lit/directives/repeat.js';
import type { DeskVisit } from '../../../wire/visits.ts';
import { shared } from '../../ui/style/styles.ts';
import { words } from '../../ui/words/words.ts';
import { standingOf } from '../../ui/words/visit-words.ts';
import { groups, inGroups, type Group } from './list-order.ts';
import '../visit/call-badge.ts';
import { meaningOf } from '../visit/primary.ts';
import '../../ui/visits/sla-badge.ts';
import { deskWords } from '../words.ts';

/** The desk's list in groups. Sends `choose` with a visit's id. */
@customElement('visit-list')
export class VisitList extends LitElement {
  static override styles = [
    shared,
    css`
      h2,
      summary {
        margin: var(--space-4) 0 var(--space-1);
        font-size: var(--text-s);
        font-weight: 600;
        color: var(--muted);
      }
      summary {
        min-height: 44px;
        line-height: 44px;
        cursor: pointer;
      }
      h2:first-child {
        margin-top: 0;
      }
      button {
        display: grid;
        grid-template-columns: auto 1fr auto;
        width: 100%;
        min-height: 52px;
        margin-bottom: var(--space-1);
        padding: var(--space-2) var(--space-3);
        text-align: left;
        justify-items: start;
        border-color: var(--hair);
      }
      button[aria-current='true'] {
        border: 2px solid var(--dark);
        background: var(--tint);
      }
      .warning {
        background: var(--warn-tint);
        border-color: var(--warn);
      }
      .breach {
        background: var(--bad-tint);
        border-color: var(--bad);
      }
      b {
        font-size: var(--text-xl);
      }
      small {
        font-weight: 400;
        color: var(--muted);
      }
      .priority {
        color: var(--warn);
        font-weight: 600;
      }
      .card {
        color: var(--bad);
        font-weight: 600;
      }
    `,
  ];

  @property({ attribute: false }) visits: readonly DeskVisit[] = [];
  @property() chosen = '';
  @property({ attribute: false }) now = new Date();

  override render() {
    if (this.visits.length === 0) return html`<p class="hint">${deskWords().empty}</p>`;
    const byGroup = inGroups(this.visits);
    return groups.map((group) => this.#group(group, byGroup.get(group) ?? []));
  }

  #group(group: Group, visits: readonly DeskVisit[]) {
    if (visits.length === 0) return nothing;
    const heading = `${deskWords().groups[group]} (${visits.length})`;
    const rows = repeat(
      visits,
      (visit) => visit.visitId,
      (visit) => this.#row(visit),
    );
    if (group !== 'missed')
      return html`<h2>${heading}</h2>
        ${rows}`;
    return html`<details ?open=${visits.some(({ visitId }) => visitId === this.chosen)}>
      <summary data-meaning="missed">${heading}</summary>
      ${rows}
    </details>`;
  }

  #row(visit: DeskVisit) {
    const { visitId, label, step, priority, counter, custody, escalation } = visit;
    return html`<button
      class=${escalation?.level ?? ''}
      data-meaning=${meaningOf(visit, 'choose')}
      aria-current=${visitId === this.chosen}
      @click=${() => fire(this, 'choose', visitId)}
    >
      <b>${label}</b>
      <span>
        <small>${standingOf(visit)}${counter ? html` · ${counter.label}` : nothing}</small>
        ${priority ? html`<small class="priority"><br />◆ ${words().priority[priority]}</small>` : nothing}
        ${custody ? html`<small class="card"><br />▣ ID, ${deskWords().locker} ${custody.locker}</small>` : nothing}
      </span>
      ${
        step === 'registered' || escalation
          ? html`<sla-badge .visit=${visit} .now=${this.now}></sla-badge>`
          : html`<call-badge short .visit=${visit} .now=${this.now}></call-badge>`
      }
    </button>`;
  }
}
