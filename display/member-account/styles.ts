import { css } from 'lit';

/** Who somebody is, where they are signed in, and the end of it. */
export const accountStyles = css`
  dl {
    display: grid;
    grid-template-columns: minmax(0, auto) minmax(0, 1fr);
    gap: var(--space-2) var(--space-4);
    margin: 0;
  }
  dt {
    color: var(--muted);
  }
  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .badge {
    justify-self: start;
    padding: 2px var(--space-3);
    font-size: var(--text-s);
    font-weight: 600;
    color: var(--warn);
    background: var(--warn-tint);
    border-radius: var(--radius-l);
  }
  .badge.ok {
    color: var(--ok);
    background: var(--ok-tint);
  }
  ul.sessions {
    display: grid;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .sessions li {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--space-4);
    padding: var(--space-3) 0;
    border-bottom: 1px solid var(--hair);
  }
  .sessions li:last-child {
    padding-bottom: 0;
    border-bottom: 0;
  }
  .sessions button {
    flex: none;
  }
  dialog {
    width: calc(100% - 2 * var(--space-4));
    max-width: 440px;
  }
  .question {
    display: grid;
    gap: var(--space-4);
  }
`;
