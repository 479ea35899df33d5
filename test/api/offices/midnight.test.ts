import { describe, expect, test } from 'vitest';
import { endOfDay } from '../../../domain/offices/calendar.ts';
import type { Board } from '../../../wire/boards.ts';
import type { StaffVisit } from '../../../wire/visits.ts';
import { until } from '../../world/until.ts';
import { useClient, useClock, useWorld } from '../../world/use.ts';

const wita = 'Asia/Makassar';
const secondsLeft = 12;

const midnight = Date.parse('2026-11-23T16:00:00.000Z');

const world = useWorld({}, { timeZone: wita });
const now = useClock(world, midnight - secondsLeft * 1000);
const visitor = useClient(world);
const staff = useClient(world, 'staff');

describe('midnight in WITA, which is 16.00 UTC', () => {
  test('is when the day ends', () => {
    expect(endOfDay('2026-11-23', wita)).toBe(midnight);
  });

  test('starts the numbers anew, ends who still waits, and clears the board', async () => {
    const evening = await Promise.all([1, 2, 3].map(() => visitor.takeTicket({}, crypto.randomUUID())));
    expect(evening.map(({ body }) => [body.day, body.number]).toSorted()).toEqual([
      ['2026-11-23', 1],
      ['2026-11-23', 2],
      ['2026-11-23', 3],
    ]);
    const board = async (): Promise<Board> =>
      (await visitor.send<Board>(`/api/v1/offices/${world.office}/board`)).body;
    const before = await board();
    expect(before.waitingCount).toBe(3);

    await until('midnight', async () => now() >= midnight);
    const first = await until('the new day', async () => {
      const { body } = await visitor.takeTicket({}, crypto.randomUUID());
      return body.day === '2026-11-24' && body;
    });
    expect(first).toMatchObject({ number: 1, label: 'P-001' });
    const next = await Promise.all([2, 3, 4].map(() => visitor.takeTicket({}, crypto.randomUUID())));
    expect(next.map(({ body }) => body.number).toSorted()).toEqual([2, 3, 4]);
    const after = await board();
    expect(after.epoch).not.toBe(before.epoch);
    expect(after.waiting).toEqual(['P-001', 'P-002', 'P-003', 'P-004']);

    await until('yesterday’s visits are over', async () => {
      const rows = await world.db
        .selectFrom('visit')
        .select('step')
        .where('day', '=', '2026-11-23')
        .execute();
      return rows.every(({ step }) => step === 'expired');
    });
    const called = (await staff.call()).body.visit as StaffVisit;
    expect(called.visitId).toBe(first.visitId);
  });
});
