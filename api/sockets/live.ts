import type { Database } from '../../db/connect.ts';
import { listenForChanges } from '../../db/changes.ts';
import { readMarks } from '../../db/offices/offices.ts';
import type { Instant } from '../../domain/time.ts';
import { every } from '../../process/every.ts';
import type { Log } from '../../process/log.ts';
import { createTellings } from '../limits/tellings.ts';

/** The interval at which the offices that are watched are compared. */
export const rereadEveryMs = 2_000;
/** What was compared longer ago says nothing of now. */
const knownForMs = 3 * rereadEveryMs;

/** What a watcher does: because the office `changed`, or because it asked to. */
export type Work = (cause: { readonly changed: boolean }) => Promise<void>;

/** A running watch. */
export interface Watch {
  /** Works once more, without a change; never twice at once, and a failure is logged and tried again. */
  readonly refresh: () => void;
  readonly stop: () => void;
}

/** Which state of an office a screen shows. */
export interface Mark {
  readonly epoch: string;
  readonly revision: number;
}

/** The state an office was in when it was last compared, and the database's time now. */
export interface KnownState extends Mark {
  readonly now: Instant;
}

/**
 * Tells watchers that their office changed. A change only says "read again"; every two seconds all
 * watched offices are compared as well, in one statement, so a lost notification, a failed reading or a passed closing
 * time costs two seconds. Each watcher reads once at a time, and again at once if a change came meanwhile.
 */
export function createLive({ db, url, log }: { db: Database; url: string; log: Log }) {
  const watchers = new Map<string, Set<Watcher>>();
  const compared = new Map<string, Mark & { text: string; now: Instant; heardAt: number }>();
  const atWork = new Set<Promise<void>>();

  const tellWatchers = (office: string | null): void => {
    for (const [code, group] of watchers) {
      if (office === null || office === code) for (const { run } of group) run.request(true);
    }
  };
  const tellDesks = (office: string): void => {
    for (const { hearsBoards, run } of watchers.get(office) ?? []) if (hearsBoards) run.request(true);
  };
  const tell = createTellings(log);
  const changes = listenForChanges({ url, log, onChange: tellWatchers, onBoards: tellDesks });

  const compare = async (): Promise<void> => {
    const marks = await readMarks(db, [...watchers.keys()]);
    const heardAt = performance.now();
    for (const { office, ...mark } of marks) {
      if (!watchers.has(office)) continue; // the last one has left meanwhile
      const hasChanged = compared.get(office)?.text !== mark.text;
      compared.set(office, { ...mark, heardAt });
      for (const { run } of watchers.get(office) ?? []) if (hasChanged || run.hasFailed()) run.request(true);
    }
  };
  const comparing = every(rereadEveryMs, { name: 'comparison of offices', work: compare, log });

  return {
    isListening: changes.isUp,

    /** The state of a watched office, or null while the database has not told it of late. */
    stateOf(office: string): KnownState | null {
      const known = compared.get(office);
      const ageMs = performance.now() - (known?.heardAt ?? -Infinity);
      if (!known || ageMs > knownForMs) return null;
      return { epoch: known.epoch, revision: known.revision, now: known.now + Math.round(ageMs) };
    },

    /** Works at every change of the office, with `hearsBoards` also of its boards, and on request, until it is stopped. */
    watch(office: string, work: Work, { hearsBoards = false } = {}): Watch {
      const failed = (err: unknown): void => tell({ err, office }, 'screen update failed');
      const watcher: Watcher = { hearsBoards, run: oneAtATime(work, { failed, atWork }) };
      const group = watchers.get(office) ?? new Set();
      watchers.set(office, group.add(watcher));
      return {
        refresh: () => watcher.run.request(false),
        stop() {
          group.delete(watcher);
          if (group.size > 0) return;
          watchers.delete(office);
          compared.delete(office);
        },
      };
    },

    /** Ends when the last reading has ended, so that the database may be closed. */
    async [Symbol.asyncDispose](): Promise<void> {
      await comparing[Symbol.asyncDispose]();
      await changes[Symbol.asyncDispose]();
      watchers.clear();
      await Promise.all(atWork);
    },
  };
}

export type Live = ReturnType<typeof createLive>;

interface Watcher {
  readonly hearsBoards: boolean;
  readonly run: ReturnType<typeof oneAtATime>;
}

/** Runs `work` when it is requested; requested again while it runs, runs it once more at its end. In `atWork` meanwhile. */
function oneAtATime(
  work: Work,
  { failed, atWork }: { failed: (error: unknown) => void; atWork: Set<Promise<void>> },
) {
  let running = false;
  let wanted: { changed: boolean } | null = null;
  let hasFailed = false;
  const run = async (): Promise<void> => {
    running = true;
    while (wanted) {
      const cause: { changed: boolean } = wanted;
      wanted = null;
      hasFailed = false;
      try {
        await work(cause);
      } catch (error) {
        hasFailed = true;
        failed(error);
      }
    }
    running = false;
  };
  return {
    hasFailed: () => hasFailed,
    request(changed: boolean): void {
      wanted = { changed: changed || wanted?.changed === true };
      if (running) return;
      const reading = run().finally(() => atWork.delete(reading));
      atWork.add(reading);
    },
  };
}
