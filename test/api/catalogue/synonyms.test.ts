import { beforeAll, describe, expect, test } from 'vitest';
import { storePublications } from '../../../db/catalogue/publications.ts';
import { readSampleCollection } from '../../../db/seed/seed.ts';
import { TestClient } from '../../world/client.ts';
import { seedTestOffice } from '../../world/office.ts';
import { useClient, useWorld } from '../../world/use.ts';
import type { Synonyms } from '../../../wire/catalogue/synonyms.ts';

const path = '/api/v1/catalogue/synonyms';
const beforeNational = '9991';

const world = useWorld();
const admin = useClient(world, 'admin');
let national: TestClient;
beforeAll(async () => {
  await seedTestOffice(world.db, { code: beforeNational });
  await world.db.updateTable('staff').set({ office: null }).where('office', '=', beforeNational).execute();
  national = await new TestClient({ base: world.base, office: beforeNational }).signIn('admin');
  const publications = await readSampleCollection();
  await world.db
    .transaction()
    .execute((trx) => storePublications(trx, { office: world.office, publications, sample: true }));
});

interface Refused {
  readonly type: string;
  readonly errors?: readonly { pointer: string; message: { id: string; en: string } | string }[];
}
const now = async (): Promise<Synonyms> => (await national.send<Synonyms>(path)).body;
const put = async (lines: readonly (readonly string[])[], key?: string) =>
  national.put<Synonyms & Refused>(path, { expectedVersion: (await now()).version, lines }, key);
const changes = async () =>
  world.db
    .selectFrom('audit')
    .select('detail')
    .where('action', '=', 'synonyms-changed')
    .orderBy('id')
    .execute();

describe('the synonyms of all offices', () => {
  test('are read by the admin of one office, who may not change them', async () => {
    const { status, body } = await admin.send<Synonyms>(path);
    expect(status).toBe(200);
    expect(body.lines[0]?.slice(0, 2)).toEqual(['pdrb', 'produk domestik regional bruto']);
    expect(body.lines.length).toBeGreaterThan(100);
    const changed = await admin.put(path, { expectedVersion: body.version, lines: body.lines });
    expect(changed.status).toBe(403);
    expect(await now()).toEqual(body);
  });

  test('may be sent back as they are', async () => {
    const { version, lines } = await now();
    expect(await put(lines)).toMatchObject({ status: 200, body: { version: version + 1, lines } });
  });

  test('hold at once in the searches of every api, and no longer once they are gone', async () => {
    const other = await world.startApi();
    const enough = async (base: string): Promise<number> => {
      const response = await fetch(`${base}/api/v1/catalogue?q=zubaidah`);
      return ((await response.json()) as { enough: number }).enough;
    };
    const { lines } = await now();
    for (const base of [world.base, other]) expect(await enough(base)).toBe(0);
    await put([...lines, ['Zubaidah', 'Kemiskinan']]);
    for (const base of [world.base, other]) expect(await enough(base)).toBeGreaterThan(0);
    await put(lines);
    for (const base of [world.base, other]) expect(await enough(base)).toBe(0);
  });

  test('are kept in the order they were written in, folded, each once in its line', async () => {
    const { body } = await put([
      ['Ż  z', 'Áa', 'ÁA', 'b-b'],
      ['ya', 'ab'],
    ]);
    expect(body.lines).toEqual([
      ['z z', 'aa', 'b b'],
      ['ya', 'ab'],
    ]);
    expect(await now()).toEqual(body);
  });

  test('are not overwritten by whoever read them before a change', async () => {
    const before = await now();
    const body = (term: string) => ({ expectedVersion: before.version, lines: [[term, 'x']] });
    const [one, another] = await Promise.all([
      national.put<Refused>(path, body('a')),
      national.put<Refused>(path, body('b')),
    ]);
    const [won, lost] = one?.status === 200 ? [one, another] : [another, one];
    expect(won?.status).toBe(200);
    expect(lost).toMatchObject({ status: 409, body: { type: '/problems/setting-changed' } });
    expect(await now()).toEqual(won?.body);
  });

  test('change once for a key that is sent twice, and the audit tells what came and went', async () => {
    await put([
      ['lama', 'kuno'],
      ['tetap', 'sama'],
    ]);
    const { version } = await now();
    const before = (await changes()).length;
    const lines = [
      ['tetap', 'sama'],
      ['baru', 'anyar'],
    ];
    const send = () => national.put<Synonyms>(path, { expectedVersion: version, lines }, 'twice-the-same');
    expect((await send()).body).toEqual({ version: version + 1, lines });
    expect((await send()).body).toEqual({ version: version + 1, lines });
    const audited = await changes();
    expect(audited).toHaveLength(before + 1);
    expect(audited.at(-1)?.detail).toEqual({ added: [['baru', 'anyar']], removed: [['lama', 'kuno']] });
  });
});

describe('a list that is refused', () => {
  const fine = ['a', 'b'];
  const longest = 'n'.repeat(60);
  test.each([
    ['one term alone', [fine, ['pdrb']], '/lines/1'],
    ['one term written twice', [['PDRB', 'pdrb']], '/lines/0'],
    ['a term of signs alone', [fine, fine, ['pdrb', '---']], '/lines/2/1'],
    ['an empty term', [['pdrb', ' ']], '/lines/0/1'],
    ['a term that is too long', [[longest, `${longest}n`]], '/lines/0/1'],
    ['a term of too many words', [['kata', 'a b c d e f g h i']], '/lines/0/1'],
    ['thirteen terms', [Array.from({ length: 13 }, (_, nth) => `k${nth}`)], '/lines/0'],
    ['a term in a fourth line', [fine, ['a', 'c'], ['a', 'd'], ['A', 'e']], '/lines/3'],
    ['1,001 lines', Array.from({ length: 1_001 }, (_, nth) => [`a${nth}`, `b${nth}`]), '/lines'],
  ])('has %s, says where, and leaves all as it is', async (_what, lines, pointer) => {
    const before = await now();
    const { status, body } = await put(lines);
    expect(status).toBe(400);
    expect(new Set(body.errors?.map((error) => error.pointer))).toEqual(new Set([pointer]));
    expect(JSON.stringify(body.errors)).toContain('PDRB, produk domestik regional bruto');
    expect(await now()).toEqual(before);
  });

  test('is larger than any list', async () => {
    const lines = Array.from({ length: 2_000 }, () => [longest.repeat(10), longest]);
    expect((await put(lines)).status).toBe(413);
  });
});

test('the largest list is taken', async () => {
  const lines = Array.from({ length: 1_000 }, (_, nth) =>
    Array.from({ length: 12 }, (__, term) => `${'n'.repeat(50)} ${nth} ${term}`),
  );
  const { status, body } = await put(lines);
  expect(status).toBe(200);
  expect(body.lines).toEqual(lines);
});
