import { describe, expect, test } from 'vitest';
import type { Policy } from '../../domain/offices/policy.ts';
import type { DeskVisit, StaffVisit } from '../../wire/visits.ts';
import type { Ticket } from '../../wire/visitors/visitors.ts';
import type { Answer } from '../world/client.ts';
import { until } from '../world/until.ts';
import { useClient, useWorld } from '../world/use.ts';

const noShowSeconds = 3;
const typingHoldSeconds = 6;

const world = useWorld({ noShowSeconds, typingHoldSeconds });
const visitor = useClient(world);
const staff = useClient(world, 'staff');

const type = ({ token }: Ticket): Promise<Answer<string>> =>
  visitor.send(`/api/v1/visits/${token}/typing`, { method: 'POST' });

const read = (visit: Ticket): Promise<StaffVisit> => staff.readVisit(visit);

const inList = async ({ visitId }: Ticket): Promise<DeskVisit | undefined> =>
  (await staff.send<{ visits: DeskVisit[] }>(`/api/v1/offices/${world.office}/visits`)).body.visits.find(
    (visit) => visit.visitId === visitId,
  );

const typedAt = async ({ visitId }: Ticket): Promise<number | null> =>
  (await world.db.selectFrom('visit').select('typing_at').where('id', '=', visitId).executeTakeFirstOrThrow())
    .typing_at;

/** Takes a number and calls it. */
const called = async (): Promise<{ ticket: Ticket; visit: StaffVisit; calledAt: number }> => {
  const { body: ticket } = await visitor.takeTicket();
  const visit = (await staff.call()).body.visit as StaffVisit;
  expect(visit.visitId).toBe(ticket.visitId);
  return { ticket, visit, calledAt: Date.parse(visit.timeline.at(-1)?.at ?? '') };
};

const gone = (ticket: Ticket): Promise<StaffVisit> =>
  until('the no-show', async () => {
    const visit = await read(ticket);
    return visit.step === 'no-show' && visit;
  });

const noShowAfter = (visit: StaffVisit, calledAt: number): number =>
  Date.parse(visit.timeline.at(-1)?.at ?? '') - calledAt;

describe('a visitor who types', () => {
  test('is waited for, but no longer than the policy says', async () => {
    const { ticket, visit, calledAt } = await called();
    expect(visit.noShowAt).toBe(new Date(calledAt + noShowSeconds * 1000).toISOString());
    expect((await type(ticket)).status).toBe(204);
    const latest = new Date(calledAt + (noShowSeconds + typingHoldSeconds) * 1000).toISOString();
    expect(await inList(ticket)).toMatchObject({ step: 'called', typing: true, noShowAt: latest });
    expect((await visitor.view(ticket.token)).body).toMatchObject({
      noShowAt: latest,
      noShowLatestAt: latest,
      calledBack: false,
    });
    const late = noShowAfter(await gone(ticket), calledAt);
    expect(late).toBeGreaterThanOrEqual((noShowSeconds + typingHoldSeconds) * 1000);
    expect(await inList(ticket)).toMatchObject({ typing: false, noShowAt: null });
  });

  test('is waited for no longer than the pause in which people think', async () => {
    const { ticket, calledAt } = await called();
    expect((await type(ticket)).status).toBe(204);
    await world.db
      .updateTable('visit')
      .set({ typing_at: new Date(calledAt - 15_000) })
      .where('id', '=', ticket.visitId)
      .execute();
    const after = noShowAfter(await gone(ticket), calledAt);
    expect(after).toBeGreaterThanOrEqual(5_000);
    expect(after).toBeLessThan((noShowSeconds + typingHoldSeconds) * 1000);
  });

  test('sends the guest book after the first deadline, and is registered', async () => {
    const { ticket, calledAt } = await called();
    await type(ticket);
    await until('the deadline has passed', async () => Date.now() > calledAt + noShowSeconds * 1000 + 500);
    expect((await visitor.fillGuestBook(ticket.token)).body.step).toBe('registered');
    await staff.move(await read(ticket), 'cancel');
  });

  test('cannot hold back the officer', async () => {
    const { ticket, visit } = await called();
    await type(ticket);
    expect((await staff.move(visit, 'no-show')).body).toMatchObject({ step: 'no-show', typing: false });
  });

  test('is waited for though nobody worked when the deadline came', async () => {
    const { ticket, calledAt } = await called();
    await world.stopWorker();
    await until('the deadline has passed', async () => Date.now() > calledAt + noShowSeconds * 1000 + 200);
    expect((await type(ticket)).status).toBe(204);
    await world.startWorker();
    const late = noShowAfter(await gone(ticket), calledAt);
    expect(late).toBeGreaterThanOrEqual((noShowSeconds + typingHoldSeconds) * 1000);
  });
});

describe('the policy', () => {
  const policyPath = (): string => `/api/v1/offices/${world.office}/policy`;

  test('says how long typing holds, from the next ticket on, within bounds', async () => {
    const admin = await world.client().signIn('admin');
    const { body: before } = await admin.send<Policy & { version: number }>(policyPath());
    const { version: _version, ...policy } = before;
    const set = (typingHoldSeconds: number) =>
      admin.send<Policy>(policyPath(), { method: 'PUT', body: { ...policy, typingHoldSeconds } });
    for (const wrong of [-1, 1_801, 1.5]) expect((await set(wrong)).status).toBe(400);
    expect((await set(0)).body).toMatchObject({ typingHoldSeconds: 0 });
    const { ticket, visit } = await called();
    await type(ticket);
    const { noShowAt, noShowLatestAt } = (await visitor.view(ticket.token)).body;
    expect(noShowLatestAt).toBe(noShowAt);
    expect((await gone(ticket)).revision).toBe(visit.revision + 1);
    await set(typingHoldSeconds);
  });

  test('that does not say holds three minutes, and is answered as it was given', async () => {
    const admin = await world.client().signIn('admin');
    const { body: before } = await admin.send<Policy & { version: number }>(policyPath());
    const { version, typingHoldSeconds: _hold, ...old } = before;
    const { status, body } = await admin.send<Policy>(policyPath(), { method: 'PUT', body: old });
    expect([status, body]).toEqual([200, { ...old, version: version + 1 }]);
    const { ticket, visit, calledAt } = await called();
    const { noShowLatestAt } = (await visitor.view(ticket.token)).body;
    expect(Date.parse(noShowLatestAt ?? '') - calledAt).toBe((noShowSeconds + 180) * 1000);
    await staff.move(visit, 'cancel');
    await admin.send(policyPath(), { method: 'PUT', body: { ...old, typingHoldSeconds } });
  });
});

describe('a sign of typing', () => {
  test('is written at most once in five seconds, however often it comes', async () => {
    const { ticket, visit } = await called();
    expect((await type(ticket)).status).toBe(204);
    const first = await typedAt(ticket);
    const again = await Promise.all(Array.from({ length: 50 }, () => type(ticket)));
    expect(again.map(({ status }) => status)).toEqual(again.map(() => 204));
    expect(await typedAt(ticket)).toBe(first);
    await staff.move(visit, 'cancel');
  });

  test('says nothing before the call, and nothing after the guest book', async () => {
    const { body: ticket } = await visitor.takeTicket();
    expect((await type(ticket)).status).toBe(204);
    expect(await typedAt(ticket)).toBeNull();
    await staff.call();
    await visitor.fillGuestBook(ticket.token);
    expect((await type(ticket)).status).toBe(204);
    expect(await typedAt(ticket)).toBeNull();
    expect(await inList(ticket)).toMatchObject({ step: 'registered', typing: false, noShowAt: null });
    await staff.move(await read(ticket), 'cancel');
  });

  test('of nobody is refused', async () => {
    const token = 'A'.repeat(22);
    const { status } = await visitor.send(`/api/v1/visits/${token}/typing`, { method: 'POST' });
    expect(status).toBe(404);
  });
});
