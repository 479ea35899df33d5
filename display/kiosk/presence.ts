import type { ReactiveController, ReactiveControllerHost } from 'lit';

const graceMs = 20_000;

/** How long nobody needs to touch what is shown, and whether somebody is asked for before it goes. */
export interface Patience {
  readonly ms: number;
  readonly asksFirst: boolean;
}

/** Resets the page when nobody has touched it for a while, after asking. */
export class Presence implements ReactiveController {
  /** True while the page asks whether somebody is still there. */
  asks = false;
  readonly #host: ReactiveControllerHost & { readonly isConnected: boolean };
  readonly #left: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost & { readonly isConnected: boolean }, left: () => void) {
    this.#host = host;
    this.#left = left;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  /** Somebody is here. Without `patience` what is shown stays. */
  touched(patience: Patience | null): void {
    this.#ask(false);
    if (patience === null) return;
    this.#wait(patience.ms, () => {
      if (!patience.asksFirst) return this.#left();
      this.#ask(true);
      this.#wait(graceMs, this.#left);
    });
  }

  #wait(ms: number, then: () => void): void {
    if (this.#host.isConnected) this.#timer = setTimeout(then, ms);
  }

  #ask(asks: boolean): void {
    clearTimeout(this.#timer);
    this.asks = asks;
    this.#host.requestUpdate();
  }
}
