import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { faultOf } from '../../../mail/faults.ts';
import { readFiledMail } from '../../../mail/folder.ts';
import { writeLetter } from '../../../mail/letters.ts';
import { createPost } from '../../../mail/post.ts';

let folder = '';
beforeAll(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'kunjung-mails-')), 'mails');
});
afterAll(() => rm(join(folder, '..'), { recursive: true }));

const send = (id: string, path = '/e/a') => {
  const { href: url } = pathToFileURL(folder);
  const values = { office: 'BPS Kaltara', path, validUntil: 0, timeZone: 'Asia/Makassar' };
  const letter = writeLetter(
    { kind: 'email-check', language: 'id', values },
    { linkBase: 'http://127.0.0.1:8080' },
  );
  const post = createPost({ url, from: 'kunjung@kunjung.invalid' });
  return post.send({ ...letter, id, to: ['budi@example.com'] });
};
const read = (id: string) => readFiledMail(pathToFileURL(folder).href, id);

describe('a folder of mails', () => {
  test('is empty before the first', async () => {
    expect(await read(randomUUID())).toBeNull();
  });

  test('holds a mail as a file that only this account reads, and gives it back', async () => {
    const id = randomUUID();
    await send(id);
    const [file = '', ...more] = await readdir(folder);
    expect(more).toEqual([]);
    expect(file).toMatch(new RegExp(`^\\d{8}T\\d{9}Z-${id}\\.eml$`));
    expect((await stat(join(folder, file))).mode & 0o777).toBe(0o600);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    const mail = await read(id);
    expect(mail).toMatchObject({
      to: 'budi@example.com',
      subject: 'Apakah ini alamat e-mail Anda? / Is this your e-mail address?',
    });
    expect(mail?.text).toContain('http://127.0.0.1:8080/e/a?lang=en\n');
  });

  test('holds a repeated mail once, as it was last', async () => {
    const id = randomUUID();
    await send(id);
    await send(id, '/e/b');
    expect((await readdir(folder)).filter((file) => file.includes(id))).toHaveLength(1);
    expect((await read(id))?.text).toContain('http://127.0.0.1:8080/e/b\n');
  });

  test('holds a mail that is repeated within the same millisecond', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      const id = randomUUID();
      await send(id);
      await send(id, '/e/b');
      expect((await read(id))?.text).toContain('http://127.0.0.1:8080/e/b\n');
    } finally {
      vi.useRealTimers();
    }
  });

  test('holds five hundred, of the last 30 days', async () => {
    const before = new Set(await readdir(folder));
    const olds = Array.from({ length: 600 }, () => `20990101T000000000Z-${randomUUID()}.eml`);
    for (const file of olds) await writeFile(join(folder, file), '');
    await writeFile(join(folder, 'not-a-mail.txt'), '');
    await send(randomUUID());
    const after = (await readdir(folder)).filter((file) => file.endsWith('.eml'));
    expect(after).toHaveLength(500);
    expect(after.filter((file) => before.has(file))).toEqual([]); // the oldest went first
    expect(await readdir(folder)).toContain('not-a-mail.txt');
    for (const file of after) await rm(join(folder, file));
    const old = `20200101T000000000Z-${randomUUID()}.eml`;
    await writeFile(join(folder, old), '');
    await send(randomUUID());
    expect(await readdir(folder)).not.toContain(old);
  });

  test('that cannot be written to is a fault that a repeat may mend', async () => {
    const kept = folder;
    folder = join(kept, 'file');
    await mkdir(kept, { recursive: true });
    await writeFile(folder, '');
    const fault = await send(randomUUID()).then(
      () => null,
      (error: unknown) => faultOf(error),
    );
    folder = kept;
    expect(fault).toEqual({ fault: 'unwritable', code: null });
  });
});
