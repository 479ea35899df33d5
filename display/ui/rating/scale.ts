import { css, html, svg } from 'lit';

/** One answer of a scale: how high it stands, and its words. */
export interface ScaleAnswer {
  readonly score: number;
  readonly label: string;
  /** What a press on it means, whatever question it stands below. */
  readonly meaning: string;
  readonly chosen: boolean;
}

export const scaleStyles = css`
  .scale {
    display: grid;
    gap: var(--space-2);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .scale button {
    display: flex;
    justify-content: flex-start;
    gap: var(--space-4);
    width: 100%;
    min-height: 56px;
    padding: var(--space-2) var(--space-4);
    font-weight: 400;
    color: var(--ink);
    text-align: left;
  }
  /* under a finger that has just answered, nothing may look chosen */
  .scale button:hover:not(:disabled) {
    background: var(--paper);
  }
  .scale button[aria-pressed='true'],
  .scale button[aria-pressed='true']:hover {
    font-weight: 600;
    background: var(--tint);
    border-color: var(--dark);
    box-shadow: inset 0 0 0 1px var(--dark);
  }
  .scale svg {
    flex: none;
    width: 40px;
    height: 28px;
  }
  .scale rect {
    fill: var(--hair);
  }
  .scale .full {
    fill: var(--primary);
  }
  .scale [aria-pressed='true'] .full {
    fill: var(--dark);
  }
  @media (min-width: 761px) {
    .wide .scale {
      grid-auto-columns: 1fr;
      grid-auto-flow: column;
      gap: var(--space-3);
    }
    .wide .scale button {
      flex-direction: column;
      justify-content: center;
      gap: var(--space-4);
      height: 100%;
      min-height: 168px;
      padding: var(--space-5) var(--space-2);
      font-size: var(--text-xl);
      text-align: center;
    }
    .wide .scale svg {
      width: 80px;
      height: 56px;
    }
  }
`;

/** The answers of a question as buttons, the lowest first; `choose` gets the one that is pressed. */
export function scale(labelledBy: string, answers: readonly ScaleAnswer[], choose: (score: number) => void) {
  return html`<ol class="scale" aria-labelledby=${labelledBy}>
    ${answers.map(
      ({ score, label, meaning, chosen }) =>
        html`<li>
          <button type="button" aria-pressed=${chosen} data-meaning=${meaning} @click=${() => choose(score)}>
            ${bars(score, answers.length)}<span>${label}</span>
          </button>
        </li>`,
    )}
  </ol>`;
}

/** Bars that rise from left to right; as many are full as the answer stands high. */
function bars(score: number, of: number) {
  const gap = 2;
  const width = (40 - gap * (of - 1)) / of;
  return html`<svg viewBox="0 0 40 28" aria-hidden="true">
    ${Array.from({ length: of }, (_bar, index) => {
      const height = 8 + (20 * index) / (of - 1);
      return svg`<rect class=${index < score ? 'full' : ''} x=${index * (width + gap)} y=${28 - height}
        width=${width} height=${height} rx="2"></rect>`;
    })}
  </svg>`;
}
