import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StaffVisit } from '../../../wire/visits.ts';
import { setEngineAhead } from '../../world/postgres/administrate.ts';
import { registerVisitor } from '../../world/desk.ts';
import { readExposition } from '../../world/exposition.ts';
import { until } from '../../world/until.ts';
import { useClient, useWorld } from '../../world/use.ts';
import type { World } from '../../world/world.ts';

/** Both clocks are read over a line, and a machine may be busy. */
const nearSeconds = 2;

describe.each([
  ['6 seconds ahead', 6],
  ['30 seconds ahead', 30],
  ['30 seconds behind', -30],
])("an engine's clock that is %s of the database's", (_words, aheadSeconds) => {
  const world = useWorld({ slaSeconds: 240, slaWarnSeconds: 120, noShowSeconds: 300 });
  const visitor = useClient(world);
  const staff = useClient(world, 'supervisor');
  beforeAll(() => setEngineAhead(world, aheadSeconds * 1_000));

  test('refuses nobody: a whole visit is made, and the database judges the promise', async () => {
    const { visit } = await registerVisitor({ visitor, staff });
    let next = (await staff.move(visit, 'serve')).body;
    expect(next).toMatchObject({ step: 'serving', sla: { verdict: 'met' } });
    next = (await staff.move(next, 'skip-locker', { reason: 'no-bag' })).body;
    const undone = await staff.move(next, 'undo');
    expect(undone.status).toBe(200);
    next = (await staff.move(undone.body, 'skip-locker', { reason: 'no-bag' })).body;
    next = (await staff.move(next, 'enter')).body;
    next = (await staff.move(next, 'leave')).body;
    expect(next.step).toBe('done');
    const times = next.timeline.map(({ at }) => Date.parse(at));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });
});

describe('the timers of an engine whose clock is 30 seconds ahead', () => {
  /** A no-show comes six seconds after the call, which the guest book of the first has to precede. */
  const world = useWorld({ slaSeconds: 28, slaWarnSeconds: 14, noShowSeconds: 36 });
  const visitor = useClient(world);
  const staff = useClient(world, 'supervisor');
  beforeAll(() => setEngineAhead(world, 30_000));

  test('fire so much earlier, and the database takes back the breach that was none', async () => {
    const { visit } = await registerVisitor({ visitor, staff });
    const missed = await missNext();
    expect(missed.timeline.at(-1)).toMatchObject({ move: 'no-show', by: 'clock' });
    await until('the breach', async () => (await noticesOf(world, visit)).length === 2);
    const served = await staff.move(visit, 'serve');
    expect(served.body).toMatchObject({ step: 'serving', sla: { verdict: 'met' } });
    const { breaches } = (await staff.send<{ breaches: unknown[] }>(staff.inOffice('/sla'))).body;
    expect(breaches).toEqual([]);
    await staff.move(served.body, 'cancel');
  });

  async function missNext(): Promise<StaffVisit> {
    const { body: ticket } = await visitor.takeTicket();
    const { body } = await staff.call('FO-2');
    expect(body.visit?.visitId).toBe(ticket.visitId);
    return until('the no-show', async () => {
      const found = await staff.readVisit(ticket);
      return found.step === 'no-show' && found;
    });
  }
});

describe('the timers of an engine whose clock is 30 seconds behind', () => {
  const world = useWorld({ slaSeconds: 2, slaWarnSeconds: 1, noShowSeconds: 1 });
  const visitor = useClient(world);
  const staff = useClient(world, 'supervisor');
  beforeAll(() => setEngineAhead(world, -30_000));

  test('fire so much later, with the due times of the database', async () => {
    const { visit } = await registerVisitor({ visitor, staff });
    const { body: ticket } = await visitor.takeTicket();
    await staff.call('FO-2');
    const withinMs = 45_000;
    const ended = until('the no-show', async () => (await staff.readVisit(ticket)).step === 'no-show', {
      withinMs,
    });
    await until('the breach', async () => (await noticesOf(world, visit)).length === 2, { withinMs });
    await ended;
    const breached = await staff.readVisit(visit);
    expect(await noticesOf(world, visit)).toEqual([
      ['warning', breached.sla?.warnAt],
      ['breach', breached.sla?.dueAt],
    ]);
    expect((await staff.move(breached, 'cancel')).body.sla?.verdict).toBe('breached');
  });
});

async function noticesOf({ db }: World, { visitId }: StaffVisit): Promise<[string, string][]> {
  const rows = await db
    .selectFrom('visit_notice')
    .select(['kind', 'at'])
    .where('visit_id', '=', visitId)
    .orderBy('at')
    .execute();
  return rows.map(({ kind, at }) => [kind, new Date(at).toISOString()]);
}

describe('clocks that are apart', () => {
  const world = useWorld();
  const visitor = useClient(world);
  afterAll(() => setEngineAhead(world, 0));

  test.each([
    [0, { clocks: 'up' }, 200],
    [25, { clocks: 'up' }, 200],
    [-25, { clocks: 'up' }, 200],
    [45, { clocks: 'down' }, 200],
    [-45, { clocks: 'down' }, 200],
    [90, { clocks: 'down' }, 503],
    [-90, { clocks: 'down' }, 503],
  ])('by %i seconds are told by /readyz and a gauge', async (aheadSeconds, told, status) => {
    await setEngineAhead(world, aheadSeconds * 1_000);
    const isNear = (seconds: number | null | undefined): boolean =>
      Math.abs((seconds ?? Infinity) - aheadSeconds) < nearSeconds;
    const ready = await until('it is compared', async () => {
      const answer = await visitor.send<
        Record<'database' | 'engine' | 'worker', string> & { engineAheadSeconds: number | null }
      >('/readyz');
      const { database, engine, worker, engineAheadSeconds } = answer.body;
      return (
        isNear(engineAheadSeconds) && [database, engine, worker].every((part) => part === 'up') && answer
      );
    });
    expect(ready.body).toMatchObject(told);
    expect(ready.status).toBe(status);
    const { series } = readExposition(await world.workerMetrics());
    const skews = series.filter(({ name }) => name === 'kunjung_clock_skew_seconds');
    const of = (between: string) => skews.find(({ labels }) => labels['between'] === between)?.value;
    expect(isNear(of('engine-database'))).toBe(true);
    expect(isNear(of('host-database'))).toBe(true); // the same machine
  });
});
