import type { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { BackupError, quoted, type BackupHeader, type BackupPart, type SequencePosition } from './format.ts';
import { openSession } from './session.ts';

/** How much is handed on at once: PostgreSQL sends row by row. */
const chunkBytes = 256 * 1024;

/**
 * The migrations stand in the header; the rest tells of now, and means nothing in another database. So do unlogged tables,
 * which are left out as well: a standby does not have them.
 */
const leftOut = [
  'migration',
  'heartbeat',
  'clock_comparison',
  'counter_presence',
  'comparison',
  'lease',
  'unmatched_visit',
];

/**
 * Everything the database holds at one moment, read in one snapshot while others go on. A standby will do. The
 * connection is closed when the last part was read, or reading was given up.
 */
export async function* dump(databaseUrl: string): AsyncGenerator<Exclude<BackupPart, { kind: 'end' }>> {
  await using session = await openSession(databaseUrl);
  const { client } = session;
  await client.query('begin isolation level repeatable read read only');
  yield await readHeader(client);
  for (const { table, columns } of await listTables(client)) {
    const names = columns.map(quoted).join(', ');
    const rows = client.query(copyTo(`copy public.${quoted(table)} (${names}) to stdout`));
    yield { kind: 'table', table, columns, rows: inChunks(rows) };
  }
  yield* readSequences(client);
  await client.query('commit');
}

async function readHeader(client: Client) {
  const table = await client.query(`select where to_regclass('public.migration') is not null`);
  if (table.rowCount === 0) throw new BackupError('There is nothing of Kunjung in this database.');
  const { rows } = await client.query<Pick<BackupHeader, 'takenAt' | 'migrations'>>(`
    select to_char(statement_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "takenAt",
      (select json_agg(json_build_object('name', name, 'checksum', checksum) order by name) from migration) as migrations
  `);
  const row = rows[0];
  if (!row) throw new Error('the database did not tell the time');
  return { kind: 'header', format: 1, ...row, sealingKey: await readSealingKey(client) } as const;
}

/** Asked in two steps: a database that was not brought forward since may not have the table. */
async function readSealingKey(client: Client): Promise<string | null> {
  const table = await client.query(`select where to_regclass('public.sealing_key') is not null`);
  if (table.rowCount === 0) return null;
  const { rows } = await client.query<{ fingerprint: string }>('select fingerprint from sealing_key');
  return rows[0]?.fingerprint ?? null;
}

/** The tables with the columns that are stored, each after those its foreign keys lead to. */
async function listTables(client: Client): Promise<{ table: string; columns: string[] }[]> {
  const { rows } = await client.query<{ table: string; columns: string[]; needs: string[] }>(
    `select c.relname as table,
       array(select a.attname::text from pg_attribute a
         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
         order by a.attnum) as columns,
       array(select distinct r.relname::text from pg_constraint k join pg_class r on r.oid = k.confrelid
         where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as needs
     from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relpersistence = 'p'
       and c.relname <> all ($1)
       and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
     order by c.relname`,
    [leftOut],
  );
  const ordered: typeof rows = [];
  let waiting = rows;
  while (waiting.length > 0) {
    const missing = new Set(waiting.map(({ table }) => table));
    const next = waiting.filter(({ needs }) => !needs.some((name) => missing.has(name)));
    if (next.length === 0) throw new Error(`foreign keys in a circle: ${[...missing].join(', ')}`);
    ordered.push(...next);
    waiting = waiting.filter((table) => !next.includes(table));
  }
  return ordered;
}

/** Where the sequences stand. What is handed out goes on outside of snapshots, so they may be ahead of the rows. */
async function* readSequences(client: Client): AsyncGenerator<{ kind: 'sequence' } & SequencePosition> {
  const { rows } = await client.query<{ name: string }>(
    `select sequencename as name from pg_sequences where schemaname = 'public' order by sequencename`,
  );
  for (const { name } of rows) {
    const position = await client.query<{ value: string; used: boolean }>(
      `select last_value::text as value, is_called as used from public.${quoted(name)}`,
    );
    for (const row of position.rows) yield { kind: 'sequence', name, ...row };
  }
}

async function* inChunks(rows: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let bytes = 0;
  for await (const row of rows) {
    parts.push(row);
    bytes += row.length;
    if (bytes < chunkBytes) continue;
    yield Buffer.concat(parts);
    [parts, bytes] = [[], 0];
  }
  if (bytes > 0) yield Buffer.concat(parts);
}
