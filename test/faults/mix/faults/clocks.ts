import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { readClock } from '../../../../db/clock.ts';
import { dayAfter, endOfDay, localDayOf } from '../../../../domain/offices/calendar.ts';
import type { DeskSnapshot } from '../../../../wire/visits.ts';
import { answered } from '../../../world/answered.ts';
import { until } from '../../../world/until.ts';
import { patience, untilAnswered, untilReady, type Fault } from '../fault.ts';
import type { Ground } from '../ground.ts';
import { readRunning } from '../readings.ts';
import { clientOf, signedIn } from './visitors.ts';

const minuteMs = 60_000;

/** The clock of the database jumps, ahead and back. */
export const clockJumps: Fault = {
  number: 13,
  title: 'the clock of the database jumps two hours ahead, and ten minutes back',
  touches: ['clock'],
  lasts: { full: 60_000, least: 30_000 },
  mixes: false,
  async happen(ground, { forMs, mark, figure }) {
    const { asked } = ground.history.heard;
    const { hall } = ground;
    const before = ground.shiftMs();
    const from = asked.length;
    const jump = async (minutes: number): Promise<void> => {
      await ground.shiftClock(before + minutes * minuteMs);
      mark(`the clock is ${minutes} minutes off`);
      await untilAnswered(ground, 10);
      await pause(forMs / 3);
    };
    try {
      const earlier = await visitsOf(ground);
      await jump(120);
      // a shifted clock is told to new visits, unlike one that jumps: afterwards theirs would be two hours ahead of every call
      await hall.rest();
      await sendHome(ground, { except: earlier }).finally(() => hall.open());
      await jump(-10);
    } finally {
      await ground.shiftClock(before);
    }
    mark('the clock is right again');
    await untilAnswered(ground, 10);
    await pause(forMs / 3);
    // two hours in which nobody pressed, as far as the database knows; whoever meets it signs in again
    const ended = asked.slice(from).filter(({ status }) => status === 401).length;
    figure(`13: ${ended} presses met a session that had ended with the jump`);
    await untilReady(ground);
  },
};

const beforeMidnightMs = 15_000;

/** The day of the office turns while people press. */
export const midnight: Fault = {
  number: 14,
  title: 'midnight of the office',
  touches: ['clock'],
  lasts: { full: 60_000, least: 60_000 },
  mixes: false,
  async happen(ground, { mark, broken }) {
    const { stack, history, hall } = ground;
    const { db, office } = stack;
    await hall.rest();
    const { today, from } = await leaveBeforeMidnight(ground).finally(() => hall.open());
    mark('a quarter of a minute to midnight');
    const tomorrow = dayAfter(today);
    const numbers = () =>
      history.heard.asked
        .slice(from)
        .flatMap(({ told }) => (told?.kind === 'ticket' && told.day === tomorrow ? [told.number] : []));
    await until('numbers of the new day', async () => numbers().length >= 3, patience);
    if (!numbers().includes(1)) broken('I2', `the new day began with ${numbers().join(' ')}`);
    await until(
      'who still waited has gone',
      async () => {
        const left = await db
          .selectFrom('visit')
          .select('id')
          .where('office', '=', office)
          .where('day', '=', today)
          .where('custody', '!=', 'held')
          .where('step', 'not in', ['done', 'no-show', 'cancelled', 'expired'])
          .execute();
        return left.length === 0;
      },
      patience,
    );
    mark('yesterday is over');
    await untilReady(ground);
  },
};

/** Sends everybody home and sets the clock shortly before midnight; answers the day that ends, and how much was asked before. */
async function leaveBeforeMidnight(ground: Ground): Promise<{ today: string; from: number }> {
  const { db, office } = ground.stack;
  await sendHome(ground);
  const { time_zone: zone } = await db
    .selectFrom('office')
    .select('time_zone')
    .where('code', '=', office)
    .executeTakeFirstOrThrow();
  const now = await readClock(db);
  const today = localDayOf(now, zone);
  await ground.shiftClock(ground.shiftMs() + endOfDay(today, zone) - beforeMidnightMs - now);
  return { today, from: ground.history.heard.asked.length };
}

/** The first of these that is allowed leads out of the house. */
const wayOut = ['return-id', 'cancel', 'leave', 'requeue', 'enter'] as const;

/** The visits of the office so far. */
async function visitsOf({ stack }: Ground): Promise<ReadonlySet<string>> {
  const visits = await stack.db.selectFrom('visit').select('id').where('office', '=', stack.office).execute();
  return new Set(visits.map(({ id }) => id));
}

/** Everybody, or everybody but these, goes home with their cards, and no number can come back: a jump of hours does not meet them. */
async function sendHome(
  ground: Ground,
  { except = new Set() }: { except?: ReadonlySet<string> } = {},
): Promise<void> {
  const staff = await signedIn(clientOf(ground, 'closing desk'), 'supervisor');
  await until(
    'everybody has gone home',
    async () => {
      const { body } = await answered('the list', () =>
        staff.send<Pick<DeskSnapshot, 'visits' | 'missed'>>(staff.inOffice('/visits?state=open')),
      );
      const left = [...body.visits, ...body.missed].flatMap((visit) => {
        if (except.has(visit.visitId)) return [];
        const move = wayOut.find((name) => visit.next.includes(name));
        return move === undefined ? [] : [{ visit, move }];
      });
      for (const { visit, move } of left) {
        const key = randomUUID();
        await answered(move, () => staff.move(visit, move, {}, key));
      }
      return left.length === 0;
    },
    patience,
  );
  const running = async (): Promise<string[]> => {
    const here = await visitsOf(ground);
    const ids = (await readRunning(ground)).map(({ visitId }) => visitId);
    return ids.filter((id) => here.has(id) && !except.has(id));
  };
  await until('no workflow of the office runs', async () => (await running()).length === 0, patience);
}
