import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { VisitStory } from '../../../wire/supervision/stories.ts';
import type { EscalationView } from '../../../wire/supervision/supervision.ts';
import type { DeskVisit, StaffVisit } from '../../../wire/visits.ts';
import { startSession } from '../../../db/staff/sessions.ts';
import { ensureSyntheticAccount, syntheticCounter } from '../../../db/probe/synthetic.ts';
import { syntheticOffice } from '../../../domain/probe/synthetic.ts';
import { registerVisitor } from '../../world/desk.ts';
import { TestClient } from '../../world/client.ts';
import { changePolicy, seedTestOffice } from '../../world/office.ts';
import { until } from '../../world/until.ts';
import { useClient, useWorld } from '../../world/use.ts';

/** Warned soon and broken long after, for what must happen in between; or broken soon. */
const warned = { slaSeconds: 60, slaWarnSeconds: 3 };
const broken = { slaSeconds: 3, slaWarnSeconds: 1 };

const world = useWorld({ ...warned, escalationRepeatMinutes: 0 });
const visitor = useClient(world);
const staff = useClient(world, 'staff');
const supervisor = useClient(world, 'supervisor');

const listed = async (visitId: string): Promise<DeskVisit> => {
  const { body } = await staff.send<{ visits: DeskVisit[] }>(`/api/v1/offices/${world.office}/visits`);
  return body.visits.find((visit) => visit.visitId === visitId) as DeskVisit;
};
const escalations = async (): Promise<EscalationView[]> =>
  (await supervisor.send<{ escalations: EscalationView[] }>(`/api/v1/offices/${world.office}/escalations`))
    .body.escalations;
const escalationOf = async (visitId: string): Promise<EscalationView | undefined> =>
  (await escalations()).find((escalation) => escalation.visitId === visitId);
const acknowledge = (visitId: string, key?: string, client = supervisor) =>
  client.send<EscalationView>(`/api/v1/offices/${client.office}/escalations/${visitId}/acknowledgement`, {
    method: 'POST',
    ...(key === undefined ? {} : { key }),
  });

/** Takes a number, calls it to Front Office 1, and lets its guest book be filled. */
const register = () => registerVisitor({ visitor, staff });
const atLevel = (visitId: string, level: 'warning' | 'breach'): Promise<DeskVisit> =>
  until(`${visitId} is at ${level}`, async () => {
    const visit = await listed(visitId);
    return visit.escalation?.level === level && visit;
  });

describe('the warning', () => {
  test('stands in every desk’s list, and any counter may take the visit at once', async () => {
    const { visit } = await register();
    expect(visit.escalation).toBeNull();
    const warned = await atLevel(visit.visitId, 'warning');
    expect(warned.escalation).toEqual({
      level: 'warning',
      since: visit.timeline.find(({ move }) => move === 'submit-guest-book')?.at,
      at: visit.sla?.warnAt,
      acknowledged: null,
    });

    const taken = await staff.move(warned, 'serve', { counter: 'FO-2' });
    expect(taken).toMatchObject({
      status: 200,
      body: { step: 'serving', counter: { code: 'FO-2' }, sla: { verdict: 'met' }, escalation: null },
    });
    const undone = await staff.move(taken.body, 'undo');
    expect(undone.body).toMatchObject({ step: 'registered', counter: { code: 'FO-1' } });
    expect(undone.body.escalation?.level).toBe('warning');
    const back = await staff.move(undone.body, 'serve');
    expect(back.body.counter?.code).toBe('FO-1');
    const { body: story } = await supervisor.send<VisitStory>(`/api/v1/visits/${visit.visitId}/story`);
    expect(story.events.filter(({ move }) => move === 'serve').map(({ counter }) => counter)).toEqual([
      'FO-2',
      'FO-1',
    ]);
    expect(story.escalation).toBeNull();
    expect(await escalations()).toEqual([]);
    await staff.move(back.body, 'cancel');
  });

  test('names no counter that the office does not have', async () => {
    const { visit } = await register();
    const refused = await staff.move(visit, 'serve', { counter: 'FO-9' });
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer: '/counter' }] } });
    await staff.move(visit, 'cancel');
  });
});

describe('the breach', () => {
  beforeAll(() => changePolicy(world, broken));

  test('is raised for the supervisor once, and acknowledged once, by whom and when', async () => {
    const { visit } = await register();
    const late = await atLevel(visit.visitId, 'breach');
    expect(await escalationOf(visit.visitId)).toMatchObject({
      visitId: visit.visitId,
      label: visit.label,
      step: 'registered',
      counter: { code: 'FO-1' },
      state: 'waiting',
      dueAt: visit.sla?.dueAt,
      times: 1,
      acknowledged: null,
      withdrawnAt: null,
    });

    const key = 'acknowledged-once';
    const first = await acknowledge(visit.visitId, key);
    expect(first).toMatchObject({
      status: 200,
      body: { state: 'acknowledged', acknowledged: { by: `supervisor of ${world.office}` } },
    });
    expect((await acknowledge(visit.visitId, key)).body).toEqual(first.body);
    expect((await acknowledge(visit.visitId)).body.acknowledged).toEqual(first.body.acknowledged);
    const audited = await world.db
      .selectFrom('audit')
      .select(['actor', 'staff_id'])
      .where('visit_id', '=', visit.visitId)
      .where('action', '=', 'escalation-acknowledged')
      .execute();
    expect(audited).toMatchObject([{ actor: 'staff' }]);
    expect((await listed(visit.visitId)).escalation?.acknowledged).toEqual(first.body.acknowledged);

    const served = await staff.move(late, 'serve');
    expect(await escalationOf(visit.visitId)).toMatchObject({ state: 'served' });
    const { body: story } = await supervisor.send<VisitStory>(`/api/v1/visits/${visit.visitId}/story`);
    expect(story.notices.map(({ kind }) => kind)).toEqual(['warning', 'breach']);
    expect(story.escalation).toMatchObject({
      times: 1,
      acknowledged: first.body.acknowledged,
      deliveries: [],
    });
    await staff.move(served.body, 'cancel');
  });

  test('is the supervisor’s, of this office alone', async () => {
    const { visit } = await register();
    await atLevel(visit.visitId, 'breach');
    const byStaff = await acknowledge(visit.visitId, undefined, staff);
    expect(byStaff).toMatchObject({ status: 403 });
    const list = `/api/v1/offices/${world.office}/escalations`;
    expect(await staff.send(list)).toMatchObject({ status: 403 });
    expect(await visitor.send(list)).toMatchObject({ status: 401 });
    const elsewhere = await supervisor.send(
      `/api/v1/offices/9998/escalations/${visit.visitId}/acknowledgement`,
      { method: 'POST' },
    );
    expect(elsewhere).toMatchObject({ status: 403 });
    await staff.move(visit, 'cancel');
    expect(await escalationOf(visit.visitId)).toMatchObject({ state: 'ended' });
  });

  test('of another office is unknown in one’s own', async () => {
    const { visit } = await register();
    await atLevel(visit.visitId, 'breach');
    const elsewhere = '9997';
    await seedTestOffice(world.db, { code: elsewhere });
    const other = await new TestClient({ base: world.base, office: elsewhere }).signIn('supervisor');
    expect(await acknowledge(visit.visitId, undefined, other)).toMatchObject({ status: 404 });
    expect(await escalationOf(visit.visitId)).toMatchObject({ state: 'waiting', acknowledged: null });
    await staff.move(visit, 'cancel');
  });

  test('served and acknowledged in the same second is both, once', async () => {
    const { visit } = await register();
    const late = await atLevel(visit.visitId, 'breach');
    const [served, ...acknowledged] = await Promise.all([
      staff.move(late, 'serve'),
      ...Array.from({ length: 5 }, () => acknowledge(visit.visitId)),
    ]);
    expect([served, ...acknowledged].map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    expect(new Set(acknowledged.map(({ body }) => body.acknowledged?.at)).size).toBe(1);
    expect(await escalationOf(visit.visitId)).toMatchObject({ state: 'served', times: 1 });
    await staff.move(served.body, 'cancel');
  });

  test('that was never raised cannot be acknowledged', async () => {
    await changePolicy(world, warned);
    const { visit } = await register();
    expect(await acknowledge(visit.visitId)).toMatchObject({ status: 404 });
    await staff.move(visit, 'cancel');
  });
});

describe('a synthetic visit that is late', () => {
  test('is recorded as late, and disturbs nobody', async () => {
    const account = await ensureSyntheticAccount(world.db);
    await changePolicy({ db: world.db, office: syntheticOffice }, { slaSeconds: 2, slaWarnSeconds: 1 });
    const probe = new TestClient({ base: world.base, office: syntheticOffice });
    probe.cookie = `kunjung=${await startSession(world.db, account, { requestId: randomUUID(), from: null })}`;
    const { body: ticket } = await probe.takeTicket();
    await probe.call(syntheticCounter);
    await probe.fillGuestBook(ticket.token);
    const read = () => probe.send<StaffVisit>(`/api/v1/visits/${ticket.visitId}/staff`);
    await until('the breach', async () => (await read()).body.sla?.verdict === 'breached');
    const raised = await world.db
      .selectFrom('escalation')
      .selectAll()
      .where('visit_id', '=', ticket.visitId)
      .execute();
    expect(raised).toEqual([]);
    const served = await probe.move((await read()).body, 'serve');
    expect(served).toMatchObject({ status: 200, body: { step: 'serving' } });
    await probe.move(served.body, 'cancel');
  });
});

describe('a policy', () => {
  test('of before stays valid; how often is repeated has limits and is answered once it is set', async () => {
    const admin = await world.client().signIn('admin');
    const path = `/api/v1/offices/${world.office}/policy`;
    const { body } = await admin.send<Record<string, unknown>>(path);
    const { version: _version, escalationRepeatMinutes: _minutes, ...old } = body;
    const kept = await admin.send<object>(path, { method: 'PUT', body: old });
    expect(kept.status).toBe(200);
    expect(kept.body).not.toHaveProperty('escalationRepeatMinutes');
    for (const wrong of [-1, 1.5, 1_441, '5']) {
      const refused = await admin.send(path, {
        method: 'PUT',
        body: { ...old, escalationRepeatMinutes: wrong },
      });
      expect(refused).toMatchObject({
        status: 400,
        body: { errors: [{ pointer: '/escalationRepeatMinutes' }] },
      });
    }
    const set = await admin.send(path, { method: 'PUT', body: { ...old, escalationRepeatMinutes: 7 } });
    expect(set).toMatchObject({ status: 200, body: { escalationRepeatMinutes: 7 } });
  });
});
