import { css, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { pathOf } from '../../../../domain/pages.mjs';
import { forgetKept } from '../../kept-text.ts';
import { command, newKey, read } from '../../line/api.ts';
import { Presence } from '../../presence.ts';
import { shared } from '../../style/styles.ts';
import { LocalizedElement } from '../../words/language.ts';
import { terminalStart } from '../addresses.ts';
import { terminalWords } from './terminal-words.ts';

/** Without a touch for so long the page asks, for twenty seconds more, whether somebody is still there: three minutes. */
const idleMs = 160_000;
const againMs = 5_000;
const touches = ['pointerdown', 'keydown', 'wheel', 'input'] as const;
/** The other buttons of a mouse open links in a window of their own. */
const presses = ['click', 'auxclick'] as const;

/**
 * Watches over a terminal that many people use one after the other. Nobody finds what the one before looked for: no
 * search, no session, no page to go back to. A touch anywhere stops the countdown.
 */
@customElement('reading-terminal')
export class ReadingTerminal extends LocalizedElement {
  static override styles = [
    shared,
    css`
      dialog {
        width: min(520px, 92vw);
        padding: var(--space-6);
        text-align: center;
      }
      h2 {
        margin-bottom: var(--space-3);
        font-size: var(--text-2xl);
      }
      .left {
        margin: var(--space-4) 0 var(--space-5);
        font-size: var(--text-4xl);
        font-weight: 600;
        line-height: 1.1;
        color: var(--dark);
        font-variant-numeric: tabular-nums;
      }
      button {
        width: 100%;
      }
      .leaving::backdrop {
        background: var(--paper);
      }
    `,
  ];

  @state() private leaving = false;
  @query('dialog') private dialog!: HTMLDialogElement;
  readonly #presence = new Presence(this, () => void this.leave());
  #isTouched =
    location.pathname !== pathOf('catalogue') ||
    location.href !== new URL(terminalStart(), location.href).href;

  override connectedCallback(): void {
    super.connectedCallback();
    for (const kind of touches)
      document.addEventListener(kind, this.#touched, { capture: true, passive: true });
    for (const kind of presses) document.addEventListener(kind, this.#follow);
    if (this.#isTouched) this.#wait();
    else void this.#lookForMember();
  }

  override disconnectedCallback(): void {
    for (const kind of touches) document.removeEventListener(kind, this.#touched, { capture: true });
    for (const kind of presses) document.removeEventListener(kind, this.#follow);
    super.disconnectedCallback();
  }

  override updated(): void {
    const shows = this.leaving || this.#presence.asks;
    if (shows && !this.dialog.open) this.dialog.showModal();
    else if (!shows && this.dialog.open) this.dialog.close();
  }

  override render() {
    const texts = terminalWords();
    const { asks, secondsLeft } = this.#presence;
    return html`<dialog
      class=${this.leaving ? 'leaving' : ''}
      aria-labelledby="still"
      @cancel=${(event: Event) => event.preventDefault()}
    >
      ${
        this.leaving
          ? html`<h2 id="still">${texts.leaving}</h2>`
          : asks
            ? html`<h2 id="still">${texts.stillHere}</h2>
                <p>${texts.leavesIn}</p>
                <p class="left" role="timer">${secondsLeft}</p>
                <button class="primary" data-meaning="stay">${texts.stay}</button>`
            : nothing
      }
    </dialog>`;
  }

  readonly #touched = (): void => {
    if (this.leaving) return;
    this.#isTouched = true;
    this.#wait();
  };

  /** Whoever signed in and went back to the start is still there. */
  async #lookForMember(): Promise<void> {
    const reply = await read('/member-session', {});
    if (reply.kind === 'ok' && reply.value.member) this.#touched();
  }

  #wait(): void {
    this.#presence.touched({ ms: idleMs, asksFirst: true });
  }

  /** Back to the start, as soon as the server is there to bring it; until then nothing of before is shown. */
  async leave(): Promise<void> {
    this.leaving = true;
    forgetKept();
    const reply = await command({ name: 'DELETE /member-session', params: {} }, { key: newKey() });
    if (!this.isConnected) return;
    if (reply.kind === 'ok') location.replace(terminalStart());
    else setTimeout(() => void this.leave(), againMs);
  }

  /**
   * Links within the collection replace the page, so that nothing is left to go back to; those that lead elsewhere, or
   * to a file, lead nowhere.
   */
  readonly #follow = (event: MouseEvent): void => {
    const link = event.composedPath().find((target) => target instanceof HTMLAnchorElement);
    if (!link || event.defaultPrevented) return;
    event.preventDefault();
    const home = pathOf('catalogue');
    const { origin, pathname, href } = new URL(link.href);
    const isHere = origin === location.origin && (pathname === home || pathname.startsWith(`${home}/`));
    if (isHere && !link.hasAttribute('download')) location.replace(href);
  };
}
