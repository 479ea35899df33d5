import { sql } from 'kysely';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { listenForChanges, notifyBesides } from '../../../db/changes.ts';
import { createDatabase, isDatabaseOutage, type Database } from '../../../db/connect.ts';
import { plannedOnce } from '../../../db/planned-once.ts';
import { withinDeadline } from '../../../process/deadline.ts';
import { onDatabaseServer } from '../../world/postgres/administrate.ts';
import { createTestDatabase, type TestDatabase } from '../../world/database.ts';
import { createMovingLine } from '../../world/outside/moving-line.ts';
import { until } from '../../world/until.ts';
import { useResource } from '../../world/use.ts';

const log = pino({ level: 'silent' });
const first = useResource(() => createTestDatabase(log));
const second = useResource(() => createTestDatabase(log));
const line = useResource(createMovingLine);

/** A pool by way of the line, for one test. */
function open(lifetimeMs?: number): AsyncDisposable & { readonly db: Database } {
  const url = line.through(first.url);
  const { db, pool } = createDatabase({
    url,
    max: 3,
    log,
    ...(lifetimeMs === undefined ? {} : { lifetimeMs }),
  });
  return { db, [Symbol.asyncDispose]: () => pool.end() };
}

async function whereIs(db: Database): Promise<string> {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(db);
  return rows[0]?.name ?? '';
}

const nameOf = ({ url }: TestDatabase): string => new URL(url).pathname.slice(1);

describe('an address that leads to another server', () => {
  test('is followed by every connection within its lifetime, though the old server still serves', async () => {
    line.leadTo(first.url);
    await using pool = open(300);
    expect(await whereIs(pool.db)).toBe(nameOf(first));
    line.leadTo(second.url);
    await until('the pool is there', async () => (await whereIs(pool.db)) === nameOf(second));
  });

  test('is followed by the listener as well, which says that anything may have changed', async () => {
    line.leadTo(first.url);
    const heard: (string | null)[] = [];
    await using listener = listenForChanges({
      url: line.through(first.url),
      log,
      lifetimeMs: 300,
      onChange: (office) => heard.push(office),
      onBoards: () => undefined,
    });
    await until('it listens', async () => listener.isUp());
    line.leadTo(second.url);
    await until('it hears the second server', async () => {
      await notifyBesides(second.db, 'moved');
      return heard.includes('moved');
    });
    expect(heard[heard.indexOf('moved') - 1]).toBeNull();
  });

  test('is followed by the next reading when the old one may only be read', async () => {
    await onDatabaseServer(`alter database ${nameOf(first)} set default_transaction_read_only = on`);
    line.leadTo(first.url);
    await using pool = open();
    expect(await whereIs(pool.db)).toBe(nameOf(first));
    line.leadTo(second.url);
    expect(await whereIs(pool.db)).toBe(nameOf(second));
    await onDatabaseServer(`alter database ${nameOf(first)} reset default_transaction_read_only`);
  });

  test('is followed at once when the old one refuses to be written to', async () => {
    await onDatabaseServer(`alter database ${nameOf(first)} set default_transaction_read_only = on`);
    line.leadTo(first.url);
    await using pool = open();
    const write = () => sql`create table if not exists moved (at int)`.execute(pool.db);
    await expect(write()).rejects.toSatisfy(isDatabaseOutage);
    line.leadTo(second.url);
    await write();
    expect(await whereIs(pool.db)).toBe(nameOf(second));
    await onDatabaseServer(`alter database ${nameOf(first)} reset default_transaction_read_only`);
  });
});

describe('a deadline', () => {
  test('ends a query, and nothing more is asked under it', async () => {
    line.leadTo(first.url);
    await using pool = open();
    await withinDeadline(300, async () => {
      await expect(sql`select pg_sleep(2)`.execute(pool.db)).rejects.toSatisfy(isDatabaseOutage);
      await expect(whereIs(pool.db)).rejects.toSatisfy(isDatabaseOutage);
    });
    expect(await whereIs(pool.db)).toBe(nameOf(first));
  });

  test('undoes the transaction that it ends, and gives its connection to nobody', async () => {
    line.leadTo(first.url);
    await using pool = open();
    await sql`create table half_done (at int)`.execute(pool.db);
    const half = withinDeadline(300, () =>
      pool.db.transaction().execute(async (trx) => {
        await sql`insert into half_done values (1)`.execute(trx);
        await sql`select pg_sleep(1)`.execute(trx);
      }),
    );
    await expect(half).rejects.toSatisfy(isDatabaseOutage);
    const { rows } = await sql`select at from half_done`.execute(pool.db);
    expect(rows).toEqual([]);
  });

  test('ends the wait for a connection', async () => {
    line.leadTo(first.url);
    await using pool = open();
    const busy = Array.from({ length: 3 }, () => sql`select pg_sleep(1)`.execute(pool.db));
    await expect(withinDeadline(200, () => whereIs(pool.db))).rejects.toSatisfy(isDatabaseOutage);
    await Promise.all(busy);
    expect(await whereIs(pool.db)).toBe(nameOf(first));
  });

  test('ends the wait for a server that swallows everything', async () => {
    line.leadTo(first.url);
    await using pool = open();
    expect(await whereIs(pool.db)).toBe(nameOf(first));
    line.swallow();
    await expect(withinDeadline(200, () => whereIs(pool.db))).rejects.toSatisfy(isDatabaseOutage);
    line.revive();
    expect(await whereIs(pool.db)).toBe(nameOf(first));
  });
});

describe('a query', () => {
  test('that is never answered ends its connection, without a request that ends too', async () => {
    line.leadTo(first.url);
    await using pool = open();
    expect(await whereIs(pool.db)).toBe(nameOf(first));
    line.swallow();
    await expect(whereIs(pool.db)).rejects.toSatisfy(isDatabaseOutage);
    line.revive();
    expect(await whereIs(pool.db)).toBe(nameOf(first));
  });

  test('that promises nothing is refused, because nothing would end it', async () => {
    await using stack = new AsyncDisposableStack();
    const { pool } = createDatabase({ url: first.url, max: 1, log });
    stack.defer(() => pool.end());
    await expect(pool.query('select 1')).rejects.toThrow(TypeError); // a pool of pg asks by callback
  });
});

describe('a process that stood still', () => {
  test('reads what has arrived meanwhile, and keeps the connection', async () => {
    await using stack = new AsyncDisposableStack();
    const { pool } = createDatabase({ url: first.url, max: 1, log, patienceMs: 1_000 });
    stack.defer(() => pool.end());
    const client = await pool.connect();
    stack.defer(() => client.release());
    await client.query('create temporary table stays (it integer)');
    const asked = client.query('insert into stays values (1) returning it');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3_000); // longer than the query may take
    expect((await asked).rows).toEqual([{ it: 1 }]);
    expect((await client.query('select it from stays')).rows).toEqual([{ it: 1 }]);
  });
});

describe('a statement that is planned once', () => {
  /** What the server keeps for a connection of this pool. */
  const keptBy = async (db: Database) => {
    const { rows } = await sql`
      select statement, generic_plans > 0 as once from pg_prepared_statements
    `.execute(db);
    return rows;
  };

  test('is kept by its connection, and in the end planned no more', async () => {
    line.leadTo(first.url);
    await using pool = open();
    const asked = async (value: number) =>
      (await sql<{ it: number }>`${plannedOnce('line')} select ${value}::int as it`.execute(pool.db)).rows;
    for (const value of [1, 2, 3, 4, 5, 6, 7]) expect(await asked(value)).toEqual([{ it: value }]);
    await sql`select ${8}::int as other`.execute(pool.db);
    expect(await keptBy(pool.db)).toEqual([
      { statement: '/* planned once: line */ select $1::int as it', once: true },
    ]);
  });

  test('fails as an outage when a migration changed its answer, and is answered when it is repeated', async () => {
    line.leadTo(first.url);
    await using pool = open();
    await sql`create table growing (id int)`.execute(pool.db);
    await sql`insert into growing values (1)`.execute(pool.db);
    const asked = async () =>
      (await sql`${plannedOnce('line')} select * from growing where id = ${1}`.execute(pool.db)).rows;
    expect(await asked()).toEqual([{ id: 1 }]);
    await sql`alter table growing add column name text`.execute(pool.db);
    await expect(asked()).rejects.toSatisfy(isDatabaseOutage);
    expect(await asked()).toEqual([{ id: 1, name: null }]);
  });
});
