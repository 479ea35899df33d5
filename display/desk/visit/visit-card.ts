import { css, html, nothing } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { fire } from '../../ui/events.ts';
import { pathOf } from '../../../domain/pages.mjs';
import { readingSteps } from '../../../domain/catalogue/in-room-use.ts';
import { isFinal, openSteps, type StaffMoveName, type Step } from '../../../domain/visits/steps.ts';
import type { DeskVisit, StaffVisit } from '../../../wire/visits.ts';
import { timeOf } from '../../ui/words/format.ts';
import { LocalizedElement } from '../../ui/words/language.ts';
import { pageAddress } from '../../ui/office/office.ts';
import { shared } from '../../ui/style/styles.ts';
import { lostWords } from '../../ui/words/lost-words.ts';
import { sentence, words } from '../../ui/words/words.ts';
import { actorWord, standingOf, visitWords } from '../../ui/words/visit-words.ts';
import '../books/visit-books.ts';
import type { VisitBooks } from '../books/visit-books.ts';
import { bookFacts, bookFactsStyles } from './book-facts.ts';
import './call-badge.ts';
import { last4Of } from './card-facts.ts';
import { meaningOf, otherMovesOf } from './primary.ts';
import '../../ui/visits/sla-badge.ts';
import type { VisitTool } from '../tools/tool-questions.ts';
import { toolWords } from '../tools/tool-words.ts';
import { deskWords } from '../words.ts';

const ratedSteps: ReadonlySet<Step> = new Set(['library', 'rating', 'done']);

/**
 * The visit in front of the officer. Sends `press` with a move, `tool` with another action, `turn` to hand the tablet over,
 * `story` when the guest book and the history are to be shown or hidden.
 */
@customElement('visit-card')
export class VisitCard extends LocalizedElement {
  static override styles = [
    shared,
    bookFactsStyles,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }
      article {
        display: grid;
        gap: var(--space-4);
        padding: var(--space-5);
        background: var(--paper);
        border: 1px solid var(--hair);
        border-radius: var(--radius-l);
        justify-items: start;
      }
      .title {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-4);
      }
      h1 {
        font-size: var(--text-4xl);
      }
      .stepper {
        display: grid;
        grid-auto-columns: 1fr;
        grid-auto-flow: column;
        gap: var(--space-2);
        width: 100%;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .stepper li {
        padding-top: var(--space-2);
        font-size: 12px;
        line-height: 1.25;
        overflow-wrap: anywhere;
        color: var(--muted);
        border-top: 4px solid var(--hair);
      }
      .stepper .past {
        border-color: var(--link);
      }
      .stepper .here {
        font-weight: 600;
        color: var(--ink);
        border-color: var(--accent);
      }
      .where {
        font-size: var(--text-l);
      }
      @container (max-width: 560px) {
        article {
          padding: var(--space-4);
        }
        .stepper {
          grid-template-columns: repeat(auto-fill, minmax(96px, 1fr));
          grid-auto-flow: row;
        }
      }
      .others {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
      }
      .book {
        display: grid;
        gap: var(--space-3);
        width: 100%;
      }
      .book h2 {
        font-size: var(--text-m);
      }
      .book ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .book time {
        display: inline-block;
        min-width: 92px;
        color: var(--muted);
      }
    `,
  ];

  @property() office = '';
  @property({ attribute: false }) visit!: DeskVisit;
  @property({ attribute: false }) story: StaffVisit | null = null;
  @property({ attribute: false }) now = new Date();
  @property({ type: Boolean }) frozen = false;
  /** Supervisors see the visit's full history on a separate page. */
  @property({ type: Boolean }) supervisor = false;
  @query('visit-books') private books!: VisitBooks | null;

  /** Looks for a label that was scanned anywhere on the desk, where this visitor may read. */
  scan(text: string): void {
    this.books?.scan(text);
  }

  /** How many books of this visitor are not back on their shelves, as far as it was recorded. */
  get reading(): number {
    return this.books?.reading ?? 0;
  }

  override render() {
    const { visit, now } = this;
    const { label, step, reached, counter, custody, priority, rated } = visit;
    const texts = deskWords();
    const at = openSteps.indexOf(reached);
    const ended = isFinal(step);
    return html`<article>
      <div class="title">
        <h1>${label}</h1>
        <sla-badge .visit=${visit} .now=${now}></sla-badge>
        <call-badge .visit=${visit} .now=${now}></call-badge>
        ${priority ? html`<span class="hint">◆ ${texts.priority}: ${words().priority[priority]}</span>` : nothing}
      </div>
      <ol class="stepper">
        ${openSteps.map(
          (open, index) =>
            html`<li class=${index < at || (ended && index === at) ? 'past' : index === at ? 'here' : ''}>
              ${standingOf({ step: open, rated })}
            </li>`,
        )}
      </ol>
      <p class="where">
        ${standingOf(visit)}${counter ? html` · ${counter.label}` : nothing}
        ${
          custody
            ? html`<br />${words().idType[custody.idType as 'ktp']} ${last4Of(custody.idLast4)} ·
                ${texts.locker} ${custody.locker} · ${timeOf(custody.since)}`
            : nothing
        }
      </p>
      <div class="others">
        ${otherMovesOf(visit).map((move) => this.#move(move))}
        ${this.#tools(visit).map((tool) => this.#tool(tool))} ${this.#turn(visit)}
      </div>
      ${this.#reading()} ${this.#book()}
      <span class="others">
        <a href=${visit.statusUrl} target="_blank" rel="noreferrer">${texts.visitorPage}</a>
        ${
          this.supervisor
            ? html`<a href=${pageAddress(pathOf('history', visit.visitId))} target="_blank" rel="noreferrer"
                >${texts.wholeStory}</a
              >`
            : nothing
        }
      </span>
    </article>`;
  }

  #move(move: StaffMoveName) {
    return html`<button
      class=${move === 'cancel' ? 'danger' : ''}
      data-meaning=${meaningOf(this.visit, move)}
      ?disabled=${this.frozen}
      @click=${() => fire(this, 'press', move)}
    >
      ${visitWords().move[move]}
    </button>`;
  }

  /** The tools: while the desk holds the card, or while the visitor waits. */
  #tools({ step, custody, next }: DeskVisit): VisitTool[] {
    if (custody !== null) return next.includes('return-id') ? ['key-lost', 'incident'] : ['incident'];
    return step === 'waiting' ? ['priority'] : [];
  }

  #tool(tool: VisitTool) {
    return html`<button
      data-meaning=${meaningOf(this.visit, tool)}
      ?disabled=${this.frozen}
      @click=${() => fire(this, 'tool', tool)}
    >
      ${toolWords().tools[tool]} …
    </button>`;
  }

  /** Who has read here can rate, on this tablet too; who has rated is not asked again, but can go on with it. */
  #turn({ step, rated }: DeskVisit) {
    if (!ratedSteps.has(step)) return nothing;
    return html`<button
      data-meaning=${meaningOf(this.visit, 'turn')}
      ?disabled=${this.frozen}
      @click=${() => fire(this, 'turn')}
    >
      ${rated ? deskWords().turnAgain : deskWords().turn}
    </button>`;
  }

  #reading() {
    const { visit } = this;
    if (!(readingSteps as readonly Step[]).includes(visit.reached)) return nothing;
    return html`<visit-books
      .office=${this.office}
      .visit=${visit}
      .frozen=${this.frozen}
      @session-lost=${() => fire(this, 'session-lost')}
    ></visit-books>`;
  }

  #book() {
    const texts = deskWords();
    const toggle = (): void => fire(this, 'story');
    if (!this.story)
      return html`<button class="plain" data-meaning=${meaningOf(this.visit, 'show-book')} @click=${toggle}>
        ${texts.showBook}
      </button>`;
    const { guestBook, lost, timeline } = this.story;
    return html`<button class="plain" data-meaning=${meaningOf(this.visit, 'hide-book')} @click=${toggle}>
        ${texts.hideBook}
      </button>
      <div class="book">
        ${guestBook ? bookFacts(guestBook) : nothing}
        ${lost.map(({ detail }) => html`<p class="notice">${lostWords()[detail]}.</p>`)}
        <h2>${texts.history}</h2>
        <ul>
          ${timeline.map(
            ({ move, at, by }) =>
              html`<li>
                <time>${timeOf(at)}</time> ${sentence(visitWords().event[move])}
                <span class="hint">${actorWord(by)}</span>
              </li>`,
          )}
        </ul>
      </div>`;
  }
}
