import { css, html, nothing, svg } from 'lit';
import { qrOf } from '../qr.ts';
import { ratingWords } from './rating-words.ts';

export const skdStyles = css`
  .skd {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: var(--space-5);
    align-items: center;
    padding: var(--space-4) var(--space-5) var(--space-4) var(--space-4);
    text-align: left;
    background: var(--paper);
    border: 1px solid var(--hair);
    border-radius: var(--radius-l);
  }
  .skd svg {
    width: 168px;
    fill: var(--ink);
  }
  .skd strong {
    font-size: var(--text-xl);
    color: var(--dark);
  }
`;

/** The yearly survey of data needs on the days it is open, as a QR code for the visitor's own phone. */
export function skdInvitation(url: string | null) {
  if (url === null) return nothing;
  const { skd, skdHint } = ratingWords();
  const { size, path } = qrOf(url);
  return html`<div class="skd">
    <svg viewBox="0 0 ${size} ${size}" role="img" aria-label=${url}>${svg`<path d=${path}></path>`}</svg>
    <div>
      <strong>${skd}</strong>
      <p class="hint">${skdHint}</p>
    </div>
  </div>`;
}
