import { html } from 'lit';

/** A line icon in the size and colour of the words beside it. */
const icon = (path: string) =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${path} /></svg>`;

export const warningIcon = icon('M12 3 2 20h20L12 3Zm0 7v5m0 2.5v.01');
export const cardIcon = icon('M3 5h18v14H3V5Zm4 4h4v4H7V9Zm7 1h4m-4 4h4M7 16h6');
export const doneIcon = icon('M4 12.5l5 5L20 6.5');
