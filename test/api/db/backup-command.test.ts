import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readFile, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { Client } from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCipher } from '../../../db/sealing/cipher.ts';
import { createSoftcopyStore } from '../../../pdf/store.ts';
import { createEmptyDatabase, createTestDatabase } from '../../world/database.ts';
import { seedTestOffice } from '../../world/office.ts';
import { run } from '../../world/programs/program.ts';
import { addPublication } from '../../world/softcopies/collection.ts';
import { makeDocument } from '../../world/softcopies/documents.ts';
import { useResource } from '../../world/use.ts';

const source = useResource(() => createTestDatabase(pino({ level: 'silent' })));
const target = useResource(createEmptyDatabase);
let folder: string;

beforeAll(async () => {
  await seedTestOffice(source.db, { code: source.office });
  folder = await mkdtemp(`${tmpdir()}/kunjung-backup-`);
  await mkdir(`${folder}/backups`);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs one command to its end on a database, with what is piped into it. */
async function tool(
  name: 'backup' | 'restore' | 'catalogue' | 'account' | 'office' | 'visits',
  args: readonly string[],
  {
    databaseUrl = source.url,
    piped = '',
    key = `${folder}/backup.key`,
    data = 'data',
    mostKilobytes = null as number | null,
  } = {},
): Promise<{ code: number | null; out: string; err: string }> {
  const env = { DATABASE_URL: databaseUrl, BACKUP_KEY_FILE: key, DATA_DIR: `${folder}/${data}` };
  const program = run([name, ...args], { env, mostKilobytes });
  program.type(piped);
  program.hangUp();
  return { code: await program.ended, out: program.out(), err: program.err() };
}

describe('npm run backup', () => {
  test('makes a key once, for its owner alone', async () => {
    const path = `${folder}/backup.key`;
    const made = await tool('backup', ['--new-key', path]);
    expect(made).toMatchObject({ code: 0, err: '' });
    expect(made.out).toMatch(/^Backup key age1[a-z0-9]{58}\n/);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const text = await readFile(path, 'utf8');
    expect(await tool('backup', ['--new-key', path])).toMatchObject({ code: 2 });
    expect(await readFile(path, 'utf8')).toBe(text);
  });

  test('writes a file named by the moment while the database is in use, and reads it back', async () => {
    const written = await tool('backup', [`${folder}/backups`]);
    expect(written).toMatchObject({ code: 0, err: '' });
    const names = await readdir(`${folder}/backups`);
    expect(names).toEqual([expect.stringMatching(/^kunjung-\d{8}T\d{6}Z\.sql\.zst\.age$/)]);
    const path = `${folder}/backups/${names[0]}`;
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await readFile(path)).toString('latin1')).toMatch(/^age-encryption\.org\/v1\n/);
    expect(written.out).toContain(path);
    expect(written.out).toMatch(/1 offices, 0 visits, \d+ rows in \d+ tables; .* read back and found whole/);
    expect(await tool('backup', ['--check', path])).toMatchObject({ code: 0, err: '' });
  });

  test('tells of a full disk, and leaves nothing on it', async () => {
    const before = await readdir(`${folder}/backups`);
    const path = `${folder}/backups/too-long`;
    const { code, out, err } = await tool('backup', [path], { mostKilobytes: 2 });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toBe(
      `${path} could not be written, and there is no part of it: EFBIG: file too large, write\n`,
    );
    expect(await readdir(`${folder}/backups`)).toEqual(before);
  });

  test('writes over nothing', async () => {
    const path = `${folder}/backups/named`;
    await writeFile(path, 'mine');
    const { code, err } = await tool('backup', [path]);
    expect({ code, err }).toEqual({
      code: 2,
      err: `${path} exists already and is left as it is.\nTry: npm run backup -- --help\n`,
    });
    expect(await readFile(path, 'utf8')).toBe('mine');
    await rm(path);
    expect((await readdir(`${folder}/backups`)).filter((name) => !name.startsWith('kunjung-'))).toEqual([]);
  });

  test.each<[string, readonly string[], RegExp]>([
    ['no key is set', ['', ''], /^BACKUP_KEY_FILE: must be set\. Make a key, once: /],
    ['the file holds no key', ['backups', 'other'], /^BACKUP_KEY_FILE: .*other does not hold a key/],
    ['the key is not there', ['backups', 'nowhere'], /^BACKUP_KEY_FILE: .*nowhere cannot be read: ENOENT/],
    ['there is no such folder', ['nowhere/file', 'backup.key'], /^There is no folder .*nowhere\.\n/],
    ['the folder is the key’s own', ['', 'backup.key'], /^A backup does not belong into .*, beside its key/],
    ['the folder is in DATA_DIR', ['data/file', 'backup.key'], /^A backup does not belong into DATA_DIR/],
  ])('ends with code 2 and the reason when %s', async (_why, [to = '', key = ''], reason) => {
    await writeFile(`${folder}/other`, 'something\n');
    await mkdir(`${folder}/data`, { recursive: true });
    const refused = await tool('backup', [`${folder}/${to}`], { key: key === '' ? '' : `${folder}/${key}` });
    expect(refused).toMatchObject({ code: 2, out: '', err: expect.stringMatching(reason) as string });
    expect(refused.err).not.toMatch(/\n\s+at /);
  });
});

test.each([
  ['backup', ['.']],
  ['catalogue', ['export', 'koleksi.csv']],
  ['account', ['list']],
  ['office', ['export', '6500']],
] as const)('a data folder without a database is told by npm run %s, and gets none', async (name, args) => {
  const { code, err } = await tool(name, args, { databaseUrl: '', data: 'mistyped' });
  const reason = `DATA_DIR: there is no database in ${folder}/mistyped. Give this command the DATA_DIR or DATABASE_URL that Kunjung is started with.`;
  expect({ code, err: err.split('\n')[0] }).toEqual({
    code: 2,
    err: expect.stringContaining(reason) as string,
  });
  expect(await readdir(folder)).not.toContain('mistyped');
});

test('npm run office says where it wrote an office', async () => {
  const file = `${folder}/office.yaml`;
  expect(await tool('office', ['export', source.office, file])).toEqual({
    code: 0,
    out: '',
    err: `Office ${source.office} written to ${file}.\n`,
  });
  expect(await readFile(file, 'utf8')).toContain(source.office);
});

test('open visits are compared where Kunjung runs, and the folder is named where it does not', async () => {
  const { code, err } = await tool('visits', ['check'], { databaseUrl: '', data: 'mistyped' });
  expect({ code, err }).toEqual({
    code: 2,
    err: expect.stringMatching(`^DATA_DIR: Kunjung does not run on ${folder}/mistyped\\. `) as string,
  });
});

test('a database that is not there, or empty, is told in a sentence, and no file is left', async () => {
  const before = await readdir(`${folder}/backups`);
  const databaseUrl = 'postgres://nobody@127.0.0.1:1/nothing';
  const { code, out, err } = await tool('backup', [`${folder}/backups`], { databaseUrl });
  expect({ code, out, err }).toEqual({ code: 1, out: '', err: 'connect ECONNREFUSED 127.0.0.1:1\n' });
  expect(await tool('backup', [`${folder}/backups`], { databaseUrl: target.url })).toMatchObject({
    code: 1,
    err: 'There is nothing of Kunjung in this database.\n',
  });
  expect(await readdir(`${folder}/backups`)).toEqual(before);
});

describe('npm run restore', () => {
  let file: string;
  beforeAll(async () => {
    file = `${folder}/backups/whole`;
    expect(await tool('backup', [file])).toMatchObject({ code: 0 });
  });

  test('tells what is wrong with a file or a key, and leaves the database empty', async () => {
    const databaseUrl = target.url;
    const cut = `${folder}/backups/cut`;
    await writeFile(cut, await readFile(file));
    await truncate(cut, (await stat(cut)).size - 100);
    expect(await tool('restore', [cut], { databaseUrl })).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/^cut was cut off or changed: .*\nNothing was restored\.\n$/) as string,
    });
    expect(await tool('backup', ['--new-key', `${folder}/second.key`])).toMatchObject({ code: 0 });
    expect(await tool('restore', [file], { databaseUrl, key: `${folder}/second.key` })).toMatchObject({
      code: 1,
      err: 'whole cannot be opened with this key, or is no backup.\nNothing was restored.\n',
    });
    expect(await tool('restore', [file, '--force'], { databaseUrl })).toMatchObject({ code: 2 });
    expect(await tool('restore', [`${folder}/nowhere`], { databaseUrl })).toMatchObject({ code: 2 });
  });

  test('fills an empty database, and tells until when and what comes next', async () => {
    const { code, out, err } = await tool('restore', [file], { databaseUrl: target.url });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(
      /^Restored: the state of 20\d\d-.*Z\.\n {2}1 offices, 3 accounts, 0 visits \(0 open\)\.\n/,
    );
    expect(out).toContain('Next: npm start.');
  });

  test('wants the key that opens the personal data of the backup, before anything else', async () => {
    const databaseUrl = target.url;
    const sealed = `${folder}/backups/sealed`;
    const restoreSealed = () => tool('restore', [sealed, '--replace'], { databaseUrl, piped: 'replace\n' });
    const secret = Buffer.alloc(32, 1);
    const { fingerprint } = createCipher(secret);
    await source.db.insertInto('sealing_key').values({ fingerprint }).execute();
    expect((await tool('backup', [sealed])).out).toMatch(new RegExp(`personal data +${fingerprint} `));

    const missing = await restoreSealed();
    expect(missing.code).toBe(2);
    expect(missing.err).toMatch(/^KEY_FILE: there is no key at .*data\.key, /);
    expect(missing.err).toContain(`sealed with the key ${fingerprint}.`);
    await writeFile(`${folder}/data.key`, Buffer.alloc(32, 2).toString('base64'));
    const foreign = await restoreSealed();
    expect(foreign.code).toBe(2);
    expect(foreign.err).toMatch(/^KEY_FILE: .*data\.key holds the key /);
    await writeFile(`${folder}/data.key`, secret.toString('base64'));
    expect((await restoreSealed()).code).toBe(0);
  });

  test('replaces what is there only when somebody has said so', async () => {
    const databaseUrl = target.url;
    expect(await tool('restore', [file], { databaseUrl })).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^There is data already: 1 offices, .* see --replace\.\n/) as string,
    });
    expect(await tool('restore', [file, '--replace'], { databaseUrl, piped: 'yes\n' })).toMatchObject({
      code: 2,
      err: expect.stringContaining('Nothing was changed.') as string,
    });
    expect(await tool('restore', [file, '--replace'], { databaseUrl })).toMatchObject({ code: 2 });
    expect(await tool('restore', [file, '--replace'], { databaseUrl, piped: 'replace\n' })).toMatchObject({
      code: 0,
      err: expect.stringMatching(/^This goes for good: 1 offices, /) as string,
    });
  });

  test('does nothing while somebody works with the database', async () => {
    const client = new Client({ connectionString: target.url });
    await client.connect();
    try {
      expect(
        await tool('restore', [file, '--replace'], { databaseUrl: target.url, piped: 'replace\n' }),
      ).toMatchObject({
        code: 2,
        err: expect.stringMatching(/is using this database \(1 connections\)/) as string,
      });
    } finally {
      await client.end();
    }
  });
});

describe('the PDFs of publications', () => {
  const names: string[] = [];
  const add = async (pages: number): Promise<void> => {
    const pdf = makeDocument(Array.from({ length: pages }, () => ({ media: [0, 0, 500, 700] })));
    await addPublication(
      {
        db: source.db,
        office: source.office,
        softcopies: createSoftcopyStore(`${folder}/data/softcopies`),
      },
      { number: `65000.29${10 + pages}`, pdf },
    );
    names.push(`${createHash('sha256').update(pdf).digest('hex')}.pdf`);
  };
  const sealed = (name: string): string => `${folder}/backups/originals/${name}.age`;
  const restore = async (file: string, data: string) => {
    await copyFile(`${folder}/data.key`, `${folder}/${data}.key`);
    const [databaseUrl, piped] = [target.url, 'replace\n'];
    return tool('restore', [`${folder}/backups/${file}`, '--replace'], { databaseUrl, piped, data });
  };
  const originals = (data: string): string => `${folder}/${data}/softcopies/originals`;

  test('are sealed beside the backup, each once', async () => {
    await add(1);
    await add(2);
    const first = await tool('backup', [`${folder}/backups/first`]);
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toContain(`2 PDFs of publications in ${folder}/backups/originals, 2 of them new.`);
    const before = await stat(sealed(names[0] ?? ''));
    expect(before.mode & 0o777).toBe(0o600);
    expect((await readFile(sealed(names[0] ?? ''))).toString('latin1')).toMatch(/^age-encryption\.org\/v1\n/);
    await add(3);
    const second = await tool('backup', [`${folder}/backups/second`]);
    expect(second.out).toContain('3 PDFs of publications in ');
    expect(second.out).toContain(', 1 of them new.');
    expect((await stat(sealed(names[0] ?? ''))).mtimeMs).toBe(before.mtimeMs);
    expect((await readdir(`${folder}/backups/originals`)).toSorted()).toEqual(
      names.map((name) => `${name}.age`).toSorted(),
    );
    expect(await tool('backup', ['--check', `${folder}/backups/second`])).toMatchObject({ code: 0, err: '' });
  });

  test('come back with the rows that name them', async () => {
    const { code, out, err } = await restore('second', 'fresh');
    expect({ code, err }).toMatchObject({ code: 0, err: expect.stringMatching(/^This goes for good/) });
    expect(out).toContain('3 PDFs of publications, 3 of them brought back.');
    expect((await readdir(originals('fresh'))).toSorted()).toEqual(names.toSorted());
    for (const name of names)
      expect(await readFile(`${originals('fresh')}/${name}`)).toEqual(
        await readFile(`${originals('data')}/${name}`),
      );
    expect((await restore('first', 'fresh')).out).toContain(
      '2 PDFs of publications, 0 of them brought back.',
    );
  });

  test('that are damaged or gone are told by name, and the rest is restored', async () => {
    const [name = ''] = names;
    await truncate(sealed(name), (await stat(sealed(name))).size - 20);
    const checked = await tool('backup', ['--check', `${folder}/backups/second`]);
    expect(checked).toMatchObject({ code: 1, err: expect.stringContaining(name) as string });
    const { code, out, err } = await restore('second', 'elsewhere');
    expect(code).toBe(0);
    expect(out).toContain('2 PDFs of publications, 2 of them brought back.');
    expect(err).toContain(
      `Whole neither in ${folder}/backups/originals nor in ${folder}/elsewhere/softcopies: 1 PDF of `,
    );
    expect(err).toContain(name);
    expect((await readdir(originals('elsewhere'))).toSorted()).toEqual(names.slice(1).toSorted());
    await rm(sealed(name));
    await writeFile(`${originals('data')}/${name}`, 'something else');
    const third = await tool('backup', [`${folder}/backups/third`]);
    expect(third).toMatchObject({ code: 1, err: expect.stringContaining(name) as string });
    expect(await tool('backup', ['--check', `${folder}/backups/first`])).toMatchObject({ code: 1 });
    expect((await readdir(`${folder}/backups/originals`)).toSorted()).toEqual(
      names
        .slice(1)
        .map((each) => `${each}.age`)
        .toSorted(),
    );
  });
});
