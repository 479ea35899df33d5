import { setTimeout as pause } from 'node:timers/promises';
import { ApplicationFailure, Context } from '@temporalio/activity';
import {
  beginPage,
  listImportedOffices,
  queueImport,
  readKnownSources,
  readPlace,
  recordRunFault,
  storeLines,
  type ReadLine,
} from '../../db/catalogue/import-runs.ts';
import type { Database } from '../../db/connect.ts';
import { createLease } from '../../db/processes/lease.ts';
import {
  continuationOf,
  isAskedFor,
  mostTries,
  type ImportPlace,
  type RunFault,
} from '../../domain/catalogue/import-runs.ts';
import type { ListedPublication, SourcePage } from '../../domain/catalogue/webapi.ts';
import { withHeartbeat } from '../heartbeat.ts';
import type { ImportEvents } from '../events.ts';
import { inTurn, sourceLease } from './turn.ts';
import { SourceError, type SourcePace, type WebapiSource } from './webapi-source.ts';

/** What importing needs: the source, and the offices' names there. */
export interface ImportGround {
  readonly source: WebapiSource;
  readonly pace: SourcePace & { readonly firstPauseMs: number };
  /** The domain of an office at the source; null for an office that takes nothing from it. */
  readonly domainOf: (office: string) => string | null;
}

/** The activities of imports from the source. They run on a task queue of their own, one at a time. */
export function createImportActivities(deps: { db: Database; ground: ImportGround; events: ImportEvents }) {
  const { db, ground, events } = deps;
  const { source, pace, domainOf } = ground;
  const lease = createLease(db, sourceLease);

  /** Asks for what is new or changed on a page. Answers what was read, and the fault that ended it early. */
  const readPage = async (
    { office, domain, page }: { office: string; domain: string; page: number },
    { attempt, goOn }: { attempt: number; goOn: () => Promise<boolean> },
  ): Promise<{ lines: ReadLine[]; read: SourcePage | null; met: Met | null }> => {
    const lines: ReadLine[] = [];
    let asked: 'list' | 'detail' = 'list';
    let tries = attempt;
    try {
      const read = await source.list(domain, page);
      const ids = read.rows.map(({ sourceId }) => sourceId);
      const known = await readKnownSources(db, office, ids);
      asked = 'detail';
      for (const row of read.rows) {
        if (!isAskedFor(known.get(row.sourceId), row.updated)) {
          lines.push({ ...row, found: 'as-before' });
          continue;
        }
        lines.push(await readLine(row, domain, { attempt: tries, goOn }));
        tries = 1; // tries are counted that bring nothing
      }
      return { lines, read, met: null };
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      return { lines, read: null, met: { error, asked, attempt: tries } };
    }
  };

  const readLine = async (
    row: ListedPublication,
    domain: string,
    { attempt, goOn }: { attempt: number; goOn: () => Promise<boolean> },
  ): Promise<ReadLine> => {
    await pause(pace.betweenMs);
    if (!(await goOn())) throw new SourceError('interrupted');
    try {
      return { ...row, found: await source.detail(domain, row.sourceId) };
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      const next = continuationOf(error, { attempt, asked: 'detail', firstPauseMs: pace.firstPauseMs });
      if (next.kind !== 'without') throw error;
      return { ...row, found: 'no-detail' };
    }
  };

  /** Reads a page and stores it. Answers the next place, null at the end, or the pause before another try. */
  const carryOn = async (
    run: string,
    place: ImportPlace,
    goOn: () => Promise<boolean>,
  ): Promise<{ place: ImportPlace | null } | { pauseMs: number }> => {
    const begun = await beginPage(db, run, place);
    if (!begun) return { place: await readPlace(db, run) };
    const { office, attempt } = begun;
    const domain = domainOf(office);
    if (domain === null) return fail({ run, office }, { fault: 'switched-off', code: null });
    // none of the tries before told how it ended: the worker did each time, or what was read could not be stored
    if (attempt > mostTries) return fail({ run, office }, { fault: 'interrupted', code: null });
    const { lines, read, met } = await readPage({ office, domain, page: place.page }, { attempt, goOn });
    const next = await storeLines(db, { run, lines, read });
    if (met === null) {
      if (next === null) events.importDone({ run, office });
      return { place: next };
    }
    const { fault, status: code } = met.error;
    const told = continuationOf(met.error, { ...met, firstPauseMs: pace.firstPauseMs });
    const pauseMs = told.kind === 'again' ? told.afterMs : null;
    if (pauseMs === null) return fail({ run, office }, { fault, code });
    await recordRunFault(db, run, { fault, code, pauseMs });
    events.importPutOff({ run, office }, { fault, code });
    return { pauseMs };
  };

  const fail = async (
    told: { run: string; office: string },
    met: { fault: RunFault; code: number | null },
  ): Promise<{ place: null }> => {
    await recordRunFault(db, told.run, { ...met, pauseMs: null });
    events.importFailed(told, met);
    return { place: null };
  };

  return {
    /** Where an import begins: at its first page, or where it stood when the engine lost it. Null when it has ended. */
    openImport: (run: string): Promise<ImportPlace | null> => readPlace(db, run),

    /**
     * Reads one page of the source's list and the details of what is new on it, and stores them. Answers where the import
     * goes on, null at its end; throws, to be tried again after a pause, when the source did not answer.
     */
    async importPage({ run, place }: { run: string; place: ImportPlace }): Promise<ImportPlace | null> {
      const carried = await withHeartbeat(() => inTurn(lease, (goOn) => carryOn(run, place, goOn)));
      if ('place' in carried) {
        if (carried.place !== null) await pause(pace.betweenMs);
        return carried.place;
      }
      throw ApplicationFailure.create({
        message: 'the source did not answer as it should',
        nextRetryDelay: carried.pauseMs,
      });
    },

    /** Asks for an import of each office that takes publications from the source; those under way are left. */
    async queueImports(): Promise<void> {
      for (const office of await listImportedOffices(db)) {
        if (domainOf(office) !== null) await queueImport(db, { office, askedBy: null });
        Context.current().heartbeat();
      }
    },
  };
}

/** What ended the reading of a page. */
interface Met {
  readonly error: SourceError;
  readonly asked: 'list' | 'detail';
  readonly attempt: number;
}

export type ImportActivities = ReturnType<typeof createImportActivities>;
