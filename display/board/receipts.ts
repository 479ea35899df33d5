import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Board } from '../../wire/boards.ts';
import type { Feed } from '../ui/line/feed.ts';

const healthEveryMs = 30_000;

/** Which build this page is: the name of its script, which carries a hash. */
const build = new URL(import.meta.url).pathname.split('/').slice(-1)[0]?.slice(0, 64) ?? '';

/** Reports to the server what was painted: a receipt for every revision, health in between. */
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

  /** A new connection: the server knows nothing about this board yet. */
  lineIsNew(): void {
    this.#told = '';
  }

  /** Called after rendering; sends one receipt per revision, after the frame was painted. */
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
      port2.postMessage(null); // a new task runs after the frame
    });
  }

  #health(): void {
    this.#feed.tell('health', { audio: 'off', build });
  }
}
