import { css } from 'lit';
import { shared } from '../ui/style/styles.ts';

/** Large tiles in reach of everyone, in the lower part of a portrait screen. */
export const kioskStyles = [
  shared,
  css`
    :host {
      display: grid;
      grid-template-rows: auto 1fr;
      min-height: 100vh;
    }
    header {
      display: flex;
      align-items: center;
      justify-content: space-between;
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
      align-content: center;
      padding: var(--space-6);
    }
    h1 {
      font-size: var(--text-4xl);
    }
    p {
      font-size: var(--text-xl);
    }
    .start {
      display: grid;
      gap: var(--space-6);
      width: 100%;
      max-width: 1080px;
      margin: 0 auto;
      text-align: center;
    }
    .tiles {
      display: grid;
      grid-template-columns: 1fr 1fr;
      gap: var(--space-4);
    }
    .tile {
      flex-direction: column;
      min-height: max(96px, min(160px, 16vh));
      padding: var(--space-5);
      font-size: 28px;
      border-radius: var(--radius-l);
    }
    .start .tiles:not(.groups) .tile {
      min-height: max(160px, min(260px, 33vh));
      font-size: var(--text-4xl);
    }
    .tile small {
      font-size: var(--text-xl);
      font-weight: 400;
    }
    .tile.main {
      color: var(--paper);
      background: var(--dark);
      border-color: var(--dark);
    }
    .tile.main:hover:not(:disabled) {
      background: var(--ink);
    }
    .tile.quiet {
      color: var(--muted);
    }
    .tile:disabled {
      color: var(--muted);
      background: var(--hair);
      border-color: var(--hair);
    }
    .message {
      display: grid;
      justify-items: center;
      gap: var(--space-5);
      text-align: center;
    }
    .message p {
      max-width: 960px;
      font-size: var(--text-2xl);
    }
    .message .hint {
      font-size: var(--text-l);
    }
    office-notice {
      font-size: var(--text-xl);
      text-align: left;
    }
    .message h2 {
      font-size: var(--text-3xl);
    }
    .message :is(button, .button) {
      min-width: min(320px, 100%);
      font-size: var(--text-2xl);
    }
    .result {
      display: grid;
      grid-template-columns: 3fr 2fr;
      gap: var(--space-7);
      align-items: center;
      width: 100%;
      max-width: 1120px;
      margin: 0 auto;
    }
    .result h1 {
      font-size: var(--text-3xl);
    }
    .number {
      font-size: min(176px, 24vw);
      font-weight: 600;
      line-height: 1.1;
      color: var(--dark);
      white-space: nowrap;
    }
    .ahead {
      font-size: var(--text-3xl);
      font-weight: 600;
    }
    .result p + p:not(.number, .ahead) {
      margin-top: var(--space-3);
    }
    .follow {
      display: grid;
      gap: var(--space-4);
      padding: var(--space-5);
      background: var(--paper);
      border: 1px solid var(--hair);
      border-radius: var(--radius-l);
    }
    .follow p {
      font-size: var(--text-m);
    }
    .qr {
      width: 100%;
      min-width: min(300px, 100%);
      background: var(--paper);
      fill: var(--ink);
    }
    .veil {
      position: fixed;
      inset: 0;
      display: grid;
      place-items: center;
      background: rgb(11 27 51 / 0.6);
    }
    .veil .message {
      padding: var(--space-7);
      background: var(--paper);
      border-radius: var(--radius-l);
      box-shadow: var(--overlay-shadow);
    }
    @media (orientation: portrait) {
      main {
        align-content: end;
        padding-bottom: 12vh;
      }
      main > .message {
        align-content: center;
        min-height: 68vh;
      }
      .tiles,
      .result {
        grid-template-columns: minmax(0, 1fr);
      }
      .groups .tile {
        min-height: max(96px, min(160px, 9vh));
      }
    }
    /* a phone, or a screen that is zoomed in to four times */
    @media (max-width: 640px) {
      header {
        flex-wrap: wrap;
        gap: var(--space-2);
        padding: var(--space-3) var(--space-4);
      }
      header strong {
        font-size: var(--text-l);
      }
      main {
        padding: var(--space-4);
      }
      main > .message {
        min-height: 0;
      }
      h1 {
        font-size: var(--text-3xl);
      }
      .tiles,
      .result {
        grid-template-columns: minmax(0, 1fr);
      }
      .tile,
      .start .tiles:not(.groups) .tile {
        min-height: 96px;
        font-size: var(--text-2xl);
      }
      .follow,
      .veil .message {
        padding: var(--space-4);
      }
    }
  `,
];
