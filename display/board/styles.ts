import { css } from 'lit';

/** The TV's layout, in parts of the screen's height. */
export const boardStyles = css`
  * {
    box-sizing: border-box;
    margin: 0;
  }
  .tv {
    display: grid;
    grid-template-rows: 8vh 1fr 7vh;
    gap: 2vh;
    height: 100vh;
    padding: 4vh 5vw;
    color: var(--tv-text);
    background: var(--tv-ground);
  }
  header,
  footer {
    display: flex;
    align-items: center;
    justify-content: space-between;
    font-size: 3.5vh;
    line-height: 1.15;
    color: var(--tv-muted);
  }
  header strong {
    display: block;
    color: var(--tv-text);
    letter-spacing: 0.04em;
  }
  time {
    text-align: right;
    font-size: 6vh;
    font-weight: 600;
    line-height: 1;
    color: var(--tv-text);
  }
  time small {
    display: block;
    margin-top: 0.4vh;
    font-size: 2.6vh;
    font-weight: 400;
    color: var(--tv-muted);
  }
  main {
    display: grid;
    grid-template-columns: 62fr 38fr;
    gap: 2.5vw;
    min-height: 0;
  }
  main > .message {
    grid-column: 1 / -1;
  }
  h1,
  h2 {
    margin-bottom: 1vh;
    font-size: 4.5vh;
    font-weight: 600;
    line-height: 1.2;
    color: var(--tv-muted);
  }
  .now {
    display: grid;
    grid-template-rows: auto auto auto;
    align-content: space-between;
    min-height: 0;
  }
  .line {
    display: flex;
    flex-direction: column;
    min-height: 0;
  }
  ul,
  ol {
    padding: 0;
    list-style: none;
  }
  .tiles {
    display: grid;
    grid-template-columns: repeat(3, 1fr);
    gap: 1.2vw;
    margin-top: 1.5vh;
  }
  .tiles li {
    padding: 0.7vh 1vw;
    text-align: center;
    background: var(--tv-panel);
    border: 0.3vh solid transparent;
    border-radius: 1.2vh;
  }
  .tiles li.ringing {
    border-color: var(--tv-outline);
  }
  .tiles b {
    display: block;
    font-size: 8vh;
    font-weight: 600;
    line-height: 1;
    white-space: nowrap;
  }
  .tiles small {
    display: block;
    overflow: hidden;
    font-size: 2.6vh;
    line-height: 1.2;
    white-space: nowrap;
    text-overflow: ellipsis;
    color: var(--tv-muted);
  }
  .tiles span {
    font-size: 4vh;
    line-height: 1.1;
    color: var(--tv-counter);
    white-space: nowrap;
  }
  ol {
    flex: 1;
    padding: 0 2vw;
    background: var(--tv-panel);
    border-radius: 2vh;
  }
  ol li {
    height: 10vh;
    font-size: 8vh;
    font-weight: 600;
    line-height: 10vh;
    text-align: center;
    white-space: nowrap;
  }
  ol li + li {
    border-top: 1px solid var(--tv-ground);
  }
  .message {
    display: grid;
    place-items: center;
    height: 100%;
    padding: 2vh 4vw;
    font-size: 7vh;
    line-height: 1.25;
    text-align: center;
    background: var(--tv-panel);
    border-radius: 2vh;
  }
  .message.small {
    font-size: 4.5vh;
    color: var(--tv-muted);
  }
  .message:empty {
    background: none;
  }
  footer {
    font-size: 4vh;
  }
  footer b {
    color: var(--tv-text);
  }
  footer.lost {
    justify-content: center;
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
