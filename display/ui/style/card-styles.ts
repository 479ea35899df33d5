import { css } from 'lit';

/** One card in the middle of a page that has nothing else to show; the element's own card is of class `card`. */
export const cardStyles = css`
  :host {
    display: grid;
    place-items: center;
    min-height: 100vh;
    padding: var(--space-4);
  }
  .card {
    display: grid;
    gap: var(--space-4);
    width: 100%;
    max-width: 400px;
    padding: var(--space-6);
    color: var(--ink);
    background: var(--paper);
    border: 1px solid var(--hair);
    border-top: 6px solid var(--primary);
    border-radius: var(--radius-l);
  }
  .top {
    display: flex;
    align-items: center;
    justify-content: space-between;
  }
  h1 {
    font-size: var(--text-2xl);
  }
`;
