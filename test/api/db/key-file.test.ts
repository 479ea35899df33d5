import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createCipher } from '../../../db/sealing/cipher.ts';
import { storeNote } from '../../../db/visitors/guest-books.ts';
import { openKeyFile } from '../../../deploy/key-file.ts';
import { createTestDatabase, type TestDatabase } from '../../world/database.ts';

const log = pino({ level: 'silent' });

let stack: AsyncDisposableStack;
let database: TestDatabase;
let folder: string;

beforeEach(async () => {
  stack = new AsyncDisposableStack();
  database = stack.use(await createTestDatabase(log));
  folder = await mkdtemp(`${tmpdir()}/kunjung-key-`);
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  for (const machine of ['a', 'b']) await mkdir(`${folder}/${machine}`);
});
afterEach(() => stack.disposeAsync());

const dataDirOf = (machine: string): string => `${folder}/${machine}`;
const keyFileOf = (machine: string): string => `${dataDirOf(machine)}.key`;
const formerOf = (machine: string): string => `${dataDirOf(machine)}/key`;

/** A launcher's look at its key, on the database that all of a test share. */
const openOn = (machine: string, keyFile = keyFileOf(machine), databaseUrl = database.url): Promise<string> =>
  openKeyFile({ config: { dataDir: dataDirOf(machine), keyFile }, databaseUrl, log });

/** Writes a key of somebody's, and answers its bytes. */
async function putKey(file: string): Promise<Buffer> {
  const secret = randomBytes(32);
  await writeFile(file, `${secret.toString('base64')}\n`, { mode: 0o600 });
  return secret;
}

const sealWith = (secret: Buffer): Promise<void> =>
  storeNote(database.db, createCipher(secret), {
    commandId: randomUUID(),
    visitId: randomUUID(),
    kind: 'reason',
    text: 'lupa',
  });

async function recorded({ db } = database): Promise<string | undefined> {
  const row = await db.selectFrom('sealing_key').select('fingerprint').executeTakeFirst();
  return row?.fingerprint;
}

const refused = (message: string | RegExp) => ({
  name: 'PartError',
  exitCode: 2,
  message: expect.stringMatching(message) as string,
});

describe('a new database', () => {
  test('gets a key beside the data folder, for its owner alone, and remembers which it was', async () => {
    expect(await openOn('a')).toBe(keyFileOf('a'));
    expect((await stat(keyFileOf('a'))).mode & 0o777).toBe(0o600);
    const secret = Buffer.from(await readFile(keyFileOf('a'), 'utf8'), 'base64');
    expect(await recorded()).toBe(createCipher(secret).fingerprint);
    expect(existsSync(formerOf('a'))).toBe(false);
    await openOn('a');
    expect(Buffer.from(await readFile(keyFileOf('a'), 'utf8'), 'base64').equals(secret)).toBe(true);
  });

  test('takes the key that is already there', async () => {
    const secret = await putKey(keyFileOf('a'));
    await openOn('a');
    expect(await recorded()).toBe(createCipher(secret).fingerprint);
  });

  test('gets one key from two launchers that start at once; the other is told', async () => {
    const outcomes = await Promise.allSettled([openOn('a'), openOn('b')]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect([keyFileOf('a'), keyFileOf('b')].filter((file) => existsSync(file))).toHaveLength(1);
  });

  test('gets one key from launchers that start at once and share the file', async () => {
    const shared = keyFileOf('a');
    expect(await Promise.all([openOn('a'), openOn('b', shared), openOn('b', shared)])).toEqual(
      Array.from({ length: 3 }, () => shared),
    );
    const secret = Buffer.from(await readFile(shared, 'utf8'), 'base64');
    expect(await recorded()).toBe(createCipher(secret).fingerprint);
    expect((await readdir(folder)).filter((name) => name.startsWith('a.key'))).toEqual(['a.key']);
  });

  test('shares it with a database whose launcher makes the same file at once', async () => {
    const others = await Promise.all(
      Array.from({ length: 4 }, async () => stack.use(await createTestDatabase(log))),
    );
    await Promise.all([database, ...others].map(({ url }) => openOn('a', keyFileOf('a'), url)));
    const secret = Buffer.from(await readFile(keyFileOf('a'), 'utf8'), 'base64');
    expect(await Promise.all([database, ...others].map(recorded))).toEqual(
      Array.from({ length: 5 }, () => createCipher(secret).fingerprint),
    );
  });

  test('is told when the key cannot be written', async () => {
    await expect(openOn('a', `${folder}/nowhere/key`)).rejects.toMatchObject(
      refused(/^KEY_FILE: .*nowhere\/key cannot be written: /),
    );
    expect(await recorded()).toBeUndefined();
  });
});

describe('a database with a key', () => {
  test('refuses a launcher that has none, and nothing is made', async () => {
    await openOn('a');
    await expect(openOn('b')).rejects.toMatchObject(
      refused(`KEY_FILE: there is no key at ${keyFileOf('b')}.*${await recorded()}`),
    );
    expect(existsSync(keyFileOf('b'))).toBe(false);
    expect((await readdir(folder)).filter((name) => name.startsWith('b.key'))).toEqual([]);
  });

  test.each([keyFileOf, formerOf])('refuses a launcher that has another, and leaves it alone', async (at) => {
    await openOn('a');
    const before = await recorded();
    const foreign = await putKey(at('b'));
    await expect(openOn('b')).rejects.toMatchObject(
      refused(`KEY_FILE: ${at('b')} holds the key ${createCipher(foreign).fingerprint}, .*${before}`),
    );
    expect(Buffer.from(await readFile(at('b'), 'utf8'), 'base64').equals(foreign)).toBe(true);
    expect(await recorded()).toBe(before);
  });

  test('takes a launcher that has a copy', async () => {
    await openOn('a');
    await writeFile(keyFileOf('b'), await readFile(keyFileOf('a')));
    expect(await openOn('b')).toBe(keyFileOf('b'));
    expect(await openOn('b', keyFileOf('a'))).toBe(keyFileOf('a'));
  });

  test.each(['', 'c2VjcmV0', '!'.repeat(44)])('refuses a file with %j in it', async (text) => {
    await openOn('a');
    await writeFile(keyFileOf('a'), text);
    await expect(openOn('a')).rejects.toMatchObject(refused(/does not hold a key/));
    expect(await readFile(keyFileOf('a'), 'utf8')).toBe(text);
  });
});

describe('a database of an earlier release, which remembers no key', () => {
  test('remembers the one that opens what is sealed, and it leaves the data folder', async () => {
    const secret = await putKey(formerOf('a'));
    await sealWith(secret);
    expect(await openOn('a')).toBe(keyFileOf('a'));
    expect(await recorded()).toBe(createCipher(secret).fingerprint);
    expect(existsSync(formerOf('a'))).toBe(false);
    expect((await stat(keyFileOf('a'))).mode & 0o777).toBe(0o600);
    expect(await openOn('a')).toBe(keyFileOf('a'));
  });

  test('goes on with a key that cannot be moved', async () => {
    await sealWith(await putKey(formerOf('a')));
    expect(await openOn('a', `${folder}/nowhere/key`)).toBe(formerOf('a'));
    expect(existsSync(formerOf('a'))).toBe(true);
  });

  test('takes a key although one of its values is damaged', async () => {
    const secret = await putKey(keyFileOf('a'));
    await sealWith(secret);
    await database.db
      .updateTable('private_note')
      .set({ body: randomBytes(40) })
      .execute();
    await sealWith(secret);
    await openOn('a');
    expect(await recorded()).toBe(createCipher(secret).fingerprint);
  });

  test('refuses a key that opens nothing', async () => {
    await sealWith(randomBytes(32));
    await putKey(formerOf('a'));
    await expect(openOn('a')).rejects.toMatchObject(refused(/another key/));
    expect(await recorded()).toBeUndefined();
    expect(existsSync(keyFileOf('a'))).toBe(false);
  });

  test('gets no new key when its own is gone', async () => {
    await sealWith(randomBytes(32));
    await expect(openOn('a')).rejects.toMatchObject(refused(/there is no key at/));
    expect(existsSync(keyFileOf('a'))).toBe(false);
  });
});
