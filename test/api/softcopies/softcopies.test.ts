import { createHash } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { removeExpired } from '../../../db/keeping/retention.ts';
import { softcopyTerms, softcopyWorkflowIdOf } from '../../../domain/softcopies/request.ts';
import type { SoftcopyView, VerifiedSoftcopy } from '../../../wire/softcopies/softcopies.ts';
import type { TestClient } from '../../world/client.ts';
import { keepHistory } from '../../world/history.ts';
import { addPublication, confirmedMember } from '../../world/softcopies/collection.ts';
import { makeDocument, oddPages } from '../../world/softcopies/documents.ts';
import { hasPoppler, readPages } from '../../world/softcopies/poppler.ts';
import { until } from '../../world/until.ts';
import { openWorld, useWorld } from '../../world/use.ts';
import { shiftClock } from '../../world/world.ts';

const world = useWorld();
const api = '/api/v1/softcopies';
let publication = '';
let member: TestClient;

beforeAll(async () => {
  publication = await addPublication(world, {
    number: '65000.2601',
    pdf: makeDocument(Object.values(oddPages)),
  });
});
beforeEach(async () => {
  await shiftClock(world.db, 0);
  member = await confirmedMember(world);
});

const ask = (client = member, wanted = publication) =>
  client.post<SoftcopyView>(api, { publication: wanted });
const read = async (id: string, client = member) => (await client.send<SoftcopyView>(`${api}/${id}`)).body;
const untilState = (id: string, state: SoftcopyView['state']) =>
  until(
    `the copy is ${state}`,
    async () => {
      const found = await read(id);
      return found.state === state && found;
    },
    { withinMs: 60_000 },
  );
const copyOf = async (id: string): Promise<string[]> =>
  (await readdir(join(world.softcopies.workFolder, '..', 'copies'))).filter((name) => name.startsWith(id));
const codeOf = async (id: string): Promise<string> =>
  (
    await world.db
      .selectFrom('softcopy_request')
      .select('code')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
  ).code;
const fetchFile = (path: string, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') =>
  fetch(`${world.base}${path}`, { method, headers: { cookie: member.cookie ?? '', ...headers } });
const countFetched = async (): Promise<number> => {
  const days = await world.db.selectFrom('library_use').select('n').where('use', '=', 'softcopy').execute();
  return days.reduce((sum, { n }) => sum + n, 0);
};

describe('a member who asks for a copy', () => {
  test('gets it marked on every page, and anybody can tell that it is genuine', async () => {
    const { status, body } = await ask();
    expect(status).toBe(202);
    expect(body).toMatchObject({ publication, fileUrl: null, expiresAt: null });
    expect(body.number).toMatch(/^SC-\d{4}-\d{4}-\d{6}$/);
    const ready = await untilState(body.requestId, 'ready');
    expect(ready.progress).toBe(100);
    const answer = await fetchFile(ready.fileUrl ?? '');
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename=${body.number}.pdf`);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes).toHaveLength(ready.bytes ?? 0);
    expect((await read(body.requestId)).state).toBe('downloaded');
    await fetchFile(ready.fileUrl ?? '');
    expect(await countFetched()).toBe(1);

    const code = await codeOf(body.requestId);
    const { body: verified } = await world.client().send<VerifiedSoftcopy>(`${api}/verify/${code}`);
    expect(verified).toMatchObject({ number: body.number, title: body.title });
    expect(verified.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(Object.keys(verified).toSorted()).toEqual(['day', 'number', 'office', 'sha256', 'title']);
    if (!hasPoppler()) return;
    const file = join(world.softcopies.workFolder, '..', 'fetched.pdf');
    await writeFile(file, bytes);
    const pages = await readPages(file);
    expect(pages).toHaveLength(Object.keys(oddPages).length);
    for (const page of pages) expect(page).toContain(`· ${body.number} ·`);
  });

  test('can ask for a part of the file, as a broken download does', async () => {
    const { body } = await ask();
    const { fileUrl } = await untilState(body.requestId, 'ready');
    const part = await fetchFile(fileUrl ?? '', { range: 'bytes=0-3' });
    expect([part.status, await part.text()]).toEqual([206, '%PDF']);
  });

  test('has one request however often the button was pressed', async () => {
    const presses = await Promise.all([1, 2, 3, 4].map(() => ask()));
    expect(new Set(presses.map(({ body }) => body.requestId)).size).toBe(1);
    await untilState(presses[0]?.body.requestId ?? '', 'ready');
    expect((await ask()).body).toMatchObject({ requestId: presses[0]?.body.requestId, state: 'ready' });
    const { body } = await member.send<{ softcopies: SoftcopyView[] }>(api);
    expect(body.softcopies).toHaveLength(1);
  });

  test('has another one the next day', async () => {
    const { body } = await ask();
    await untilState(body.requestId, 'ready');
    await shiftClock(world.db, 86_400_000);
    const { body: next } = await ask();
    expect(next.requestId).not.toBe(body.requestId);
  });

  test('cannot fetch it after a day, and the file is gone', async () => {
    const { body } = await ask();
    const { fileUrl } = await untilState(body.requestId, 'ready');
    await shiftClock(world.db, softcopyTerms.fetchableMs + 1);
    expect((await fetchFile(fileUrl ?? '')).status).toBe(410);
    await shiftClock(world.db, softcopyTerms.fetchableMs + 600_000);
    await untilState(body.requestId, 'expired');
    await until('the copy is gone', async () => (await copyOf(body.requestId)).length === 0);
  });

  test('is forgotten a month after the copy’s time, and the copy stays verified and counted', async () => {
    const { body } = await ask();
    const { fileUrl } = await untilState(body.requestId, 'ready');
    await fetchFile(fileUrl ?? '');
    const asker = async () =>
      (
        await world.db
          .selectFrom('softcopy_request')
          .select('member_id')
          .where('id', '=', body.requestId)
          .executeTakeFirstOrThrow()
      ).member_id;
    const counted = await countFetched();
    const overMs = softcopyTerms.fetchableMs + softcopyTerms.askerKnownDays * 86_400_000;
    await shiftClock(world.db, overMs - 3_600_000);
    await removeExpired(world.db);
    expect(await asker()).not.toBeNull();
    await shiftClock(world.db, overMs + 3_600_000);
    await removeExpired(world.db);
    expect(await asker()).toBeNull();
    const { status } = await world.client().send(`${api}/verify/${await codeOf(body.requestId)}`);
    expect(status).toBe(200);
    expect(await countFetched()).toBe(counted);
  });

  test('gets it made anew when its file was lost, as after a restore', async () => {
    const { body } = await ask();
    const { fileUrl } = await untilState(body.requestId, 'ready');
    await fetchFile(fileUrl ?? '');
    const counted = await countFetched();
    await world.softcopies.removeCopy(body.requestId);
    expect((await fetchFile(fileUrl ?? '')).status).toBe(410);
    await untilState(body.requestId, 'ready');
    expect((await fetchFile(fileUrl ?? '')).status).toBe(200);
    expect((await read(body.requestId)).state).toBe('downloaded');
    expect(await countFetched()).toBe(counted); // it is the same one
  });

  test('has not fetched it by asking how large it is', async () => {
    const { body } = await ask();
    const { fileUrl, bytes } = await untilState(body.requestId, 'ready');
    const counted = await countFetched();
    const { status, headers } = await fetchFile(fileUrl ?? '', {}, 'HEAD');
    expect([status, headers.get('content-length')]).toEqual([200, String(bytes)]);
    expect((await read(body.requestId)).state).toBe('ready');
    expect(await countFetched()).toBe(counted);
  });

  test('can take it back, and ask again', async () => {
    const { body } = await ask();
    await untilState(body.requestId, 'ready');
    expect((await member.send(`${api}/${body.requestId}`, { method: 'DELETE' })).status).toBe(204);
    expect((await read(body.requestId)).state).toBe('cancelled');
    await until('the copy is gone', async () => (await copyOf(body.requestId)).length === 0);
    await keepHistory(world.connection, {
      workflowId: softcopyWorkflowIdOf(body.requestId),
      story: 'softcopy',
    });
    expect((await ask()).body).toMatchObject({ requestId: body.requestId, number: body.number });
    await untilState(body.requestId, 'ready');
  });
});

describe('a copy is not handed out', () => {
  test('to whoever is not signed in or has not confirmed an address', async () => {
    expect((await ask(world.client())).status).toBe(401);
    const stranger = await world.client().register();
    expect(await ask(stranger)).toMatchObject({ status: 403, body: { type: '/problems/not-confirmed' } });
  });

  test('to another member', async () => {
    const { body } = await ask();
    await untilState(body.requestId, 'ready');
    const other = await confirmedMember(world);
    const paths = ['', '/file'].map((end) => `${api}/${body.requestId}${end}`);
    for (const path of paths) expect((await other.send(path)).status).toBe(404);
    expect((await other.send(`${api}/${body.requestId}`, { method: 'DELETE' })).status).toBe(404);
    expect((await read(body.requestId)).state).toBe('ready');
  });

  test('of a publication without a PDF, or of none', async () => {
    const printed = await addPublication(world, { number: '65000.2602', pdf: null });
    for (const wanted of [printed, crypto.randomUUID()])
      expect(await ask(member, wanted)).toMatchObject({
        status: 409,
        body: { type: '/problems/no-softcopy' },
      });
  });

  test('more than twenty times a day to one member', async () => {
    const pdf = makeDocument([{}]);
    const others: string[] = [];
    for (let index = 10; index < 10 + softcopyTerms.mostADay; index += 1) {
      const other = await addPublication(world, { number: `65000.27${index}`, pdf });
      expect((await ask(member, other)).status).toBe(202);
      others.push(other);
    }
    const more = await ask();
    expect(more).toMatchObject({ status: 429, body: { type: '/problems/too-many-softcopies' } });
    expect(more.headers.get('retry-after')).toBe('3600');
    expect((await ask(member, others[0])).status).toBe(202);
    expect((await ask(await confirmedMember(world))).status).toBe(202);
  });

  test('that the disk has no room for', async () => {
    const { body } = await ask();
    await untilState(body.requestId, 'ready');
    const of = world.db.updateTable('softcopy_request').where('id', '=', body.requestId);
    await of.set({ bytes: softcopyTerms.mostBytes }).execute();
    const other = await confirmedMember(world);
    const more = await ask(other);
    const metrics = await until('the metrics know it', async () => {
      const text = await world.metrics();
      const [, bytes] = /\nkunjung_softcopies_bytes (\S+)\n/.exec(text) ?? [];
      return Number(bytes) >= softcopyTerms.mostBytes && text; // others lie there as well
    });
    expect(metrics).toContain(`\nkunjung_softcopies_most_bytes ${softcopyTerms.mostBytes}\n`);
    await of.set({ due_at: null, stage: 'expired' }).execute();
    expect(more).toMatchObject({ status: 429, body: { type: '/problems/too-many-softcopies' } });
    expect((await ask(other)).status).toBe(202);
  });

  test('without end to whoever asks and takes back', async () => {
    await using busy = await openWorld({}, { rateLimits: true });
    const wanted = await addPublication(busy, { number: '65000.2801', pdf: makeDocument([{}]) });
    const restless = await confirmedMember(busy);
    const statuses: number[] = [];
    while (statuses.length < 70 && statuses.at(-1) !== 429) {
      const { status, body } = await ask(restless, wanted);
      statuses.push(status);
      await restless.send(`${api}/${body.requestId}`, { method: 'DELETE' });
    }
    expect(statuses).toHaveLength(61);
  });

  test.each(['AAAAAAAAAA', 'kode', '1'.repeat(200)])('for the code %s', async (code) => {
    expect((await world.client().send(`${api}/verify/${code}`)).status).toBe(404);
  });
});

test('a code is found however it was typed', async () => {
  const { body } = await ask();
  await untilState(body.requestId, 'ready');
  const code = await codeOf(body.requestId);
  const typed = `${code.slice(0, 5)}-${code.slice(5)}`.toLowerCase();
  const { body: verified } = await world.client().send<VerifiedSoftcopy>(`${api}/verify/${typed}`);
  expect(verified.number).toBe(body.number);
});

test('a copy is found by its number as well, whoever typed it', async () => {
  const { body } = await ask();
  const check = (name: string) => world.client().send<VerifiedSoftcopy>(`${api}/verify/${name}`);
  await untilState(body.requestId, 'ready');
  const { body: byCode } = await check(await codeOf(body.requestId));
  for (const name of [body.number, body.number.toLowerCase().replaceAll('-', '')])
    expect((await check(name)).body).toEqual(byCode);
  expect((await check(body.number.replace(/^SC-\d{4}/, 'SC-0000'))).status).toBe(404);
});

describe('when something fails', () => {
  test('a request that the engine lost is made again from its row', async () => {
    await world.stopWorker();
    const { body } = await ask();
    await world.startWorker();
    await untilState(body.requestId, 'ready');
  });

  test('a copy whose worker ended with every try is given up', async () => {
    await world.stopWorker();
    const { body } = await ask();
    await world.db
      .updateTable('softcopy_request')
      .set({ stage: 'preparing', attempts: softcopyTerms.mostBegun })
      .where('id', '=', body.requestId)
      .execute();
    await world.startWorker();
    await untilState(body.requestId, 'failed');
    expect((await ask()).body).toMatchObject({ requestId: body.requestId, state: 'requested' });
    await untilState(body.requestId, 'ready');
  });

  test('a request that begins anew in the last look at it is made at once', async () => {
    const { body } = await ask();
    await untilState(body.requestId, 'ready');
    const { removeCopy } = world.softcopies;
    const isCarriedAgain = async () => {
      const { rows } = await sql<{ carried: boolean }>`
        select due_at > clock() as carried from softcopy_request where id = ${body.requestId}
      `.execute(world.db);
      return rows[0]?.carried === true;
    };
    vi.spyOn(world.softcopies, 'removeCopy').mockImplementationOnce(async (id) => {
      await removeCopy(id);
      await ask();
      await until('its workflow was woken', isCarriedAgain);
    });
    await member.send(`${api}/${body.requestId}`, { method: 'DELETE' });
    await until('it was asked for anew', async () => (await read(body.requestId)).state !== 'cancelled');
    await untilState(body.requestId, 'ready');
  });

  test('an original that is not there gives the request up, and says so', async () => {
    const id = await addPublication(world, {
      number: '65000.2699',
      pdf: makeDocument([{}, {}, { rotate: 90 }]),
    });
    const { original } = await world.db
      .selectFrom('publication')
      .select('original')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    await writeFile(world.softcopies.originalOf(original ?? ''), 'broken');
    const { body } = await ask(member, id);
    await untilState(body.requestId, 'failed');
  }, 60_000);
});
