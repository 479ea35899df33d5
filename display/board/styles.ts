import { css } from 'lit';

/** The TV's layout, in parts of the screen's height. */
export const boardStyles = css`
  * {
    box-sizing: border-box;
    margin: 0;
  }
  .tv {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr) auto;
    gap: 2vh;
    height: 100vh;
    padding: 4vh 5vw;
    color: var(--tv-text);
    background: var(--tv-ground);
  }
  header,
  footer {
    display: flex;
    gap: 3vw;
    align-items: center;
    justify-content: space-between;
    font-size: 3.5vh;
    line-height: 1.15;
    color: var(--tv-muted);
  }
  header {
    min-height: 9.3vh;
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
    font-size: 6vh;
    font-weight: 600;
    line-height: 1;
    color: var(--tv-text);
    white-space: nowrap;
  }
  time small {
    display: block;
    font-size: 2.6vh;
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
    height: 5.4vh;
    margin-bottom: 1vh;
    font-size: min(4.5vh, 2.5vw);
    font-weight: 600;
    color: var(--tv-muted);
    white-space: nowrap;
  }
  h2 {
    font-size: min(3.6vh, 2vw);
  }
  .now h2 {
    align-items: flex-end;
    height: 6.4vh;
    margin-bottom: 0;
  }
  h1 small,
  h2 small {
    font-size: 3.5vh;
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
    margin-top: 1.2vh;
    padding: 0.5vh 1vw;
    text-align: center;
    background: var(--tv-panel);
    border: 0.3vh solid var(--tv-outline);
    border-radius: 1.2vh;
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
    font-size: 6.5vh;
  }
  .missed span {
    font-size: 3.5vh;
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
    padding: 0 2vw;
    background: var(--tv-panel);
    border-radius: 2vh;
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
  ol.two li:nth-child(n + 3) {
    border-top: 1px solid var(--tv-ground);
  }
  ol.two {
    display: grid;
    flex: none;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    margin-bottom: 1.2vh;
  }
  .serving {
    flex: 1;
    min-height: 0;
    padding: 0.4vh 2vw;
    background: var(--tv-panel);
    border-radius: 2vh;
  }
  .serving li {
    display: flex;
    gap: 2vh;
    margin-top: 1.2vh;
  }
  .serving b {
    font-size: 6.5vh;
  }
  .serving span {
    font-size: 3.5vh;
    color: var(--tv-muted);
  }
  .serving .more {
    font-size: 4vh;
    font-weight: 600;
    color: var(--tv-muted);
  }
  .message,
  .closed {
    display: grid;
    align-content: center;
    justify-items: center;
    height: 100%;
    padding: 2vh 4vw;
    font-size: 7vh;
    line-height: 1.25;
    text-align: center;
    background: var(--tv-panel);
    border-radius: 2vh;
  }
  .message.small {
    flex: 1;
    font-size: 4.5vh;
    color: var(--tv-muted);
  }
  .message.small.two {
    flex: none;
    height: var(--waiting-row);
    margin-bottom: 1.2vh;
    padding: 0;
  }
  .message:empty {
    background: none;
  }
  .closed {
    gap: 3vh;
    overflow-wrap: anywhere;
  }
  .closed b {
    display: block;
    font-size: 6vh;
    font-weight: 600;
  }
  .closed span {
    display: block;
    margin-top: 1.5vh;
    font-size: 4.5vh;
  }
  .closed p + p {
    color: var(--tv-muted);
  }
  .closed p + p b {
    font-size: 4vh;
  }
  .closed p + p span {
    font-size: 3.5vh;
  }
  footer {
    min-height: 7vh;
    font-size: var(--note);
  }
  footer b {
    flex: none;
    font-size: 4vh;
    color: var(--tv-text);
    white-space: nowrap;
  }
  .closing {
    padding-left: 1.2vw;
    border-left: 0.8vh solid var(--tv-outline);
  }
  footer.lost {
    justify-content: center;
    font-size: 4vh;
    font-weight: 600;
    color: var(--tv-ground);
    background: var(--tv-counter);
    border-radius: 1.2vh;
  }
  .stale .line,
  .stale .tiles {
    opacity: 0.55;
  }
`;
