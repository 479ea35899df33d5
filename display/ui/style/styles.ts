import { css } from 'lit';

/** What every element with text and controls shares; colours and sizes come from the tokens. */
export const shared = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :host {
    display: block;
  }
  h1,
  h2,
  h3 {
    margin: 0;
    line-height: 1.2;
    color: var(--dark);
  }
  p {
    margin: 0;
  }
  .icon {
    flex: none;
    width: 1.25em;
    height: 1.25em;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  a {
    color: var(--link);
  }
  button,
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--space-2);
    min-height: var(--target);
    padding: var(--space-2) var(--space-4);
    font: inherit;
    font-weight: 600;
    line-height: 1.2;
    color: var(--dark);
    text-decoration: none;
    background: var(--paper);
    border: 1px solid var(--line);
    border-radius: var(--radius-m);
    cursor: pointer;
  }
  button:hover:not(:disabled) {
    background: var(--tint);
  }
  button.primary,
  .button.primary {
    min-height: 64px;
    color: var(--paper);
    background: var(--dark);
    border-color: var(--dark);
  }
  button.primary:hover:not(:disabled) {
    background: var(--ink);
  }
  button.danger {
    color: var(--bad);
    border-color: var(--bad);
  }
  button.plain {
    color: var(--link);
    background: none;
    border-color: transparent;
  }
  [aria-disabled='true'] {
    opacity: 0.85;
    cursor: default;
  }
  button:disabled {
    color: var(--muted);
    background: var(--tint);
    border-color: var(--hair);
    cursor: default;
  }
  button:focus-visible,
  a:focus-visible,
  input:focus-visible,
  select:focus-visible,
  textarea:focus-visible,
  summary:focus-visible {
    outline: 3px solid var(--dark);
    outline-offset: 2px;
    box-shadow: 0 0 0 2px var(--paper);
  }
  label,
  legend {
    font-weight: 600;
  }
  .choice {
    display: flex;
    align-items: center;
    gap: var(--space-3);
    min-height: var(--target);
    font-weight: 400;
  }
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-width: 0;
  }
  legend {
    padding: 0;
  }
  input:not([type='checkbox']):not([type='radio']),
  select,
  textarea {
    width: 100%;
    min-height: var(--target);
    padding: var(--space-2) var(--space-3);
    font: inherit;
    color: var(--ink);
    background: var(--paper);
    border: 1px solid var(--line);
    border-radius: var(--radius-s);
  }
  input[type='checkbox'],
  input[type='radio'] {
    width: 22px;
    height: 22px;
    margin: 0;
    flex: none;
    accent-color: var(--dark);
  }
  input:not([type='checkbox']):not([type='radio'])[aria-invalid='true'],
  [aria-invalid='true'] {
    border-color: var(--bad);
    border-width: 2px;
  }
  dialog {
    padding: var(--space-5);
    border: 0;
    border-radius: var(--radius-l);
    box-shadow: var(--overlay-shadow);
  }
  dialog::backdrop {
    background: rgb(11 27 51 / 0.5);
  }
  .hint {
    font-size: var(--text-s);
    color: var(--muted);
  }
  .fault {
    font-size: var(--text-s);
    font-weight: 600;
    color: var(--bad);
  }
  .notice {
    padding: var(--space-3) var(--space-4);
    border-radius: var(--radius-m);
    border-left: 4px solid var(--warn);
    color: var(--warn);
    background: var(--warn-tint);
  }
  .notice.bad {
    color: var(--bad);
    background: var(--bad-tint);
    border-color: var(--bad);
    scroll-margin: var(--space-3);
  }
  .notice.calm {
    color: var(--ink);
    background: var(--paper);
    border-color: var(--primary);
  }
  .notice.ok {
    color: var(--ok);
    background: var(--ok-tint);
    border-color: var(--ok);
  }
  .visually-hidden {
    position: absolute;
    width: 1px !important;
    height: 1px !important;
    min-height: 0 !important;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (prefers-reduced-motion: no-preference) {
    button {
      transition:
        background 150ms,
        border-color 150ms;
    }
  }
`;
