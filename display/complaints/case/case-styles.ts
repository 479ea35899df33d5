import { css } from 'lit';

/** The parts of one complaint: cards, facts, its history and its forms. */
export const caseStyles = css`
  article,
  form,
  .entry {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-4);
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2) var(--space-4);
  }
  h2 {
    font-size: var(--text-2xl);
  }
  h2:focus {
    outline: none;
  }
  h2:focus-visible {
    outline: 3px solid var(--dark);
    outline-offset: 4px;
    border-radius: var(--radius-s);
  }
  h3 {
    font-size: var(--text-l);
  }
  .stage {
    padding: var(--space-1) var(--space-3);
    font-size: var(--text-s);
    font-weight: 600;
    color: var(--dark);
    background: var(--paper);
    border: 1px solid var(--dark);
    border-radius: var(--radius-l);
  }
  .card {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    gap: var(--space-3);
    padding: var(--space-4) var(--space-5);
    background: var(--paper);
    border: 1px solid var(--hair);
    border-radius: var(--radius-l);
  }
  .card.steps {
    border-top: 4px solid var(--primary);
  }
  .columns {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-4);
  }
  .written {
    white-space: pre-line;
    overflow-wrap: anywhere;
  }
  dl {
    display: grid;
    grid-template-columns: fit-content(45%) minmax(0, 1fr);
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
  .field,
  fieldset {
    display: grid;
    gap: var(--space-1);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-3);
  }
  .choice {
    align-items: start;
    padding: var(--space-2) 0;
  }
  .choice small {
    display: block;
    font-size: var(--text-s);
    color: var(--muted);
  }
  ol {
    display: grid;
    gap: var(--space-4);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  ol li {
    display: grid;
    gap: var(--space-1);
    padding-left: var(--space-4);
    border-left: 4px solid var(--primary);
  }
  ol li.complainant {
    border-color: var(--accent);
  }
  ol li.system {
    border-color: var(--hair);
  }
  ol li.overdue {
    border-color: var(--bad);
  }
  ol li.overdue b {
    color: var(--bad);
  }
  .answer {
    padding: var(--space-3) var(--space-4);
    background: var(--tint);
    border-radius: var(--radius-m);
  }
  @media (min-width: 1200px) {
    .columns {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    }
  }
  @media (max-width: 480px) {
    .card {
      padding: var(--space-4);
    }
    dl {
      grid-template-columns: minmax(0, 1fr);
      gap: 0;
    }
    dd + dt {
      margin-top: var(--space-2);
    }
  }
`;
