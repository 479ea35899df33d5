import { describe, expect, test } from 'vitest';
import { BackupError, partsOf, toScript, type BackupPart } from '../../../db/backup/format.ts';

type WrittenPart = Exclude<BackupPart, { kind: 'end' }>;

/** The rows of a table in PostgreSQL's text format: the second one holds what ends a table. */
const rows = ['1\tSiti', '2\t\\\\.', '\\N\t'].map((row) => `${row}\n`).join('');

async function* inPieces(text: string, size = 3): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function* written(): AsyncGenerator<WrittenPart> {
  const migrations = [{ name: '0001_visit.sql', checksum: 'c0ffee' }];
  yield { kind: 'header', format: 1, takenAt: '2026-11-28T01:02:03.456Z', migrations, sealingKey: null };
  yield { kind: 'table', table: 'office', columns: ['code', 'name'], rows: inPieces(rows) };
  yield { kind: 'table', table: 'visit', columns: ['id'], rows: inPieces('') };
  yield { kind: 'sequence', name: 'audit_id_seq', value: '7', used: true };
}

async function scriptOf(parts: AsyncIterable<WrittenPart>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of toScript(parts)) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** The parts of a script, with the rows as text. */
async function read(script: string, size?: number): Promise<object[]> {
  const parts: object[] = [];
  for await (const part of partsOf(inPieces(script, size))) {
    if (part.kind !== 'table') parts.push(part);
    else {
      let text = '';
      for await (const chunk of part.rows) {
        expect(chunk.toString()).toMatch(/\n$/); // whole rows alone
        text += chunk.toString();
      }
      parts.push({ ...part, rows: text });
    }
  }
  return parts;
}

describe('the script of a backup', () => {
  test('is what psql reads, with a first and a last line in comments', async () => {
    expect((await scriptOf(written())).split('\n')).toEqual([
      '-- kunjung backup {"format":1,"takenAt":"2026-11-28T01:02:03.456Z","migrations":[{"name":"0001_visit.sql","checksum":"c0ffee"}],"sealingKey":null}',
      'copy public."office" ("code", "name") from stdin;',
      '1\tSiti',
      '2\t\\\\.',
      '\\N\t',
      '\\.',
      'copy public."visit" ("id") from stdin;',
      '\\.',
      `select pg_catalog.setval('public."audit_id_seq"', 7, true);`,
      expect.stringMatching(/^-- end of backup \{"rows":\{"office":3,"visit":0\},"digest":"[0-9a-f]{64}"\}$/),
      '',
    ]);
  });

  test.each([1, 2, 5, 64, 100_000])(
    'gives its parts back when it comes in pieces of %i bytes',
    async (size) => {
      const parts = await read(await scriptOf(written()), size);
      expect(parts).toMatchObject([
        { kind: 'header', takenAt: '2026-11-28T01:02:03.456Z' },
        { kind: 'table', table: 'office', columns: ['code', 'name'], rows },
        { kind: 'table', table: 'visit', columns: ['id'], rows: '' },
        { kind: 'sequence', name: 'audit_id_seq', value: '7', used: true },
        { kind: 'end', rows: { office: 3, visit: 0 } },
      ]);
    },
  );

  test.each<[string, RegExp, (script: string) => string]>([
    ['nothing', /no backup/, () => ''],
    ['something else', /no backup/, () => 'hello\n'],
    ['of a newer format', /newer Kunjung/, (script) => script.replace('"format":1', '"format":2')],
    ['cut off in the rows', /cut off in the rows/, (script) => script.slice(0, script.indexOf('\\N'))],
    ['cut off between tables', /cut off/, (script) => script.slice(0, script.indexOf('copy public."visit"'))],
    ['without its last line', /cut off/, (script) => script.slice(0, script.indexOf('-- end'))],
    ['changed', /damaged/, (script) => script.replace('Siti', 'Budi')],
    ['without a row', /damaged/, (script) => script.replace('1\tSiti\n', '')],
    [
      'with a statement of somebody else',
      /damaged/,
      (script) => script.replace('select', 'drop table visit; select'),
    ],
  ])('is refused when it is %s', async (_how, message, spoil) => {
    const reading = read(spoil(await scriptOf(written())));
    await expect(reading).rejects.toThrow(BackupError);
    await expect(reading).rejects.toThrow(message);
  });

  test('lets go of its source when reading is given up', async () => {
    let closed = false;
    const script = await scriptOf(written());
    const source = (async function* () {
      try {
        yield* inPieces(script);
      } finally {
        closed = true;
      }
    })();
    for await (const part of partsOf(source)) if (part.kind === 'header') break;
    expect(closed).toBe(true);
  });
});
