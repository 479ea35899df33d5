import { css } from 'lit';

/** The search in the house's dark blue, filters on the left, results as cards. */
export const searchStyles = css`
  header h1 {
    margin-top: var(--space-3);
    font-size: var(--text-3xl);
    color: inherit;
  }
  main {
    display: grid;
    gap: var(--space-6);
    align-items: start;
    padding-top: var(--space-5) !important;
    padding-bottom: var(--space-8) !important;
  }
  section {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-4);
    min-height: 60vh;
    align-content: start;
  }
  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2) var(--space-4);
    min-height: var(--target);
  }
  h2 {
    font-size: var(--text-xl);
    overflow-wrap: anywhere;
    scroll-margin-top: var(--space-4);
  }
  h2:focus {
    outline: none;
  }
  .top h2 {
    flex: 1 1 0;
    min-width: 0;
  }
  aside h2 {
    min-height: var(--target);
    padding-top: var(--space-3);
    margin-bottom: var(--space-3);
  }
  .filters b {
    min-width: 24px;
    color: var(--paper);
    text-align: center;
    line-height: 24px;
    background: var(--dark);
    border-radius: 12px;
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2);
  }
  .chips button:not(.plain) {
    padding: 0 var(--space-3) 0 var(--space-4);
    font-weight: 400;
    background: var(--tint);
    border-color: var(--hair);
    border-radius: 24px;
  }
  .hits {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-4);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  [aria-busy='true'] .hits:not(.skeleton) {
    opacity: 0.55;
  }
  article {
    position: relative;
    display: flex;
    gap: var(--space-4);
    height: 100%;
    padding: var(--space-4);
    background: var(--paper);
    border: 1px solid var(--hair);
    border-radius: var(--radius-l);
  }
  article:hover {
    border-color: var(--primary);
  }
  .about {
    display: flex;
    flex: 1;
    flex-direction: column;
    gap: var(--space-2);
    min-width: 0;
  }
  .near {
    padding-top: var(--space-4);
    color: var(--muted);
    font-size: var(--text-m);
  }
  h3 {
    font-size: var(--text-l);
    line-height: 1.3;
    overflow-wrap: anywhere;
  }
  h3 a {
    color: inherit;
    text-decoration: none;
  }
  article:hover h3 a {
    text-decoration: underline;
  }
  h3 a::after {
    position: absolute;
    top: 0;
    right: 0;
    bottom: 0;
    left: 0;
    content: '';
    border-radius: var(--radius-l);
  }
  h3 a:focus-visible {
    outline: none;
    box-shadow: none;
  }
  h3 a:focus-visible::after {
    outline: 3px solid var(--dark);
    outline-offset: 2px;
  }
  mark {
    padding: 0 1px;
    color: inherit;
    background: var(--warn-tint);
    box-shadow: 0 2px 0 var(--accent);
  }
  .also,
  .facts,
  .numbers {
    font-size: var(--text-s);
    color: var(--muted);
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-1) var(--space-3);
    color: var(--ink);
  }
  .editions {
    padding: 0 var(--space-2);
    color: var(--dark);
    white-space: nowrap;
    background: var(--tint);
    border-radius: var(--radius-s);
  }
  .abstract {
    display: -webkit-box;
    overflow: hidden;
    font-size: var(--text-s);
    color: var(--muted);
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }
  .numbers {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--space-4);
  }
  .numbers b {
    font-family: var(--mono);
    font-weight: 400;
    color: var(--ink);
  }
  .ways {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-1) var(--space-3);
    margin-top: auto;
  }
  .skeleton article {
    min-height: 187px;
    background: var(--tint);
    border-color: transparent;
    animation: appear 1ms 300ms both;
  }
  .pager {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: var(--space-2);
    padding-top: var(--space-4);
  }
  .pager .button {
    min-width: var(--target);
  }
  .pager [aria-current] {
    color: var(--paper);
    background: var(--dark);
    border-color: var(--dark);
  }
  dialog {
    width: 100%;
    max-width: 640px;
    max-height: 88vh;
    margin: auto auto 0;
    padding: 0;
    border-radius: var(--radius-l) var(--radius-l) 0 0;
  }
  .sheet-head {
    padding: var(--space-5) var(--space-4);
  }
  .sheet-head h2 {
    margin-bottom: var(--space-4);
    font-size: var(--text-2xl);
  }
  .sheet-foot {
    position: sticky;
    bottom: 0;
    padding: var(--space-3) var(--space-4) var(--space-4);
    background: var(--paper);
    border-top: 1px solid var(--hair);
  }
  .sheet-foot button {
    width: 100%;
  }
  @media (max-width: 599px) {
    .abstract,
    .top .hint {
      display: none;
    }
    .top {
      flex-wrap: nowrap;
    }
    h3 {
      font-size: var(--text-m);
    }
    book-cover {
      font-size: 10px;
    }
    article {
      padding: var(--space-3);
    }
  }
  @media (min-width: 900px) {
    main {
      grid-template-columns: 264px minmax(0, 1fr);
      gap: var(--space-7);
    }
  }
  @media (min-width: 1400px) {
    .hits {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
  }
`;
