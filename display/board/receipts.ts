import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Board } from '../../wire/boards.ts';
import type { Feed } from '../ui/line/feed.ts';

const healthEveryMs = 30_000;

/** Which build this page is: the name of its script, which carries a hash. */
const build = new URL(import.meta.url).pathname.split('/').slice(-1)[0]?.slice(0, 64) ?? '';

/** Tells the server what is on the glass: a receipt for every revision painted, health in between. */
export class Receipts implements ReactiveController {
  readonly #feed: Feed<'board'>;
  #told = '';
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost, feed: Feed<'board'>) {
    this.#feed = feed;
    host.addController(this);
  }

  hostConnected(): void {
    this.#timer = setInterval(() => this.#health(), healthEveryMs);
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
  }

  /** A new line came up: whoever is there now has been told nothing. */
  lineIsNew(): void {
    this.#told = '';
  }

  /** Called after rendering; the receipt leaves once the frame has been painted, once a revision. */
  painted({ epoch, revision }: Board): void {
    const key = `${epoch} ${revision}`;
    if (key === this.#told || !this.#feed.connected) return;
    if (this.#told === '') this.#health();
    this.#told = key;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => {
        port1.close();
        this.#feed.tell('shown', { epoch, revision });
      });
      port1.start();
      port2.postMessage(null); // a task of its own runs after the frame
    });
  }

  #health(): void {
    this.#feed.tell('health', { audio: 'off', build });
  }
}
