import { css } from 'lit';

/** The cover beside the title and the place on the shelf; below, what it is about and what stands near it. */
export const publicationStyles = css`
  .wrap {
    max-width: 1240px;
  }
  main {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-5);
    padding-top: var(--space-3) !important;
    padding-bottom: var(--space-8) !important;
  }
  .back {
    display: inline-flex;
    align-items: center;
    justify-self: start;
    gap: var(--space-2);
    min-height: var(--target);
    padding-right: var(--space-2);
    font-weight: 600;
    text-decoration: none;
  }
  .back:hover {
    text-decoration: underline;
  }
  .loading {
    min-height: 60vh;
    font-size: var(--text-xl);
    color: var(--muted);
    animation: appear 1ms 300ms both;
  }
  .book {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: var(--space-5) var(--space-4);
    align-items: start;
  }
  .book > book-cover {
    font-size: 13px;
  }
  .name {
    display: grid;
    gap: var(--space-2);
  }
  .subject {
    font-size: var(--text-s);
    font-weight: 600;
    color: var(--link);
  }
  h1 {
    font-size: var(--text-2xl);
    overflow-wrap: anywhere;
    text-wrap: balance;
  }
  .also {
    color: var(--muted);
  }
  .facts {
    font-size: var(--text-m);
  }
  .place {
    display: grid;
    grid-column: 1 / -1;
    gap: var(--space-2);
    padding: var(--space-5);
    background: var(--tint);
    border-radius: var(--radius-l);
  }
  .place .way {
    margin-right: var(--space-4);
    font-size: var(--text-m);
  }
  .place button {
    margin-top: var(--space-3);
  }
  .shelf {
    font-size: var(--text-3xl);
    font-weight: 600;
    line-height: 1.2;
    color: var(--dark);
  }
  .columns,
  .columns > div {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-6);
    align-content: start;
  }
  .columns section {
    display: grid;
    gap: var(--space-3);
    align-content: start;
  }
  h2 {
    font-size: var(--text-xl);
  }
  .abstract {
    max-width: 68ch;
    white-space: pre-line;
  }
  dl {
    display: grid;
    margin: 0;
  }
  dl > div {
    display: grid;
    grid-template-columns: 132px minmax(0, 1fr);
    gap: var(--space-3);
    padding: var(--space-2) 0;
    border-top: 1px solid var(--hair);
  }
  dt {
    font-size: var(--text-s);
    line-height: 24px;
    color: var(--muted);
  }
  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .number {
    font-family: var(--mono);
  }
  .rights {
    font-size: var(--text-s);
    color: var(--muted);
  }
  .editions,
  .related {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .editions .button {
    min-width: 80px;
    font-variant-numeric: tabular-nums;
  }
  .related {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(136px, 1fr));
    gap: var(--space-5) var(--space-4);
  }
  .related a {
    display: grid;
    gap: var(--space-2);
    font-size: var(--text-s);
    font-weight: 600;
    line-height: 1.35;
    color: var(--dark);
    text-decoration: none;
    border-radius: var(--radius-s);
  }
  .related a:hover span {
    text-decoration: underline;
  }
  .related small {
    font-weight: 400;
    color: var(--muted);
  }
  dialog {
    width: min(560px, 94vw);
  }
  dialog h2 {
    margin: var(--space-2) 0 var(--space-4);
    font-size: var(--text-2xl);
  }
  dialog dl {
    margin: var(--space-5) 0;
  }
  dialog dd {
    font-size: var(--text-xl);
    font-weight: 600;
  }
  dialog button {
    width: 100%;
  }
  @media (min-width: 900px) {
    .book {
      grid-template-columns: auto minmax(0, 1fr) 320px;
      gap: var(--space-7);
    }
    .book > book-cover {
      font-size: 22px;
    }
    .place {
      grid-column: auto;
    }
    h1 {
      font-size: var(--text-3xl);
    }
    .also {
      font-size: var(--text-l);
    }
    .columns {
      grid-template-columns: minmax(0, 1fr) 400px;
      gap: var(--space-7);
      padding-top: var(--space-5);
    }
  }
`;
