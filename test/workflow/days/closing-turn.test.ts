import { Client } from 'pg';
import { describe, expect, test } from 'vitest';
import { instantOf, localDayOf } from '../../../domain/offices/calendar.ts';
import { closingTurnMs } from '../../../domain/offices/closing-turn.ts';
import { workflowIdOf } from '../../../domain/visits/messages.ts';
import { keepHistory } from '../../world/history.ts';
import { daily, zoneNearNoon } from '../../world/office.ts';
import { addOffices } from '../../world/past/many-offices.ts';
import { until } from '../../world/until.ts';
import { useClient, useClock, useWorld } from '../../world/use.ts';
import { shiftClock } from '../../world/world.ts';

const zone = zoneNearNoon();
const today = localDayOf(Date.now(), zone);
const closing = '13:00';
const closesAt = instantOf(today, closing, zone);
/** For a number to be taken, on a busy machine as well. */
const leftMs = 20_000;

/** As many other offices, at most 600, as it takes for this one to have a turn of a second; no suite's own has such a code. */
function othersOf(office: string): string[] {
  const codes = Array.from({ length: 600 }, (_none, nth) => String(8000 + nth));
  return codes.slice(
    0,
    codes.findIndex((_code, nth) => closingTurnMs(office, nth + 1) >= 1_000),
  );
}

const world = useWorld(
  { hours: daily(['08:00', closing]), lastTicketMinutesBeforeClose: 0 },
  { timeZone: zone },
);
useClock(world, closesAt - 600_000);
const visitor = useClient(world);
const staff = useClient(world, 'staff');

describe('an office among many', () => {
  test('closes its visits when it is its turn, with the time of the closing, and then its day', async () => {
    const client = new Client({ connectionString: world.databaseUrl });
    await client.connect();
    const others = othersOf(world.office);
    await addOffices(client, others).finally(() => client.end());
    const turnMs = closingTurnMs(world.office, others.length + 1);
    expect(turnMs).toBeGreaterThan(0);

    await shiftClock(world.db, closesAt - leftMs - Date.now());
    const { body: ticket } = await visitor.takeTicket();
    const { report } = await until(
      'the day is reported',
      () =>
        world.db
          .selectFrom('day_close')
          .select('report')
          .where('office', '=', world.office)
          .executeTakeFirst(),
      { withinMs: 60_000 },
    );
    const expired = await world.db
      .selectFrom('visit_event')
      .select(['at', 'recorded_at'])
      .where('visit_id', '=', ticket.visitId)
      .where('move', '=', 'expire')
      .executeTakeFirstOrThrow();
    expect(expired.at).toBe(closesAt);
    expect(expired.recorded_at).toBeGreaterThanOrEqual(closesAt + turnMs);
    expect((await staff.readVisit(ticket)).step).toBe('expired');
    const workflowId = workflowIdOf({ ...ticket, office: world.office });
    await keepHistory(world.connection, { workflowId, story: 'closed-in-turn' });
    expect(report).toMatchObject({ visits: { expired: 1 }, unfinished: [] });
  });
});
