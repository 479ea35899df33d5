import { css } from 'lit';

/** What the supervisor's page has beside forms and tables. */
export const watchStyles = css`
  h2 small {
    font-size: var(--text-s);
    font-weight: 400;
    color: var(--muted);
  }
  .tiles {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(160px, 1fr));
    gap: var(--space-3);
    margin: 0;
  }
  .tile {
    padding: var(--space-3) var(--space-4);
    background: var(--tint);
    border-radius: var(--radius-m);
  }
  .tile dt {
    font-size: var(--text-s);
    color: var(--muted);
  }
  .tile dd {
    margin: 0;
    font-size: var(--text-2xl);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  @media (min-width: 480px) {
    .tile.wide {
      grid-column: span 2;
    }
  }
  .tile.bad {
    color: var(--bad);
    background: var(--bad-tint);
  }
  .tile.warn {
    color: var(--warn);
    background: var(--warn-tint);
  }
  .headline {
    font-size: var(--text-2xl);
    font-weight: 600;
  }
  .unserved {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-3) var(--space-5);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .unserved li {
    display: flex;
    align-items: center;
    gap: var(--space-2);
    font-weight: 600;
  }
  .period,
  .period form {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: var(--space-3);
  }
  .period label {
    display: grid;
    gap: var(--space-1);
  }
  .period input {
    min-width: 160px;
  }
  button[aria-pressed='true'],
  button[aria-pressed='true']:hover:not(:disabled) {
    color: var(--paper);
    background: var(--dark);
    border-color: var(--dark);
  }
`;
