import { afterEach, describe, expect, test } from 'vitest';
import type { Board } from '../../../wire/boards.ts';
import type { StaffVisit } from '../../../wire/visits.ts';
import { useClient, useWorld } from '../../world/use.ts';
import { shiftClock } from '../../world/world.ts';

const world = useWorld();
const visitor = useClient(world);
const staff = useClient(world, 'staff');
afterEach(() => shiftClock(world.db, 0));

const board = async (): Promise<Board> => (await visitor.send<Board>(visitor.inOffice('/board'))).body;

/** Takes a number and calls it. */
async function call(counter = 'FO-1'): Promise<StaffVisit> {
  await visitor.takeTicket();
  const { visit } = (await staff.call(counter)).body;
  if (!visit) throw new Error('nobody waited');
  return visit;
}

async function move(visit: StaffVisit, name: string): Promise<StaffVisit> {
  const { status, body } = await staff.move(visit, name);
  expect(status, name).toBe(200);
  return body;
}

/** What the board says of a number's calls. */
const recentOf = async ({ label }: StaffVisit): Promise<Board['recent']> =>
  (await board()).recent.filter((recent) => recent.label === label);

describe('a call that ended before a board was back', () => {
  test('stands among the recent ones with its counter and its time, and no longer rings', async () => {
    const missed = await call();
    await move(missed, 'no-show');
    const ringing = await call();
    const { calling, recent } = await board();
    expect(recent.slice(0, 2)).toEqual([
      {
        callId: calling[0]?.callId,
        label: ringing.label,
        counter: ringing.counter,
        calledAt: calling[0]?.calledAt,
        ringing: true,
      },
      {
        callId: expect.any(String) as string,
        label: missed.label,
        counter: { code: 'FO-1', label: 'Front Office 1' },
        calledAt: missed.timeline.at(-1)?.at,
        ringing: false,
      },
    ]);
    await move(ringing, 'cancel');
  });

  test('is gone from them after a minute', async () => {
    const visit = await move(await call(), 'no-show');
    await shiftClock(world.db, 50_000);
    expect(await recentOf(visit)).toHaveLength(1);
    await shiftClock(world.db, 61_000);
    expect(await recentOf(visit)).toEqual([]);
  });

  test('is there though the number went back to the queue', async () => {
    const visit = await move(await call(), 'requeue');
    expect(await recentOf(visit)).toMatchObject([{ counter: { code: 'FO-1' }, ringing: false }]);
    await move(visit, 'cancel');
  });

  test('is not there when it was undone: nobody was called', async () => {
    const visit = await move(await call(), 'undo');
    expect(await recentOf(visit)).toEqual([]);
    await move(visit, 'cancel');
  });
});

describe('a number that is called again', () => {
  test('by a recall is the same call, at the time of the recall', async () => {
    const visit = await call();
    const [before] = await recentOf(visit);
    const recalled = await move(visit, 'recall');
    expect(await recentOf(visit)).toEqual([{ ...before, calledAt: recalled.timeline.at(-1)?.at }]);
    await move(recalled, 'cancel');
    expect(await recentOf(visit)).toMatchObject([{ callId: before?.callId, ringing: false }]);
  });

  test('after it went back to the queue has two calls, of which one rings', async () => {
    const visit = await move(await call('FO-1'), 'requeue');
    const again = (await staff.call('FO-2')).body.visit;
    expect(again?.visitId).toBe(visit.visitId);
    expect(await recentOf(visit)).toMatchObject([
      { counter: { code: 'FO-2' }, ringing: true },
      { counter: { code: 'FO-1' }, ringing: false },
    ]);
    if (again) await move(again, 'cancel');
  });
});
