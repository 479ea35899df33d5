import { Client } from '@temporalio/client';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { createReconciler } from '../../../activities/reconciler.ts';
import { instantOf, localDayOf } from '../../../domain/offices/calendar.ts';
import { daily, zoneNearNoon } from '../../world/office.ts';
import { useClient, useClock, useWorld } from '../../world/use.ts';
import { shiftClock } from '../../world/world.ts';

const zone = zoneNearNoon();
const today = localDayOf(Date.now(), zone);
const world = useWorld(
  { hours: daily(['08:00', '13:00']), lastTicketMinutesBeforeClose: 0 },
  { timeZone: zone },
);
useClock(world, instantOf(today, '12:59', zone));
const visitor = useClient(world);

describe('a day that has ended and is not settled yet', () => {
  test('is asked for once in a while, not at every look', async () => {
    const { body: ticket } = await visitor.takeTicket();
    await visitor.send(`/api/v1/visits/${ticket.token}/cancel`, { method: 'POST' });
    await world.stopWorker();
    await shiftClock(world.db, instantOf(today, '13:01', zone) - Date.now());
    const client = new Client({ connection: world.connection });
    const begin = () =>
      createReconciler({
        db: world.db,
        client,
        taskQueue: world.taskQueue,
        pace: { patienceMs: 1_000, visitsPollMs: 1_000, pollMs: 1_000 },
        log: pino({ level: 'silent' }),
      });
    const day = client.workflow.getHandle(`day:${world.office}:${today}`);
    const state = async () => (await day.describe()).status.name;

    const look = begin();
    await look();
    expect(await state()).toBe('RUNNING');
    await day.terminate();
    await look();
    expect(await state()).toBe('TERMINATED');
    await begin()(); // a worker that has asked for nothing yet
    expect(await state()).toBe('RUNNING');
  });
});
