import { randomBytes, randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { pino } from 'pino';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dump } from '../../../db/backup/dump.ts';
import { BackupError, toScript } from '../../../db/backup/format.ts';
import { load, readTarget, type TargetState } from '../../../db/backup/load.ts';
import { createCipher } from '../../../db/sealing/cipher.ts';
import { createDatabase } from '../../../db/connect.ts';
import { addMember, readMember } from '../../../db/members/members.ts';
import { findMemberSession, sessionSecretOf, startMemberSession } from '../../../db/members/sessions.ts';
import { applyMigration, createMigrationTable, migrate, readMigrations } from '../../../db/migrate.ts';
import { readOfficeNow } from '../../../db/offices/offices.ts';
import { markCompared, readIncarnation } from '../../../db/visits/stores/comparisons.ts';
import { registration } from '../../world/client.ts';
import { createEmptyDatabase, createTestDatabase } from '../../world/database.ts';
import { fillYear } from '../../world/past/year.ts';
import { until } from '../../world/until.ts';
import { useResource } from '../../world/use.ts';

const log = pino({ level: 'silent' });
const source = useResource(() => createTestDatabase(log));

/** A name with everything that separates rows and columns in the script. */
const oddName = 'Budi\t"Ucok"\\\nO\'Neil 😀\r\n\\.\n\\N';

beforeAll(async () => {
  await fillYear(source.url, { offices: 3, visitsADay: 12, days: 4 });
  await query(source.url, 'update staff set name = $1 where office = $2', [oddName, '1000']);
  await query(
    source.url,
    'update handover set taken_by = (select id from staff where id <> given_by order by id limit 1)',
  );
  await source.db.transaction().execute(async (trx) => {
    await addMember(trx, cipher, {
      id: memberId,
      office: '1000',
      language: 'id',
      person: { ...registration },
    });
    const session = { id: memberId, memberId, terminal: false, browser: 'other', system: 'other' } as const;
    await startMemberSession(trx, cipher, session);
  });
  await query(source.url, 'alter sequence audit_id_seq restart with 1000000');
  script = await scriptOf(source.url);
});

const cipher = createCipher(randomBytes(32));
const memberId = randomUUID();

/** The restored database, for those who read it as the product does. */
function createTarget(url: string) {
  const { db, pool } = createDatabase({ url, max: 2, log });
  return { db, [Symbol.asyncDispose]: () => pool.end() };
}

const addOffice =
  "insert into office (code, name, time_zone, profile) values ('3500', 'Lain', 'Etc/UTC', '{}')";

let script: Buffer;
let stack: AsyncDisposableStack;
let target: string;

beforeEach(async () => {
  stack = new AsyncDisposableStack();
  ({ url: target } = stack.use(await createEmptyDatabase()));
});
afterEach(() => stack.disposeAsync());

async function query<T extends object>(url: string, text: string, values: unknown[] = []): Promise<T[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** A digest of the rows of each table. */
async function contentOf(url: string): Promise<Record<string, string>> {
  const tables = await query<{ name: string }>(
    url,
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
       and relpersistence = 'p' and relname not in ('migration', 'heartbeat', 'clock_comparison', 'counter_presence',
         'comparison', 'lease', 'unmatched_visit') order by 1`,
  );
  const digests: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await query<{ digest: string }>(
      url,
      `select count(*) || ' ' || coalesce(md5(string_agg(t::text, e'\\n' order by t::text)), '') as digest from "${name}" t`,
    );
    digests[name] = row?.digest ?? '';
  }
  return digests;
}

/** Everything but the rows: columns, constraints, indexes, triggers, views and functions. */
async function structureOf(url: string): Promise<string[]> {
  const rows = await query<{ line: string }>(
    url,
    `select format('%s.%s %s %s', attrelid::regclass, attname, format_type(atttypid, atttypmod), attidentity) as line
       from pg_attribute where attrelid in (select oid from pg_class where relnamespace in ('public'::regnamespace, to_regnamespace('report')))
         and attnum > 0 and not attisdropped
     union all select pg_get_constraintdef(oid) from pg_constraint where connamespace = 'public'::regnamespace
     union all select indexdef from pg_indexes where schemaname = 'public'
     union all select tgenabled::text || pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
     union all select pg_get_functiondef(oid) from pg_proc where pronamespace = 'public'::regnamespace
     union all select viewname || definition from pg_views where schemaname in ('public', 'report')
     order by 1`,
  );
  return rows.map(({ line }) => line);
}

/** The whole script of a database. */
async function scriptOf(url: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of toScript(dump(url))) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** A script in pieces of a size, so that lines and rows are torn everywhere. */
async function* inPieces(script: Buffer, size = 4_093): AsyncGenerator<Buffer> {
  for (let at = 0; at < script.length; at += size) yield script.subarray(at, at + size);
}

describe('a database restored from a backup', () => {
  test('has every row and everything else that the first one had', async () => {
    const restored = await load(target, toScript(dump(source.url)));
    expect(restored).toMatchObject({ offices: 3, visits: 3 * 12 * 6 });
    const { restoration, ...rest } = await contentOf(target);
    expect({ ...rest, restoration: '0 ' }).toEqual(await contentOf(source.url));
    expect(restoration).toMatch(/^1 /);
    expect(await structureOf(target)).toEqual(await structureOf(source.url));
    const next = "insert into audit (actor, action) values ('system', 'tried') returning id";
    expect(await query(target, next)).toEqual([{ id: '1000000' }]);
  });

  test('opens its members with the key, and knows their sessions', async () => {
    await load(target, toScript(dump(source.url)));
    await using restored = createTarget(target);
    const member = await readMember({ db: restored.db, cipher }, memberId);
    expect(member?.person).toMatchObject({ email: registration.email });
    const session = await findMemberSession(restored.db, sessionSecretOf(cipher, memberId));
    expect(session).toMatchObject({ id: memberId, confirmed: false });
  });

  test('has no row of a table that a standby cannot read', async () => {
    const unlogged = await query<{ name: string }>(
      source.url,
      "select relname as name from pg_class where relkind = 'r' and relpersistence = 'u'",
    );
    expect(unlogged.map(({ name }) => name)).toContain('board_line');
    for (const { name } of unlogged) expect(script.includes(`copy public."${name}" `)).toBe(false);
  });

  test('reads alike however the script arrives', async () => {
    await load(target, inPieces(script, 7));
    const { restoration: _, ...rest } = await contentOf(target);
    expect(await contentOf(source.url)).toMatchObject(rest);
  });

  test('is that of one moment, whatever is written while it is copied', async () => {
    const reading = dump(source.url);
    const parts = (async function* () {
      const header = await reading.next();
      await query(source.url, "insert into settings_version (scope) values ('late')");
      if (!header.done) yield header.value;
      yield* reading;
    })();
    await load(target, toScript(parts));
    expect(await query(target, "select from settings_version where scope = 'late'")).toEqual([]);
    await query(source.url, "delete from settings_version where scope = 'late'");
  });

  test('is another one to boards, which then take a lower revision, and to the comparison with the engine', async () => {
    const restoreAndRead = async () => {
      await load(target, inPieces(script));
      const { db, pool } = createDatabase({ url: target, max: 1, log });
      const [now, incarnation] = [await readOfficeNow(db, '1000'), await readIncarnation(db)];
      await markCompared(db, incarnation.name);
      await pool.end();
      return { ...now, incarnation };
    };
    const before = await restoreAndRead();
    const after = await restoreAndRead();
    expect(after.incarnation).toMatchObject({ compared: false, lastAt: before.incarnation.lastAt });
    expect(after.revision).toBe(before.revision);
    expect(after.epoch).not.toBe(before.epoch);
    expect(after.epoch).toMatch(/^.{10,64}$/);
  });

  test('is brought forward when the backup is older', async () => {
    const [first] = await readMigrations();
    const older = stack.use(await createEmptyDatabase());
    const client = new Client({ connectionString: older.url });
    await client.connect();
    await createMigrationTable(client);
    if (first) await applyMigration(client, first);
    await client.query(addOffice);
    await client.end();
    expect(await load(target, toScript(dump(older.url)))).toMatchObject({ offices: 1, visits: 0 });
    const fresh = stack.use(await createEmptyDatabase());
    await migrate(fresh.url, log);
    expect(await structureOf(target)).toEqual(await structureOf(fresh.url));
  });
});

/** What stands in the target, with so many lines to it besides: those of before take a moment to end. */
const stateOfTarget = (lines = 0): Promise<TargetState> =>
  until(`${lines} lines to the target`, async () => {
    const state = await readTarget(target);
    return (state.kind === 'in-use' ? state.connections : 0) === lines && state;
  });

describe('what stands where a backup is to go', () => {
  test('is told: nothing, data, something else, or somebody at work', async () => {
    expect(await stateOfTarget()).toEqual({ kind: 'empty' });
    await query(target, 'create table book (title text)');
    expect(await stateOfTarget()).toEqual({ kind: 'foreign' });
    await query(target, 'drop table book');
    await load(target, inPieces(script));
    expect(await stateOfTarget()).toMatchObject({ kind: 'filled', offices: 3 });
    const client = new Client({ connectionString: target });
    await client.connect();
    try {
      expect(await stateOfTarget(1)).toEqual({ kind: 'in-use', connections: 1 });
    } finally {
      await client.end();
    }
  });

  test('gives way as a whole', async () => {
    await migrate(target, log);
    await query(target, addOffice);
    await load(target, toScript(dump(source.url)));
    const { restoration: _, ...rest } = await contentOf(target);
    expect(await contentOf(source.url)).toMatchObject(rest);
  });
});

test.each<[string, (script: string) => string]>([
  ['is cut off after its tables', (whole) => whole.slice(0, whole.lastIndexOf('-- end'))],
  ['comes from a newer Kunjung', (whole) => whole.replace('0013_', '9913_')],
])('a database stays what it was when the backup %s', async (_how, spoil) => {
  await migrate(target, log);
  await query(target, addOffice);
  const before = await contentOf(target);
  const spoiled = Buffer.from(spoil(script.toString()));
  await expect(load(target, inPieces(spoiled))).rejects.toThrow(BackupError);
  expect(await contentOf(target)).toEqual(before);
});
