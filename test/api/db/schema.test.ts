import { readdir, readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../world/database.ts';

interface Column {
  readonly kind: string;
  readonly nullable: boolean;
  /** True for a column that an insert may leave out. */
  readonly generated: boolean;
}

/** Columns by `table.column`. */
type Columns = Map<string, Column>;

/** What the types call a column of the database, roughly: a vocabulary is text with a check. */
const kinds: Readonly<Record<string, string>> = {
  text: 'text',
  uuid: 'text',
  date: 'text',
  bpchar: 'text',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  float8: 'number',
  bool: 'boolean',
  timestamptz: 'time',
  bytea: 'bytes',
  jsonb: 'json',
  _int2: 'numbers',
  _int4: 'numbers',
};

/**
 * What no typed statement reads: the views of the rules and of the ledger, what a search is made of, and what the
 * migrator notes.
 */
const untyped =
  /^(invariant_(?!(check|finding|round)$)\w+|custody_ledger|publication_index|publication_text|search_word|catalogue_revision|migration)$/;

const stack = new AsyncDisposableStack();
let database: TestDatabase;
let declared: Columns;
let migrated: Columns;

beforeAll(async () => {
  database = stack.use(await createTestDatabase(pino({ level: 'silent' })));
  declared = columnsOf(await declarations());
  migrated = await readMigrated();
});
afterAll(() => stack.disposeAsync());

/** The text of `db/schema.ts` and of every room's tables. */
async function declarations(): Promise<string> {
  const db = new URL('../../../db/', import.meta.url);
  const names = await readdir(db, { recursive: true });
  const declaring = names.filter((name) => /^(schema|\w+\/tables)\.ts$/.test(name));
  const files = await Promise.all(declaring.map((name) => readFile(new URL(name, db), 'utf8')));
  return files.join('\n');
}

async function readMigrated(): Promise<Columns> {
  const { rows } = await sql<{ table: string; name: string; type: string } & Omit<Column, 'kind'>>`
    select c.relname as table, a.attname as name, t.typname as type, not a.attnotnull as nullable,
      a.atthasdef or a.attidentity <> '' as generated
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_type t on t.oid = a.atttypid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
  `.execute(database.db);
  return new Map(
    rows
      .filter(({ table }) => !untyped.test(table))
      .map(({ table, name, type, nullable, generated }) => [
        `${table}.${name}`,
        { kind: kinds[type] ?? type, nullable, generated },
      ]),
  );
}

/** The columns of the interfaces that `Schema` and the rooms' `…Tables` name, by their text: one column a line, or a table on one line. */
function columnsOf(source: string): Columns {
  const blocks = new Map(
    [...source.matchAll(/^(?:export )?interface (\w+)[^{]*\{\n(.*?)^\}/gms)].map(
      ([, name = '', body = '']) => [name, body],
    ),
  );
  const lists = [...blocks].filter(([name]) => /^Schema$|Tables$/.test(name)).map(([, body]) => body);
  const tables = lists.flatMap((list) => [...list.matchAll(/^ {2}(\w+): (?:(\w+)|\{(.*)\});$/gm)]);
  return new Map(
    tables.flatMap(([, table = '', named = '', inline]) =>
      [...(inline ?? blocks.get(named) ?? '').matchAll(/(?:^| )(\w+): ([^;\n]+)(?:;|$| $)/gm)].map(
        ([, column = '', type = '']): [string, Column] => [`${table}.${column}`, toColumn(type.trim())],
      ),
    ),
  );
}

function toColumn(type: string): Column {
  const generated = type.startsWith('Generated');
  const nullable = type === 'NullableTime' || type.endsWith('| null');
  const bare = type.replace(/ \| null$/, '').replace(/^Generated<(.*)>$/, '$1');
  return { kind: kindOf(bare), nullable, generated };
}

function kindOf(bare: string): string {
  if (bare.endsWith('Time')) return 'time';
  if (bare.startsWith('JSONColumnType<')) return 'json';
  const plain: Readonly<Record<string, string>> = {
    Buffer: 'bytes',
    number: 'number',
    boolean: 'boolean',
    'number[]': 'numbers',
  };
  return plain[bare] ?? 'text';
}

describe('db/schema.ts and the migrated database', () => {
  test('name the same columns of the same tables', () => {
    expect([...declared.keys()].toSorted()).toEqual([...migrated.keys()].toSorted());
  });

  test('agree on what a column holds and whether it may be null', () => {
    const shapes = (columns: Columns) =>
      Object.fromEntries([...columns].map(([name, { kind, nullable }]) => [name, { kind, nullable }]));
    expect(shapes(declared)).toEqual(shapes(migrated));
  });

  test('agree on what an insert may leave out', () => {
    const needless = [...declared].filter(
      ([name, { generated }]) => generated && migrated.get(name)?.generated !== true,
    );
    expect(needless).toEqual([]);
  });

  test('a column that one side forgets is found by its name', () => {
    const source =
      'interface TrayTable {\n  code: string;\n  at: NullableTime;\n}\nexport interface TrayTables {\n  tray: TrayTable;\n}\nexport interface Schema\n  extends TrayTables {\n  slot: { id: Generated<number>; };\n}\n';
    expect(columnsOf(source)).toEqual(
      new Map([
        ['tray.code', { kind: 'text', nullable: false, generated: false }],
        ['tray.at', { kind: 'time', nullable: true, generated: false }],
        ['slot.id', { kind: 'number', nullable: false, generated: true }],
      ]),
    );
  });
});
