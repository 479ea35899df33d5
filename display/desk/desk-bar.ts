import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { fire } from '../ui/events.ts';
import type { StaffMoveName } from '../../domain/visits/steps.ts';
import type { DeskVisit } from '../../wire/visits.ts';
import type { CodeLabel } from '../../wire/fields.ts';
import { spanOf } from '../ui/words/format.ts';
import { LocalizedElement } from '../ui/words/language.ts';
import { shared } from '../ui/style/styles.ts';
import { visitWords } from '../ui/words/visit-words.ts';
import { meaningOf, primaryMoveOf, undoMeaning } from './visit/primary.ts';
import { takesOver } from './visit/take-over.ts';
import { deskWords } from './words.ts';

/** The bar below: the one big button, and undo. Sends `press` with a move, `call`, or `undo` with a visit. */
@customElement('desk-bar')
export class DeskBar extends LocalizedElement {
  static override styles = [
    shared,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: var(--space-4);
        padding: 0 var(--space-4);
        background: var(--paper);
        border-top: 1px solid var(--hair);
      }
      .primary {
        min-width: 300px;
        min-height: 72px;
        font-size: var(--text-xl);
      }
      small {
        display: block;
        font-size: var(--text-s);
        font-weight: 400;
      }
      .undo {
        min-height: 56px;
        background: var(--warn-tint);
        border-color: var(--warn);
        color: var(--warn);
      }
      .spring {
        flex: 1;
      }
      @media (max-width: 760px) {
        :host {
          flex-wrap: wrap;
          gap: var(--space-2);
          padding: var(--space-2) var(--space-4);
        }
        .hint,
        .spring {
          display: none;
        }
        button,
        .primary {
          flex: 1;
          min-width: 0;
          min-height: 56px;
        }
        .primary {
          font-size: var(--text-l);
        }
        .undo {
          flex-basis: 100%;
          min-height: var(--target);
        }
      }
      @media (max-width: 760px) and (max-height: 400px) {
        :host {
          gap: var(--space-1);
          padding-block: var(--space-1);
        }
        button,
        .primary {
          min-height: var(--target);
          font-size: var(--text-s);
        }
      }
    `,
  ];

  /** The visit in front of the officer. */
  @property({ attribute: false }) visit: DeskVisit | null = null;
  /** The visit whose last move may be undone. */
  @property({ attribute: false }) undoable: DeskVisit | null = null;
  /** Where this officer works. */
  @property({ attribute: false }) counter: CodeLabel | null = null;
  @property({ attribute: false }) now = new Date();
  @property({ type: Boolean }) frozen = false;
  @property({ type: Boolean }) busy = false;
  /** The number that this counter still calls, for which another call would be refused; null where none is known. */
  @property() calling: string | null = null;

  override render() {
    const { visit } = this;
    const move = visit ? primaryMoveOf(visit) : null;
    return html`${this.#undo()}<span class="spring"></span>
      ${
        move
          ? html`<button data-meaning="call" ?disabled=${this.#cannotCall} @click=${this.#call}>
              ${this.#callNext()}
            </button>`
          : nothing
      }
      <button
        class="primary"
        data-meaning=${move && visit ? meaningOf(visit, move) : 'call'}
        ?disabled=${move ? this.frozen : this.#cannotCall}
        @click=${() => (move ? fire(this, 'press', move) : this.#call())}
      >
        ${this.busy ? deskWords().sending : move && visit ? this.#wordOf(visit, move) : this.#callNext()}
      </button>`;
  }

  get #cannotCall(): boolean {
    return this.frozen || this.calling !== null;
  }

  #callNext() {
    const { callNext, stillCalling } = deskWords();
    const { calling } = this;
    return html`<span
      >${callNext}${calling === null ? nothing : html`<small>${stillCalling(calling)}</small>`}</span
    >`;
  }

  /** A visitor who waits too long at another counter is served here: the button says where. */
  #wordOf(visit: DeskVisit, move: StaffMoveName): string {
    return move === 'serve' && this.counter && takesOver(visit, this.counter)
      ? deskWords().serveAt(this.counter.label)
      : visitWords().move[move];
  }

  #undo() {
    const { undoable, now } = this;
    const texts = deskWords();
    const left = undoable?.undo ? Date.parse(undoable.undo.until) - now.getTime() : 0;
    if (!undoable?.undo || left <= 0) return html`<span class="hint">${texts.keys}</span>`;
    return html`<button
      class="undo"
      data-meaning=${meaningOf(undoable, undoMeaning(undoable))}
      ?disabled=${this.frozen}
      @click=${() => fire(this, 'undo', undoable)}
    >
      ↶ ${texts.undo(undoable.label, visitWords().event[undoable.undo.move], spanOf(left))}
    </button>`;
  }

  readonly #call = (): void => {
    fire(this, 'call');
  };
}
