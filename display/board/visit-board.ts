import { LitElement, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { OfficeView } from '../../domain/office/office-view.ts';
import type { Board } from '../../domain/visit/views.ts';
import { clockOf, dateOf, openingOf, preciseTimeOf } from '../ui/format.ts';
import { Feed, reading } from '../ui/feed.ts';
import { boardOrder } from '../ui/feed-rules.ts';
import { LanguageController, language } from '../ui/language.ts';
import { words } from '../ui/words.ts';
import { boardStyles } from './styles.ts';
import { Receipts } from './receipts.ts';
import './call-card.ts';
import { boardWords } from './words.ts';

const tiles = 3;
const rows = 6;

/** The whole board as a function of the last snapshot: hero, other calls, those being served, the line. */
@customElement('visit-board')
export class VisitBoard extends LitElement {
  static override styles = boardStyles;

  @property({ attribute: false }) office!: OfficeView;
  @property() name = '';
  #feed: Feed<Board> | null = null;
  #receipts: Receipts | null = null;

  constructor() {
    super();
    new LanguageController(this);
  }

  override willUpdate(): void {
    if (this.#feed) return;
    const { code } = this.office;
    this.#feed = new Feed<Board>(this, {
      event: 'board',
      auth: { office: code, board: this.name },
      order: boardOrder(),
      read: reading(`/offices/${code}/board`),
    });
    this.#receipts = new Receipts(this, this.#feed);
  }

  override updated(): void {
    const board = this.#feed?.value;
    if (board && this.#feed?.freshness !== 'gone') this.#receipts?.painted(board);
  }

  override render() {
    const feed = this.#feed;
    if (!feed) return nothing;
    const board = feed.value;
    const shown = board && feed.freshness !== 'gone' ? board : null;
    return html`<div class="tv ${feed.freshness}">
      ${this.#header(feed.now)}
      <main>${shown ? this.#content(shown, feed.now) : this.#hidden(board !== null)}</main>
      ${this.#footer(feed, shown)}
    </div>`;
  }

  #header(now: Date) {
    return html`<header>
      <div>
        <strong>BADAN PUSAT STATISTIK</strong>
        <span>${this.office.name.replace(/^BPS\s+/, '')} · ${words().unit}</span>
      </div>
      <time>${clockOf(now)}<small>${dateOf(now)}</small></time>
    </header>`;
  }

  #hidden(lost: boolean) {
    return html`<p class="message">${lost ? words().askStaff : ''}</p>`;
  }

  #content(board: Board, now: Date) {
    if (!board.open && board.calling.length + board.serving.length === 0) return this.#closed(board, now);
    const [hero, ...others] = board.calling;
    const texts = boardWords();
    const empty = board.waitingCount === 0 && board.serving.length === 0;
    return html`<section class="now">
        <h1>${texts.calling}</h1>
        ${
          hero
            ? repeat(
                [hero],
                (call) => call.callId,
                (call) => html`<call-card .call=${call}></call-card>`,
              )
            : html`<p class="message">${empty ? texts.nobody : texts.waitForCall}</p>`
        }
        <ul class="tiles">
          ${others
            .slice(0, tiles)
            .map(({ label, counter }) => this.#tile(label, counter.label, words().step.called, 'ringing'))}
          ${board.serving
            .slice(0, Math.max(0, tiles - others.length))
            .map(({ label, counter }) => this.#tile(label, counter.label, texts.serving, ''))}
        </ul>
      </section>
      <section class="line">
        <h2>${texts.next}</h2>
        ${
          board.waiting.length > 0
            ? html`<ol>
                ${board.waiting.slice(0, rows).map((label) => html`<li>${label}</li>`)}
              </ol>`
            : html`<p class="message small">${texts.nobody}</p>`
        }
      </section>`;
  }

  #tile(label: string, counter: string, state: string, kind: string) {
    return html`<li class=${kind}><small>${state}</small><b>${label}</b><span>${counter}</span></li>`;
  }

  #closed({ closedBecause, opensAt, message }: Board, now: Date) {
    const { closed, opensAgain } = words();
    const own = message?.[language()];
    const again = opensAt === null ? '' : `, ${opensAgain(openingOf(opensAt, now))}`;
    return html`<p class="message">${own ?? closed[closedBecause ?? 'hours']}${again}</p>`;
  }

  #footer(feed: Feed<Board>, board: Board | null) {
    const texts = boardWords();
    if (feed.freshness !== 'fresh' && feed.heardServerAt !== null) {
      return html`<footer class="lost">⚠ ${words().staleSince(preciseTimeOf(feed.heardServerAt))}</footer>`;
    }
    return html`<footer>
      <span>${(board?.open && board.message?.[language()]) || texts.priorityNote}</span>
      ${board?.open ? html`<b>${texts.waiting(board.waitingCount)}</b>` : nothing}
    </footer>`;
  }
}
