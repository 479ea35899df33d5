import { Client, ScheduleNotFoundError } from '@temporalio/client';
import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { createImportSchedule } from '../../activities/catalogue/import-schedule.ts';
import { createImportStarter } from '../../activities/catalogue/import-starter.ts';
import { queueImport } from '../../db/catalogue/import-runs.ts';
import {
  importScheduleOf,
  importWorkflowIdOf,
  mostTries,
  type RunFault,
} from '../../domain/catalogue/import-runs.ts';
import { metrics } from '../../domain/metrics.ts';
import { readExposition } from '../world/exposition.ts';
import { keepHistory } from '../world/history.ts';
import {
  createWebapi,
  fallsSilent,
  hangsUp,
  html,
  json,
  sourceRow,
  status,
  tooLarge,
} from '../world/outside/webapi.ts';
import { until } from '../world/until.ts';
import { openWorld, useResource, useWorld } from '../world/use.ts';

const source = useResource(createWebapi);
const world = useWorld({}, () => ({ webapi: { base: source.url, key: source.key } }));

beforeEach(() => {
  source.rows = Array.from({ length: 23 }, (_, index) => sourceRow(index + 1));
  source.misdeeds.length = 0;
  source.asked = () => undefined;
});

const runOf = (id: string) =>
  world.db.selectFrom('webapi_run').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

async function ask(): Promise<string> {
  const run = await queueImport(world.db, { office: world.office, askedBy: null });
  if (run === null) throw new Error('an import is under way');
  return run;
}
const untilEnded = (run: string) =>
  until(
    'the import has ended',
    async () => {
      const row = await runOf(run);
      return row.ended_at !== null && row;
    },
    { withinMs: 60_000 },
  );
/** One import, and what was asked of the source for it. */
async function importAll() {
  const from = source.requests.length;
  const run = await ask();
  const row = await untilEnded(run);
  return { run, row, requests: source.requests.slice(from) };
}
const titles = async (): Promise<Map<string, string>> => {
  const rows = await world.db
    .selectFrom('publication')
    .select(['publication_number', 'title'])
    .where('office', '=', world.office)
    .where('removed_at', 'is', null)
    .execute();
  return new Map(rows.map(({ publication_number: number, title }) => [number ?? '', title]));
};
const outcomesOf = (run: string) =>
  world.db.selectFrom('webapi_publication').selectAll().where('run', '=', run).execute();
const figure = (page: string, name: string, office?: string): number | undefined =>
  readExposition(page).series.find((one) => one.name === name && one.labels['office'] === office)?.value;
const idOf = (number: number): string => sourceRow(number).pub_id ?? '';

describe('an import', () => {
  test('brings every publication, one request at a time, and its key is told nowhere', async () => {
    const { run, row, requests } = await importAll();
    expect(row).toMatchObject({
      run_state: 'done',
      added: 23,
      changed: 0,
      unchanged: 0,
      refused: 0,
      fault: null,
    });
    expect(requests).toHaveLength(3 + 23);
    expect(source.most()).toBe(1);
    expect((await titles()).get('65020.24007')).toBe('Kecamatan Nomor 7 Dalam Angka 2024');
    const handle = new Client({ connection: world.connection }).workflow.getHandle(importWorkflowIdOf(run));
    await handle.result();
    await keepHistory(world.connection, { workflowId: importWorkflowIdOf(run), story: 'collection-import' });
    const kept = await sql<{ text: string }>`
      select coalesce(string_agg(t::text, ' '), '') as text from (
        select to_jsonb(r) from webapi_run r union all select to_jsonb(p) from webapi_publication p
        union all select to_jsonb(p) from publication p) t`.execute(world.db);
    const told =
      JSON.stringify(await handle.fetchHistory()) +
      world.logged() +
      (await world.metrics()) +
      (await world.workerMetrics()) +
      (kept.rows[0]?.text ?? '');
    expect(told).toContain(run);
    for (const secret of [source.key, 'pdf-token', 'cover-token', '/key/'])
      expect(told).not.toContain(secret);
    expect(figure(await world.workerMetrics(), metrics.importsOn.name)).toBe(1);
    const importedAt = figure(await world.metrics(), metrics.importedAt.name, world.office);
    expect(importedAt).toBeCloseTo((row.ended_at ?? 0) / 1_000, 0);
  });

  test('asks again only for what has changed, and keeps what the office wrote and what vanished', async () => {
    await sql`update publication set shelf = 'Rak 3', copies = 2 where publication_number = '65020.24002'`.execute(
      world.db,
    );
    source.rows = source.rows.slice(0, 21);
    source.rows[1] = sourceRow(2, { title: 'Kecamatan Dua 2024', updt_date: '2024-04-01' });
    source.rows[2] = sourceRow(3, { updt_date: '2024-04-01' });
    const { row, requests } = await importAll();
    expect(row).toMatchObject({ run_state: 'done', added: 0, changed: 1, unchanged: 20, missing: 2 });
    expect(requests).toEqual(['list 1', `view ${idOf(2)}`, `view ${idOf(3)}`, 'list 2', 'list 3']);
    const stored = await world.db
      .selectFrom('publication')
      .select(['title', 'shelf', 'copies'])
      .where('publication_number', '=', '65020.24002')
      .executeTakeFirstOrThrow();
    expect(stored).toEqual({ title: 'Kecamatan Dua 2024', shelf: 'Rak 3', copies: 2 });
    expect((await titles()).has('65020.24023')).toBe(true);
  });

  test('is not asked for twice', async () => {
    let letGo = (): void => undefined;
    source.misdeeds.push((response, request) => {
      letGo = () => json({ status: 'OK', 'data-availability': 'list-not-available' })(response, request);
    });
    const run = await ask();
    expect(await queueImport(world.db, { office: world.office, askedBy: null })).toBeNull();
    await until('the source is asked', () => Promise.resolve(source.misdeeds.length === 0));
    letGo();
    expect(await untilEnded(run)).toMatchObject({ run_state: 'done', pages: 0, unchanged: 0, missing: 23 });
  });

  test('goes through the list once more when it changed under way', async () => {
    source.asked = (what) => {
      // the first is taken away, and every other one slips a place towards what was read already
      if ('page' in what && what.page === 2 && source.rows.length === 23) source.rows = source.rows.slice(1);
    };
    source.rows[10] = sourceRow(11, { updt_date: '2024-05-01', title: 'Yang tergeser 2024' });
    const { row } = await importAll();
    expect(row).toMatchObject({ run_state: 'done', pass: 2, added: 0 });
    expect((await titles()).get('65020.24011')).toBe('Yang tergeser 2024');
  });

  test('refuses what cannot be taken, each with its reason, and brings the rest', async () => {
    source.rows = [
      sourceRow(101),
      sourceRow(102, { pub_id: 'not-hex' }),
      sourceRow(103, { title: null }),
      sourceRow(104, { kat_no: null, pub_no: null }),
      sourceRow(105, { rl_date: null, title: 'Tanpa Tahun' }),
      sourceRow(106, { pub_no: '65020.24101' }),
      sourceRow(107, { issn: '978-0-306-40615-7', rl_date: '0000-00-00', title: 'A\u0000neh & 2024' }),
      sourceRow(107),
    ];
    const { run, row } = await importAll();
    expect(row).toMatchObject({ run_state: 'done', added: 2, refused: 5 });
    const reasons = (await outcomesOf(run)).flatMap(({ reason }) => reason ?? []);
    expect(reasons.toSorted()).toEqual(['no-id', 'no-number', 'no-title', 'no-year', 'same-number']);
    const again = await importAll();
    expect(again.row).toMatchObject({ run_state: 'done', added: 0, refused: 5, unchanged: 2 });
  });

  test('leaves out a publication whose details never come, and asks for them the next time', async () => {
    source.rows = [sourceRow(201), sourceRow(202)];
    source.misdeeds.push(null, status(404));
    const { row } = await importAll();
    expect(row).toMatchObject({ run_state: 'done', added: 1, refused: 1 });
    expect((await importAll()).row).toMatchObject({ run_state: 'done', added: 1, unchanged: 1, refused: 0 });
  });
});

describe('a source that is not well', () => {
  test.each([
    ['answers with a page for people', html],
    ['hangs up', hangsUp],
    ['falls silent', fallsSilent],
    ['asks to come later', status(429, { 'retry-after': '0' })],
    ['is under repair', status(503, { 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT' })],
    ['answers half', (response) => void response.writeHead(200).end('{"status":"OK",')],
  ] as [string, typeof html][])('and %s is asked again, and nothing is lost', async (_what, misdeed) => {
    source.rows = [sourceRow(1, { updt_date: `2025-${Math.random()}` }), sourceRow(2)];
    source.misdeeds.push(misdeed, null, misdeed);
    const { row, requests } = await importAll();
    expect(row).toMatchObject({ run_state: 'done', unchanged: 2, fault: null });
    expect(requests.length).toBeGreaterThan(3);
  });

  const lasting: [string, typeof html, RunFault, number | null][] = [
    ['does not know the key', json({ status: 'Error', message: 'Invalid API Key' }), 'wrong-key', null],
    ['forbids', status(403), 'wrong-key', 403],
    ['leads elsewhere', status(302, { location: 'https://elsewhere.example/' }), 'redirected', 302],
    ['has no such page', status(404), 'refused', 404],
    ['says too much', tooLarge, 'too-large', null],
    [
      'says something else',
      json({ status: 'OK', 'data-availability': 'available', data: {} }),
      'other-shape',
      null,
    ],
  ];
  test.each(lasting)('and %s ends the import at once, with why', async (_what, misdeed, fault, code) => {
    source.misdeeds.push(misdeed);
    const { row, requests } = await importAll();
    expect(row).toMatchObject({ run_state: 'failed', fault, fault_code: code, attempts: 1 });
    expect(requests).toEqual(['list 1']);
  });

  test('and is away ends the import after its tries', async () => {
    await source.close();
    const row = await untilEnded(await ask());
    await source.open();
    expect(row).toMatchObject({ run_state: 'failed', fault: 'unreachable', attempts: mostTries });
  });

  test('and ends the worker with every try ends the import', async () => {
    await world.stopWorker();
    const run = await ask();
    await world.db.updateTable('webapi_run').set({ attempts: mostTries }).where('id', '=', run).execute();
    const before = source.requests.length;
    await world.startWorker();
    expect(await untilEnded(run)).toMatchObject({ run_state: 'failed', fault: 'interrupted' });
    expect(source.requests).toHaveLength(before);
  });

  test('and is not to be trusted is told', async () => {
    await using secure = await createWebapi({ secure: true });
    await using other = await openWorld({}, { webapi: { base: secure.url, key: secure.key } });
    const run = await queueImport(other.db, { office: other.office, askedBy: null });
    const ended = await until('the import has ended', async () => {
      const row = await other.db
        .selectFrom('webapi_run')
        .selectAll()
        .where('id', '=', run ?? '')
        .executeTakeFirstOrThrow();
      return row.ended_at !== null && row;
    });
    expect(ended).toMatchObject({ run_state: 'failed', fault: 'untrusted' });
    expect(secure.requests).toEqual([]);
  });
});

describe('the schedule of imports', () => {
  const schedule = () =>
    new Client({ connection: world.connection }).schedule.getHandle(importScheduleOf(world.taskQueue));

  test('is made by the worker, made again when the engine lost it, and asks for an import of the office', async () => {
    await until('the schedule is there', () =>
      schedule()
        .describe()
        .then(Boolean, () => false),
    );
    await schedule().delete();
    const described = await until('it is there again', () =>
      schedule()
        .describe()
        .catch(() => false as const),
    );
    expect(described.policies.overlap).toBe('SKIP');
    const before = source.requests.length;
    await schedule().trigger();
    const run = await until('an import is asked for', async () => {
      const rows = await world.db
        .selectFrom('webapi_run')
        .select('id')
        .where('asked_by', 'is', null)
        .orderBy('created_at', 'desc')
        .limit(1)
        .execute();
      return source.requests.length > before && rows[0]?.id;
    });
    expect(await untilEnded(run)).toMatchObject({ run_state: 'done', office: world.office });
  });

  test('goes with the settings, and so do the imports that nobody can carry on', async () => {
    await world.stopWorker();
    const run = await ask();
    const off = {
      client: new Client({ connection: world.connection }),
      taskQueue: world.taskQueue,
      isOn: false,
    };
    await createImportSchedule(off)();
    await createImportSchedule(off)();
    await expect(schedule().describe()).rejects.toThrow(ScheduleNotFoundError);
    await createImportStarter({ ...off, db: world.db })();
    expect(await runOf(run)).toMatchObject({ run_state: 'failed', fault: 'switched-off' });
    await world.startWorker();
    expect((await importAll()).row).toMatchObject({ run_state: 'done' });
  });
});
