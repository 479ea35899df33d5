import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { OfficeView } from '../../wire/offices/offices.ts';
import { languages, type Language } from '../../domain/language.ts';
import type { Board } from '../../wire/boards.ts';
import { closingOf } from '../ui/office/closing.ts';
import { clockOf, dateOf, preciseTimeOf } from '../ui/words/format.ts';
import { Feed, reading } from '../ui/line/feed.ts';
import { boardOrder } from '../ui/line/snapshot-order.ts';
import { LocalizedElement, language } from '../ui/words/language.ts';
import { words } from '../ui/words/words.ts';
import './call-card.ts';
import { missedOf } from './missed.ts';
import { planFrame, type Note } from './frame.ts';
import { planLine, type LinePlan } from './line-plan.ts';
import { planCalls, type CallsPlan, type TilesPlan } from './plan.ts';
import { Receipts } from './receipts.ts';
import { boardRetries } from './retries.ts';
import { boardStyles } from './styles.ts';
import { fontMeasures } from './text-lines.ts';
import { screenOf, type Wall } from './wall.ts';
import { boardWords } from './words.ts';

/** How long one page of missed calls stays; one of calls, and one language of a message, twice as long. */
const turnMs = 5_000;

const columnNames: Readonly<Record<number, string>> = { 1: 'one', 2: 'two', 3: 'three' };

/** The whole board as a function of the last snapshot: hero, other calls, the line, those at the desks. */
@customElement('visit-board')
export class VisitBoard extends LocalizedElement {
  static override styles = boardStyles;

  @property({ attribute: false }) office!: OfficeView;
  @property() name = '';
  #feed: Feed<'board'> | null = null;
  #receipts: Receipts | null = null;
  readonly #measures = fontMeasures();
  /** Lengths of this rendering in units, for the styles. */
  #lengths: Readonly<Record<string, number>> = {};
  /** The unit in pixels. */
  #unit = 0;
  readonly #resized = (): void => this.requestUpdate();

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('resize', this.#resized);
  }

  override disconnectedCallback(): void {
    removeEventListener('resize', this.#resized);
    super.disconnectedCallback();
  }

  override willUpdate(): void {
    if (this.#feed) return;
    const { code } = this.office;
    this.#feed = new Feed<'board'>(this, {
      line: 'board',
      auth: { office: code, board: this.name },
      order: boardOrder(),
      read: reading('/offices/{office}/board', { office: code }),
      onConnect: () => this.#receipts?.lineIsNew(),
      retries: boardRetries,
    });
    this.#receipts = new Receipts(this, this.#feed);
  }

  override updated(): void {
    this.style.setProperty('--u', `${this.#unit}px`);
    for (const [name, length] of Object.entries(this.#lengths))
      this.style.setProperty(`--${name}`, `calc(${length.toFixed(2)} * var(--u))`);
    const board = this.#feed?.value;
    if (board && this.#feed?.freshness !== 'gone') this.#receipts?.painted(board);
  }

  override render() {
    const feed = this.#feed;
    if (!feed) return nothing;
    const board = feed.value;
    const shown = board && feed.freshness !== 'gone' ? board : null;
    const name = `${this.office.name.replace(/^BPS\s+/, '')} · ${words().unit}`;
    const turn = Math.floor(performance.now() / turnMs);
    const lost = lostOf(feed);
    const notes = lost === null ? this.#notes(shown, feed.now) : [{ title: lost, text: '' }];
    const waits = shown !== null && shown.waitingCount > 0 && lost === null;
    const count = waits ? boardWords().waiting(shown.waitingCount) : '';
    const screen = screenOf({ width: innerWidth, height: innerHeight });
    const frame = planFrame({ name, notes, count }, { screen, measures: this.#measures });
    this.#unit = screen.unit;
    this.#lengths = { office: frame.header, note: frame.footer };
    return html`<div class="tv ${feed.freshness} ${screen.standing ? 'standing' : ''}">
      ${this.#header(name, feed.now)}
      <main>
        ${shown ? this.#content(shown, { now: feed.now, wall: frame.wall, turn }) : this.#hidden(board !== null)}
      </main>
      ${
        lost === null
          ? this.#footer(notes[Math.floor(turn / 2) % notes.length] ?? { title: '', text: '' }, count)
          : html`<footer class="lost">${lost}</footer>`
      }
    </div>`;
  }

  #header(name: string, now: Date) {
    return html`<header>
      <div>
        <strong>BADAN PUSAT STATISTIK</strong>
        <span>${name}</span>
      </div>
      <time>${clockOf(now)}<small>${dateOf(now)}</small></time>
    </header>`;
  }

  #hidden(lost: boolean) {
    return html`<p class="message">${lost ? words().askStaff : ''}</p>`;
  }

  #content(board: Board, { now, wall, turn }: { now: Date; wall: Wall; turn: number }) {
    if (isOver(board)) return this.#closed(board, now);
    const line = planLine(board, wall);
    const above = { ...wall, height: wall.height - line.below };
    const calls = planCalls({ calling: board.calling, missed: missedOf(board, now) }, above, turn);
    this.#lengths = {
      ...this.#lengths,
      hero: calls.hero.number,
      'hero-words': calls.hero.words,
      tile: calls.tiles.number,
      'tile-words': calls.tiles.words,
      waiting: line.waiting.number,
      'waiting-row': line.waiting.row,
      'waiting-edge': line.waiting.edge,
    };
    return html`${this.#calls(board, calls)} ${this.#line(board, line)}`;
  }

  #calls(board: Board, { tiles, missed }: CallsPlan) {
    const [hero] = board.calling;
    const texts = boardWords();
    return html`<section class="now">
      <h1>${texts.calling}${pageNumber(tiles)}</h1>
      ${
        hero
          ? keyed(hero.callId, html`<call-card .call=${hero}></call-card>`)
          : html`<p class="message">${idleText(board)}</p>`
      }
      ${tilesOf(tiles)}
      ${
        missed.shown.length > 0
          ? html`<h2>${texts.missed}${pageNumber(missed)}</h2>
              ${tilesOf(missed, 'missed')}`
          : nothing
      }
    </section>`;
  }

  #line(board: Board, { waiting, serving }: LinePlan) {
    const texts = boardWords();
    return html`<section class="line">
      <h2>${texts.inLine}</h2>
      ${
        board.waiting.length > 0
          ? html`<ol class=${columnNames[waiting.columns] ?? ''}>
              ${board.waiting.map((label) => html`<li>${label}</li>`)}
            </ol>`
          : html`<p class="message small ${columnNames[waiting.columns] ?? ''}">${texts.nobody}</p>`
      }
      ${
        board.serving.length > 0
          ? html`<h2>${texts.serving}</h2>
              <ul class="serving">
                ${serving.shown.map(
                  ({ label, counter }) => html`<li><b>${label}</b><span>${counter.label}</span></li>`,
                )}
                ${serving.more > 0 ? html`<li class="more">+${serving.more}</li>` : nothing}
              </ul>`
          : nothing
      }
    </section>`;
  }

  /** Nobody is left: why, until when and what the staff say, in both languages at once. */
  #closed(board: Board, now: Date) {
    return html`<section class="closed">
      ${spokenHere().map(
        (spoken) =>
          html`<p lang=${spoken}>
            <b>${closingOf(board, now, spoken)}</b>
            <span>${board.message?.[spoken]}</span>
          </p>`,
      )}
    </section>`;
  }

  /** What stands below, one language after the other: the closing, the staff's message, or a note. */
  #notes(board: Board | null, now: Date): readonly Note[] {
    if (board === null || isOver(board)) return [{ title: '', text: '' }];
    if (board.open && board.message === null) return [{ title: '', text: boardWords().priorityNote }];
    return spokenHere().map((spoken) => ({
      title: board.open ? '' : `${closingOf(board, now, spoken)}. ${boardWords(spoken).noNewNumbers}`,
      text: board.message?.[spoken] ?? '',
    }));
  }

  #footer({ title, text }: Note, count: string) {
    return html`<footer>
      <div class=${title ? 'closing' : ''}>
        ${title ? html`<strong>${title}</strong>` : nothing} ${text ? html`<span>${text}</span>` : nothing}
      </div>
      <b>${count}</b>
    </footer>`;
  }
}

function tilesOf({ shown, columns }: TilesPlan, kind = '') {
  return html`<ul class="tiles ${columnNames[columns] ?? ''} ${kind}">
    ${shown.map(({ label, counter }) => html`<li><b>${label}</b><span>${counter.label}</span></li>`)}
  </ul>`;
}

function pageNumber({ page, pages }: TilesPlan) {
  return pages > 1 ? html`<small>${page + 1}/${pages}</small>` : nothing;
}

/** That nothing was heard for a while, and since when; null while all is well. */
function lostOf({ freshness, heardServerAt }: Feed<'board'>): string | null {
  return freshness === 'fresh' || heardServerAt === null
    ? null
    : `⚠ ${words().staleSince(preciseTimeOf(heardServerAt))}`;
}

/** Shown in place of the newest call. */
function idleText({ open, closedBecause, waitingCount, serving }: Board): string {
  const texts = boardWords();
  if (waitingCount > 0) return texts.waitForCall;
  if (!open) return words().closed[closedBecause ?? 'hours'];
  return serving.length === 0 ? texts.nobody : texts.waitForCall;
}

/** Closed, and nobody is left who waits, is called or is at a desk. */
function isOver({ open, calling, serving, waitingCount }: Board): boolean {
  return !open && calling.length + serving.length + waitingCount === 0;
}

/** Both languages, the page's own first. */
function spokenHere(): readonly Language[] {
  return [language(), ...languages.filter((spoken) => spoken !== language())];
}
