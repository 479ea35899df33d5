import type { Database } from '../db/connect.ts';
import { readCallTimes } from '../db/calls.ts';
import { readClock } from '../db/clock.ts';
import { toIso } from '../domain/visit/board.ts';
import { syntheticOffice } from '../domain/office/synthetic.ts';
import type { Board, BoardHealth } from '../domain/visit/views.ts';
import type { Instant } from '../domain/visit/visit.ts';
import type { Log } from '../log.ts';

/** A board that went away is listed this long, so that the desk sees which one is missing. */
const rememberMs = 8 * 3_600_000;

/** Snapshots a board may be behind with its receipts. */
const sentKept = 20;

/** A board that has not painted what it was sent for this long is behind. */
const behindAfterMs = 5_000;

interface Entry {
  lines: number;
  revision: number | null;
  shownAt: Instant | null;
  /** The newest revision sent, and since when something sent is not painted; null when all is. */
  sentRevision: number;
  waitingSince: number | null;
  audio: string | null;
  build: string | null;
  leftAt: number | null;
}

/** The boards of this process: who is connected, what they last painted. */
export function createBoardRegister(parts: {
  db: Database;
  log: Log;
  /** Seconds from a recorded call to its painting. */
  painted: (seconds: number) => void;
}) {
  const { db, log, painted } = parts;
  const offices = new Map<string, Map<string, Entry>>();
  const watchers = new Map<string, Set<() => void>>();

  const entryOf = (office: string, board: string): Entry => {
    const boards = offices.get(office) ?? new Map<string, Entry>();
    offices.set(office, boards);
    const entry = boards.get(board) ?? {
      lines: 0,
      revision: null,
      shownAt: null,
      sentRevision: -1,
      waitingSince: null,
      audio: null,
      build: null,
      leftAt: null,
    };
    boards.set(board, entry);
    for (const [name, { leftAt }] of boards) {
      if (leftAt !== null && Date.now() - leftAt > rememberMs) boards.delete(name);
    }
    return entry;
  };
  const changed = (office: string): void => watchers.get(office)?.forEach((tell) => tell());
  const countOf = (isCounted: (entry: Entry) => boolean): Map<string, number> =>
    new Map([...offices].map(([office, boards]) => [office, [...boards.values()].filter(isCounted).length]));

  return {
    /** A board's line came up. The answer takes its receipts. */
    connect(office: string, board: string) {
      const entry = entryOf(office, board);
      entry.lines += 1;
      entry.leftAt = null;
      entry.waitingSince = null;
      let since: Instant | null = null;
      let sent: { revision: number; at: Instant }[] = [];
      changed(office);
      return {
        leave(): void {
          entry.lines -= 1;
          if (entry.lines === 0) entry.leftAt = Date.now();
          changed(office);
        },

        /** A snapshot is on its way; its receipt is understood by its revision. */
        sent({ revision, at }: Pick<Board, 'revision' | 'at'>): void {
          sent = [...sent.slice(-sentKept), { revision, at: Date.parse(at) }];
          entry.sentRevision = revision;
          if (revision !== entry.revision) entry.waitingSince ??= performance.now();
        },

        /** A snapshot is on the glass: the calls it was the first to hold have been painted now. */
        async shown({ revision }: { epoch: string; revision: number }): Promise<void> {
          try {
            const now = await readClock(db);
            const from = since;
            const until = sent.findLast((snapshot) => snapshot.revision === revision)?.at ?? from;
            since = until;
            entry.revision = revision;
            entry.shownAt = now;
            entry.waitingSince = revision === entry.sentRevision ? null : performance.now();
            changed(office);
            if (from === null || until === null) return;
            if (office === syntheticOffice) return;
            for (const at of await readCallTimes(db, { office, after: from, until })) {
              painted((now - at) / 1000);
            }
          } catch (err) {
            log.warn({ err }, 'a receipt could not be measured');
          }
        },

        health({ audio, build }: { audio: string; build: string }): void {
          entry.audio = audio;
          entry.build = build;
          changed(office);
        },
      };
    },

    list(office: string): BoardHealth[] {
      return [...(offices.get(office) ?? [])].map(([board, { lines, revision, shownAt, audio, build }]) => ({
        board,
        connected: lines > 0,
        revision,
        shownAt: shownAt === null ? null : toIso(shownAt),
        audio,
        build,
      }));
    },

    /** How many boards of each office are connected here. */
    connected: () => countOf(({ lines }) => lines > 0),

    /** How many of those have not painted what they were sent. */
    behind: () =>
      countOf(
        ({ lines, waitingSince }) =>
          lines > 0 && waitingSince !== null && performance.now() - waitingSince > behindAfterMs,
      ),

    watch(office: string, tell: () => void): () => void {
      const group = watchers.get(office) ?? new Set();
      watchers.set(office, group.add(tell));
      return () => group.delete(tell);
    },
  };
}

export type BoardRegister = ReturnType<typeof createBoardRegister>;
