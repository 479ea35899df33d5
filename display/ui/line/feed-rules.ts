/** The timeouts of a feed. Milliseconds. */
export const feedTimes = {
  /** No socket for this long: ask over HTTP. */
  pollAfter: 3_000,
  pollEvery: 5_000,
  /** Silence for this long on an open socket: reconnect. */
  reconnectAfter: 10_000,
  /** Silence for this long: reload the page, if the server answers. */
  reloadAfter: 300_000,
  reloadJitter: 30_000,
} as const;

/** The state of a feed; instants of one monotonic clock. */
export interface Line {
  readonly now: number;
  readonly heardAt: number;
  /** Since when the socket is down, null while it is up. */
  readonly downSince: number | null;
  readonly polledAt: number;
  readonly restartedAt: number;
  /** The socket reconnects by itself, except after the server has refused or disconnected it. */
  readonly retries: boolean;
}

/** What a feed must do now. */
export function needsOf(line: Line): { poll: boolean; restart: boolean; reload: boolean } {
  const { now, heardAt, downSince, polledAt, restartedAt, retries } = line;
  const age = now - heardAt;
  const down = downSince !== null && now - downSince >= feedTimes.pollAfter;
  const rested = now - restartedAt >= feedTimes.reconnectAfter;
  return {
    poll: down && now - polledAt >= feedTimes.pollEvery,
    restart: rested && (age >= feedTimes.reconnectAfter || (down && !retries)),
    reload: age >= feedTimes.reloadAfter,
  };
}

const rememberedOffsets = 20;

/** The server's clock from its heartbeats: the largest lead seen, since every delay makes it smaller. */
export function serverClock(): { hear(at: string): void; now(): Date } {
  let offsets: number[] = [];
  return {
    hear(at) {
      offsets = [...offsets, Date.parse(at) - Date.now()].slice(-rememberedOffsets);
    },
    now: () => new Date(Date.now() + (offsets.length > 0 ? Math.max(...offsets) : 0)),
  };
}
