import { html, nothing, type ReactiveController, type ReactiveControllerHost } from 'lit';
import type { SessionView } from '../../../wire/staff.ts';
import { fire, type Fired } from '../events.ts';
import { forgetKept } from '../kept-text.ts';
import { command, newKey, read } from '../line/api.ts';
import { lockAfterMs, shownBeforeLockMs } from './lock.ts';
import './sign-in.ts';

/**
 * Who is signed in on this page. Locks itself when nobody touches it: the session ends, nothing is left on
 * the page, and the user's password unlocks it.
 */
export class SessionController implements ReactiveController {
  session: SessionView | null = null;
  /** False until the server has said whether somebody is signed in. */
  #asked = false;
  #locked = false;
  readonly #host: ReactiveControllerHost;
  readonly #begun: (session: SessionView) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #warnTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, begun: (session: SessionView) => void) {
    this.#host = host;
    this.#begun = begun;
    host.addController(this);
  }

  hostConnected(): void {
    for (const event of ['pointerdown', 'keydown']) document.addEventListener(event, this.#active);
    this.#active();
    void this.#resume();
  }

  hostDisconnected(): void {
    for (const event of ['pointerdown', 'keydown']) document.removeEventListener(event, this.#active);
    clearTimeout(this.#timer);
    clearTimeout(this.#warnTimer);
  }

  /** Somebody has signed in, or unlocked. */
  begin(session: SessionView): void {
    this.session = session;
    this.#locked = false;
    this.#active();
    this.#begun(session);
    this.#host.requestUpdate();
  }

  /** What stands on the page: `page` for whoever is signed in, or the sign-in. */
  shows(page: (session: SessionView) => unknown): unknown {
    if (!this.#asked) return nothing;
    if (this.session && !this.#locked) return page(this.session);
    return html`<sign-in
      .username=${this.session?.username ?? ''}
      @signed-in=${(event: Fired<'signed-in'>) => this.begin(event.detail)}
    ></sign-in>`;
  }

  /** Somebody else holds the tablet, and the session has ended on the server: only the user's password leads back. */
  handOver(): void {
    this.#locked = true;
    fire(document, 'locked');
    this.#host.requestUpdate();
  }

  /** Ends the session; nothing that was written stays in this tab. */
  async signOut(): Promise<void> {
    forgetKept();
    await command({ name: 'DELETE /session', params: {} }, { key: newKey() });
    this.forget();
  }

  /** The server no longer knows the session. */
  forget(): void {
    this.session = null;
    this.#locked = false;
    this.#host.requestUpdate();
  }

  async #resume(): Promise<void> {
    const reply = await read('/session', {});
    this.#asked = true;
    if (reply.kind === 'ok') this.begin(reply.value);
    this.#host.requestUpdate();
  }

  readonly #active = (): void => {
    clearTimeout(this.#timer);
    clearTimeout(this.#warnTimer);
    fire(document, 'lock-off');
    this.#warnTimer = setTimeout(() => fire(document, 'lock-soon'), lockAfterMs - shownBeforeLockMs);
    this.#timer = setTimeout(() => {
      if (!this.session || this.#locked) return;
      this.#locked = true;
      fire(document, 'locked');
      this.#host.requestUpdate();
      void command({ name: 'DELETE /session', params: {} }, { key: newKey() });
    }, lockAfterMs);
  };
}
