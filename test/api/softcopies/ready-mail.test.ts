import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readFigures } from '../../../db/supervision/figures.ts';
import { softcopyTerms } from '../../../domain/softcopies/request.ts';
import type { SoftcopyView } from '../../../wire/softcopies/softcopies.ts';
import { registration, type TestClient } from '../../world/client.ts';
import { serveVisitor } from '../../world/desk.ts';
import { createPostOffice } from '../../world/outside/post-office.ts';
import { addPublication, confirmedMember } from '../../world/softcopies/collection.ts';
import { makeDocument } from '../../world/softcopies/documents.ts';
import { until } from '../../world/until.ts';
import { useResource, useWorld } from '../../world/use.ts';
import { shiftClock } from '../../world/world.ts';

const post = useResource(createPostOffice);
beforeAll(() => post.open());
const linkBase = 'https://kunjung.example/';
const world = useWorld({}, () => ({ mail: { url: post.url, from: 'pst@kunjung.example', linkBase } }));
const api = '/api/v1/softcopies';
const long = softcopyTerms.tellsByMailAfterMs + 1_000;
let publication = '';
let member: TestClient;

beforeAll(async () => {
  publication = await addPublication(world, { number: '65000.2601', pdf: makeDocument([{}]) });
});
beforeEach(async () => {
  await shiftClock(world.db, 0);
  member = await confirmedMember(world);
  post.letters.splice(0);
});

/** Asks while nobody makes copies, and lets so much time pass until they are made again. */
async function askAndWait(milliseconds: number): Promise<string> {
  await world.stopWorker();
  const { body } = await member.post<SoftcopyView>(api, { publication });
  await shiftClock(world.db, milliseconds);
  const { softcopiesWaiting, softcopyOldestWaitingAt } = await readFigures(world.db);
  expect(softcopiesWaiting).toBe(1);
  expect(softcopyOldestWaitingAt).toBeGreaterThan(0);
  await world.startWorker();
  await until(
    'the copy is ready',
    async () => (await member.send<SoftcopyView>(`${api}/${body.requestId}`)).body.state === 'ready',
    { withinMs: 60_000 },
  );
  expect(await readFigures(world.db)).toMatchObject({ softcopiesWaiting: 0, softcopyOldestWaitingAt: 0 });
  return body.requestId;
}

const mails = () =>
  world.db.selectFrom('mail').select(['stage', 'content']).where('kind', '=', 'softcopy-ready').execute();

describe('a copy that was waited for', () => {
  test('only as long as somebody looks at a page is not told by mail', async () => {
    await askAndWait(softcopyTerms.tellsByMailAfterMs - 20_000);
    expect(await mails()).toEqual([]);
  });

  test('longer is told by one mail, which leads to the own page and names nobody', async () => {
    const id = await askAndWait(long);
    const { subject, text, to } = await until('the letter', async () =>
      post.letters.find((letter) => letter.subject.includes('siap diunduh')),
    );
    expect(to).toEqual([registration.email]);
    expect(subject).toContain('ready to download');
    expect(text).toContain('\nhttps://kunjung.example/pustaka/saya\n');
    expect(text).toMatch(/SC-\d{4}-\d{4}-\d{6}/);
    expect(text).not.toContain(registration.name);
    await until('nobody can read it here any more', async () => {
      const sent = await mails();
      return sent.every(({ stage, content }) => stage === 'sent' && content === null);
    });
    expect(post.letters.filter((letter) => letter.subject.includes('siap diunduh'))).toHaveLength(1);
    await member.send(`${api}/${id}/file`);
  });

  test.each(['fetched', 'taken back'] as const)(
    'longer, but is %s before the mail went out',
    async (what) => {
      await post.close();
      const id = await askAndWait(long);
      expect((await mails()).map(({ stage }) => stage)).toContain('queued');
      if (what === 'fetched') await fetch(`${world.base}${api}/${id}/file`, { headers: cookies() });
      else await member.send(`${api}/${id}`, { method: 'DELETE' });
      expect((await mails()).map(({ stage }) => stage)).not.toContain('queued');
      await post.open();
    },
  );

  test('longer by somebody who left meanwhile is told to nobody', async () => {
    const before = await mails();
    await world.stopWorker();
    const { body } = await member.post<SoftcopyView>(api, { publication });
    await member.send('/api/v1/members/me', { method: 'DELETE' });
    await shiftClock(world.db, long);
    await world.startWorker();
    await until(
      'the copy is made',
      async () =>
        (
          await world.db
            .selectFrom('softcopy_request')
            .select('stage')
            .where('id', '=', body.requestId)
            .executeTakeFirst()
        )?.stage === 'ready',
      { withinMs: 60_000 },
    );
    expect(await mails()).toHaveLength(before.length);
  });

  test('longer by a visitor at the desk is told to nobody, and is fetched all the same', async () => {
    const before = await mails();
    const staff = await world.client().signIn('staff');
    const { ticket, visit } = await serveVisitor({ visitor: world.client(), staff });
    await world.stopWorker();
    const asked = await staff.post(`/api/v1/visits/${visit.visitId}/softcopy-requests`, { publication });
    expect(asked.status).toBe(201);
    await shiftClock(world.db, long);
    await world.startWorker();
    const [copy] = await until(
      'the copy is ready',
      async () => {
        const { body } = await world
          .client()
          .send<{ softcopies: SoftcopyView[] }>(`/api/v1/visits/${ticket.token}/softcopies`);
        return body.softcopies.every(({ state }) => state === 'ready') && body.softcopies;
      },
      { withinMs: 60_000 },
    );
    expect((await fetch(`${world.base}${copy?.fileUrl}`)).status).toBe(200);
    expect(await mails()).toHaveLength(before.length);
    expect((await staff.move(await staff.readVisit(visit), 'cancel')).status).toBe(200);
  });
});

const cookies = () => ({ cookie: member.cookie ?? '' });
