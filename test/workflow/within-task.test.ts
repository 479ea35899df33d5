import { Client } from '@temporalio/client';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { instantOf, localDayOf } from '../../domain/offices/calendar.ts';
import { workflowIdOf } from '../../domain/visits/messages.ts';
import { daily, zoneNearNoon } from '../world/office.ts';
import { until } from '../world/until.ts';
import { useClient, useClock, useWorld } from '../world/use.ts';

const zone = zoneNearNoon();
const closing = '13:00';
const closesAt = instantOf(localDayOf(Date.now(), zone), closing, zone);
/** For a number to be taken, on a busy machine as well. */
const leftMs = 20_000;

const world = useWorld(
  { hours: daily(['08:00', closing]), lastTicketMinutesBeforeClose: 0 },
  { timeZone: zone },
);
useClock(world, closesAt - leftMs);
const visitor = useClient(world);

describe('the closing of a visit', () => {
  test('is left to the engine when it cannot be recorded within its task', async () => {
    const { body: ticket } = await visitor.takeTicket();
    const workflowId = workflowIdOf({ ...ticket, office: world.office });
    const visit = new Client({ connection: world.connection }).workflow.getHandle(workflowId);
    const isLeftToEngine = async (): Promise<boolean> => {
      const { events } = await visit.fetchHistory();
      const scheduled = (events ?? []).map((event) => event.activityTaskScheduledEventAttributes);
      return scheduled.some((attributes) => attributes?.activityType?.name === 'recordMove');
    };
    const isReported = async (): Promise<boolean> =>
      (await world.db.selectFrom('day_close').select('day').execute()).length > 0;
    await world.db.transaction().execute(async (trx) => {
      await sql`select from visit where id = ${ticket.visitId} for update`.execute(trx);
      await until(
        'the closing is left to it, and the day does not wait for ever',
        async () => {
          await sql`select`.execute(trx); // a line that asks nothing in its transaction is ended
          return (await isLeftToEngine()) && isReported();
        },
        { withinMs: 60_000 },
      );
    });
    await visit.result();
    const { rows } = await sql<{ move: string }>`
      select move from visit_event where visit_id = ${ticket.visitId} order by revision
    `.execute(world.db);
    expect(rows.map(({ move }) => move)).toEqual(['check-in', 'expire']);
    await until('the visit was named', async () =>
      world.takeErrors().some((line) => line.includes('visits still open after the day closed')),
    );
  });
});
