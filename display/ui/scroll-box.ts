import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { shared } from './style/styles.ts';
import { LocalizedElement } from './words/language.ts';
import { inLanguage } from './words/words.ts';

const cue = {
  id: 'Geser tabel ke samping untuk kolom lainnya',
  en: 'Move the table sideways for more columns',
};
const cueDown = { id: 'Gulir tabel untuk baris lainnya', en: 'Scroll the table for more rows' };

/** Scrolls what is larger than its place, a table, says so, and shades the edge behind which something is out of sight. */
@customElement('scroll-box')
export class ScrollBox extends LocalizedElement {
  static override styles = [
    shared,
    css`
      :host {
        position: relative;
        display: block;
        min-width: 0;
      }
      .box {
        max-height: var(--scroll-height, none);
        overflow: auto;
      }
      .box:focus-visible {
        outline: 3px solid var(--dark);
        outline-offset: 2px;
      }
      .cue,
      .down {
        margin: 0 0 var(--space-2);
        font-size: var(--text-s);
        color: var(--muted);
      }
      .more::after,
      .below::before {
        position: absolute;
        inset: 0 0 0 auto;
        width: 32px;
        content: '';
        pointer-events: none;
        background: linear-gradient(to right, transparent, var(--line));
        opacity: 0.5;
      }
      .below::before {
        z-index: 1;
        inset: auto 0 0;
        width: auto;
        height: 32px;
        background: linear-gradient(to bottom, transparent, var(--line));
      }
      @media print {
        .box {
          max-height: none;
          overflow: visible;
        }
        .cue,
        .down,
        .below::before,
        .more::after {
          display: none;
        }
      }
    `,
  ];

  /** Whether it is wider or higher than its place, and goes on to the right of what is seen, or below. */
  @state() private isWide = false;
  @state() private isHigh = false;
  @state() private hasMore = false;
  @state() private hasBelow = false;
  readonly #resized = new ResizeObserver(() => this.#look());

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#watch();
  }

  override firstUpdated(): void {
    this.#watch();
  }

  override render() {
    return html`${
        this.isWide ? html`<p class="cue">${inLanguage(cue)} <span aria-hidden="true">→</span></p>` : nothing
      }
      ${
        this.isHigh
          ? html`<p class="down">${inLanguage(cueDown)} <span aria-hidden="true">↓</span></p>`
          : nothing
      }
      <div class="${this.hasMore ? 'more' : ''} ${this.hasBelow ? 'below' : ''}">
        <div class="box" tabindex=${this.isWide || this.isHigh ? 0 : nothing} @scroll=${this.#look}>
          <slot @slotchange=${this.#watch}></slot>
        </div>
      </div>`;
  }

  get #box(): HTMLElement | null {
    return this.renderRoot.querySelector('.box');
  }

  readonly #watch = (): void => {
    this.#resized.disconnect();
    if (this.#box) this.#resized.observe(this.#box);
    for (const content of this.children) this.#resized.observe(content);
  };

  readonly #look = (): void => {
    if (!this.#box) return;
    const { scrollWidth, clientWidth, scrollLeft, scrollHeight, clientHeight, scrollTop } = this.#box;
    this.isWide = scrollWidth > clientWidth + 1;
    this.isHigh = scrollHeight > clientHeight + 1;
    this.hasMore = this.isWide && scrollLeft + clientWidth < scrollWidth - 1;
    this.hasBelow = this.isHigh && scrollTop + clientHeight < scrollHeight - 1;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'scroll-box': ScrollBox;
  }
}
