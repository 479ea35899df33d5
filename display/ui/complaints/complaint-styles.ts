import { css } from 'lit';

/** The pages of whoever complains: one narrow column below the office's head. */
export const complaintStyles = css`
  main {
    display: grid;
    gap: var(--space-6);
    max-width: 720px !important;
    padding-top: var(--space-6) !important;
    padding-bottom: var(--space-8) !important;
  }
  h1 {
    font-size: var(--text-3xl);
    text-wrap: balance;
  }
  h2 {
    font-size: var(--text-xl);
  }
  .intro,
  form,
  fieldset,
  .field {
    display: grid;
    gap: var(--space-2);
  }
  form {
    gap: var(--space-5);
  }
  .card {
    display: grid;
    gap: var(--space-4);
    padding: var(--space-5);
    border: 1px solid var(--hair);
    border-radius: var(--radius-l);
  }
  .card.tinted {
    background: var(--tint);
    border-color: var(--tint);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-3);
  }
  .count {
    justify-self: end;
  }
  .choice {
    align-items: start;
    padding: var(--space-3) 0;
  }
  .choice small {
    display: block;
    font-size: var(--text-s);
    color: var(--muted);
  }
  dl {
    display: grid;
    grid-template-columns: max-content minmax(0, 1fr);
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
  .key {
    font-family: var(--mono);
    font-size: var(--text-xl);
    letter-spacing: 0.04em;
    user-select: all;
  }
  .written {
    white-space: pre-line;
    overflow-wrap: anywhere;
  }
  @media (max-width: 480px) {
    dl {
      grid-template-columns: minmax(0, 1fr);
    }
    dd + dt {
      margin-top: var(--space-2);
    }
  }
`;
