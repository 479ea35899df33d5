import { Client } from '@temporalio/client';
import { describe, expect, test } from 'vitest';
import { readFigures } from '../../db/supervision/figures.ts';
import { instantOf, localDayOf } from '../../domain/offices/calendar.ts';
import { workflowIdOf } from '../../domain/visits/messages.ts';
import type { DeskVisit, StaffVisit } from '../../wire/visits.ts';
import type { Ticket } from '../../wire/visitors/visitors.ts';
import { daily, zoneNearNoon } from '../world/office.ts';
import { until } from '../world/until.ts';
import { useClient, useClock, useWorld } from '../world/use.ts';

const closing = '13:00';
const secondsLeft = 60;
const undoSeconds = 3;
const zone = zoneNearNoon();

const closesAt = instantOf(localDayOf(Date.now(), zone), closing, zone);

const world = useWorld(
  { noShowSeconds: 3, undoSeconds, hours: daily(['08:00', closing]), lastTicketMinutesBeforeClose: 0 },
  { timeZone: zone },
);
const now = useClock(world, closesAt - secondsLeft * 1000);
const visitor = useClient(world);
const staff = useClient(world, 'staff');

const read = (visit: { visitId: string }): Promise<StaffVisit> => staff.readVisit(visit);

const list = async (state: 'open' | 'all' = 'open'): Promise<Record<'visits' | 'missed', string[]>> => {
  const { body } = await staff.send<Record<'visits' | 'missed', DeskVisit[]>>(
    `/api/v1/offices/${world.office}/visits?state=${state}`,
  );
  const labels = (visits: DeskVisit[]) => visits.map(({ label }) => label);
  return { visits: labels(body.visits), missed: labels(body.missed) };
};

/** What dashboards and reports count; it must never fall. */
const noShowsCounted = async (): Promise<number> =>
  (await readFigures(world.db)).outcomes.find(({ label }) => label === 'no-show')?.value ?? 0;

const waitingSince = async (): Promise<number> => {
  const supervisor = await world.client().signIn('supervisor');
  const path = `/api/v1/offices/${world.office}/supervision`;
  const { body } = await supervisor.send<{ now: { waiting: number; waitingSince: string } }>(path);
  expect(body.now.waiting).toBe(2);
  return Date.parse(body.now.waitingSince);
};

/** How many stays of each step were counted. */
const staysCounted = async (): Promise<Map<string, number>> => {
  const { stepDuration } = await readFigures(world.db);
  return new Map(stepDuration.map(({ label, counts }) => [label, counts.reduce((sum, n) => sum + n, 0)]));
};

/** Somebody who does not come, past the time in which that could be undone. */
const missed = async (ticket: Ticket): Promise<StaffVisit> => {
  expect((await staff.call()).body.visit?.visitId).toBe(ticket.visitId);
  return until('the no-show stands', async () => {
    const visit = await read(ticket);
    return visit.step === 'no-show' && visit.undo === null && visit;
  });
};

const isRunning = async ({ visitId, day }: Ticket): Promise<boolean> => {
  const handle = new Client({ connection: world.connection }).workflow.getHandle(
    workflowIdOf({ visitId, day, office: world.office }),
  );
  return (await handle.describe()).status.name === 'RUNNING';
};

describe('a no-show', () => {
  let late: Ticket;
  let beforeClosing = new Map<string, number>();

  test('comes back behind those who wait, is called again, and was never counted', async () => {
    const first = (await visitor.takeTicket({ priority: 'elderly' })).body;
    const gone = await missed(first);
    expect(gone).toMatchObject({ next: ['requeue'], priority: 'elderly' });
    expect(await list()).toEqual({ visits: [], missed: [first.label] });
    expect(await list('all')).toEqual({ visits: [first.label], missed: [] });
    expect((await visitor.view(first.token)).body).toMatchObject({
      step: 'no-show',
      callBackUntil: new Date(closesAt).toISOString(),
      calledBack: false,
    });
    const second = (await visitor.takeTicket({ priority: 'child' })).body;
    const back = await staff.move(gone, 'requeue');
    expect(back.body).toMatchObject({ step: 'waiting', priority: 'elderly', undo: { move: 'requeue' } });
    expect((await visitor.view(first.token)).body).toMatchObject({
      step: 'waiting',
      ahead: 1,
      callBackUntil: null,
      calledBack: true,
    });
    expect(await list()).toEqual({ visits: [second.label, first.label], missed: [] });
    // nobody has waited since before the first one left
    const since = await waitingSince();
    expect(since).toBeGreaterThan(Date.parse(gone.timeline.at(-1)?.at ?? ''));
    expect(since).toBeLessThan(Date.parse(back.body.timeline.at(-1)?.at ?? ''));
    const other = (await staff.call()).body.visit as StaffVisit;
    expect(other.visitId).toBe(second.visitId);
    await staff.move(other, 'cancel');
    const again = (await staff.call()).body.visit as StaffVisit;
    expect(again).toMatchObject({ visitId: first.visitId, step: 'called' });
    expect((await visitor.fillGuestBook(first.token)).body.step).toBe('registered');
    await staff.move(await read(first), 'cancel');
    expect(await noShowsCounted()).toBe(0);
  });

  test('that was called back by mistake is one again, and can be called back again', async () => {
    late = (await visitor.takeTicket()).body;
    const gone = await missed(late);
    const back = (await staff.move(gone, 'requeue')).body;
    const again = (await staff.move(back, 'undo')).body;
    expect(again).toMatchObject({ step: 'no-show', next: ['requeue'], undo: null });
    expect((await list()).missed).toEqual([late.label]);
    expect(await isRunning(late)).toBe(true);
    expect(await noShowsCounted()).toBe(0);
  });

  test('from before there was a way back is not offered one', async () => {
    const change = (call_back_until: Date | null) =>
      world.db.updateTable('visit').set({ call_back_until }).where('id', '=', late.visitId).execute();
    await change(null);
    expect((await read(late)).next).toEqual([]);
    expect((await list()).missed).toEqual([]);
    await change(new Date(closesAt));
  });

  test('that came back may wait in vain', async () => {
    const inVain = (await visitor.takeTicket()).body;
    await staff.move(await missed(inVain), 'requeue');
    await until('that stands', async () => (await read(inVain)).undo === null);
    beforeClosing = await staysCounted();
    expect(beforeClosing.get('called')).toBeGreaterThan(1);
  });

  test('pressed back in the last second, but recorded after closing, stays one and is counted', async () => {
    const gone = await read(late);
    await world.stopWorker();
    const key = 'call-back-while-nobody-works';
    await until('the last seconds', async () => now() > closesAt - 3_000, {
      withinMs: secondsLeft * 1_000,
    });
    const pressed = await staff.move(gone, 'requeue', {}, key);
    expect(pressed.status).toBe(503);
    await until('the office has closed', async () => now() > closesAt + 200);
    await world.startWorker();
    const refused = await until('an answer', async () => {
      const answer = await staff.move(gone, 'requeue', {}, key);
      return answer.status !== 503 && answer;
    });
    expect(refused).toMatchObject({ status: 409, body: { type: '/problems/move-not-allowed' } });
    await until('the visit has ended', async () => !(await isRunning(late)));
    expect(await read(late)).toMatchObject({ step: 'no-show', next: [], undo: null });
    expect((await list()).missed).toEqual([]);
    await until('the no-show is counted', async () => (await noShowsCounted()) === 1);
    expect((await visitor.view(late.token)).body).toMatchObject({ step: 'no-show', callBackUntil: null });
  });

  test('leaves a day that adds up', async () => {
    const report = await until('the end of the day', async () => {
      const days = await world.db.selectFrom('day_close').select('report').execute();
      return days[0]?.report;
    });
    expect(report).toMatchObject({ visits: { cancelled: 2, 'no-show': 1, expired: 1 }, unfinished: [] });
    const counted = await staysCounted();
    for (const [step, n] of beforeClosing) expect(counted.get(step) ?? 0, step).toBeGreaterThanOrEqual(n);
  });
});
