import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { Registry } from 'prom-client';
import { sql, type RawBuilder } from 'kysely';
import { Client as Postgres } from 'pg';
import { createImportStarter } from '../activities/catalogue/import-starter.ts';
import { createComplaintStarter } from '../activities/complaints/complaint-starter.ts';
import { createMailEvents } from '../activities/events.ts';
import { createMailStarter } from '../activities/mail/mail-starter.ts';
import { createMemberStarter } from '../activities/members/member-starter.ts';
import { createReconciler } from '../activities/reconciler.ts';
import { createSoftcopyStarter } from '../activities/softcopies/softcopy-starter.ts';
import {
  checkRulesEveryMs,
  countUsesEveryMs,
  dayPace,
  patienceMs,
  reconcileEveryMs,
  removeExpiredEveryMs,
  startComplaintsEveryMs,
  startImportsEveryMs,
  startMailsEveryMs,
  startMembersEveryMs,
  startSoftcopiesEveryMs,
  sweepSoftcopiesEveryMs,
} from '../activities/worker-limits.ts';
import { figuresPatienceMs } from '../api/metrics/figures-source.ts';
import { businessText } from '../api/metrics/exposition.ts';
import { rereadEveryMs } from '../api/sockets/live.ts';
import { apiBeatEveryMs, beatOfApi } from '../db/boards/board-lines.ts';
import { createDatabase, personWaitsMs } from '../db/connect.ts';
import { countViolations } from '../db/rules/invariants.ts';
import { readMarks } from '../db/offices/offices.ts';
import { ensureSyntheticAccount, takeSyntheticMinute } from '../db/probe/synthetic.ts';
import { removeExpired } from '../db/keeping/retention.ts';
import { findUnusedOriginals } from '../db/softcopies/unused-originals.ts';
import { readFigures } from '../db/supervision/figures.ts';
import { countEndedDays } from '../db/supervision/library-uses.ts';
import { markCompared, readCompared, readIncarnation } from '../db/visits/stores/comparisons.ts';
import { zoneNearNoon } from '../test/world/office.ts';
import { closeAt } from '../test/world/past/many-offices.ts';
import { addSyntheticVisits } from '../test/world/past/synthetic.ts';
import { fillYear } from '../test/world/past/year.ts';
import { startEmbedded } from '../test/world/programs/parts.ts';
import { medianOf, rounded } from './measuring/figures.ts';
import { keep, msOf, tellMissed } from './measuring/measure.ts';
import { numbersOrExit } from './measuring/numbers.ts';

/*
 * What each regular job costs with a year of many offices in the database: `npm run bench:year -- 550 40 0.1`, offices, visits a
 * day in each, and which part of them the past holds. Today and yesterday are there in full. A limit is the period of a job, or
 * how long one statement of it may take where that is less. Exits with 1 when a job takes more than a fifth of its limit.
 * Five to ten minutes, most of them to write the year.
 */

const { offices, visitsADay, share } = numbersOrExit({
  offices: { usual: 550 },
  visitsADay: { usual: 40 },
  share: { usual: 0.1 },
});
const days = 365;
const runs = 3;
const mostOfLimit = 0.2;
const hourMs = 3_600_000;
/** The probe sends one a minute while offices are open. */
const syntheticADay = 540;

await using stack = new AsyncDisposableStack();
const { databaseUrl: url, temporalAddress, log } = stack.use(await startEmbedded('error'));
const open = (max: number, settings: { patienceMs?: number } = {}) => {
  const { db, pool } = createDatabase({ url, max, log, ...settings });
  stack.defer(() => pool.end());
  return db;
};
const patient = open(1, { patienceMs });
const db = open(4);
const figuresDb = open(1, { patienceMs: figuresPatienceMs });
await markCompared(db, (await readIncarnation(db)).name); // no engine knows more of it
await ensureSyntheticAccount(db);

const timeZone = zoneNearNoon();
let codes: string[] = [];
const filledMs = await msOf(fill);
const connection = await Connection.connect({ address: temporalAddress });
stack.defer(() => connection.close());
const engine = { db, client: new Client({ connection }), taskQueue: 'bench' };
const reconcile = createReconciler({ ...engine, pace: dayPace, log });

interface Job {
  readonly limitMs: number;
  readonly work: () => Promise<unknown>;
  /** What makes it due again. */
  readonly before?: () => Promise<unknown>;
  readonly times?: number;
}

const visits = await count(sql`select count(*) as n from visit`);
const inOpenHours = await measure({
  rules: {
    limitMs: within(checkRulesEveryMs, patienceMs),
    work: () => countViolations(patient),
    before: () => sql`update invariant_check set at = at - interval '1 minute'`.execute(patient),
  },
  libraryUses: { limitMs: within(countUsesEveryMs, patienceMs), work: () => countEndedDays(patient) },
  reconciler: { limitMs: within(reconcileEveryMs), work: reconcile },
  visitsToCompare: { limitMs: within(reconcileEveryMs), work: () => readCompared(db) },
  mails: {
    limitMs: within(startMailsEveryMs),
    work: createMailStarter({
      ...engine,
      isOn: true,
      events: createMailEvents({ registry: new Registry(), log }),
    }),
  },
  complaints: { limitMs: within(startComplaintsEveryMs), work: createComplaintStarter(engine) },
  members: { limitMs: within(startMembersEveryMs), work: createMemberStarter(engine) },
  softcopies: { limitMs: within(startSoftcopiesEveryMs), work: createSoftcopyStarter(engine) },
  imports: { limitMs: within(startImportsEveryMs), work: createImportStarter({ ...engine, isOn: true }) },
  unusedOriginals: { limitMs: within(sweepSoftcopiesEveryMs), work: () => findUnusedOriginals(db) },
  figures: {
    limitMs: figuresPatienceMs,
    work: async () => businessText(await readFigures(figuresDb)),
  },
  watchedOffices: { limitMs: within(rereadEveryMs), work: () => readMarks(db, codes) },
  boardLines: { limitMs: within(apiBeatEveryMs), work: () => beatOfApi(db, randomUUID()) },
  syntheticVisit: { limitMs: within(60_000), work: () => takeSyntheticMinute(db) },
});
const violations = await count(sql`select sum(violations) as n from invariant_check`);

await close(Date.now() - 60_000);
const daysEndTogetherMs = rounded(await msOf(reconcile));
const inTheEvening = await measure({ reconciler: { limitMs: within(reconcileEveryMs), work: reconcile } });

// a day without a worker: all that a day leaves is due at once
await sql`create or replace function clock() returns timestamptz language sql volatile as $$
  select date_trunc('milliseconds', clock_timestamp()) + interval '1 day' $$`.execute(patient);
const expired = {
  commands: await count(
    sql`select count(*) as n from command where created_at < clock() - interval '2 days'`,
  ),
  mails: await count(sql`select count(*) as n from mail where created_at < clock() - interval '30 days'`),
  synthetic: await count(sql`select count(*) as n from visit where office = '9999'`),
};
const afterADayWithoutAWorker = await measure({
  retention: {
    limitMs: within(removeExpiredEveryMs, patienceMs),
    work: () => removeExpired(patient),
    times: 1,
  },
});

const jobs = { inOpenHours, inTheEvening, afterADayWithoutAWorker };
await keep('year', {
  offices,
  visitsADay,
  pastVisitsADay: visitsADay * share,
  visits,
  filledSeconds: rounded(filledMs / 1_000),
  violations,
  daysEndTogetherMs,
  expired,
  jobs,
});
const over = Object.entries(jobs).flatMap(([when, results]) =>
  Object.entries(results)
    .filter(([, { medianMs, limitMs }]) => medianMs > mostOfLimit * limitMs)
    .map(([name, { medianMs, limitMs }]) => `${name} (${when}): ${medianMs} ms of ${limitMs} ms`),
);
if (violations > 0) over.push(`${violations} violations in rows that break no rule`);
tellMissed(over);

/** A job's limit: its period, or how long one of its statements may take where that is less. */
function within(everyMs: number, statementMs: number = personWaitsMs): number {
  return Math.min(everyMs, statementMs);
}

/** Runs each job alone, a few times. */
async function measure<Name extends string>(measured: Record<Name, Job>) {
  const results = {} as Record<Name, { limitMs: number; ms: number[]; medianMs: number }>;
  for (const [name, job] of Object.entries<Job>(measured)) {
    const ms: number[] = [];
    for (let time = 0; time < (job.times ?? runs); time += 1) {
      await job.before?.();
      ms.push(rounded(await msOf(job.work)));
    }
    results[name as Name] = { limitMs: job.limitMs, ms, medianMs: medianOf(ms) };
  }
  return results;
}

async function count(statement: RawBuilder<unknown>): Promise<number> {
  const { rows } = await (statement as RawBuilder<{ n: number }>).execute(patient);
  return rows[0]?.n ?? 0;
}

async function fill(): Promise<void> {
  codes = await fillYear(url, { offices, visitsADay, days, share, timeZone });
  await addSyntheticVisits(patient, syntheticADay);
  await close(Date.now() + hourMs);
}

/** Has all offices close then. */
async function close(at: number): Promise<void> {
  const postgres = new Postgres({ connectionString: url });
  await postgres.connect();
  await closeAt(postgres, { codes, timeZone, at });
  await postgres.end();
}
