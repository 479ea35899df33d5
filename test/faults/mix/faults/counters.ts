import { randomUUID } from 'node:crypto';
import type { StaffVisit } from '../../../../wire/visits.ts';
import { answered } from '../../../world/answered.ts';
import type { TestClient } from '../../../world/client.ts';
import { until } from '../../../world/until.ts';
import { patience, type Fault, type Moment } from '../fault.ts';
import type { Ground } from '../ground.ts';
import { mostOvertaken, type Called } from './overtaken.ts';
import { clientOf, openOffice, signedIn } from './visitors.ts';

const times = 500;
const counters = ['FO-1', 'FO-2'];
/** After so many priority calls it is a regular visitor's turn. */
const priorityRun = 2;
/** Of two calls of one moment, the one that was decided first may be recorded last. */
const mostBefore = priorityRun + 1;

/** Two counters press at one moment, again and again. */
export const twoCounters: Fault = {
  number: 9,
  title: `two counters call at one moment, ${times} times`,
  touches: [],
  lasts: { full: 240_000, least: 30_000 },
  mixes: true,
  async happen(ground, { forMs, alone, random, mark, figure, broken }) {
    const office = await openOffice(ground, { policy: { priorityRun, noShowSeconds: 600, undoSeconds: 3 } });
    const kiosk = clientOf(ground, 'kiosk of two counters', { office });
    const desks = await Promise.all(
      counters.map(async (counter, at) => {
        const client = clientOf(ground, `desk ${counter}`, { at, office });
        return { counter, staff: await signedIn(client, at === 0 ? 'staff' : 'supervisor') };
      }),
    );
    if (alone) await ground.hall.rest(); // five hundred times take minutes
    const done = await callAtOnce({ kiosk, desks }, { forMs, alone, random, broken }).finally(
      ground.hall.open,
    );
    mark(`two counters called ${done} times at one moment`);
    const overtaken = mostOvertaken(
      await until('the calls are read', () => readCalls(ground, office), patience),
    );
    if (alone)
      figure(
        `9: ${done} times at one moment; ${overtaken} priority calls at most before the head of the line`,
      );
    if (alone && overtaken > mostBefore)
      broken('I3', `${overtaken} priority calls before the head of the line`);
  },
};

/** People come and are called until the time is over; answers how often both counters called. */
async function callAtOnce(
  { kiosk, desks }: { kiosk: TestClient; desks: readonly Desk[] },
  { forMs, alone, random, broken }: Pick<Moment, 'forMs' | 'alone' | 'random' | 'broken'>,
): Promise<number> {
  const endsAt = performance.now() + forMs;
  let done = 0;
  let waiting = 0;
  for (; done < times && performance.now() < endsAt; done += 1) {
    waiting += await comeIn(kiosk, random, waiting);
    const called = (await Promise.all(desks.map(callNext))).filter((one) => one !== null);
    const ids = called.map(({ visit }) => visit.visitId);
    if (new Set(ids).size < ids.length) broken('I3', `two counters called one visit: ${ids.join(' ')}`);
    const expected = Math.min(waiting, desks.length);
    if (alone && ids.length !== expected)
      broken('I3', `${waiting} waited, and two counters called ${ids.length}`);
    waiting -= ids.length;
    await Promise.all(called.map(sendHome));
  }
  return done;
}

/** A desk with its officer. */
interface Desk {
  readonly counter: string;
  readonly staff: TestClient;
}

const mostWaiting = 12;

/** Some visitors take numbers; answers how many. */
async function comeIn(kiosk: TestClient, random: () => number, waiting: number): Promise<number> {
  const come = Math.min(1 + Math.floor(random() * 3), mostWaiting - waiting);
  const wishes = Array.from({ length: come }, () => (random() < 0.5 ? { priority: 'elderly' } : {}));
  await Promise.all(
    wishes.map(async (wish) => {
      const key = randomUUID();
      const { status } = await answered('a number', () => kiosk.takeTicket(wish, key), patience);
      if (status !== 201) throw new Error(`a number was answered ${status}`);
    }),
  );
  return come;
}

/** Whom a desk got, or null. */
async function callNext({ counter, staff }: Desk): Promise<{ visit: StaffVisit; staff: TestClient } | null> {
  const key = randomUUID();
  const { status, body } = await answered('a call', () => staff.call(counter, key), patience);
  if (status !== 200) throw new Error(`a call was answered ${status}`);
  return body.visit && { visit: body.visit, staff };
}

async function sendHome({ visit, staff }: { visit: StaffVisit; staff: TestClient }): Promise<void> {
  const key = randomUUID();
  const { status } = await answered('the end', () => staff.move(visit, 'cancel', {}, key), patience);
  if (status !== 200) throw new Error(`the end was answered ${status}`);
}

/** Everybody who came to the office, with when they were called. */
async function readCalls({ stack }: Ground, office: string): Promise<Called[]> {
  const rows = await stack.db
    .selectFrom('visit')
    .select(['created_at as queuedAt', 'priority', 'called_at as calledAt'])
    .where('office', '=', office)
    .execute();
  return rows.map(({ priority, ...times }) => ({ ...times, isPriority: priority !== null }));
}
