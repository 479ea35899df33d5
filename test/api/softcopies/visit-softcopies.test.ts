import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { removeExpired } from '../../../db/keeping/retention.ts';
import { softcopyTerms } from '../../../domain/softcopies/request.ts';
import type { SoftcopyView, VerifiedSoftcopy } from '../../../wire/softcopies/softcopies.ts';
import type { VisitStory } from '../../../wire/supervision/stories.ts';
import type { VisitSoftcopy } from '../../../wire/softcopies/visit-softcopies.ts';
import type { Ticket, VisitView } from '../../../wire/visitors/visitors.ts';
import type { StaffVisit } from '../../../wire/visits.ts';
import { TestClient } from '../../world/client.ts';
import { serveVisitor } from '../../world/desk.ts';
import { seedTestOffice } from '../../world/office.ts';
import { addPublication, confirmedMember } from '../../world/softcopies/collection.ts';
import { makeDocument } from '../../world/softcopies/documents.ts';
import { until } from '../../world/until.ts';
import { useClient, useWorld } from '../../world/use.ts';
import { shiftClock } from '../../world/world.ts';

const world = useWorld();
const staff = useClient(world, 'staff');
const elsewhere = '7100';
const pdf = makeDocument([{}, {}]);
let publication = '';

beforeAll(async () => {
  await seedTestOffice(world.db, { code: elsewhere });
  publication = await addPublication(world, { number: '65000.2601', pdf });
});

interface AtDesk {
  readonly softcopies: readonly VisitSoftcopy[];
}
interface OnPhone {
  readonly softcopies: readonly SoftcopyView[];
}
type Served = Awaited<ReturnType<typeof serveVisitor>>;

const serve = (counter = 'FO-1'): Promise<Served> =>
  serveVisitor({ visitor: world.client(), staff }, counter);

const ask = ({ visitId }: Pick<StaffVisit, 'visitId'>, wanted = publication, key?: string) =>
  staff.post<AtDesk>(`/api/v1/visits/${visitId}/softcopy-requests`, { publication: wanted }, key);

const pathOf = ({ token }: Pick<Ticket, 'token'>) => `/api/v1/visits/${token}/softcopies`;
const own = (ticket: Ticket) => world.client().send<OnPhone>(pathOf(ticket));

const untilReady = (ticket: Ticket): Promise<SoftcopyView> =>
  until(
    'the copy is ready',
    async () => {
      const [first] = (await own(ticket)).body.softcopies;
      return first?.state === 'ready' && first;
    },
    { withinMs: 60_000 },
  );

/** What the audit tells of a request. */
const auditOf = (id: string) =>
  world.db
    .selectFrom('audit')
    .select(['visit_id', 'detail'])
    .where('action', '=', 'softcopy-requested')
    .where(sql<boolean>`detail->>'softcopy' = ${id}`)
    .execute();

async function leave(visit: Pick<StaffVisit, 'visitId'>): Promise<void> {
  expect((await staff.move(await staff.readVisit(visit), 'cancel')).status).toBe(200);
}

describe('a copy asked for at the desk', () => {
  test('is fetched by its visitor with the token alone, and counts as one use', async () => {
    const { ticket, visit } = await serve();
    const before = await world.client().send<VisitView>(`/api/v1/visits/${ticket.token}`);
    expect(before.body.softcopies).toBe(0);
    const { status, body } = await ask(visit);
    expect(status).toBe(201);
    expect(body.softcopies).toMatchObject([{ publication, progress: expect.any(Number) as number }]);
    const view = await world.client().send<VisitView>(`/api/v1/visits/${ticket.token}`);
    expect(view.body.softcopies).toBe(1);

    const ready = await untilReady(ticket);
    expect((await own(ticket)).headers.get('cache-control')).toBe('no-store');
    expect(ready.fileUrl).toBe(`${pathOf(ticket)}/${ready.requestId}/file`);
    for (const _time of [1, 2]) {
      const file = await fetch(`${world.base}${ready.fileUrl}`);
      expect(file.headers.get('cache-control')).toBe('no-store');
      expect(file.headers.get('content-type')).toBe('application/pdf');
      expect((await file.arrayBuffer()).byteLength).toBe(ready.bytes);
    }
    const desk = await staff.send<AtDesk>(`/api/v1/visits/${visit.visitId}/softcopy-requests`);
    expect(desk.body.softcopies).toMatchObject([{ state: 'downloaded', title: ready.title }]);
    expect(Object.keys(desk.body.softcopies[0] ?? {})).not.toContain('fileUrl');
    const uses = await world.db
      .selectFrom('library_use')
      .select(['use', 'n'])
      .where('use', '=', 'softcopy')
      .execute();
    expect(uses).toEqual([{ use: 'softcopy', n: 1 }]);

    const row = await world.db
      .selectFrom('softcopy_request')
      .select(['mark', 'code', 'number', 'member_id', 'visit_id'])
      .where('id', '=', ready.requestId)
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({ member_id: null, visit_id: visit.visitId });
    expect(row.mark).toContain(row.number);
    expect(row.mark).not.toContain(visit.label);
    const { body: verified } = await world
      .client()
      .send<VerifiedSoftcopy>(`/api/v1/softcopies/verify/${row.code}`);
    expect(Object.keys(verified).toSorted()).toEqual(['day', 'number', 'office', 'sha256', 'title']);
    await leave(visit);
  });

  test('is one however often it is pressed, by the same key and by others', async () => {
    const { ticket, visit } = await serve();
    const key = randomUUID();
    const presses = await Promise.all([
      ask(visit, publication, key),
      ask(visit, publication, key),
      ask(visit),
      ask(visit),
    ]);
    expect(presses.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    const ids = presses.flatMap(({ body }) => body.softcopies.map(({ requestId }) => requestId));
    expect([ids.length, new Set(ids).size]).toEqual([4, 1]);
    await untilReady(ticket);
    expect((await ask(visit)).body.softcopies).toMatchObject([{ requestId: ids[0], state: 'ready' }]);
    expect(await auditOf(ids[0] ?? '')).toHaveLength(1);
    await leave(visit);
  });

  test('begins anew, and is told in the audit once more, when it could not be made', async () => {
    const { ticket, visit } = await serve();
    await ask(visit);
    const { requestId } = await untilReady(ticket);
    await world.db
      .updateTable('softcopy_request')
      .set({ stage: 'failed' })
      .where('id', '=', requestId)
      .execute();
    expect((await own(ticket)).body.softcopies).toMatchObject([{ state: 'failed', fileUrl: null }]);
    expect((await ask(visit)).body.softcopies).toMatchObject([{ requestId, state: 'requested' }]);
    expect((await untilReady(ticket)).requestId).toBe(requestId);
    expect(await auditOf(requestId)).toHaveLength(2);
    await leave(visit);
  });

  test('is made anew when its file was lost, as after a restore', async () => {
    const { ticket, visit } = await serve();
    await ask(visit);
    const { requestId, fileUrl } = await untilReady(ticket);
    await world.softcopies.removeCopy(requestId);
    const lost = await world.client().send(fileUrl ?? '');
    expect(lost).toMatchObject({ status: 410, body: { type: '/problems/link-over' } });
    await untilReady(ticket);
    expect((await fetch(`${world.base}${fileUrl}`)).status).toBe(200);
    await leave(visit);
  });

  test('stays with the visitor when the officer takes back the move that let books be read', async () => {
    const { ticket, visit } = await serve();
    await ask(visit);
    const { requestId } = await untilReady(ticket);
    const { body: back } = await staff.move(await staff.readVisit(visit), 'undo');
    expect(back.step).toBe('registered');
    const refusal = { status: 409, body: { type: '/problems/move-not-allowed' } };
    expect(await ask(visit)).toMatchObject(refusal);
    expect((await own(ticket)).body.softcopies).toMatchObject([{ requestId, state: 'ready' }]);
    await leave(visit);
  });

  test('stands in the story of the visit by its title, and the audit does not name the visit', async () => {
    const { visit } = await serve();
    const { body } = await ask(visit);
    const [copy] = body.softcopies;
    const supervisor = await world.client().signIn('supervisor');
    const story = await supervisor.send<VisitStory>(`/api/v1/visits/${visit.visitId}/story`);
    expect(story.body.softcopies).toEqual([{ title: copy?.title, at: copy?.requestedAt }]);
    const id = copy?.requestId ?? '';
    expect(await auditOf(id)).toEqual([{ visit_id: null, detail: { softcopy: id } }]);
    await leave(visit);
  });

  test('is nothing of another visit, of a member, or of nobody', async () => {
    const one = await serve('FO-1');
    const other = await serve('FO-2');
    await ask(one.visit);
    const { requestId, fileUrl } = await untilReady(one.ticket);
    expect((await own(other.ticket)).body.softcopies).toEqual([]);
    const strangers = [pathOf(other.ticket), pathOf({ token: 'A'.repeat(22) })];
    for (const path of strangers)
      expect((await world.client().send(`${path}/${requestId}/file`)).status).toBe(404);
    const member = await confirmedMember(world);
    for (const path of ['', '/file'])
      expect((await member.send(`/api/v1/softcopies/${requestId}${path}`)).status).toBe(404);
    expect((await world.client().send(fileUrl ?? '', { method: 'HEAD' })).status).toBe(200);
    await leave(one.visit);
    await leave(other.visit);
  });

  test('is there when the visit is over, and ends with the page', async () => {
    const { ticket, visit } = await serve();
    await ask(visit);
    const { fileUrl } = await untilReady(ticket);
    await leave(visit);
    expect((await fetch(`${world.base}${fileUrl}`)).status).toBe(200);
    await shiftClock(world.db, 86_400_000);
    for (const path of [pathOf(ticket), fileUrl ?? ''])
      expect(await world.client().send(path)).toMatchObject({
        status: 410,
        body: { type: '/problems/visit-over' },
      });
    await shiftClock(world.db, 0);
  });
});

describe('no copy is asked for', () => {
  test('for somebody who still waits, or whose visit is over', async () => {
    const { body: waiting } = await world.client().takeTicket();
    const refusal = { status: 409, body: { type: '/problems/move-not-allowed' } };
    expect(await ask(waiting)).toMatchObject(refusal);
    await staff.move(await staff.readVisit(waiting), 'cancel');
    expect(await ask(waiting)).toMatchObject(refusal);
    expect((await own(waiting)).body.softcopies).toEqual([]);
  });

  test('of a publication without a PDF, of another office or of none', async () => {
    const { visit } = await serve();
    const printed = await addPublication(world, { number: '65000.2602', pdf: null });
    const { db, softcopies } = world;
    const far = await addPublication({ db, softcopies, office: elsewhere }, { number: '71000.2601', pdf });
    expect(await ask(visit, printed)).toMatchObject({ status: 409, body: { type: '/problems/no-softcopy' } });
    expect((await ask(visit, far)).status).toBe(403);
    expect((await ask(visit, randomUUID())).status).toBe(404);
    expect((await ask(visit, 'buku')).status).toBe(400);
    await leave(visit);
  });

  test('by another office, or by whoever is not signed in', async () => {
    const { visit } = await serve();
    const path = `/api/v1/visits/${visit.visitId}/softcopy-requests`;
    const far = await new TestClient({ base: world.base, office: elsewhere }).signIn('staff');
    for (const [client, status] of [
      [far, 403],
      [world.client(), 401],
    ] as const) {
      expect((await client.post(path, { publication })).status).toBe(status);
      expect((await client.send(path)).status).toBe(status);
    }
    await leave(visit);
  });

  test('more than twenty times for one visit', async () => {
    const { visit } = await serve();
    for (let index = 10; index < 10 + softcopyTerms.mostADay; index += 1) {
      const id = await addPublication(world, { number: `65000.28${index}`, pdf });
      expect((await ask(visit, id)).status).toBe(201);
    }
    const more = await ask(visit);
    expect(more).toMatchObject({ status: 429, body: { type: '/problems/too-many-softcopies' } });
    const next = await serve('FO-2');
    expect((await ask(next.visit)).status).toBe(201);
    await leave(visit);
    await leave(next.visit);
  });
});

test('a month later nobody can tell which visit asked, and the copy is verified all the same', async () => {
  const { ticket, visit } = await serve();
  await ask(visit);
  const { requestId } = await untilReady(ticket);
  await leave(visit);
  const row = () =>
    world.db
      .selectFrom('softcopy_request')
      .select(['visit_id', 'code'])
      .where('id', '=', requestId)
      .executeTakeFirstOrThrow();
  const month = 30 * 86_400_000;
  await shiftClock(world.db, month - 60_000);
  await removeExpired(world.db);
  expect((await row()).visit_id).toBe(visit.visitId);
  await shiftClock(world.db, month + 60_000);
  await removeExpired(world.db);
  const { visit_id: visitId, code } = await row();
  expect(visitId).toBeNull();
  expect((await world.client().send(`/api/v1/softcopies/verify/${code}`)).status).toBe(200);
  await shiftClock(world.db, 0);
});
