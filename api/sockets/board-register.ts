import type { Database } from '../../db/connect.ts';
import { readCallTimes } from '../../db/visits/calls.ts';
import { syntheticOffice } from '../../domain/probe/synthetic.ts';
import { toIso, type Instant } from '../../domain/time.ts';
import type { BoardHealth } from '../../wire/visits.ts';
import type { Log } from '../../process/log.ts';
import { paced } from './pace.ts';
import type { Painted } from './receipts.ts';

/** The last report of a disconnected board is kept this long, for the desk's list. */
const rememberMs = 8 * 3_600_000;

/** A board that has not painted its snapshot for this long is behind. */
const behindAfterMs = 5_000;

/** Desks are updated about their boards at most this often. */
const tellEveryMs = 500;

interface Entry {
  lines: number;
  /** Accepted by the office; others are on no list and in no figure. */
  accepted: boolean;
  revision: number | null;
  shownAt: Instant | null;
  /** The newest revision sent, and since when something is unpainted; null when all is painted. */
  sentRevision: number;
  waitingSince: number | null;
  audio: string | null;
  build: string | null;
  leftAt: number | null;
}

const unheard = { connected: false, revision: null, shownAt: null, audio: null, build: null } as const;

/** The boards of this process: who is connected, what they last painted. */
export function createBoardRegister(deps: {
  db: Database;
  log: Log;
  /** Observes the seconds from a recorded call to its painting. */
  painted: (seconds: number) => void;
}) {
  const { db, log, painted } = deps;
  const offices = new Map<string, Map<string, Entry>>();
  const watchers = new Map<string, Set<() => void>>();

  const entryOf = (office: string, board: string): Entry => {
    const boards = offices.get(office) ?? new Map<string, Entry>();
    offices.set(office, boards);
    const entry = boards.get(board) ?? {
      lines: 0,
      accepted: false,
      revision: null,
      shownAt: null,
      sentRevision: -1,
      waitingSince: null,
      audio: null,
      build: null,
      leftAt: null,
    };
    entry.leftAt = null; // or it would be dropped with the expired entries
    boards.set(board, entry);
    for (const [name, { leftAt, accepted }] of boards) {
      if (leftAt !== null && (!accepted || Date.now() - leftAt > rememberMs)) boards.delete(name);
    }
    return entry;
  };
  const changed = (office: string): void => watchers.get(office)?.forEach((tell) => tell());
  const countOf = (isCounted: (entry: Entry) => boolean): Map<string, number> =>
    new Map(
      [...offices].map(([office, boards]) => [
        office,
        [...boards.values()].filter((entry) => entry.accepted && isCounted(entry)).length,
      ]),
    );

  return {
    /** A board connected. Returns the handlers of its messages. */
    connect(office: string, board: string) {
      const entry = entryOf(office, board);
      entry.lines += 1;
      entry.waitingSince = null;
      let since: Instant | null = null;
      let untold: readonly Painted[] = [];
      const tell = (): void => {
        if (entry.accepted) changed(office);
      };
      /** Snapshots were painted, and with each the calls it was the first to hold. */
      const shown = async (snapshots: readonly Painted[]): Promise<void> => {
        const newest = snapshots.at(-1);
        if (!newest) return;
        untold = entry.accepted ? [] : [newest];
        if (!entry.accepted) return;
        const { now, times } = await readCallTimes(db, {
          office,
          after: since ?? newest.at,
          until: newest.at,
        });
        const heardAt = performance.now();
        const timeOf = ({ paintedAt }: Painted): Instant => now - (heardAt - paintedAt);
        since = newest.at;
        entry.revision = newest.revision;
        entry.shownAt = timeOf(newest);
        entry.waitingSince = newest.revision === entry.sentRevision ? null : performance.now();
        changed(office);
        if (office === syntheticOffice) return;
        for (const at of times) {
          const first = snapshots.find((snapshot) => snapshot.at >= at) ?? newest;
          painted(Math.max(0, timeOf(first) - at) / 1000);
        }
      };
      tell();
      return {
        isAccepted: () => entry.accepted,

        /** Whether the office has accepted this name; refreshed now and then. */
        async setAccepted(accepted: boolean): Promise<void> {
          if (entry.accepted !== accepted) {
            entry.accepted = accepted;
            changed(office);
          }
          if (accepted && untold.length > 0) await shown(untold);
        },

        leave(): void {
          entry.lines -= 1;
          if (entry.lines > 0) return;
          entry.leftAt = Date.now();
          if (!entry.accepted) offices.get(office)?.delete(board);
          tell();
        },

        sent(revision: number): void {
          entry.sentRevision = revision;
          if (revision !== entry.revision) entry.waitingSince ??= performance.now();
        },

        shown,

        health({ audio, build }: { audio: string; build: string }): void {
          if (entry.audio === audio && entry.build === build) return;
          entry.audio = audio;
          entry.build = build;
          tell();
        },
      };
    },

    /** The health of the named boards, in the order of their names. */
    list(office: string, names: readonly string[]): BoardHealth[] {
      const boards = offices.get(office);
      return names.map((board) => {
        const entry = boards?.get(board);
        if (!entry) return { board, ...unheard };
        const { lines, revision, shownAt, audio, build } = entry;
        const connected = lines > 0;
        return {
          board,
          connected,
          revision,
          shownAt: toIso(shownAt),
          audio,
          build,
        };
      });
    },

    /** How many boards of each office are connected here. */
    connected: () => countOf(({ lines }) => lines > 0),

    /** How many of those are behind with painting. */
    behind: () =>
      countOf(
        ({ lines, waitingSince }) =>
          lines > 0 && waitingSince !== null && performance.now() - waitingSince > behindAfterMs,
      ),

    watch(office: string, onChange: () => void): () => void {
      const tell = paced(tellEveryMs, {
        work: onChange,
        failed: (err) => log.warn({ err, office }, 'board list update failed'),
      });
      const group = watchers.get(office) ?? new Set();
      watchers.set(office, group.add(tell));
      return () => {
        group.delete(tell);
        if (group.size === 0) watchers.delete(office);
      };
    },
  };
}

export type BoardRegister = ReturnType<typeof createBoardRegister>;
