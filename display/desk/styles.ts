import { css } from 'lit';
import { shared } from '../ui/style/styles.ts';

/** The tablet's layout: header, three columns, bottom bar. */
export const deskStyles = [
  shared,
  css`
    :host {
      display: grid;
      grid-template-rows: 56px auto 1fr 96px;
      height: 100vh;
    }
    .line {
      grid-row: 2;
      display: flex;
      align-items: center;
      gap: var(--space-4);
    }
    main {
      grid-row: 3;
      display: grid;
      grid-template-columns: 320px 1fr 260px;
      min-height: 0;
    }
    counter-choice {
      grid-row: 3 / 5;
    }
    desk-bar {
      grid-row: 4;
    }
    nav,
    aside,
    .visit {
      padding: var(--space-4);
      overflow-y: auto;
    }
    nav,
    aside {
      background: var(--paper);
    }
    nav {
      border-right: 1px solid var(--hair);
    }
    aside {
      border-left: 1px solid var(--hair);
    }
    aside h2 {
      font-size: var(--text-l);
    }
    .held {
      margin: var(--space-1) 0 var(--space-3);
      font-weight: 600;
    }
    .tool {
      display: inline-flex;
      align-items: center;
      min-height: 48px;
      padding: 0 var(--space-4);
      font-weight: 600;
      text-decoration: none;
    }
    .visit {
      display: grid;
      align-content: start;
      gap: var(--space-3);
    }
    .empty {
      padding: var(--space-8) var(--space-5);
      text-align: center;
      color: var(--muted);
    }
  `,
];
