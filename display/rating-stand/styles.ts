import { css } from 'lit';
import { skdStyles } from '../ui/rating/skd-invitation.ts';
import { shared } from '../ui/style/styles.ts';

/** A tablet read standing: one message in the middle, large. */
export const standStyles = [
  shared,
  skdStyles,
  css`
    :host {
      display: grid;
      grid-template-rows: auto 1fr;
      min-height: 100vh;
    }
    tablet-rating {
      grid-row: 1 / 3;
    }
    header {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: var(--space-4);
      padding: var(--space-4) var(--space-6);
      color: var(--dark);
      background: var(--paper);
      border-bottom: 1px solid var(--hair);
    }
    header strong {
      display: block;
      font-size: var(--text-2xl);
      line-height: 1.2;
    }
    header span {
      color: var(--muted);
    }
    main {
      display: grid;
      place-content: center;
      padding: var(--space-5);
    }
    section {
      display: grid;
      gap: var(--space-4);
      justify-items: center;
      max-width: 720px;
      text-align: center;
    }
    .picture {
      width: 220px;
      fill: var(--paper);
      stroke: var(--dark);
      stroke-width: 3;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
    .beam {
      stroke: var(--accent);
      stroke-width: 4;
    }
    h1 {
      font-size: var(--text-4xl);
      text-wrap: balance;
    }
    p {
      font-size: var(--text-2xl);
      text-wrap: balance;
    }
    p.notice {
      font-size: var(--text-l);
    }
    form {
      display: grid;
      gap: var(--space-2);
      width: 100%;
      max-width: 560px;
      margin-top: var(--space-5);
      text-align: left;
    }
    .entry {
      display: grid;
      grid-template-columns: 1fr auto;
      gap: var(--space-2);
    }
    .entry .fault {
      grid-column: 1 / -1;
      order: 1;
    }
    @media (max-width: 560px) {
      h1 {
        font-size: var(--text-3xl);
      }
      p {
        font-size: var(--text-xl);
      }
      .entry {
        grid-template-columns: 1fr;
      }
    }
  `,
];
