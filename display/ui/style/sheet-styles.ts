import { css } from 'lit';

/** Pages of forms and tables: a header, then sections one below the other. */
export const sheetStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    gap: var(--space-5);
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-4);
    padding: var(--space-3) var(--space-5);
    background: var(--paper);
    border-bottom: 1px solid var(--hair);
  }
  header h1 {
    flex: 1;
    font-size: var(--text-2xl);
  }
  main {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-5);
    width: 100%;
    max-width: 1080px;
    margin: 0 auto;
    padding: var(--space-5) var(--space-4) var(--space-8);
  }
  section {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-4);
    padding: var(--space-5);
    background: var(--paper);
    border: 1px solid var(--hair);
    border-radius: var(--radius-l);
  }
  section h2 {
    font-size: var(--text-2xl);
  }
  h3[id] {
    scroll-margin-top: var(--space-4);
  }
  table {
    width: 100%;
    border-collapse: collapse;
  }
  th,
  td {
    padding: var(--space-2) var(--space-3);
    text-align: left;
    vertical-align: top;
    border-bottom: 1px solid var(--hair);
  }
  th {
    font-size: var(--text-s);
    color: var(--muted);
  }
  td:last-child button {
    min-height: 40px;
  }
  .actions {
    justify-content: flex-start;
  }
  @media (max-width: 640px) {
    .pair {
      grid-template-columns: 1fr;
    }
  }
`;
