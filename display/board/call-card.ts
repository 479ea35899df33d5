import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { BoardCall } from '../../wire/boards.ts';
import { boardWords } from './words.ts';

const outlineMs = 20_000;

/** The newest call: readable in its first frame, then one slide and one fade, then still. */
@customElement('call-card')
export class CallCard extends LitElement {
  static override styles = css`
    :host {
      display: grid;
      min-width: 0;
    }
    article {
      display: grid;
      align-content: center;
      min-width: 0;
      padding: calc(1 * var(--u)) 2vw;
      text-align: center;
      background: var(--tv-panel);
      border: calc(0.6 * var(--u)) solid transparent;
      border-radius: calc(2 * var(--u));
    }
    article.new {
      border-color: var(--tv-outline);
    }
    b {
      display: block;
      font-size: var(--hero);
      font-weight: 600;
      line-height: 0.92;
      white-space: nowrap;
      color: var(--tv-text);
    }
    span {
      display: block;
      font-size: var(--hero-words);
      font-weight: 600;
      line-height: 1.15;
      color: var(--tv-counter);
      overflow-wrap: anywhere;
    }
    small {
      display: block;
      font-size: calc(4 * var(--u));
      line-height: 1.1;
      color: var(--tv-muted);
    }
    @media (prefers-reduced-motion: no-preference) {
      article.new b {
        animation: arrive 400ms ease-out;
      }
      article.new {
        animation: glow 700ms ease-out;
      }
    }
    @keyframes arrive {
      from {
        transform: translateY(calc(-2 * var(--u)));
      }
    }
    @keyframes glow {
      from {
        background: var(--tv-glow);
      }
    }
  `;

  @property({ attribute: false }) call!: BoardCall;
  #key = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isNew = false;

  override willUpdate(): void {
    const key = `${this.call.callId} ${this.call.times}`;
    if (key === this.#key) return;
    this.#key = key;
    this.#isNew = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#isNew = false;
      this.requestUpdate();
    }, outlineMs);
  }

  override disconnectedCallback(): void {
    clearTimeout(this.#timer);
    super.disconnectedCallback();
  }

  override render() {
    const { label, counter, times } = this.call;
    const { goTo, times: timesWord } = boardWords();
    return html`<article class=${this.#isNew ? 'new' : ''}>
      <b>${label}</b>
      <small>${times > 1 ? html`${timesWord(times)} · ` : nothing}${goTo}</small>
      <span>${counter.label}</span>
    </article>`;
  }
}
