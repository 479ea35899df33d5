import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { mayRepeat, type Reply } from './api.ts';

/** A reading without an answer is tried again after so long, and after twice as long each time, up to eight times. */
const tryAgainMs = 3_000;
const mostDoublings = 3;

/** What is watched, and what becomes of it. */
export interface Watched<T> {
  readonly read: () => Promise<Reply<T>>;
  /** Takes what was read; answers after how many milliseconds to look again, or null when nothing is awaited. */
  readonly take: (value: T) => number | null;
  /** The server has nothing to read, or nothing for this reader. */
  readonly onRefused?: (reply: Reply<T>) => void;
  /** Whether it is read when somebody comes back to the page from elsewhere, though nothing is awaited. */
  readonly looksOnReturn?: boolean;
}

/**
 * Reads again and again what changes by itself for a while, until nothing more is awaited or the host leaves its page. While
 * nobody sees the page it waits, and looks as soon as somebody does. The newest answer counts: one that comes after a newer question is dropped.
 */
export class Watch<T> implements ReactiveController {
  /** Whether the last reading had no answer: what was read before may have changed meanwhile. */
  isStale = false;
  readonly #host: ReactiveControllerHost;
  readonly #watched: Watched<T>;
  #isThere = false;
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isDue = false;
  #missed = 0;

  constructor(host: ReactiveControllerHost, watched: Watched<T>) {
    this.#host = host;
    this.#watched = watched;
    host.addController(this);
  }

  hostConnected(): void {
    this.#isThere = true;
    document.addEventListener('visibilitychange', this.#seen);
  }

  hostDisconnected(): void {
    this.#isThere = false;
    document.removeEventListener('visibilitychange', this.#seen);
    this.#begin();
  }

  /** Looks now. */
  async look(): Promise<void> {
    const turn = this.#begin();
    const reply = await this.#watched.read();
    if (turn !== this.#turn) return;
    if (reply.kind === 'ok') this.take(reply.value);
    else {
      this.isStale = mayRepeat(reply);
      if (this.isStale) this.lookIn(tryAgainMs * 2 ** Math.min(this.#missed, mostDoublings));
      else this.#watched.onRefused?.(reply);
      this.#missed += 1;
      this.#host.requestUpdate();
    }
  }

  /** Takes an answer that came another way, such as to a command; a reading under way is older. */
  take(value: T): void {
    this.#begin();
    this.isStale = false;
    this.#missed = 0;
    const pauseMs = this.#watched.take(value);
    if (pauseMs !== null) this.lookIn(pauseMs);
    this.#host.requestUpdate();
  }

  /** Looks no more, also when somebody comes back. */
  stop(): void {
    this.hostDisconnected();
  }

  /** Looks after a while. */
  lookIn(milliseconds: number): void {
    clearTimeout(this.#timer);
    if (this.#isThere) this.#timer = setTimeout(this.#lookIfSeen, milliseconds);
  }

  readonly #lookIfSeen = (): void => {
    this.#isDue = document.hidden;
    if (!this.#isDue) void this.look();
  };

  readonly #seen = (): void => {
    if (!document.hidden && (this.#isDue || this.#watched.looksOnReturn)) void this.look();
  };

  #begin(): number {
    clearTimeout(this.#timer);
    this.#isDue = false;
    return (this.#turn += 1);
  }
}
