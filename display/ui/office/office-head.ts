import { css, html, nothing } from 'lit';
import { pathOf } from '../../../domain/pages.mjs';
import type { OfficeView } from '../../../wire/offices/offices.ts';
import '../words/language-switch.ts';
import { pageAddress } from './office.ts';
import { unitOf } from './unit.ts';

/** Whose page this is, the way to the start page, and the languages; it keeps its height while the office loads. */
export function officeHead(
  office: OfficeView | null,
  {
    start = pageAddress(pathOf('start')),
    tools = nothing,
  }: { readonly start?: string | null; readonly tools?: unknown } = {},
) {
  return html`<div class="bar">
    <p class="whose">
      ${office === null || start === null ? html`<b>${office?.name ?? nothing}</b>` : html`<a href=${start}>${office.name}</a>`}
      <small>${unitOf(office)}</small>
    </p>
    <div class="tools">
      ${tools}
      <language-switch></language-switch>
    </div>
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
  .tools {
    display: flex;
    align-items: center;
    flex: none;
    gap: var(--space-3);
  }
  .whose {
    display: grid;
    min-width: 0;
    line-height: 1.3;
  }
  .whose a,
  .whose b {
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
