import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { pathOf } from '../../domain/pages.mjs';
import type { EscalationView } from '../../wire/supervision/supervision.ts';
import { fire } from '../ui/events.ts';
import { announce } from '../ui/announce.ts';
import { Command } from '../ui/line/command.ts';
import { spanOf, timeOf } from '../ui/words/format.ts';
import { LocalizedElement } from '../ui/words/language.ts';
import { shared } from '../ui/style/styles.ts';
import { playTone } from '../ui/tone.ts';
import { supervisorWords } from './words.ts';

const pausesMs = [500, 1_500];

/**
 * Visitors who were not served within the SLA, and who has acknowledged each. Sounds once when a visitor appears and
 * again at each repeated notification; stays until the visitor is served.
 * Fires `acknowledged` when an answer was recorded, `session-lost` when the session is over.
 */
@customElement('breach-alarm')
export class BreachAlarm extends LocalizedElement {
  static override styles = [
    shared,
    css`
      :host {
        display: contents; /* without alarms it takes no place */
      }
      section {
        display: grid;
        gap: var(--space-3);
        padding: var(--space-4) var(--space-5);
        background: var(--bad-tint);
        border: 2px solid var(--bad);
        border-radius: var(--radius-l);
      }
      section.answered {
        background: var(--paper);
        border: 1px solid var(--hair);
      }
      h2 {
        color: var(--bad);
        font-size: var(--text-2xl);
      }
      .answered h2 {
        color: var(--ink);
      }
      ul {
        display: grid;
        gap: var(--space-3);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: minmax(96px, auto) minmax(0, 1fr) auto;
        gap: var(--space-2) var(--space-5);
        align-items: center;
      }
      li > a {
        font-size: var(--text-3xl);
        font-weight: 600;
        font-variant-numeric: tabular-nums;
      }
      .wait {
        font-weight: 600;
        font-variant-numeric: tabular-nums;
      }
      .hint {
        color: var(--ink);
      }
      @media (max-width: 640px) {
        li {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  @property() office = '';
  @property({ attribute: false }) alarms: readonly EscalationView[] = [];
  @property({ attribute: false }) now = new Date();
  /** One for each visitor, because several may be acknowledged at once. */
  readonly #commands = new Map<string, Command>();
  /** The number of notifications for each visitor when the page last sounded. */
  readonly #rung = new Map<string, number>();

  override willUpdate(): void {
    const texts = supervisorWords().alarm;
    const anew = this.alarms.filter(
      ({ visitId, state: stands, times }) => stands === 'waiting' && times > (this.#rung.get(visitId) ?? 0),
    );
    for (const { visitId, times } of anew) this.#rung.set(visitId, times);
    if (anew.length === 0) return;
    playTone('alarm');
    announce(texts.said(anew.map(({ label }) => label).join(', ')));
  }

  #commandOf(visitId: string): Command {
    const command = this.#commands.get(visitId) ?? new Command(this, { pausesMs, keepsKey: true });
    this.#commands.set(visitId, command);
    return command;
  }

  #acknowledge(visitId: string): void {
    const name = 'POST /offices/{office}/escalations/{visitId}/acknowledgement';
    void this.#commandOf(visitId).send({ name, params: { office: this.office, visitId } }, () =>
      fire(this, 'acknowledged'),
    );
  }

  override render() {
    const { alarms } = this;
    if (alarms.length === 0) return nothing;
    const texts = supervisorWords().alarm;
    const waiting = alarms.filter(({ state: stands }) => stands === 'waiting').length;
    const failure = [...this.#commands.values()].map((command) => command.failure).find(Boolean);
    return html`<section class=${waiting === 0 ? 'answered' : ''} aria-label=${texts.title}>
      <h2>${waiting === 0 ? texts.answered : texts.waiting(waiting)}</h2>
      <ul>
        ${repeat(
          alarms,
          ({ visitId }) => visitId,
          (alarm) => this.#line(alarm),
        )}
      </ul>
      ${failure ? html`<p class="fault">${failure}</p>` : nothing}
    </section>`;
  }

  #line({ visitId, label, counter, registeredAt, dueAt, times, acknowledged }: EscalationView) {
    const texts = supervisorWords().alarm;
    const since = (at: string): string => spanOf(this.now.getTime() - Date.parse(at));
    return html`<li>
      <a href=${pathOf('history', visitId)}>${label}</a>
      <div>
        <p class="wait">${texts.late(since(registeredAt), since(dueAt))}</p>
        <p class="hint">
          ${counter ? counter.label : texts.noCounter}${times > 1 ? ` · ${texts.told(times)}` : ''}
        </p>
      </div>
      ${
        acknowledged
          ? html`<p>${texts.by(acknowledged.by, timeOf(acknowledged.at))}</p>`
          : html`<button
              class="primary"
              ?disabled=${this.#commands.get(visitId)?.busy}
              aria-label=${`${texts.acknowledge}, ${label}`}
              @click=${() => this.#acknowledge(visitId)}
            >
              ${texts.acknowledge}
            </button>`
      }
    </li>`;
  }
}
