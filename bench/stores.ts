import { Client, Connection } from '@temporalio/client';
import { sql } from 'kysely';
import { Client as Postgres } from 'pg';
import { visitLease } from '../activities/visits/visit-reconciler.ts';
import { createVisitComparison } from '../activities/visits/visit-comparison.ts';
import { createLease } from '../db/processes/lease.ts';
import { readCompared } from '../db/visits/stores/comparisons.ts';
import { visitTaskQueue } from '../domain/visits/messages.ts';
import { addOffices } from '../test/world/past/many-offices.ts';
import { until } from '../test/world/until.ts';
import { rounded } from './measuring/figures.ts';
import { keep } from './measuring/measure.ts';
import { cpuMs } from './measuring/processes.ts';
import { numbersOrExit } from './measuring/numbers.ts';
import { startStack } from './stack.ts';

/*
 * What it costs to compare the stores with many open visits, ten in each office: `npm run bench:stores -- 550`. The
 * visits are rows without workflows at first, as after the loss of the engine. Some minutes.
 */

const { offices } = numbersOrExit({ offices: { usual: 100 } });
const visitsEach = 10;
/** Visits of one measurement that asks each of them. */
const asked = 300;
const withinMs = 900_000;

await using stack = await startStack();
const { db } = stack;
const connection = await Connection.connect({ address: stack.temporalAddress });
const client = new Client({ connection });
const isCompared = async (): Promise<boolean> =>
  (await sql`select from comparison`.execute(db)).rows.length > 0;
await until('the stores are compared', isCompared, { withinMs });
await fill();

const comparison = createVisitComparison({
  db,
  client,
  taskQueue: visitTaskQueue,
  searchAttributes: async () => new Set(),
});
const open = offices * visitsEach;
const afterLoss = await measured(() =>
  until('every visit has a workflow', async () => (await comparison.countRunning()) === open, { withinMs }),
);

const lease = createLease(db, { ...visitLease, seconds: withinMs / 1_000 });
await until('the worker leaves the looks to the bench', async () => {
  await db.deleteFrom('lease').execute();
  return lease.take();
});
const rows = await measured(() => readCompared(db));
const count = await measured(comparison.countRunning);
const list = await measured(comparison.listRunning);
const some = (await readCompared(db)).slice(-asked);
const firstAsked = await measured(() => comparison.survey(some));
const askedAgain = await measured(() => comparison.survey(some));
await db.deleteFrom('comparison').execute();
const start = await measured(() => until('the stores are compared', isCompared, { withinMs }));

await connection.close();
await keep('stores', {
  offices,
  open,
  afterLossOfTheEngine: afterLoss,
  comparisonAtAStart: start,
  aLook: { rows, count, list },
  perVisit: { firstAsked: perVisit(firstAsked), askedAgainUnchanged: perVisit(askedAgain) },
});

/** How long something takes, and how long engine and worker computed meanwhile, in milliseconds. */
async function measured(work: () => Promise<unknown>) {
  const pids = { engine: stack.parts.temporal.pid(), worker: stack.parts.worker.pid() };
  const before = { engine: await cpuMs(pids.engine), worker: await cpuMs(pids.worker) };
  const startedAt = performance.now();
  await work();
  return {
    ms: rounded(performance.now() - startedAt),
    engineCpuMs: (await cpuMs(pids.engine)) - before.engine,
    workerCpuMs: (await cpuMs(pids.worker)) - before.worker,
  };
}

function perVisit(cost: Awaited<ReturnType<typeof measured>>): object {
  return Object.fromEntries(Object.entries(cost).map(([name, ms]) => [name, rounded(ms / some.length)]));
}

/** Offices where people wait, as rows alone. */
async function fill(): Promise<void> {
  const postgres = new Postgres({ connectionString: stack.databaseUrl });
  await postgres.connect();
  const codes = Array.from({ length: offices }, (_none, index) => String(1000 + index));
  await addOffices(postgres, codes);
  await postgres.query('begin');
  await postgres.query(
    `insert into visit (id, office, service, day, number, token, step, revision, language, policy_version,
       created_at, queued_at, last_at, closes_at)
     select gen_random_uuid(), code, 'P', clock()::date, n, left(replace(gen_random_uuid()::text, '-', ''), 22),
       'waiting', 1, 'id', 1, clock(), clock(), clock(), clock() + interval '8 hours'
     from unnest($1::text[]) as code, generate_series(1, $2::integer) as n`,
    [codes, visitsEach],
  );
  await postgres.query(
    `insert into visit_event (visit_id, revision, office, move, step, at, actor)
     select id, 1, office, 'check-in', 'waiting', created_at, 'visitor' from visit`,
  );
  await postgres.query('commit');
  await postgres.query('analyze visit, visit_event');
  await postgres.end();
}
