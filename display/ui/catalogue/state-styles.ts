import { css } from 'lit';

/** What stands in the place of what was looked for: it is on its way, it failed, there is none. */
export const stateStyles = css`
  @keyframes appear {
    from {
      opacity: 0;
    }
  }
  .state {
    display: grid;
    justify-items: start;
    gap: var(--space-4);
    padding: var(--space-6) var(--space-5);
    background: var(--tint);
    border-radius: var(--radius-l);
  }
`;
