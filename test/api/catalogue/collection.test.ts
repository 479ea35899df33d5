import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { Readable } from 'node:stream';
import { Client } from 'pg';
import { describe, expect, test } from 'vitest';
import { readCollection, type CollectionLine } from '../../../api/catalogue/collection-file.ts';
import { addOffices } from '../../world/past/many-offices.ts';
import { run } from '../../world/programs/program.ts';
import { useResource, useWorld } from '../../world/use.ts';

const world = useWorld();
const folder = useResource(async () => {
  const path = await mkdtemp(`${tmpdir()}/collection-`);
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
});

async function read(...chunks: (string | Buffer)[]): Promise<CollectionLine[]> {
  const lines: CollectionLine[] = [];
  for await (const line of readCollection(Readable.from(chunks.map((chunk) => Buffer.from(chunk)))))
    lines.push(line);
  return lines;
}

const head = 'publication_number;title;year';

/** Runs `npm run catalogue` on the suite's database. */
const catalogue = (...args: string[]): ReturnType<typeof catalogueOf> =>
  catalogueOf(...args, '--office', world.office);

async function catalogueOf(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const program = run(['catalogue', ...args], {
    env: { DATABASE_URL: world.databaseUrl },
  });
  const code = await program.ended;
  return { code, out: program.out(), err: program.err() };
}

async function file(name: string, text: string): Promise<string> {
  await writeFile(`${folder.path}/${name}`, text);
  return `${folder.path}/${name}`;
}

describe('a file of a collection', () => {
  test.each([
    ['semicolons', `${head}\n65020.2401;Dalam Angka;2024\n`],
    [
      'commas, a mark of its bytes and capitals',
      `\uFEFFPublication_Number,Title,Year\r\n65020.2401,Dalam Angka,2024\r\n`,
    ],
    ['JSON', '{"publication_number":"65020.2401","title":"Dalam Angka","year":2024}\n'],
  ])('is read with %s', async (_, text) => {
    const [line, ...more] = await read(text);
    expect(more).toEqual([]);
    expect(line).toMatchObject({
      publication: {
        title: 'Dalam Angka',
        year: 2024,
        publicationNumber: '65020.2401',
        language: 'id',
        copies: 0,
      },
    });
  });

  test('is read in pieces that cut a letter in two', async () => {
    const bytes = Buffer.from(`${head}\n1;Kré;2024\n`);
    const middle = bytes.indexOf('é') + 1;
    const [line] = await read(bytes.subarray(0, middle), bytes.subarray(middle));
    expect(line).toMatchObject({ publication: { title: 'Kré' } });
  });

  test.each([
    ['semicolons', `${head}\n1.2401;Inflasi, Ekspor, dan Impor;2024\n`, 'Inflasi, Ekspor, dan Impor'],
    ['commas', `${head.replaceAll(';', ',')}\n1.2401,Inflasi; Ekspor,2024\n`, 'Inflasi; Ekspor'],
  ])('with %s keeps the other sign in a title', async (_, text, title) => {
    expect(await read(text)).toMatchObject([{ publication: { title, year: 2024 } }]);
  });

  test('has dates as people write them, regions by code, and nothing where a dash stands', async () => {
    const [line] = await read(`${head};release_date;region;issn\n1;A;2024;5/3/2024;6502;-\n`);
    expect(line).toMatchObject({
      publication: { releaseDate: '2024-03-05', region: 'Kabupaten Bulungan', issn: null },
      warnings: [],
    });
  });

  test('keeps a number with a wrong check digit, and says so', async () => {
    const [line] = await read(`${head};issn;isbn\n1;A;2024;0317-8472;978-0-306-40615-8\n`);
    expect(line).toMatchObject({ warnings: [{ id: /ISSN/ }, { id: /ISBN/ }].map(() => expect.anything()) });
  });

  test.each([
    ['no title', `${head}\n1;;2024`, 2, /judul belum diisi/i],
    ['a year that is none', `${head}\n1;A;tahun lalu`, 2, /tahun belum benar/i],
    ['no number at all', `${head}\n;A;2024`, 2, /nomor publikasi belum diisi/i],
    [
      'unknown columns',
      'judul;tahun;pages\nA;2024;7',
      1,
      /baris pertama .* tidak dikenal: “judul”, “tahun”; .* belum ada: “title”, “year”\. .* dikenal: catalogue_number;.*;pdf\./i,
    ],
    ['the same column twice', `${head};title\n1;A;2024;B`, 1, /benar: kolom tertulis dua kali: “title”\./i],
    ['nothing in it', '', 1, /kolom belum ada: “title”, “year”/i],
    ['an unknown field of JSON', '{"title":"A","year":2024,"rak":1}', 1, /dikenal: “rak”\. .*;shelf;/i],
    ['a quotation mark left open', `${head}\n1;"A;2024`, 2, /tanda kutip/i],
    [
      'a line that is no JSON',
      '{"title":"A","year":2024,"catalogue_number":"1"}\n{"title"',
      2,
      /bukan JSON/i,
    ],
    ['a line of JSON that is no publication', '{"title":7}', 1, /belum/i],
    ['a line of JSON without an end', `{"title":"${'A'.repeat(70_000)}"}`, 1, /terlalu panjang/i],
    ['another encoding', Buffer.from([...Buffer.from(`${head}\n1;Kr`), 0xe9, 0x0a]), 1, /bukan UTF-8/i],
    ['a line without an end', `${head}\n1;${'A'.repeat(70_000)};2024`, 2, /terlalu panjang/i],
  ])('is refused with %s, at that line', async (_, text, line, message) => {
    const refused = (await read(text)).filter((one) => 'faults' in one);
    expect(refused.map((one) => one.line)).toEqual([line]);
    expect(refused[0]?.faults[0]?.id).toMatch(message);
  });
});

describe('npm run catalogue', () => {
  test('adds, leaves, changes and refuses line by line, and a trial changes nothing', async () => {
    const first = await file('first.csv', `${head}\n1.2401;Satu;2024\n2.2401;Dua;2024\n`);
    const trial = await catalogue('import', first, '--dry-run');
    expect(trial.out).toContain('2 added, 0 changed, 0 left, 0 refused; nothing was changed');
    expect((await catalogue('import', first)).out).toContain('2 added, 0 changed, 0 left, 0 refused.');
    expect((await catalogue('import', first)).out).toBe(
      `Office ${world.office}: 0 added, 0 changed, 2 left, 0 refused.\n`,
    );
    const second = await file(
      'second.csv',
      `${head}\n1.2401;Satu lagi;2024\n1 2401;Ulang;2024\n3.2401;;2024\n`,
    );
    const { code, out } = await catalogue('import', second);
    expect(code).toBe(1);
    expect(out).toContain('line 2: changed Satu lagi');
    expect(out).toContain('line 3: refused Ulang\n    Publikasi ini sudah tertulis di baris 2.');
    expect(out).toContain('line 4: refused\n    Judul belum diisi.');
    expect(out).toContain('0 added, 1 changed, 0 left, 2 refused.');
  });

  test('gives the same file back', async () => {
    const given = await file(
      'given.csv',
      `${head};abstract;copies\n9.2401;"Judul; ""kutip""";2024;"dua\nbaris";3\n`,
    );
    await catalogue('import', given);
    const written = `${folder.path}/written.csv`;
    expect(await catalogue('export', written)).toMatchObject({
      code: 0,
      out: '',
      err: expect.stringMatching(
        new RegExp(`^\\d+ publications of office ${world.office} written to ${written}\\.\\n$`),
      ) as string,
    });
    expect((await catalogue('import', written)).out).toMatch(
      /^Office \d+: 0 added, 0 changed, \d+ left, 0 refused\.\n$/,
    );
    expect(await readFile(written, 'utf8')).toContain('"Judul; ""kutip"""');
    expect((await catalogue('export', written)).code).toBe(1);
  });

  test('means the only office there is, and never guesses between two', async () => {
    const books = await file('books.csv', `${head}\n7.2401;Tujuh;2024\n`);
    const alone = await catalogueOf('import', books);
    expect(alone.out).toContain(`Office ${world.office}: 1 added`);
    const client = new Client({ connectionString: world.databaseUrl });
    await client.connect();
    await addOffices(client, [String(Number(world.office) + 7_000)]).finally(() => client.end());
    const { code, out, err } = await catalogueOf('import', books);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('--office');
    expect((await catalogue('import', books)).out).toContain(`Office ${world.office}: 0 added`);
  });

  test.each([[['import']], [['import', '/nowhere.csv']], [['eksport', 'x']]])(
    'for %j says why in a line',
    async (args) => {
      const { code, err } = await catalogue(...args);
      expect(code).toBeGreaterThan(0);
      expect(err).not.toContain('    at ');
    },
  );
});
