import { css, html, LitElement, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { shared } from '../style/styles.ts';

/** What a cover is made from. */
export interface Book {
  readonly title: string;
  readonly year: number;
}

const tones = 6;
const bars = 9;

/**
 * A cover of type and bars, for publications of which there is no picture. A series has its colour and its
 * bars, so that editions look like sisters and their neighbours do not. Its size is the font size it gets; it repeats what stands beside it, and
 * is hidden from who listens.
 */
@customElement('book-cover')
export class BookCover extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        flex: none;
        width: 9em;
        height: 12.75em;
        font-size: 12px;
      }
      .cover {
        position: relative;
        display: flex;
        flex-direction: column;
        height: 100%;
        padding: 0.9em 0.75em 0.6em 1.05em;
        overflow: hidden;
        color: var(--paper);
        border-radius: 0.2em 0.4em 0.4em 0.2em;
        box-shadow: inset 0 0 0 1px rgb(11 27 51 / 0.12);
      }
      .cover::before {
        position: absolute;
        top: 0;
        bottom: 0;
        left: 0;
        width: 0.42em;
        content: '';
        background: rgb(11 27 51 / 0.28);
      }
      .tone-1 {
        background: var(--cover-1);
      }
      .tone-2 {
        background: var(--cover-2);
      }
      .tone-3 {
        background: var(--cover-3);
      }
      .tone-4 {
        background: var(--cover-4);
      }
      .tone-5 {
        background: var(--cover-5);
      }
      .tone-6 {
        background: var(--cover-6);
      }
      .title {
        display: -webkit-box;
        overflow: hidden;
        font-size: 0.95em;
        font-weight: 600;
        line-height: 1.2;
        overflow-wrap: anywhere;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 5;
      }
      .title.long {
        font-size: 0.8em;
        -webkit-line-clamp: 7;
      }
      .rule {
        width: 1.6em;
        height: 0.22em;
        margin: 0.7em 0 0;
        background: var(--accent);
      }
      .foot {
        position: relative;
        display: flex;
        align-items: flex-end;
        justify-content: space-between;
        gap: 0.5em;
        margin-top: auto;
      }
      .year {
        font-size: 1.5em;
        font-weight: 600;
        line-height: 1;
      }
      svg {
        width: 3.3em;
        height: 3.6em;
        fill: rgb(255 255 255 / 0.34);
      }
      .newest {
        fill: var(--accent);
      }
    `,
  ];

  @property({ attribute: false }) book: Book | null = null;

  override render() {
    const { book } = this;
    if (!book) return nothing;
    const title = withoutYears(book.title);
    return html`<div class="cover tone-${toneOf(book)}" aria-hidden="true">
      <span class="title ${title.length > 40 ? 'long' : ''}">${title}</span>
      <span class="rule"></span>
      <span class="foot"><span class="year">${book.year}</span>${chartOf(title)}</span>
    </div>`;
  }
}

/** Rising and falling bars, always the same for one title; the last is the newest. */
function chartOf(title: string) {
  const seed = hashOf(title);
  const width = 100 / bars;
  return html`<svg viewBox="0 0 100 100" preserveAspectRatio="none">
    ${Array.from({ length: bars }, (_, index) => {
      const height = 14 + index * 5 + ((seed >>> (index * 3)) % 8) * 6;
      return svg`<rect class=${index === bars - 1 ? 'newest' : ''} x=${index * width} y=${100 - height} width=${width * 0.66} height=${height}></rect>`;
    })}
  </svg>`;
}

/** The colour of a series, whose title names its region: a shelf of one subject has many. */
const toneOf = ({ title }: Book): number =>
  ((Math.imul(hashOf(withoutYears(title)), 0x9e3779b1) >>> 16) % tones) + 1;

/** A title without the years at its end: a cover shows its year by itself. */
const withoutYears = (title: string): string => title.replace(/\s+(19|20)\d\d([-–/](19|20)?\d\d)?$/, '');

const hashOf = (text: string): number =>
  Array.from(text).reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) >>> 0, 7);
