import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { fire } from '../../ui/events.ts';
import { repeat } from 'lit/directives/repeat.js';
import type { DeskVisit } from '../../../wire/visits.ts';
import type { CodeLabel } from '../../../wire/fields.ts';
import { announce } from '../../ui/announce.ts';
import { timeOf } from '../../ui/words/format.ts';
import { LocalizedElement } from '../../ui/words/language.ts';
import { shared } from '../../ui/style/styles.ts';
import { playTone } from '../../ui/tone.ts';
import { visitWords } from '../../ui/words/visit-words.ts';
import { heardOf } from '../counter/heard.ts';
import { meaningOf } from '../visit/primary.ts';
import '../../ui/visits/sla-badge.ts';
import { takesOver } from '../visit/take-over.ts';
import { deskWords } from '../words.ts';

/**
 * Visitors who wait too long, in front of every desk, with one tone for each level. Any counter may take them:
 * sends `serve` with the visit.
 */
@customElement('late-notices')
export class LateNotices extends LocalizedElement {
  static override styles = [
    shared,
    css`
      :host {
        display: contents; /* its notices stand in the column like the card below them */
      }
      .notice {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-3) var(--space-4);
        margin: 0;
      }
      b {
        font-size: var(--text-xl);
      }
      span {
        flex: 1;
      }
      button {
        min-height: 56px;
        background: var(--paper);
      }
    `,
  ];

  @property({ attribute: false }) visits: readonly DeskVisit[] = [];
  /** Where this officer works. */
  @property({ attribute: false }) counter: CodeLabel | null = null;
  @property({ attribute: false }) now = new Date();
  @property({ type: Boolean }) frozen = false;
  readonly #heard = heardOf('desk-late');

  get #late(): DeskVisit[] {
    return this.visits
      .filter(({ escalation }) => escalation !== null)
      .toSorted((a, b) => (a.sla?.dueAt ?? '').localeCompare(b.sla?.dueAt ?? ''));
  }

  override updated(): void {
    const levels = this.#late.map(({ visitId, escalation }) => `${visitId} ${escalation?.level ?? ''}`);
    // browsers play no sound before the first press on a page: the tone waits for it
    if (!navigator.userActivation.hasBeenActive || !this.#heard.add(levels)) return;
    playTone('attention');
    announce(`${deskWords().groups.late}: ${this.#late.map(({ label }) => label).join(', ')}`);
  }

  override render() {
    return repeat(
      this.#late,
      ({ visitId }) => visitId,
      (visit) => this.#notice(visit),
    );
  }

  #notice(visit: DeskVisit) {
    const { label, counter, escalation } = visit;
    const texts = deskWords();
    const isMine = !takesOver(visit, this.counter);
    return html`<p class="notice ${escalation?.level === 'breach' ? 'bad' : ''}">
      <b>${label}</b>
      <span
        >${escalation ? texts.waitsSince(timeOf(escalation.since)) : nothing}
        ${counter ? html`<br />${counter.label}` : nothing}
        ${escalation?.acknowledged ? html`<br />${texts.answeredFor(escalation.acknowledged.by)}` : nothing}</span
      >
      <sla-badge .visit=${visit} .now=${this.now}></sla-badge>
      ${
        visit.next.includes('serve')
          ? html`<button
              data-meaning=${meaningOf(visit, 'serve')}
              ?disabled=${this.frozen}
              @click=${() => fire(this, 'serve', visit)}
            >
              ${isMine || !this.counter ? visitWords().move.serve : texts.serveAt(this.counter.label)}
            </button>`
          : nothing
      }
    </p>`;
  }
}
