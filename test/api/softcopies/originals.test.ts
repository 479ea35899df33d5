import { existsSync } from 'node:fs';
import { beforeAll, beforeEach, expect, describe, test } from 'vitest';
import { createSoftcopySweep } from '../../../activities/softcopies/softcopy-starter.ts';
import { originalTerms } from '../../../domain/softcopies/request.ts';
import type { SoftcopyView } from '../../../wire/softcopies/softcopies.ts';
import { TestClient } from '../../world/client.ts';
import { seedTestOffice } from '../../world/office.ts';
import { addPublication, confirmedMember } from '../../world/softcopies/collection.ts';
import { makeDocument } from '../../world/softcopies/documents.ts';
import { until } from '../../world/until.ts';
import { useWorld } from '../../world/use.ts';
import { shiftClock } from '../../world/world.ts';

const world = useWorld();
let admin: TestClient;
let publication = '';
let made = 0;

beforeAll(async () => {
  admin = await world.client().signIn('admin');
});
beforeEach(async () => {
  await shiftClock(world.db, 0);
  made += 1;
  publication = await addPublication(world, { number: `65000.28${made + 10}`, pdf: null });
});

const pathOf = (id: string) => `/api/v1/publications/${id}/softcopy`;
const send = async (
  method: 'PUT' | 'DELETE',
  {
    client = admin,
    id = publication,
    body,
    type = 'application/pdf',
  }: { client?: TestClient; id?: string; body?: Buffer; type?: string } = {},
) => {
  const answer = await fetch(`${world.base}${pathOf(id)}`, {
    method,
    headers: { cookie: client.cookie ?? '', ...(body && { 'content-type': type }) },
    ...(body && { body: new Uint8Array(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? null : (JSON.parse(text) as Record<string, unknown>) };
};
const pdfOf = (pages: number) =>
  makeDocument(Array.from({ length: pages }, () => ({ media: [0, 0, 500, 700 + made] })));
const has = async () =>
  (await world.client().send<{ softcopy: boolean }>(`/api/v1/catalogue/${publication}`)).body.softcopy;
const fileOf = async () => {
  const { original } = await world.db
    .selectFrom('publication')
    .select('original')
    .where('id', '=', publication)
    .executeTakeFirstOrThrow();
  return { sha256: original ?? '', path: world.softcopies.originalOf(original ?? '') };
};

describe('an admin', () => {
  test('gives a publication its PDF, replaces it, and takes it away', async () => {
    expect(await send('PUT', { body: pdfOf(2) })).toMatchObject({ status: 200, body: { pages: 2 } });
    expect(await has()).toBe(true);
    expect(await send('PUT', { body: pdfOf(3) })).toMatchObject({ status: 200, body: { pages: 3 } });
    expect(await send('PUT', { body: pdfOf(3) })).toMatchObject({ status: 200 });
    expect((await send('DELETE')).status).toBe(204);
    expect((await send('DELETE')).status).toBe(204);
    expect(await has()).toBe(false);
    const deeds = await world.db
      .selectFrom('audit')
      .select('action')
      .where('action', 'like', 'softcopy-%')
      .orderBy('id')
      .execute();
    expect(deeds.map(({ action }) => action)).toEqual([
      'softcopy-given',
      'softcopy-given',
      'softcopy-taken-away',
    ]);
  });

  test.each([
    ['no PDF', Buffer.from('halo'), 'PDF'],
    ['a PDF that was cut off', pdfOf(2).subarray(0, 400), 'PDF'],
    ['a PDF with a script', makeDocument([{}], { catalog: '/OpenAction<</S/JavaScript/JS(x)>>' }), 'skrip'],
    ['nothing', Buffer.from(' '), 'PDF'],
  ])('is told why %s is not taken, and nothing is left behind', async (_what, body, word) => {
    const answer = await send('PUT', { body });
    expect(answer).toMatchObject({ status: 422, body: { type: '/problems/pdf-refused' } });
    expect(answer.body?.['detail']).toContain(word);
    expect(await has()).toBe(false);
  });

  test('of another office may not, and neither may other roles or another type of file', async () => {
    await seedTestOffice(world.db, { code: '9990' });
    const elsewhere = await new TestClient({ base: world.base, office: '9990' }).signIn('admin');
    const officer = await world.client().signIn('staff');
    for (const client of [elsewhere, officer]) {
      expect((await send('PUT', { client, body: pdfOf(1) })).status).toBe(403);
      expect((await send('DELETE', { client })).status).toBe(403);
    }
    expect((await send('PUT', { body: pdfOf(1), type: 'text/plain' })).status).toBe(415);
    expect((await send('PUT', { body: pdfOf(1), id: crypto.randomUUID() })).status).toBe(404);
    expect(await has()).toBe(false);
  });
});

describe('an original', () => {
  const sweep = () => createSoftcopySweep({ db: world.db, store: world.softcopies })();

  test('goes a month after its publication lost it, and can be given again', async () => {
    await send('PUT', { body: pdfOf(1) });
    const { path, sha256 } = await fileOf();
    await send('DELETE');
    await sweep();
    await shiftClock(world.db, originalTerms.keptUnusedMs - 3_600_000);
    await sweep();
    expect(existsSync(path)).toBe(true);
    await shiftClock(world.db, originalTerms.keptUnusedMs + 3_600_000);
    await sweep();
    expect(existsSync(path)).toBe(false);
    admin = await world.client().signIn('admin'); // the other session is over by then
    expect((await send('PUT', { body: pdfOf(1) })).status).toBe(200);
    expect(await fileOf()).toEqual({ path, sha256 });
    expect(existsSync(path)).toBe(true);
  });

  test('stays as long as a publication has it, or when it was given again in time', async () => {
    await send('PUT', { body: pdfOf(1) });
    const { path } = await fileOf();
    await send('DELETE');
    await sweep();
    await shiftClock(world.db, originalTerms.keptUnusedMs - 3_600_000);
    admin = await world.client().signIn('admin');
    await send('PUT', { body: pdfOf(1) });
    await shiftClock(world.db, 2 * originalTerms.keptUnusedMs);
    await sweep();
    expect(existsSync(path)).toBe(true);
  });

  test('stays as long as a copy of it is waited for, which is then made', async () => {
    const member = await confirmedMember(world);
    await send('PUT', { body: pdfOf(1) });
    const { path } = await fileOf();
    await world.stopWorker();
    const { body } = await member.post<SoftcopyView>('/api/v1/softcopies', { publication });
    await send('DELETE');
    await sweep();
    await shiftClock(world.db, 2 * originalTerms.keptUnusedMs);
    await sweep();
    expect(existsSync(path)).toBe(true);
    await shiftClock(world.db, 0);
    await world.startWorker();
    await until(
      'the copy is ready',
      async () =>
        (await member.send<SoftcopyView>(`/api/v1/softcopies/${body.requestId}`)).body.state === 'ready',
      { withinMs: 60_000 },
    );
  });
});

describe('the list of PDFs', () => {
  interface List {
    total: number;
    publications: { publication: string; original: { pages: number } | null }[];
  }
  const list = async (query: string, client = admin) =>
    client.send<List>(`/api/v1/offices/${world.office}/collection/softcopies?${query}`);

  test('tells which publications have one, and counts as no search', async () => {
    admin = await world.client().signIn('admin');
    const searches = () =>
      world.db.selectFrom('library_use').select('n').where('use', '=', 'search').execute();
    const before = await searches();
    await send('PUT', { body: pdfOf(2) });
    const q = `q=65000.28${made + 10}`;
    const { body } = await list(`${q}&softcopy=true`);
    expect(body.publications[0]).toMatchObject({ publication, original: { pages: 2 } });
    await send('DELETE');
    expect((await list(`${q}&softcopy=false`)).body.publications[0]).toMatchObject({
      publication,
      original: null,
    });
    expect(await searches()).toEqual(before);
  });

  test('is for admins of the office', async () => {
    const elsewhere = await new TestClient({ base: world.base, office: '9990' }).signIn('admin');
    const officer = await world.client().signIn('staff');
    for (const client of [elsewhere, officer]) expect((await list('', client)).status).toBe(403);
  });
});
