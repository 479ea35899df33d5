import { css } from 'lit';

/** The search field on the house's dark blue, and what is suggested below it. */
export const formStyles = css`
  form {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: var(--space-2) var(--space-3);
    max-width: 880px;
    padding: var(--space-4) 0 var(--space-5);
  }
  form label,
  form #hint {
    grid-column: 1 / -1;
    font-size: var(--text-s);
  }
  form #hint {
    min-height: 1lh;
    opacity: 0.86;
  }
  @media (max-width: 599px) {
    form #hint {
      min-height: 2lh; /* its words change once the collection is known, and nothing below may move */
    }
  }
  .field {
    position: relative;
  }
  .field input {
    height: calc(var(--target) + 16px);
    padding-right: calc(var(--target) + 8px) !important;
    font-size: var(--text-l) !important;
    border-color: transparent !important;
    border-radius: var(--radius-m) !important;
  }
  .field input:focus-visible {
    outline-color: var(--accent);
    box-shadow: none;
  }
  .clear {
    position: absolute;
    top: 8px;
    right: 8px;
    width: var(--target);
    padding: 0;
    color: var(--muted);
    border-color: transparent;
  }
  form button.primary {
    padding: 0 var(--space-5);
    color: var(--ink);
    background: var(--accent);
    border-color: var(--accent);
  }
  form button.primary:hover:not(:disabled) {
    background: var(--tv-counter);
  }
  button:focus-visible {
    outline-color: var(--paper);
  }
  ul {
    position: absolute;
    z-index: 2;
    top: calc(100% + var(--space-1));
    right: 0;
    left: 0;
    max-height: min(60vh, 480px);
    margin: 0;
    padding: var(--space-2) 0;
    overflow-y: auto;
    list-style: none;
    color: var(--ink);
    background: var(--paper);
    border: 1px solid var(--line);
    border-radius: var(--radius-m);
    box-shadow: 0 8px 24px rgb(11 27 51 / 0.24);
  }
  li {
    display: flex;
    gap: var(--space-3);
    align-items: center;
    min-height: var(--target);
    padding: var(--space-2) var(--space-4);
    line-height: 1.3;
    cursor: pointer;
  }
  li .icon {
    color: var(--muted);
  }
  li span {
    min-width: 0;
    overflow-wrap: anywhere;
  }
  li:hover,
  li[aria-selected='true'] {
    background: var(--tint);
  }
  li[aria-selected='true'] {
    box-shadow: inset 4px 0 0 var(--primary);
  }
  @media (max-width: 599px) {
    form button.primary {
      padding: 0 var(--space-4);
    }
  }
  [hidden] {
    display: none;
  }
`;
