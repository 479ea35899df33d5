import { css } from 'lit';

/** The TV's layout, in units of the screen: `--u` is one. */
export const boardStyles = css`
  * {
    box-sizing: border-box;
    margin: 0;
  }
  .tv {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr) auto;
    gap: calc(2 * var(--u));
    height: 100vh;
    height: 100dvh; /* on a phone, what its bars leave */
    padding: calc(4 * var(--u)) 5vw;
    color: var(--tv-text);
    background: var(--tv-ground);
    text-rendering: geometricPrecision; /* as wide as it was measured, also where letters are small */
  }
  header,
  footer {
    display: flex;
    gap: 3vw;
    align-items: center;
    justify-content: space-between;
    font-size: calc(3.5 * var(--u));
    line-height: 1.15;
    color: var(--tv-muted);
  }
  header {
    min-height: calc(9.3 * var(--u));
  }
  header div,
  footer div {
    min-width: 0;
    overflow-wrap: anywhere;
  }
  header strong,
  header span,
  footer strong,
  footer span {
    display: block;
  }
  header strong,
  footer strong {
    font-weight: 600;
    color: var(--tv-text);
  }
  header strong {
    letter-spacing: 0.04em;
  }
  header span {
    font-size: var(--office);
  }
  time {
    flex: none;
    text-align: right;
    font-size: calc(6 * var(--u));
    font-weight: 600;
    line-height: 1;
    color: var(--tv-text);
    white-space: nowrap;
  }
  time small {
    display: block;
    font-size: calc(2.6 * var(--u));
    font-weight: 400;
    line-height: 1.25;
    color: var(--tv-muted);
  }
  main {
    display: grid;
    grid-template-columns: minmax(0, 62fr) minmax(0, 38fr);
    gap: 2.5vw;
    min-height: 0;
  }
  main > .message,
  main > .closed {
    grid-column: 1 / -1;
  }
  h1,
  h2 {
    display: flex;
    flex: none;
    align-items: center;
    justify-content: space-between;
    height: calc(5.4 * var(--u));
    margin-bottom: calc(1 * var(--u));
    font-size: min(4.5 * var(--u), 2.5vw);
    font-weight: 600;
    color: var(--tv-muted);
    white-space: nowrap;
  }
  h2 {
    font-size: min(3.6 * var(--u), 2vw);
  }
  .now h2 {
    align-items: flex-end;
    height: calc(6.4 * var(--u));
    margin-bottom: 0;
  }
  h1 small,
  h2 small {
    font-size: calc(3.5 * var(--u));
  }
  .now,
  .line {
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
  }
  .now > call-card,
  .now > .message {
    flex: 1;
    min-height: 0;
  }
  ul,
  ol {
    padding: 0;
    list-style: none;
  }
  .tiles {
    display: grid;
    flex: none;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: 0 1.2vw;
  }
  .tiles li {
    display: flex;
    flex-direction: column;
    justify-content: center;
    margin-top: calc(1.2 * var(--u));
    padding: calc(0.5 * var(--u)) 1vw;
    text-align: center;
    background: var(--tv-panel);
    border: calc(0.3 * var(--u)) solid var(--tv-outline);
    border-radius: calc(1.2 * var(--u));
  }
  li b {
    display: block;
    font-size: var(--tile);
    font-weight: 600;
    line-height: 1;
    white-space: nowrap;
  }
  li span {
    min-width: 0;
    font-size: var(--tile-words);
    line-height: 1.1;
    color: var(--tv-counter);
    overflow-wrap: anywhere;
  }
  .missed li {
    border-color: transparent;
  }
  .missed b {
    font-size: calc(6.5 * var(--u));
  }
  .missed span {
    font-size: calc(3.5 * var(--u));
    color: var(--tv-muted);
  }
  .tiles.two {
    grid-template-columns: repeat(2, minmax(0, 1fr));
  }
  .tiles.one {
    grid-template-columns: minmax(0, 1fr);
  }
  .tiles.one li,
  .serving li {
    flex-direction: row;
    gap: 2vw;
    align-items: center;
    justify-content: flex-start;
    text-align: left;
  }
  ol {
    flex: 1;
    min-height: 0;
    padding: var(--waiting-edge) 2vw;
    background: var(--tv-panel);
    border-radius: calc(2 * var(--u));
  }
  ol li {
    height: var(--waiting-row);
    font-size: var(--waiting);
    font-weight: 600;
    line-height: var(--waiting-row);
    text-align: center;
    white-space: nowrap;
  }
  ol.one li + li,
  ol.two li:nth-child(n + 3),
  ol.three li:nth-child(n + 4) {
    border-top: 1px solid var(--tv-ground);
  }
  ol.two,
  ol.three {
    display: grid;
    flex: none;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    margin-bottom: calc(1.2 * var(--u));
  }
  ol.three {
    grid-template-columns: repeat(3, minmax(0, 1fr));
  }
  .serving {
    flex: 1;
    min-height: 0;
    padding: calc(0.4 * var(--u)) 2vw;
    background: var(--tv-panel);
    border-radius: calc(2 * var(--u));
  }
  .serving li {
    display: flex;
    gap: calc(2 * var(--u));
    margin-top: calc(1.2 * var(--u));
  }
  .serving b {
    font-size: calc(6.5 * var(--u));
  }
  .serving span {
    font-size: calc(3.5 * var(--u));
    color: var(--tv-muted);
  }
  .serving .more {
    font-size: calc(4 * var(--u));
    line-height: 1.1;
    font-weight: 600;
    color: var(--tv-muted);
  }
  .message,
  .closed {
    display: grid;
    align-content: center;
    justify-items: center;
    height: 100%;
    padding: calc(2 * var(--u)) 4vw;
    font-size: calc(7 * var(--u));
    line-height: 1.25;
    text-align: center;
    background: var(--tv-panel);
    border-radius: calc(2 * var(--u));
  }
  .message.small {
    flex: 1;
    font-size: calc(4.5 * var(--u));
    color: var(--tv-muted);
  }
  .message.small.two,
  .message.small.three {
    flex: none;
    height: calc(var(--waiting-row) + 2 * var(--waiting-edge));
    margin-bottom: calc(1.2 * var(--u));
    padding: 0;
  }
  .message:empty {
    background: none;
  }
  .closed {
    gap: calc(3 * var(--u));
    overflow-wrap: anywhere;
  }
  .closed b {
    display: block;
    font-size: calc(6 * var(--u));
    font-weight: 600;
  }
  .closed span {
    display: block;
    margin-top: calc(1.5 * var(--u));
    font-size: calc(4.5 * var(--u));
  }
  .closed p + p {
    color: var(--tv-muted);
  }
  .closed p + p b {
    font-size: calc(4 * var(--u));
  }
  .closed p + p span {
    font-size: calc(3.5 * var(--u));
  }
  footer {
    min-height: calc(7 * var(--u));
    font-size: var(--note);
  }
  footer b {
    flex: none;
    font-size: calc(4 * var(--u));
    color: var(--tv-text);
    white-space: nowrap;
  }
  .closing {
    padding-left: 1.2vw;
    border-left: calc(0.8 * var(--u)) solid var(--tv-outline);
  }
  footer.lost {
    justify-content: center;
    font-weight: 600;
    text-align: center;
    color: var(--tv-ground);
    background: var(--tv-counter);
    border-radius: calc(1.2 * var(--u));
  }
  .standing {
    grid-template-rows: max-content minmax(max-content, 1fr) max-content;
    overflow-y: auto;
  }
  .standing main {
    grid-template-rows: minmax(max-content, 1fr) max-content;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(2 * var(--u));
  }
  .standing main > .message,
  .standing main > .closed {
    grid-row: 1 / -1;
  }
  .standing header,
  .standing footer {
    flex-direction: column;
    align-items: stretch;
    justify-content: center;
  }
  .standing header {
    gap: calc(1.5 * var(--u));
    min-height: 0;
  }
  .standing header strong {
    font-size: calc(4 * var(--u));
  }
  .standing time {
    display: flex;
    gap: calc(3 * var(--u));
    align-items: baseline;
    justify-content: space-between;
    font-size: calc(7 * var(--u));
  }
  .standing time small {
    font-size: calc(3 * var(--u));
  }
  .standing h1 {
    font-size: min(4.5 * var(--u), 4.6vw);
  }
  .standing h2 {
    font-size: min(3.6 * var(--u), 4vw);
  }
  .standing .serving {
    flex: none;
    padding-bottom: calc(1.2 * var(--u));
  }
  .standing footer {
    gap: 0;
  }
  .standing footer b {
    order: -1;
  }
  .stale .line,
  .stale .tiles {
    opacity: 0.55;
  }
`;
