/** A snapshot that is ordered by epoch and revision. */
export interface Revised {
  readonly epoch: string;
  readonly revision: number;
}

/** What a heartbeat says: the state of the office, and that this line was `told` all that concerns it. */
export interface Heartbeat extends Partial<Revised> {
  readonly told?: boolean;
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
  isBehind(beat: Heartbeat): boolean;
  /** The whole state was read after this heartbeat arrived. */
  caughtUp(beat: Heartbeat): void;
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
      if (left.has(next.epoch)) return false;
      if (shown?.epoch === next.epoch && next.revision <= shown.revision) return false;
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
 * revision, so a beat counts as served only when it says so, or by a reading that began after it.
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
    isBehind: ({ epoch, revision, told = false }) =>
      !told && (covered === null || epoch !== covered.epoch || revision !== covered.revision),
    caughtUp({ epoch, revision }) {
      covered = {
        ...(epoch === undefined ? {} : { epoch }),
        ...(revision === undefined ? {} : { revision }),
      };
    },
  };
}
