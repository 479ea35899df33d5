import { css } from 'lit';

/** What every dialog and form of the staff's pages shares. */
export const dialogStyles = css`
  dialog {
    width: min(720px, 94vw);
    max-height: 92vh;
    padding: var(--space-5);
    border: 0;
    border-radius: var(--radius-l);
    box-shadow: var(--overlay-shadow);
  }
  dialog::backdrop {
    background: rgb(11 27 51 / 0.5);
  }
  dialog h2 {
    margin-bottom: var(--space-4);
    font-size: var(--text-2xl);
  }
  dialog .notice {
    margin-bottom: var(--space-4);
  }
  form {
    display: grid;
    gap: var(--space-4);
  }
  .pair {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: var(--space-4);
  }
  .field {
    display: grid;
    align-content: start;
    gap: var(--space-1);
  }
  .choice {
    display: flex;
    align-items: center;
    gap: var(--space-3);
    min-height: 48px;
    font-weight: 400;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: var(--space-3);
  }
`;
