import { css, html, nothing } from 'lit';
import type { OfficeView } from '../../../wire/offices.ts';
import '../words/language-switch.ts';
import { words } from '../words/words.ts';
import { startAddress } from './addresses.ts';

/** Whose collection this is, the way to the start page, and the languages; it keeps its height while the office loads. */
export function catalogueHead(office: OfficeView | null) {
  return html`<div class="bar">
    <p class="whose">
      <a href=${startAddress()}>${office?.name ?? nothing}</a>
      <small>${office?.unit ?? words().unit}</small>
    </p>
    <language-switch></language-switch>
  </div>`;
}

/** The look of that head, on the house's dark blue. */
export const headStyles = css`
  header {
    color: var(--paper);
    background: var(--dark);
  }
  .bar {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--space-4);
    min-height: 72px;
  }
  .whose {
    display: grid;
    line-height: 1.3;
  }
  .whose a {
    min-height: 1.3em;
    font-weight: 600;
    color: inherit;
    text-decoration: none;
  }
  .whose a:hover {
    text-decoration: underline;
  }
  .whose small {
    font-size: var(--text-s);
    opacity: 0.86;
  }
  header a:focus-visible,
  header button:focus-visible {
    outline-color: var(--paper);
  }
  .wrap {
    width: 100%;
    max-width: 1440px;
    margin: 0 auto;
    padding: 0 var(--space-4);
  }
  @media (max-width: 599px) {
    .whose small {
      display: none;
    }
  }
  @media (min-width: 900px) {
    .wrap {
      padding: 0 var(--space-7);
    }
  }
`;
