import { css, unsafeCSS } from 'lit';
import { shared } from './styles.ts';
import first from './phone.css?inline';

/** The phone's layout: one column, large targets. */
export const phoneStyles = [
  shared,
  unsafeCSS(first),
  css`
    .ticket .left {
      font-size: var(--text-2xl);
      font-variant-numeric: tabular-nums;
    }
    .card {
      display: grid;
      gap: var(--space-4);
      padding: var(--space-5) var(--space-4);
      background: var(--paper);
      border: 1px solid var(--hair);
      border-radius: var(--radius-l);
    }
    .steps {
      display: grid;
      margin: 0;
      padding: var(--space-4);
      list-style: none;
      background: var(--paper);
      border: 1px solid var(--hair);
      border-radius: var(--radius-l);
    }
    .steps li {
      position: relative;
      display: flex;
      justify-content: space-between;
      gap: var(--space-3);
      padding: var(--space-2) 0 var(--space-2) var(--space-5);
      color: var(--muted);
    }
    .steps time {
      white-space: nowrap;
    }
    .steps li::before {
      position: absolute;
      top: 15px;
      left: 2px;
      width: 10px;
      height: 10px;
      content: '';
      background: var(--link);
      border-radius: 50%;
    }
    .steps li:not(:last-child)::after {
      position: absolute;
      top: 25px;
      bottom: -15px;
      left: 6px;
      width: 2px;
      content: '';
      background: var(--link);
    }
    .steps li[aria-current='step'] {
      font-weight: 600;
      color: var(--ink);
    }
    .steps li[aria-current='step']::before {
      left: 0;
      width: 14px;
      height: 14px;
      margin-top: -2px;
      background: var(--accent);
      border: 2px solid var(--dark);
    }
  `,
];
