import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { LineName, Lines } from '../../../wire/lines.ts';
import type { AnswerTo, ParamsFor, ReadPath } from '../../../wire/http/client.ts';
import type { Socket } from 'socket.io-client';
import { freshnessAfter, type Freshness } from '../../../domain/boards/freshness.ts';
import { read, type Reply } from './api.ts';
import { feedTimes, needsOf, serverClock } from './feed-rules.ts';
import type { Heartbeat, Order } from './snapshot-order.ts';

/** What a feed carries, and how it is read while the socket is down. */
export interface FeedOptions<Name extends LineName> {
  readonly line: Name;
  readonly auth: Lines[Name]['auth'];
  readonly order: Order<StateOf<Name>>;
  /** The state the page came with; it is read at once otherwise. */
  readonly first?: StateOf<Name> | null;
  /** Reads the whole state over HTTP; `known` is what is shown now. */
  readonly read: (tags: Map<string, string>, known: StateOf<Name> | null) => Promise<Reply<StateOf<Name>>>;
  readonly onValue?: (value: StateOf<Name>) => void;
  readonly onRefused?: (reply: Reply<StateOf<Name>>) => void;
  /** How soon a broken line is tried again, in milliseconds: 500 at first and 2,000 at most unless told otherwise. */
  readonly retries?: { readonly reconnectionDelay: number; readonly reconnectionDelayMax: number };
  /** A new connection; the server knows nothing about this screen yet. */
  readonly onConnect?: () => void;
}

type StateOf<Name extends LineName> = Lines[Name]['state'];

/** Keeps its host on the newest state, and knows how old that is. */
export class Feed<Name extends LineName> implements ReactiveController {
  value: StateOf<Name> | null = null;
  readonly #host: ReactiveControllerHost;
  readonly #options: FeedOptions<Name>;
  readonly #clock = serverClock();
  readonly #tags = new Map<string, string>();
  #heardAt = performance.now();
  #heardServerAt: string | null = null;
  #downSince: number | null = performance.now();
  #polledAt = -Infinity;
  #restartedAt = performance.now();
  #beat: Heartbeat | null = null;
  #reading = false;
  #stopped = false;
  #socket: Socket | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;
  #reloadAt: number | null = null;

  constructor(host: ReactiveControllerHost, options: FeedOptions<Name>) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  /** How far the shown data may be trusted. */
  get freshness(): Freshness {
    return freshnessAfter(performance.now() - this.#heardAt);
  }

  /** The server's time now. */
  get now(): Date {
    return this.#clock.now();
  }

  /** The server's time when it was last heard, or null before. */
  get heardServerAt(): string | null {
    return this.#heardServerAt;
  }

  get connected(): boolean {
    return this.#socket?.connected ?? false;
  }

  hostConnected(): void {
    if (this.#stopped) return;
    this.#heardAt = performance.now(); // a host that comes back starts with a fresh age, as at first
    this.#downSince = performance.now();
    this.#timer = setInterval(() => this.#tick(), 1_000);
    document.addEventListener('visibilitychange', this.#onVisible);
    if (this.#options.first && this.value === null) this.#heard(this.#options.first);
    else void this.refresh();
    void painted().then(() => this.#openLine());
  }

  /** Opens the socket. Its script comes after the first paint, for which it is not needed. */
  async #openLine(): Promise<void> {
    const script = await import('socket.io-client').catch(() => null); // no network: retried by #tick
    if (script === null || this.#socket || this.#timer === undefined) return; // or the host left
    const { line, auth } = this.#options;
    const socket: Socket = script.io(`/${line}`, {
      transports: ['websocket'],
      auth,
      reconnectionDelay: 500,
      reconnectionDelayMax: 2_000,
      ...this.#options.retries,
    });
    const event: string = line;
    socket.on(event, (next: StateOf<Name>) => this.#heard(next));
    socket.on('beat', (beat: Lines[Name]['beat']) => {
      this.#heardBeat(beat.at);
      this.#beat = beat;
      if (this.#options.order.isBehind(beat)) void this.refresh();
    });
    socket.on('connect', () => {
      this.#lineChanged(true);
      this.#options.onConnect?.();
    });
    socket.on('disconnect', () => this.#lineChanged(false));
    this.#socket = socket;
  }

  hostDisconnected(): void {
    this.#socket?.disconnect();
    this.#socket = null;
    clearInterval(this.#timer);
    this.#timer = undefined;
    document.removeEventListener('visibilitychange', this.#onVisible);
  }

  /** Ends the feed. */
  stop(): void {
    this.#stopped = true;
    this.hostDisconnected();
  }

  /** Sends the server a message about this screen; lost while the connection is down. */
  tell<Event extends keyof Lines[Name]['tells'] & string>(
    event: Event,
    message: Lines[Name]['tells'][Event],
  ): void {
    if (this.connected) this.#socket?.emit(event, message);
  }

  /** Reads the whole state over HTTP, one reading at a time. */
  async refresh(): Promise<void> {
    if (this.#reading || this.#stopped) return;
    const { order } = this.#options;
    const beat = this.#beat;
    this.#reading = true;
    this.#polledAt = performance.now();
    try {
      const reply = await this.#options.read(this.#tags, this.value);
      if (reply.kind === 'ok') this.#heard(reply.value);
      else if (reply.kind === 'unchanged') this.#heardNow();
      else this.#options.onRefused?.(reply);
      if (beat && (reply.kind === 'ok' || reply.kind === 'unchanged')) order.caughtUp(beat);
    } finally {
      this.#reading = false;
      this.#host.requestUpdate();
    }
    // a beat that came while this reading was under way
    if (this.#beat && this.#beat !== beat && order.isBehind(this.#beat)) void this.refresh();
  }

  /** Takes a state that came as the answer to a command. */
  take(next: StateOf<Name>): void {
    this.#heard(next);
  }

  readonly #onVisible = (): void => {
    if (document.visibilityState === 'visible') void this.refresh();
  };

  #heard(next: StateOf<Name>): void {
    this.#heardBeat(next.at);
    if (this.#options.order.accepts(next)) {
      this.value = next;
      this.#options.onValue?.(next);
    }
    this.#host.requestUpdate();
  }

  #heardBeat(at: string): void {
    this.#clock.hear(at);
    this.#heardServerAt = at;
    this.#heardNow();
  }

  #heardNow(): void {
    this.#heardAt = performance.now();
    this.#reloadAt = null;
    if (this.#heardServerAt !== null) this.#heardServerAt = this.now.toISOString();
  }

  #lineChanged(up: boolean): void {
    this.#downSince = up ? null : performance.now();
    this.#host.requestUpdate();
  }

  #tick(): void {
    const now = performance.now();
    const needs = needsOf({
      now,
      heardAt: this.#heardAt,
      downSince: this.#downSince,
      polledAt: this.#polledAt,
      restartedAt: this.#restartedAt,
      retries: this.#socket?.active ?? false,
    });
    if (needs.poll) void this.refresh();
    if (needs.restart) {
      this.#restartedAt = now;
      if (this.#socket) this.#socket.disconnect().connect();
      else void this.#openLine();
    }
    if (needs.reload) void this.#reload(now);
    this.#host.requestUpdate();
  }

  /** Last resort, spread over half a minute so that a hundred screens do not come at once. */
  async #reload(now: number): Promise<void> {
    this.#reloadAt ??= now + Math.random() * feedTimes.reloadJitter;
    if (now < this.#reloadAt) return;
    this.#reloadAt = now + feedTimes.reloadJitter;
    try {
      const response = await fetch('/livez', { cache: 'no-store' });
      if (response.ok) location.reload();
    } catch {
      // the server is away: what is on the screen stays, hidden as it is
    }
  }
}

/** Resolves after the next paint; at once in a hidden page. */
function painted(): Promise<void> {
  if (document.visibilityState === 'hidden') return Promise.resolve();
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
  });
}

/** The reader of a path whose answer is the state itself. */
export function reading<Path extends ReadPath>(
  path: Path,
  params: ParamsFor<Path>,
): (tags: Map<string, string>) => Promise<Reply<AnswerTo<Path>>> {
  return (tags) => read(path, params, { tags });
}
