import type { Database } from '../../db/connect.ts';
import { listenForChanges } from '../../db/changes.ts';
import { readRevisions } from '../../db/offices/offices.ts';
import type { Log } from '../../process/log.ts';

const rereadEveryMs = 2_000;

/** Called when the watched office changed. */
export type OnChange = () => Promise<void>;

/** A running watch. */
export interface Watch {
  /** Calls `onChange` again; never twice at once, and a failure is only logged. */
  readonly refresh: () => void;
  readonly stop: () => void;
}

/**
 * Tells watchers that their office changed. A change only says "read again"; every two seconds all
 * watched offices are compared as well, so a lost notification or a passed closing time costs two seconds.
 * Each watcher reads once at a time, and again at once if a change came meanwhile.
 */
export function createLive({ db, url, log }: { db: Database; url: string; log: Log }) {
  const watchers = new Map<string, Set<{ hearsBoards: boolean; refresh: () => void }>>();
  const lastSeen = new Map<string, string>();
  const atWork = new Set<Promise<void>>();

  const tellWatchers = (office: string | null): void => {
    for (const [code, group] of watchers) {
      if (office === null || office === code) for (const watcher of group) watcher.refresh();
    }
  };
  const tellDesks = (office: string): void => {
    for (const { hearsBoards, refresh } of watchers.get(office) ?? []) if (hearsBoards) refresh();
  };
  const changes = listenForChanges({ url, log, onChange: tellWatchers, onBoards: tellDesks });

  const compare = async (): Promise<void> => {
    const offices = [...watchers.keys()];
    for (const { office, mark } of await readRevisions(db, offices)) {
      if (lastSeen.get(office) !== mark) tellWatchers(office);
      lastSeen.set(office, mark);
    }
  };
  const timer = setInterval(() => {
    compare().catch((err: unknown) => log.warn({ err }, 'office comparison failed'));
  }, rereadEveryMs);

  return {
    isListening: changes.isUp,

    /**
     * Calls `onChange` at every change of the office, with `hearsBoards` also of its boards, and on request, until it
     * is stopped.
     */
    watch(office: string, onChange: OnChange, { hearsBoards = false } = {}): Watch {
      const watcher = {
        hearsBoards,
        refresh: oneAtATime(onChange, {
          failed: (err) => log.warn({ err, office }, 'screen update failed'),
          atWork,
        }),
      };
      const group = watchers.get(office) ?? new Set();
      watchers.set(office, group.add(watcher));
      return {
        refresh: watcher.refresh,
        stop() {
          group.delete(watcher);
          if (group.size === 0) watchers.delete(office);
        },
      };
    },

    /** Ends when the last reading has ended, so that the database may be closed. */
    async [Symbol.asyncDispose](): Promise<void> {
      clearInterval(timer);
      await changes[Symbol.asyncDispose]();
      watchers.clear();
      await Promise.all(atWork);
    },
  };
}

export type Live = ReturnType<typeof createLive>;

/** Runs `work` now; requested again while it runs, runs it once more at its end. In `atWork` meanwhile. */
function oneAtATime(
  work: OnChange,
  { failed, atWork }: { failed: (error: unknown) => void; atWork: Set<Promise<void>> },
): () => void {
  let running = false;
  let again = false;
  const run = async (): Promise<void> => {
    running = true;
    do {
      again = false;
      try {
        await work();
      } catch (error) {
        failed(error);
      }
    } while (again);
    running = false;
  };
  return () => {
    if (running) {
      again = true;
      return;
    }
    const reading = run().finally(() => atWork.delete(reading));
    atWork.add(reading);
  };
}
