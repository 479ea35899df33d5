import { css } from 'lit';

/** The head in the house's dark blue, tiles for the pages, and the standard as a list of terms. */
export const startStyles = css`
  header {
    color: var(--paper);
    background: var(--dark);
  }
  header > div,
  main {
    max-width: 1040px;
    margin: 0 auto;
    padding: var(--space-5) var(--space-4);
  }
  header > div {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--space-4);
  }
  h1 {
    font-size: var(--text-3xl);
    color: inherit;
  }
  main {
    display: grid;
    gap: var(--space-6);
  }
  nav {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(240px, 1fr));
    gap: var(--space-4);
  }
  nav a {
    display: grid;
    align-content: start;
    gap: var(--space-1);
    padding: var(--space-5);
    color: var(--dark);
    font-size: var(--text-2xl);
    font-weight: 600;
    line-height: 1.2;
    text-decoration: none;
    background: var(--tint);
    border: 1px solid var(--hair);
    border-top: 4px solid var(--primary);
    border-radius: var(--radius-l);
  }
  nav small {
    font-size: var(--text-m);
    font-weight: 400;
    color: var(--muted);
  }
  h2 {
    font-size: var(--text-2xl);
  }
  dl {
    display: grid;
    grid-template-columns: minmax(140px, 1fr) 3fr;
    gap: var(--space-4);
    margin: var(--space-4) 0 0;
  }
  dt {
    font-weight: 600;
  }
  dd {
    margin: 0;
  }
  ol,
  ul {
    margin: 0;
    padding-left: var(--space-5);
  }
  @media (max-width: 600px) {
    dl {
      grid-template-columns: 1fr;
      gap: var(--space-2);
    }
    dd {
      margin-bottom: var(--space-3);
    }
  }
`;
