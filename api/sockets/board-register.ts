import { randomUUID } from 'node:crypto';
import type { BoardLine } from '../../db/boards/board-lines.ts';
import type { Database } from '../../db/connect.ts';
import { syntheticOffice } from '../../domain/probe/synthetic.ts';
import type { Instant } from '../../domain/time.ts';
import { createCallTimes } from './call-times.ts';
import type { Painted } from './receipts.ts';

/** A board that has not painted its snapshot for this long is behind. */
const behindAfterMs = 5_000;

/** A board of this process, over all its lines here. */
interface Entry {
  lines: number;
  /** Accepted by the office; others are on no list and in no figure. */
  accepted: boolean;
  revision: number | null;
  /** The newest revision sent, and since when something is unpainted; null when all is painted. */
  sentRevision: number;
  waitingSince: number | null;
}

/** The boards of this process: who is connected, what they last painted. */
export function createBoardRegister(deps: {
  db: Database;
  /** Told of each line of an accepted board whenever something about it changes. */
  told: (line: BoardLine) => void;
  /** Observes the seconds from a recorded call to its painting. */
  painted: (seconds: number) => void;
}) {
  const { db, told, painted } = deps;
  const offices = new Map<string, Map<string, Entry>>();
  const callTimes = createCallTimes(db);

  const entryOf = (office: string, board: string): Entry => {
    const boards = offices.get(office) ?? new Map<string, Entry>();
    offices.set(office, boards);
    const entry = boards.get(board) ?? {
      lines: 0,
      accepted: false,
      revision: null,
      sentRevision: -1,
      waitingSince: null,
    };
    boards.set(board, entry);
    return entry;
  };
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
      let line: BoardLine = {
        line: randomUUID(),
        office,
        board,
        revision: null,
        shownAt: null,
        audio: null,
        build: null,
        left: false,
      };
      let lastTold: BoardLine | null = null;
      let since: Instant | null = null;
      let untold: readonly Painted[] = [];
      const tell = (change: Partial<BoardLine> = {}): void => {
        line = { ...line, ...change };
        if (!entry.accepted && !(lastTold && line.left)) return;
        lastTold = line;
        told(line);
      };
      /** Snapshots were painted, and with each the calls it was the first to hold. */
      const shown = async (snapshots: readonly Painted[]): Promise<void> => {
        const newest = snapshots.at(-1);
        if (!newest) return;
        untold = entry.accepted ? [] : [newest];
        if (!entry.accepted) return;
        const { now, heardAt, times } = await callTimes(office, {
          after: since ?? newest.at,
          until: newest.at,
        });
        if (line.left) return;
        const timeOf = ({ paintedAt }: Painted): Instant => now - (heardAt - paintedAt);
        since = newest.at;
        entry.revision = newest.revision;
        entry.waitingSince = newest.revision === entry.sentRevision ? null : performance.now();
        tell({ revision: newest.revision, shownAt: timeOf(newest) });
        if (office === syntheticOffice) return;
        for (const at of times) {
          const first = snapshots.find((snapshot) => snapshot.at >= at) ?? newest;
          painted(Math.max(0, timeOf(first) - at) / 1000);
        }
      };
      return {
        isAccepted: () => entry.accepted,

        /** Whether the office has accepted this name; refreshed now and then. */
        async setAccepted(accepted: boolean): Promise<void> {
          if (line.left) return;
          entry.accepted = accepted;
          if (accepted && lastTold !== line) tell();
          if (accepted && untold.length > 0) await shown(untold);
        },

        leave(): void {
          entry.lines -= 1;
          tell({ left: true });
          if (entry.lines === 0) offices.get(office)?.delete(board);
        },

        sent(revision: number): void {
          entry.sentRevision = revision;
          if (revision !== entry.revision) entry.waitingSince ??= performance.now();
        },

        shown,

        health({ audio, build }: { audio: string; build: string }): void {
          if (line.audio !== audio || line.build !== build) tell({ audio, build });
        },
      };
    },

    /** How many boards of each office are connected here. */
    connected: () => countOf(({ lines }) => lines > 0),

    /** How many of those are behind with painting. */
    behind: () =>
      countOf(
        ({ lines, waitingSince }) =>
          lines > 0 && waitingSince !== null && performance.now() - waitingSince > behindAfterMs,
      ),
  };
}

export type BoardRegister = ReturnType<typeof createBoardRegister>;
