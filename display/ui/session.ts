import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { SessionView } from '../../domain/visit/views.ts';
import { command, newKey, read } from './api.ts';

const lockAfterMs = 180_000;

/** Who is signed in on this page. Locks itself when nobody touches it; a lock leaves nothing on the page. */
export class SessionController implements ReactiveController {
  session: SessionView | null = null;
  /** False until the server has said whether somebody is signed in. */
  asked = false;
  locked = false;
  readonly #host: ReactiveControllerHost;
  readonly #begun: (session: SessionView) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

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
  }

  /** Somebody has signed in, or unlocked. */
  begin(session: SessionView): void {
    this.session = session;
    this.locked = false;
    this.#active();
    this.#begun(session);
    this.#host.requestUpdate();
  }

  async signOut(): Promise<void> {
    await command('/session', { method: 'DELETE', key: newKey() });
    this.forget();
  }

  /** The server no longer knows the session. */
  forget(): void {
    this.session = null;
    this.locked = false;
    this.#host.requestUpdate();
  }

  async #resume(): Promise<void> {
    const reply = await read<SessionView>('/session');
    this.asked = true;
    if (reply.kind === 'ok') this.begin(reply.value);
    this.#host.requestUpdate();
  }

  readonly #active = (): void => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (!this.session) return;
      this.locked = true;
      this.#host.requestUpdate();
    }, lockAfterMs);
  };
}
