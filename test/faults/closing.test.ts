import { Client as Engine, Connection } from '@temporalio/client';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { instantOf, localDayOf } from '../../domain/offices/calendar.ts';
import { workflowIdOf } from '../../domain/visits/messages.ts';
import type { Ticket } from '../../wire/visitors/visitors.ts';
import { answered } from '../world/answered.ts';
import { waitersForLocks } from '../world/postgres/locks.ts';
import { daily } from '../world/office.ts';
import { until } from '../world/until.ts';
import { shiftClock, violations } from '../world/world.ts';
import { kill, startStack, type Stack } from './stack.ts';

const closing = '13:00';
const dayMs = 86_400_000;
/** For numbers to be taken, on a busy machine as well. */
const leftMs = 20_000;
/** More visits than are closed at one time within the tasks of a worker. */
const visits = 7;
/** A worker closes so many at one time within its tasks. */
const atOnce = 4;

let stack: Stack;
let connection: Connection;

beforeAll(async () => {
  const hours = daily(['08:00', closing]);
  stack = await startStack({ policy: { hours, lastTicketMinutesBeforeClose: 0, slaSeconds: 300 } });
  connection = await Connection.connect({ address: stack.temporalAddress });
});
afterAll(async () => {
  await connection.close();
  await stack[Symbol.asyncDispose]();
});
afterEach(async () => expect(await violations(stack.db)).toEqual([]));

/** Goes to a moment before the closing, so many days from today; answers when it is. */
async function goBeforeClosing(days: number): Promise<number> {
  const { time_zone: zone } = await stack.db // near noon when it was opened, which may be an hour ago
    .selectFrom('office')
    .select('time_zone')
    .where('code', '=', stack.office)
    .executeTakeFirstOrThrow();
  const closesAt = instantOf(localDayOf(Date.now() + days * dayMs, zone), closing, zone);
  await shiftClock(stack.db, closesAt - leftMs - Date.now());
  return closesAt;
}

const workflowOf = ({ visitId, day }: Ticket) =>
  new Engine({ connection }).workflow.getHandle(workflowIdOf({ visitId, day, office: stack.office }));

/** Whether the engine was asked to have a move of the visit recorded: it is not while that happens within a task. */
async function isLeftToEngine(ticket: Ticket): Promise<boolean> {
  const { events } = await workflowOf(ticket).fetchHistory();
  return (events ?? []).some(
    (event) => event.activityTaskScheduledEventAttributes?.activityType?.name === 'recordMove',
  );
}

describe('the worker is killed while it closes visits', () => {
  test.each([
    ['and what it asked is carried out without it', 0, false],
    ['and what it asked is given up', 1, true],
  ])('%s: each closes once, at the closing', async (_what, days, isGivenUp) => {
    const closesAt = await goBeforeClosing(days);
    const tickets: Ticket[] = [];
    for (let taken = 0; taken < visits; taken += 1)
      tickets.push((await answered('a number', () => stack.client().takeTicket())).body);
    const ids = tickets.map(({ visitId }) => visitId);

    const lock = new Client({ connectionString: stack.databaseUrl });
    await lock.connect();
    await lock.query('begin');
    await lock.query('select from visit where id = any($1) for update', [ids]);
    await waitersForLocks(stack.db, atOnce, { withinMs: 3 * leftMs });
    const pid = stack.worker().pid();
    kill(stack.worker());
    expect(await Promise.all(tickets.map(isLeftToEngine))).toEqual(tickets.map(() => false));
    if (isGivenUp)
      await lock.query(
        "select pg_terminate_backend(pid, 30000) from pg_stat_activity where wait_event_type = 'Lock'",
      );
    await lock.query('commit');
    await lock.end();

    await Promise.all(tickets.map((ticket) => workflowOf(ticket).result()));
    expect(stack.worker().pid()).not.toBe(pid);
    const events = await stack.db
      .selectFrom('visit_event')
      .select(['visit_id', 'revision', 'move', 'at'])
      .where('visit_id', 'in', ids)
      .where('move', '<>', 'check-in')
      .execute();
    expect(events.toSorted((a, b) => ids.indexOf(a.visit_id) - ids.indexOf(b.visit_id))).toEqual(
      ids.map((visit_id) => ({ visit_id, revision: 2, move: 'expire', at: closesAt })),
    );
    const steps = await stack.db.selectFrom('visit').select('step').where('id', 'in', ids).execute();
    expect(steps).toEqual(ids.map(() => ({ step: 'expired' })));
    await until(
      'the day is reported',
      async () => {
        const days = await stack.db
          .selectFrom('day_close')
          .select('day')
          .where('office', '=', stack.office)
          .where('day', '=', tickets[0]?.day ?? '')
          .execute();
        return days.length > 0;
      },
      { withinMs: 60_000 },
    );
  });
});
