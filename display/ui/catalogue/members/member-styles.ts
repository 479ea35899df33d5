import { css } from 'lit';

/** The narrow column of the pages of members, below the head of the collection. */
export const memberStyles = css`
  .wrap.narrow {
    display: grid;
    gap: var(--space-5);
    max-width: 640px;
    padding-top: var(--space-6);
    padding-bottom: var(--space-8);
  }
  .intro {
    display: grid;
    gap: var(--space-2);
  }
  h1 {
    font-size: var(--text-3xl);
    text-wrap: balance;
    overflow-wrap: anywhere;
  }
  h2 {
    font-size: var(--text-xl);
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
  form {
    display: grid;
    gap: var(--space-5);
  }
  .field {
    display: grid;
    gap: var(--space-1);
  }
  .code input {
    max-width: 260px;
    font-size: var(--text-2xl) !important;
    font-family: var(--mono) !important;
    letter-spacing: 0.08em;
  }
  .notice.privacy {
    color: var(--ink);
    background: var(--tint);
    border-color: var(--primary);
    font-size: var(--text-s);
  }
  .notice ul {
    margin: var(--space-2) 0 0;
    padding-left: var(--space-5);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-3);
  }
  .row button,
  .row .button {
    min-height: 64px; /* as high as the one that is meant first, also where they stand one below the other */
  }
`;
