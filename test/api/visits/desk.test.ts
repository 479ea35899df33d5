import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { paperVisitList as paperVisitListSchema } from '../../../wire/supervision/stories.ts';
import type { StaffVisit } from '../../../wire/visits.ts';
import { useClient, useWorld } from '../../world/use.ts';
import { serveVisitor } from '../../world/desk.ts';

const world = useWorld();
const visitor = useClient(world);
const staff = useClient(world, 'staff');
const supervisor = useClient(world, 'supervisor');
const admin = useClient(world, 'admin');

describe('another counter', () => {
  test('takes a visitor over', async () => {
    const { visit } = await serveVisitor({ visitor, staff }, 'FO-1');
    const over = await staff.move(visit, 'transfer', { counter: 'FO-2' });
    expect(over.body.counter).toMatchObject({ code: 'FO-2' });
    expect((await staff.move(over.body, 'transfer', { counter: 'FO-9' })).status).toBe(400);
    await staff.move(over.body, 'cancel');
  });
});

describe('the priority of someone who waits', () => {
  test('changes who is called, and is audited with both sides', async () => {
    const first = (await visitor.takeTicket()).body;
    const second = (await visitor.takeTicket()).body;
    const path = `/api/v1/visits/${second.visitId}/priority`;
    expect((await staff.put(path, { priority: 'elderly' })).status).toBe(200);
    const called = (await staff.call()).body.visit as StaffVisit;
    expect(called.visitId).toBe(second.visitId);
    expect(await staff.put(path, { priority: null })).toMatchObject({ status: 409 });
    const { detail } = await world.db
      .selectFrom('audit')
      .select('detail')
      .where('visit_id', '=', second.visitId)
      .where('action', '=', 'priority-changed')
      .executeTakeFirstOrThrow();
    expect(detail).toEqual({ before: null, after: 'elderly' });
    await staff.move(called, 'cancel');
    await visitor.send(`/api/v1/visits/${first.token}/cancel`, { method: 'POST' });
  });
});

describe('a number from paper', () => {
  const entry = (label: string) => ({
    service: 'P',
    label,
    takenAt: new Date(Date.now() - 900_000).toISOString(),
    servedAt: new Date(Date.now() - 600_000).toISOString(),
    endedAt: new Date(Date.now() - 300_000).toISOString(),
    outcome: 'done',
  });

  test('is counted once, and never judged', async () => {
    const entered = await staff.post(staff.inOffice('/paper-visits'), entry('K-1'));
    expect(entered.status).toBe(201);
    expect(paperVisitListSchema.parse(entered.body).visits).toMatchObject([
      { label: 'K-1', outcome: 'done' },
    ]);
    const again = await staff.post(staff.inOffice('/paper-visits'), entry('K-1'));
    expect(again).toMatchObject({ status: 409, body: { type: '/problems/already-exists' } });
    const text = await world.metrics();
    const done = new RegExp(`kunjung_visits_total{office="${world.office}",outcome="done"} 1\\n`);
    expect(text).toMatch(done);
    expect(text).toContain(`kunjung_sla_visits_total{office="${world.office}",verdict="breached"} 0`);
  });

  test.each([
    ['a future end', { endedAt: new Date(Date.now() + 3_600_000).toISOString() }],
    ['an end before the service', { endedAt: new Date(Date.now() - 700_000).toISOString() }],
    ['a service that never was', { servedAt: null }],
    ['an unknown service', { service: 'Z' }],
  ])('with %s is refused', async (_words, changes) => {
    const refused = await staff.post(staff.inOffice('/paper-visits'), {
      ...entry(`K-${randomUUID().slice(0, 4)}`),
      ...changes,
    });
    expect(refused.status).toBe(400);
  });
});

describe('who may do what', () => {
  const anyVisit = `/api/v1/visits/${randomUUID()}`;
  test.each([
    ['GET', '/settings', 'staff', 403],
    ['GET', '/settings', 'supervisor', 200],
    ['PUT', '/settings', 'supervisor', 403],
    ['GET', '/accounts', 'supervisor', 403],
    ['GET', '/incidents', 'staff', 403],
    ['GET', '/incidents', 'admin', 403],
    ['GET', '/handovers', 'admin', 403],
    ['GET', '/paper-visits', 'admin', 403],
    ['GET', '/days', 'supervisor', 200],
    ['GET', '/days', 'staff', 403],
    ['PUT', '/announcement', 'admin', 403],
  ] as const)('%s %s as %s: %d', async (method, path, role, status) => {
    const client = { staff, supervisor, admin }[role];
    expect(
      (await client.send(staff.inOffice(path), { method, ...(method === 'PUT' ? { body: {} } : {}) })).status,
    ).toBe(status);
  });

  test('a national calendar needs an account of all offices', async () => {
    expect((await admin.send('/api/v1/calendar')).status).toBe(403);
    expect((await visitor.send('/api/v1/calendar')).status).toBe(401);
  });

  test('an unknown visit has no story', async () => {
    expect((await supervisor.send(`${anyVisit}/story`)).status).toBe(404);
    expect((await staff.send(`${anyVisit}/story`)).status).toBe(403);
  });

  test('another office is not one’s own', async () => {
    expect((await supervisor.send('/api/v1/offices/9998/settings')).status).toBe(403);
  });
});
