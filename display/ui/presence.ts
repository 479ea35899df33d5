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
  /** Whole seconds until the page is reset, while it asks. */
  secondsLeft = 0;
  readonly #host: ReactiveControllerHost & { readonly isConnected: boolean };
  readonly #left: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #countdown: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost & { readonly isConnected: boolean }, left: () => void) {
    this.#host = host;
    this.#left = left;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    clearInterval(this.#countdown);
  }

  /** Somebody is here. Without `patience` what is shown stays. */
  touched(patience: Patience | null): void {
    this.#ask(false);
    if (patience === null) return;
    this.#wait(patience.ms, () => {
      if (!patience.asksFirst) return this.#left();
      this.#ask(true);
      this.#wait(graceMs, () => {
        clearInterval(this.#countdown);
        this.#left();
      });
    });
  }

  #wait(ms: number, then: () => void): void {
    if (this.#host.isConnected) this.#timer = setTimeout(then, ms);
  }

  #ask(asks: boolean): void {
    clearTimeout(this.#timer);
    clearInterval(this.#countdown);
    this.asks = asks;
    this.secondsLeft = graceMs / 1000;
    if (asks) {
      this.#countdown = setInterval(() => {
        this.secondsLeft = Math.max(0, this.secondsLeft - 1);
        this.#host.requestUpdate();
      }, 1000);
    }
    this.#host.requestUpdate();
  }
}
