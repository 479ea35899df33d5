import { css } from 'lit';
import { shared } from '../ui/style/styles.ts';

/** The tablet's layout: header, three columns, bottom bar. */
export const deskStyles = [
  shared,
  css`
    :host {
      display: grid;
      grid-template-rows: 56px auto 1fr 96px;
      grid-template-columns: minmax(0, 1fr);
      height: 100vh;
    }
    .page {
      display: contents;
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
    .visit {
      padding: var(--space-4);
      overflow-y: auto;
    }
    /* what is long scrolls by itself, so that the tools below it stay on the first screen */
    nav,
    aside {
      display: grid;
      min-height: 0;
      background: var(--paper);
    }
    nav {
      grid-template-rows: minmax(0, 1fr) auto;
    }
    aside {
      grid-template-rows: auto minmax(0, 1fr) auto;
    }
    .long {
      padding: var(--space-4);
      overflow-y: auto;
    }
    .long:focus-visible {
      outline: 3px solid var(--dark);
      outline-offset: -3px;
    }
    .tools {
      display: grid;
      grid-template-columns: 1fr 1fr;
      border-top: 1px solid var(--hair);
    }
    .tools > * {
      justify-content: flex-start;
      padding: var(--space-2) var(--space-2) var(--space-2) var(--space-4);
      font-size: var(--text-s);
      text-align: left;
    }
    nav {
      border-right: 1px solid var(--hair);
    }
    aside {
      border-left: 1px solid var(--hair);
    }
    aside h2 {
      display: flex;
      justify-content: space-between;
      padding: var(--space-4) var(--space-4) var(--space-3);
      border-bottom: 1px solid var(--hair);
      font-size: var(--text-l);
    }
    aside h2 span {
      font-size: var(--text-m);
      color: var(--ink);
    }
    .tool {
      display: inline-flex;
      align-items: center;
      min-height: var(--target);
      font-weight: 600;
      line-height: 1.2;
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
    /* in a low window nothing is left for what is long, so that each column scrolls whole */
    @media (max-height: 560px) {
      nav,
      aside {
        display: block;
        overflow-y: auto;
      }
    }
    .keys {
      display: none;
    }
    /* a tablet held upright: the lockers stand below the list */
    @media (min-width: 761px) and (max-width: 960px) {
      :host {
        grid-template-rows: auto auto minmax(0, 1fr) 96px;
      }
      main {
        grid-template: minmax(0, 3fr) minmax(0, 2fr) / 300px minmax(0, 1fr);
      }
      .visit {
        grid-area: 1 / 2 / 3 / 3;
      }
      aside {
        grid-area: 2 / 1;
        border: solid var(--hair);
        border-width: 1px 1px 0 0;
      }
    }
    /* a page at twice its size and more: one column, which scrolls with the header above the bar */
    @media (max-width: 760px) {
      :host {
        grid-template-rows: minmax(0, 1fr) auto;
      }
      .page {
        display: block;
        grid-row: 1;
        overflow-y: auto;
      }
      main {
        display: block;
      }
      nav,
      aside,
      .long {
        overflow: visible;
      }
      .keys {
        display: block;
        padding: var(--space-4);
      }
      desk-bar {
        grid-row: 2;
      }
    }
  `,
];
