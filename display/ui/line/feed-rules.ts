import { isNewer } from '../../../domain/boards/board.ts';

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

/** A snapshot that is ordered by epoch and revision. */
export interface Revised {
  readonly epoch: string;
  readonly revision: number;
}

/** A snapshot that is ordered by the database's time. */
export interface Timed {
  readonly at: string;
}

/** How one kind of snapshot is ordered. */
export interface Order<T> {
  /** Whether `next` replaces what is shown. */
  accepts(next: T): boolean;
  /** Whether a heartbeat shows that the server has newer data. */
  isBehind(beat: Partial<Revised>): boolean;
  /** The whole state was read after this heartbeat arrived. */
  caughtUp(beat: Partial<Revised>): void;
}

/**
 * The order of boards: another epoch replaces, within one only a higher revision; an epoch that was left
 * behind never comes back, so a late answer cannot show yesterday.
 */
export function boardOrder<T extends Revised>(): Order<T> {
  let shown: Revised | null = null;
  const left = new Set<string>();
  return {
    accepts(next) {
      if (left.has(next.epoch) || !isNewer(next, shown)) return false;
      if (shown && shown.epoch !== next.epoch) left.add(shown.epoch);
      shown = next;
      return true;
    },
    isBehind({ epoch, revision = 0 }) {
      if (shown === null) return true;
      if (epoch === undefined || epoch === shown.epoch) return revision > shown.revision;
      return !left.has(epoch);
    },
    caughtUp: () => undefined, // a board carries its own revision
  };
}

/**
 * The order of what one person sees: the newer by the database's time. A visit does not carry the office's
 * revision, so a beat counts as served only by a reading that began after it.
 */
export function timeOrder<T extends Timed>(): Order<T> {
  let shownAt = '';
  let covered: Partial<Revised> | null = null;
  return {
    accepts(next) {
      if (next.at < shownAt) return false;
      shownAt = next.at;
      const { epoch, revision }: Timed & Partial<Revised> = next;
      if (epoch !== undefined && revision !== undefined) covered = { epoch, revision };
      return true;
    },
    isBehind: ({ epoch, revision }) =>
      covered === null || epoch !== covered.epoch || revision !== covered.revision,
    caughtUp({ epoch, revision }) {
      covered = {
        ...(epoch === undefined ? {} : { epoch }),
        ...(revision === undefined ? {} : { revision }),
      };
    },
  };
}

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
