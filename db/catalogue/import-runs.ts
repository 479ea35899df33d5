import { sql } from 'kysely';
import {
  placeAfter,
  type ImportPlace,
  type RunFault,
  type RunState,
  type SourceOutcome,
} from '../../domain/catalogue/import-runs.ts';
import { keyOf, type Publication } from '../../domain/catalogue/publication.ts';
import {
  mergedWith,
  type ListedPublication,
  type SourcePage,
  type SourceRefusal,
  type ToldPublication,
} from '../../domain/catalogue/webapi.ts';
import { syntheticOffice } from '../../domain/probe/synthetic.ts';
import type { Instant } from '../../domain/time.ts';
import { clock, timeIn } from '../clock.ts';
import type { Database, Transaction } from '../connect.ts';
import { dueSince, markRowsCarried, type DueRow } from '../due-rows.ts';
import { readByKey, storePublications } from './publications.ts';

/** How long a page may be under way before a look starts the workflow of its import again. */
const pageTakesAtMostMs = 120_000;

/** Asks for an import of an office; null when one is under way, or waits for its turn. */
export async function queueImport(
  db: Database,
  { office, askedBy }: { office: string; askedBy: string | null },
): Promise<string | null> {
  const row = await db
    .insertInto('webapi_run')
    .values({ office, run_state: 'queued', asked_by: askedBy })
    .onConflict((conflict) => conflict.column('office').where('ended_at', 'is', null).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

/** The offices that take publications from the source when nobody chose any: all that serve people. */
export async function listImportedOffices(db: Database): Promise<string[]> {
  const rows = await db
    .selectFrom('office')
    .select('code')
    .where('disabled_at', 'is', null)
    .where('code', '<>', syntheticOffice)
    .orderBy('code')
    .execute();
  return rows.map(({ code }) => code);
}

/**
 * Imports that no workflow has carried on in time, of those whose turn it is: `most` are open in the engine at one time,
 * those that a person asked for first.
 */
export async function readDueImports(db: Database, most: number): Promise<DueRow[]> {
  const { rows } = await sql<DueRow>`
    select id, ${dueSince} as due from (
      select id, due_at from webapi_run where ended_at is null
      order by run_state = 'queued', asked_by is null, created_at limit ${most}
    ) open where due_at <= ${clock}
  `.execute(db);
  return rows;
}

/** Notes that imports have a workflow now, so that the next look leaves them alone for a while. */
export function markImportsCarried(db: Database, rows: readonly DueRow[]): Promise<void> {
  return markRowsCarried(
    db,
    { table: 'webapi_run', forMs: pageTakesAtMostMs, open: sql`ended_at is null` },
    rows,
  );
}

/** Ends the imports that nobody can carry on, because the settings were taken away. */
export async function endImportsSwitchedOff(db: Database): Promise<void> {
  await db
    .updateTable('webapi_run')
    .set({ run_state: 'failed', fault: 'switched-off', fault_code: null, ended_at: clock })
    .where('ended_at', 'is', null)
    .execute();
}

/** Where an import stands by its row; null when it has ended. */
export async function readPlace(db: Database, run: string): Promise<ImportPlace | null> {
  const row = await db
    .selectFrom('webapi_run')
    .select(['pass', 'page', 'total'])
    .where('id', '=', run)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return row ?? null;
}

/** A try of a page that begins. It is counted before anything is asked, so that a crash costs a try. */
export async function beginPage(
  db: Database,
  run: string,
  { pass, page }: ImportPlace,
): Promise<{ office: string; attempt: number } | null> {
  const row = await db
    .updateTable('webapi_run')
    .set((eb) => ({
      run_state: 'running',
      started_at: sql<Date>`coalesce(started_at, ${clock})`,
      attempts: eb('attempts', '+', 1),
      due_at: timeIn(pageTakesAtMostMs),
      fault: 'interrupted',
      fault_code: null,
    }))
    .where('id', '=', run)
    .where('pass', '=', pass)
    .where('page', '=', page)
    .where('ended_at', 'is', null)
    .returning(['office', 'attempts as attempt'])
    .executeTakeFirst();
  return row ?? null;
}

/** What is known of a publication of the source from earlier imports. */
export interface KnownSource {
  readonly updated: string;
  readonly reason: SourceRefusal | null;
}

/** What is known of these publications of the source. */
export async function readKnownSources(
  db: Database,
  office: string,
  ids: readonly string[],
): Promise<Map<string, KnownSource>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('webapi_publication')
    .select(['source_id', 'updated', 'reason'])
    .where('office', '=', office)
    .where('source_id', 'in', ids)
    .execute();
  return new Map(rows.map(({ source_id: id, updated, reason }) => [id, { updated, reason }]));
}

/** A line of the list, and what asking for its details brought: nothing was asked, it is refused, or it was told. */
export type ReadLine = ListedPublication & {
  readonly found: 'as-before' | SourceRefusal | ToldPublication;
};

/**
 * Stores what was read of a page, all of it or none. With `read`, the page is done and the import goes on behind it;
 * without, it is tried again from where it stands. Answers the next place, or null when the import has ended.
 */
export async function storeLines(
  db: Database,
  { run, lines, read }: { run: string; lines: readonly ReadLine[]; read: Omit<SourcePage, 'rows'> | null },
): Promise<ImportPlace | null> {
  return db.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom('webapi_run')
      .select(['office', 'pass', 'page', 'total'])
      .where('id', '=', run)
      .where('ended_at', 'is', null)
      .forUpdate()
      .executeTakeFirst();
    if (!row) return null;
    const { office, ...place } = row;
    const once = [...new Map(lines.map((line) => [line.sourceId, line])).values()];
    await storeOutcomes(trx, { run, office, lines: once });
    const next = read === null ? place : placeAfter(place, read);
    const isProgress = read !== null || lines.some(({ found }) => found !== 'as-before');
    await noteProgress(trx, { run, office, next, read, isProgress });
    return next;
  });
}

async function storeOutcomes(
  trx: Transaction,
  { run, office, lines }: { run: string; office: string; lines: readonly ReadLine[] },
): Promise<void> {
  const ids = lines.map(({ sourceId }) => sourceId);
  if (ids.length === 0) return;
  const before = await trx
    .selectFrom('webapi_publication')
    .select(['source_id', 'key', 'became', 'reason', 'run'])
    .where('office', '=', office)
    .where('source_id', 'in', ids)
    .execute();
  const known = new Map(before.map((row) => [row.source_id, row]));
  const { publications, refused } = await publicationsIn(trx, { office, lines });
  const stored = await storePublications(trx, { office, publications: [...publications.values()] });
  const outcomes = new Map([...publications.keys()].map((id, index) => [id, stored[index] ?? 'unchanged']));
  await trx
    .deleteFrom('webapi_publication')
    .where('office', '=', office)
    .where('source_id', 'in', ids)
    .execute();
  await trx
    .insertInto('webapi_publication')
    .values(
      lines.map(({ sourceId, title, updated, found }) => {
        const was = known.get(sourceId);
        const reason = refused.get(sourceId) ?? (found === 'as-before' ? (was?.reason ?? null) : null);
        const publication = publications.get(sourceId);
        const key = reason === null ? (publication ? keyOf(publication) : (was?.key ?? null)) : null;
        const now: SourceOutcome = reason === null ? (outcomes.get(sourceId) ?? 'unchanged') : 'refused';
        const became = was?.run === run ? firstOf(was.became, now) : now;
        return {
          office,
          source_id: sourceId,
          title: title.slice(0, 500),
          updated,
          key,
          became,
          reason,
          run,
        };
      }),
    )
    .execute();
}

/** A publication that one import reads twice was added or changed by it the first time. */
function firstOf(first: SourceOutcome, again: SourceOutcome): SourceOutcome {
  return again === 'unchanged' && first !== 'refused' ? first : again;
}

/** The told publications as they are to be stored, by the source's id; and those whose number another one has. */
async function publicationsIn(
  trx: Transaction,
  { office, lines }: { office: string; lines: readonly ReadLine[] },
): Promise<{ publications: Map<string, Publication>; refused: Map<string, SourceRefusal> }> {
  const refused = new Map<string, SourceRefusal>();
  const told = new Map<string, { sourceId: string; told: ToldPublication }>();
  const asked: string[] = [];
  for (const { sourceId, found } of lines) {
    if (found === 'as-before') continue;
    asked.push(sourceId);
    if (typeof found === 'string') {
      refused.set(sourceId, found);
      continue;
    }
    const key = keyOf(found) ?? '';
    if (told.has(key)) refused.set(sourceId, 'same-number');
    else told.set(key, { sourceId, told: found });
  }
  const keys = [...told.keys()];
  if (keys.length === 0) return { publications: new Map(), refused };
  const owners = await trx
    .selectFrom('webapi_publication')
    .select(['key', 'source_id'])
    .where('office', '=', office)
    .where('key', 'in', keys)
    .where('source_id', 'not in', asked)
    .execute();
  for (const { key } of owners) {
    const one = told.get(key ?? '');
    if (one === undefined) continue;
    refused.set(one.sourceId, 'same-number');
    told.delete(key ?? '');
  }
  const stored = await readByKey(trx, office, keys);
  const publications = new Map(
    [...told].map(([key, one]) => [one.sourceId, mergedWith(stored.get(key) ?? null, one.told)]),
  );
  return { publications, refused };
}

/** Counts anew what the import brought, and notes where it goes on. */
async function noteProgress(
  trx: Transaction,
  {
    run,
    office,
    next,
    read,
    isProgress,
  }: {
    run: string;
    office: string;
    next: ImportPlace | null;
    read: Omit<SourcePage, 'rows'> | null;
    isProgress: boolean;
  },
): Promise<void> {
  const counts = sql<{ outcome: SourceOutcome; n: number }>`
    select became as outcome, count(*)::int as n from webapi_publication where run = ${run} group by 1`;
  const { rows } = await counts.execute(trx);
  const countOf = (outcome: SourceOutcome): number => rows.find((row) => row.outcome === outcome)?.n ?? 0;
  const { missing } = await trx
    .selectFrom('webapi_publication')
    .select((eb) => eb.fn.countAll<number>().as('missing'))
    .where('office', '=', office)
    .where('run', '<>', run)
    .executeTakeFirstOrThrow();
  await trx
    .updateTable('webapi_run')
    .set({
      added: countOf('added'),
      changed: countOf('changed'),
      unchanged: countOf('unchanged'),
      refused: countOf('refused'),
      ...(read && { pages: read.pages }),
      ...(isProgress && { attempts: 0 }),
      ...(read && { fault: null, fault_code: null, due_at: timeIn(pageTakesAtMostMs) }),
      ...(next ?? { run_state: 'done' as const, missing, ended_at: clock }),
    })
    .where('id', '=', run)
    .execute();
}

/** Records that a try failed: it is tried again after the pause, or the import has failed when there is none. */
export async function recordRunFault(
  db: Database,
  run: string,
  { fault, code, pauseMs }: { fault: RunFault; code: number | null; pauseMs: number | null },
): Promise<void> {
  await db
    .updateTable('webapi_run')
    .set({
      fault,
      fault_code: code,
      ...(pauseMs === null
        ? { run_state: 'failed' as const, ended_at: clock }
        : { due_at: timeIn(pauseMs + pageTakesAtMostMs) }),
    })
    .where('id', '=', run)
    .where('ended_at', 'is', null)
    .execute();
}

/** An import as people see it. */
export interface RunRow {
  readonly id: string;
  readonly state: RunState;
  /** Who asked for it, by name; null when the schedule or the command line did. */
  readonly askedBy: string | null;
  readonly createdAt: Instant;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly page: number;
  readonly pages: number | null;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly missing: number;
  readonly fault: RunFault | null;
  /** What the source answered, such as 503. */
  readonly faultCode: number | null;
}

/** The imports of an office, the newest first. */
export async function readRuns(db: Database, office: string, limit: number): Promise<RunRow[]> {
  return db
    .selectFrom('webapi_run as r')
    .leftJoin('staff as s', 's.id', 'r.asked_by')
    .select(['r.id', 'r.run_state as state', 's.name as askedBy', 'r.created_at as createdAt'])
    .select([
      'r.started_at as startedAt',
      'r.ended_at as endedAt',
      'r.page',
      'r.pages',
      'r.added',
      'r.changed',
    ])
    .select(['r.unchanged', 'r.refused', 'r.missing', 'r.fault', 'r.fault_code as faultCode'])
    .where('r.office', '=', office)
    .orderBy('r.created_at', 'desc')
    .orderBy('r.id')
    .limit(limit)
    .execute();
}

/** The newest import of an office, or null. */
export async function readLatestRun(db: Database, office: string): Promise<RunRow | null> {
  const [run] = await readRuns(db, office, 1);
  return run ?? null;
}

/** A publication of the source that the last import did not take. */
export interface RefusedSource {
  readonly title: string;
  readonly reason: SourceRefusal;
}

/** What an office's last imports refused, by title; the first of them. */
export async function readRefusedSources(
  db: Database,
  office: string,
  limit: number,
): Promise<RefusedSource[]> {
  const rows = await db
    .selectFrom('webapi_publication')
    .select(['title', 'reason'])
    .where('office', '=', office)
    .where('became', '=', 'refused')
    .orderBy('title')
    .orderBy('source_id')
    .limit(limit)
    .execute();
  return rows.flatMap(({ title, reason }) => (reason === null ? [] : [{ title, reason }]));
}
