import { isNewer } from '../../domain/visit/board.ts';

/** How a line to the server behaves (SCREENS section 2). Milliseconds. */
export const feedTimes = {
  /** No socket for this long: ask over HTTP. */
  pollAfter: 3_000,
  pollEvery: 5_000,
  /** Nothing heard for this long while the socket claims to live: begin anew. */
  reconnectAfter: 10_000,
  /** Nothing heard for this long: load the page again, if the server lives. */
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
  /** Whether a beat says that the server is further than what is shown. */
  isBehind(beat: Partial<Revised>): boolean;
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
    isBehind: ({ epoch, revision = 0 }) =>
      shown === null || (epoch !== shown.epoch && !left.has(epoch ?? '')) || revision > shown.revision,
  };
}

/** The order of what one person sees: the newer by the database's time. */
export function timeOrder<T extends Timed>(): Order<T> {
  let shownAt = '';
  let known = -1;
  return {
    accepts(next) {
      if (next.at < shownAt) return false;
      shownAt = next.at;
      return true;
    },
    isBehind({ revision = 0 }) {
      const behind = revision > known;
      known = Math.max(known, revision);
      return behind;
    },
  };
}

const rememberedOffsets = 20;

/** The server's clock as told by its beats: the largest lead seen, since every delay only makes it smaller. */
export function serverClock(): { hear(at: string): void; now(): Date } {
  let offsets: number[] = [];
  return {
    hear(at) {
      offsets = [...offsets, Date.parse(at) - Date.now()].slice(-rememberedOffsets);
    },
    now: () => new Date(Date.now() + (offsets.length > 0 ? Math.max(...offsets) : 0)),
  };
}
