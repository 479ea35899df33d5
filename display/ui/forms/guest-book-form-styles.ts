import { css } from 'lit';

export const guestBookFormStyles = css`
  form {
    display: grid;
    gap: var(--space-5);
  }
  section {
    display: grid;
    gap: var(--space-4);
  }
  h2 {
    font-size: var(--text-xl);
  }
  .field {
    display: grid;
    gap: var(--space-1);
  }
  .choices {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(200px, 1fr));
    column-gap: var(--space-4);
  }
  .counts {
    row-gap: var(--space-3);
  }
  .notice.privacy {
    color: var(--ink);
    background: var(--tint);
    border-color: var(--primary);
    font-size: var(--text-s);
  }
  ul {
    margin: var(--space-2) 0 0;
    padding-left: var(--space-5);
  }
`;
