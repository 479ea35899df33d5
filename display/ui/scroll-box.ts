import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { shared } from './style/styles.ts';
import { LocalizedElement } from './words/language.ts';
import { inLanguage } from './words/words.ts';

const cue = {
  id: 'Geser tabel ke samping untuk kolom lainnya',
  en: 'Move the table sideways for more columns',
};

/** Scrolls what is wider than its place, a table, and says so as long as something is out of sight on the right. */
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
      .cue {
        margin: 0 0 var(--space-2);
        font-size: var(--text-s);
        color: var(--muted);
      }
      .more::after {
        position: absolute;
        inset: 0 0 0 auto;
        width: 32px;
        content: '';
        pointer-events: none;
        background: linear-gradient(to right, transparent, var(--line));
        opacity: 0.5;
      }
      @media print {
        .box {
          max-height: none;
          overflow: visible;
        }
        .cue,
        .more::after {
          display: none;
        }
      }
    `,
  ];

  /** Whether it is larger than its place, wider, and goes on to the right of what is seen. */
  @state() private isLarge = false;
  @state() private isWide = false;
  @state() private hasMore = false;
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
      <div class=${this.hasMore ? 'more' : ''}>
        <div class="box" tabindex=${this.isLarge ? 0 : nothing} @scroll=${this.#look}>
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
    const { scrollWidth, clientWidth, scrollLeft, scrollHeight, clientHeight } = this.#box;
    this.isWide = scrollWidth > clientWidth + 1;
    this.isLarge = this.isWide || scrollHeight > clientHeight + 1;
    this.hasMore = this.isWide && scrollLeft + clientWidth < scrollWidth - 1;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'scroll-box': ScrollBox;
  }
}
