import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkInGoodForMs } from '../../../api/engine.ts';
import { readClock } from '../../../db/clock.ts';
import type { StaffVisit } from '../../../wire/visits.ts';
import { registerVisitor } from '../../world/desk.ts';
import { changePolicy } from '../../world/office.ts';
import { until } from '../../world/until.ts';
import { useClient, useWorld } from '../../world/use.ts';
import { shiftClock } from '../../world/world.ts';

/** Times within which a press must come are long enough for a busy machine; where one is waited for, it is no longer. */
const noShowSeconds = 4;
const patient = { noShowSeconds: 600, undoSeconds: 6 };

const world = useWorld({ ...patient, slaSeconds: 6, slaWarnSeconds: 3 });
const visitor = useClient(world);
const staff = useClient(world, 'supervisor');

const read = (visitId: string): Promise<StaffVisit> => staff.readVisit({ visitId });

const reached = (visitId: string, step: string): Promise<StaffVisit> =>
  until(`${visitId} reaches ${step}`, async () => {
    const visit = await read(visitId);
    return visit.step === step && visit;
  });

/** Takes a number, calls it, and lets its guest book be filled. */
const register = () => registerVisitor({ visitor, staff });

const notices = (visitId: string) =>
  world.db.selectFrom('visit_notice').selectAll().where('visit_id', '=', visitId).orderBy('at').execute();

describe('the no-show timer', () => {
  beforeAll(() => changePolicy(world, { noShowSeconds, undoSeconds: 60 }));
  afterAll(() => changePolicy(world, patient));

  test('ends a call nobody came to, and can be taken back', async () => {
    const { body: ticket } = await visitor.takeTicket();
    const called = await staff.call();
    expect(called.body.visit?.visitId).toBe(ticket.visitId);
    const gone = await reached(ticket.visitId, 'no-show');
    expect(gone.timeline.at(-1)).toMatchObject({ move: 'no-show', by: 'clock' });
    const back = await staff.move(gone, 'undo');
    expect(back.body).toMatchObject({ step: 'called', next: expect.arrayContaining(['arrive']) });
    await staff.move(back.body, 'cancel');
  });

  test('runs anew from a recall', async () => {
    const { body: ticket } = await visitor.takeTicket();
    const called = await staff.call();
    const recalled = await staff.move(called.body.visit as StaffVisit, 'recall');
    expect(recalled.status).toBe(200);
    const gone = await reached(ticket.visitId, 'no-show');
    const [recall, noShow] = gone.timeline.slice(-2);
    expect(recall?.move).toBe('recall');
    expect(Date.parse(noShow?.at ?? '') - Date.parse(recall?.at ?? '')).toBe(noShowSeconds * 1_000);
  });
});

describe('the promise', () => {
  test('is warned about and broken by the clock, with the due times, once', async () => {
    const { ticket } = await register();
    await until('a breach', async () => (await read(ticket.visitId)).sla?.verdict === 'breached');
    const visit = await read(ticket.visitId);
    const given = await notices(ticket.visitId);
    expect(given.map(({ kind }) => kind)).toEqual(['warning', 'breach']);
    expect(given.map(({ at }) => new Date(at).toISOString())).toEqual([visit.sla?.warnAt, visit.sla?.dueAt]);
    const served = await staff.move(visit, 'serve');
    expect(served.body.sla?.verdict).toBe('breached');
    const report = await staff.send(`/api/v1/offices/${world.office}/sla`);
    expect(report.body).toMatchObject({ breached: 1, breaches: [{ visitId: ticket.visitId }] });
    expect(await staff.move(served.body, 'cancel')).toMatchObject({ status: 200 });
  });

  test('is judged by the time of the press, though it was recorded after the timer', async () => {
    const { ticket, visit } = await register();
    await world.stopWorker();
    const key = 'serve-while-nobody-works';
    const pressed = await staff.move(visit, 'serve', {}, key);
    expect(pressed).toMatchObject({ status: 503, body: { type: '/problems/engine-unavailable' } });
    await until('the due time has passed', async () => Date.now() > Date.parse(visit.sla?.dueAt ?? '') + 200);
    await world.startWorker();
    const served = await until('the press is recorded', async () => {
      const answer = await staff.move(visit, 'serve', {}, key);
      return answer.status === 200 && answer.body;
    });
    expect(served).toMatchObject({ step: 'serving', sla: { verdict: 'met' } });
    expect(
      (await notices(ticket.visitId)).filter((n) => n.kind === 'breach' && n.withdrawn_at === null),
    ).toEqual([]);
    await staff.move(served, 'cancel');
  });

  test('is open again when the service start is taken back', async () => {
    const { ticket, visit } = await register();
    const served = await staff.move(visit, 'serve');
    expect(served.body.sla?.verdict).toBe('met');
    const undone = await staff.move(served.body, 'undo');
    expect(undone.body).toMatchObject({ step: 'registered', sla: { verdict: 'running' } });
    await until('a breach', async () => (await read(ticket.visitId)).sla?.verdict === 'breached');
    const late = await staff.move(await read(ticket.visitId), 'cancel');
    expect(late.body).toMatchObject({ step: 'cancelled', sla: { verdict: 'breached' } });
  });

  test('leaves out who gave up in time, though it was recorded after the timer', async () => {
    const { ticket, visit } = await register();
    await world.stopWorker();
    const key = 'cancel-while-nobody-works';
    expect((await staff.move(visit, 'cancel', {}, key)).status).toBe(503);
    await until('the due time has passed', async () => Date.now() > Date.parse(visit.sla?.dueAt ?? '') + 200);
    await world.startWorker();
    const gone = await until('the press is recorded', async () => {
      const answer = await staff.move(visit, 'cancel', {}, key);
      return answer.status === 200 && answer.body;
    });
    expect(gone.sla?.verdict).toBe('excluded');
    expect((await notices(ticket.visitId)).filter((n) => n.withdrawn_at === null)).not.toContainEqual(
      expect.objectContaining({ kind: 'breach' }),
    );
  });

  test('leaves out a visitor who gives up in time', async () => {
    const { visit } = await register();
    const gone = await staff.move(visit, 'cancel');
    expect(gone.body.sla?.verdict).toBe('excluded');
  });
});

describe('an undo pressed in the last moment', () => {
  test('is carried out though nobody worked until its time was over, and the visit goes on', async () => {
    const { visit } = await register();
    const gone = (await staff.move(visit, 'cancel')).body;
    await world.stopWorker();
    const key = 'undo-while-nobody-works';
    expect((await staff.move(gone, 'undo', {}, key)).status).toBe(503);
    await until('its time is over', async () => Date.now() > Date.parse(gone.undo?.until ?? '') + 200);
    await world.startWorker();
    const back = await until('the undo is recorded', async () => {
      const answer = await staff.move(gone, 'undo', {}, key);
      return answer.status === 200 && answer.body;
    });
    expect(back.step).toBe('registered');
    expect((await staff.move(await read(visit.visitId), 'cancel')).status).toBe(200);
  });
});

describe('a call that is recorded too late', () => {
  test('does not ring: nobody stands at the counter any more', async () => {
    const { body: ticket } = await visitor.takeTicket();
    await world.stopWorker();
    const key = 'call-while-nobody-works';
    expect((await staff.call('FO-1', key)).status).toBe(503);
    await world.db
      .updateTable('command')
      .set({ at: new Date(Date.now() - 60_000) })
      .where('key', '=', key)
      .execute();
    await world.db
      .updateTable('visit')
      .set({ claimed_until: new Date(Date.now() - 1) })
      .where('id', '=', ticket.visitId)
      .execute();
    await shiftClock(world.db, 11_000);
    await world.startWorker();
    await until('the engine has looked at it', async () => {
      const answer = await staff.call('FO-2', crypto.randomUUID());
      return answer.status === 200 && answer.body.visit?.visitId === ticket.visitId;
    });
    const { body } = await staff.send<StaffVisit>(`/api/v1/visits/${ticket.visitId}/staff`);
    expect(body.timeline.filter(({ move }) => move === 'call')).toHaveLength(1);
    expect(body.counter?.code).toBe('FO-2');
    await staff.move(body, 'cancel');
    await shiftClock(world.db, 0);
  });
});

describe('a check-in that nobody could carry out', () => {
  test('leaves no ghost ticket, and the same key gets a number later', async () => {
    await world.stopWorker();
    const key = 'ticket-while-nobody-works';
    const first = await visitor.takeTicket({}, key);
    expect(first.status).toBe(503);
    expect(first.headers.get('retry-after')).not.toBeNull();
    const before = await world.db.selectFrom('visit').select('id').execute();
    await until('the first try is too old', async () => {
      const claim = await world.db
        .selectFrom('command')
        .select('at')
        .where('key', '=', key)
        .executeTakeFirstOrThrow();
      return (await readClock(world.db)) > claim.at + checkInGoodForMs;
    });
    await world.startWorker();
    const again = await until('a number', async () => {
      expect(await world.db.selectFrom('visit').select('id').execute()).toEqual(before);
      const answer = await visitor.takeTicket({}, key);
      return answer.status === 201 && answer.body;
    });
    const after = await world.db.selectFrom('visit').select('id').execute();
    expect(after.length).toBe(before.length + 1);
    expect((await visitor.takeTicket({}, key)).body).toMatchObject({
      visitId: again.visitId,
      number: again.number,
    });
    await visitor.send(`/api/v1/visits/${again.token}/cancel`, { method: 'POST' });
  });
});
