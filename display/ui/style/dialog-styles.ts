import { css } from 'lit';

/** What every dialog and form of the staff's pages shares. */
export const dialogStyles = css`
  dialog {
    width: min(720px, 94vw);
    max-height: 92vh;
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
    grid-template-columns: minmax(0, 1fr);
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
  .actions {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: var(--space-3);
  }
  @media (max-width: 480px) {
    dialog {
      padding: var(--space-4);
    }
    .pair {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
