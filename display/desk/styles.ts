import { css } from 'lit';
import { shared } from '../ui/styles.ts';

/** The tablet's layout: header, three columns, bottom bar (SCREENS section 4). */
export const deskStyles = [
  shared,
  css`
    :host {
      display: grid;
      grid-template-rows: 56px auto 1fr 96px;
      height: 100vh;
    }
    header,
    footer {
      display: flex;
      align-items: center;
      gap: var(--space-4);
      padding: 0 var(--space-4);
      background: var(--paper);
    }
    header {
      border-bottom: 1px solid var(--hair);
    }
    header label {
      display: flex;
      align-items: center;
      gap: var(--space-2);
      font-weight: 400;
    }
    header select,
    header button {
      min-height: 40px;
    }
    footer {
      border-top: 1px solid var(--hair);
    }
    footer .primary {
      min-width: 300px;
      min-height: 72px;
      font-size: var(--text-xl);
    }
    .undo {
      min-height: 56px;
      background: var(--warn-tint);
      border-color: var(--warn);
      color: var(--warn);
    }
    .spring {
      flex: 1;
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
    footer {
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
    article {
      display: grid;
      gap: var(--space-4);
      padding: var(--space-5);
      background: var(--paper);
      border: 1px solid var(--hair);
      border-radius: var(--radius-l);
      justify-items: start;
    }
    .title {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-4);
    }
    h1 {
      font-size: var(--text-4xl);
    }
    .stepper {
      display: grid;
      grid-template-columns: repeat(7, 1fr);
      gap: var(--space-1);
      width: 100%;
      margin: 0;
      padding: 0;
      list-style: none;
    }
    .stepper li {
      padding-top: var(--space-2);
      font-size: 12px;
      line-height: 1.25;
      color: var(--muted);
      border-top: 4px solid var(--hair);
    }
    .stepper .past {
      border-color: var(--link);
    }
    .stepper .here {
      font-weight: 600;
      color: var(--ink);
      border-color: var(--accent);
    }
    .where {
      font-size: var(--text-l);
    }
    .others {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2);
    }
    .book {
      display: grid;
      gap: var(--space-3);
      width: 100%;
    }
    .book h2 {
      font-size: var(--text-m);
    }
    .book ul {
      margin: 0;
      padding: 0;
      list-style: none;
    }
    .book time {
      display: inline-block;
      min-width: 92px;
      color: var(--muted);
    }
  `,
];
