import { randomUUID } from 'node:crypto';
import {
  apiBeatEveryMs,
  beatOfApi,
  endBoardLines,
  writeBoardLines,
  type BoardLine,
} from '../../db/boards/board-lines.ts';
import type { Database } from '../../db/connect.ts';
import { every } from '../../process/every.ts';
import type { Log } from '../../process/log.ts';
import { paced } from './pace.ts';

/** The lines that changed are written at most this often, all in one statement, however many there are. */
const writeEveryMs = 500;

/** Keeps the lines of this api's boards in the database, where the desks of every api read them. */
export interface BoardLines extends AsyncDisposable {
  /** A line as it is now; a line that has left is forgotten once that is written. */
  readonly set: (line: BoardLine) => void;
}

/** Begins with no line. Disposing ends all that are left. */
export function createBoardLines({ db, log }: { db: Database; log: Log }): BoardLines {
  const api = randomUUID();
  const present = new Map<string, BoardLine>();
  const unwritten = new Map<string, BoardLine>();
  let ended = false;
  let writing = Promise.resolve();

  const writeNow = async (): Promise<void> => {
    if (ended || unwritten.size === 0) return;
    const lines = [...unwritten.values()];
    await writeBoardLines(db, { api, lines });
    for (const line of lines) if (unwritten.get(line.line) === line) unwritten.delete(line.line);
  };
  const write = paced(writeEveryMs, {
    work: () => (writing = writeNow()),
    failed: (err) => log.warn({ err }, 'board lines not written'), // the next beat tries again
  });
  const beating = every(apiBeatEveryMs, {
    name: 'board lines',
    async work() {
      const written = await beatOfApi(db, api);
      if (unwritten.size === 0 && written !== present.size) {
        for (const line of present.values()) unwritten.set(line.line, line);
      }
      write();
    },
    log,
  });

  return {
    set(line) {
      if (line.left) present.delete(line.line);
      else present.set(line.line, line);
      unwritten.set(line.line, line);
      write();
    },

    async [Symbol.asyncDispose]() {
      await beating[Symbol.asyncDispose]();
      ended = true;
      await Promise.allSettled([writing]);
      await endBoardLines(db, api).catch((err: unknown) => log.warn({ err }, 'board lines not ended'));
    },
  };
}
