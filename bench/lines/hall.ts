import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import type { StaffVisit } from '../../wire/visits.ts';
import type { Ticket } from '../../wire/visitors/visitors.ts';
import { BenchClient } from '../client.ts';
import { rounded, spreadOf } from '../measuring/figures.ts';
import { keep, tellMissed } from '../measuring/measure.ts';
import { cpuMs } from '../measuring/processes.ts';
import { connected, createScreens } from './screens.ts';
import { numbersOrExit } from '../measuring/numbers.ts';
import { startStack } from '../stack.ts';

/*
 * A full hall: phones, tablets and boards of one office are connected while its officers press. A press is a number
 * taken, called or given up, in turn. `npm run bench:hall`, or `-- 1 0 0` for other numbers of boards, phones and desks;
 * about two minutes. Exits with 1 when not every press was answered, or boards or the database had more to do than the goals allow.
 */

/** Most of what is asked is one statement, which is a transaction of its own; a call has five in one. */
const goals = { callToBoardMs: 150, transactionsPerMove: 25 };

const { boards, phones, desks } = numbersOrExit({
  boards: { usual: 20, mayBeNone: true },
  phones: { usual: 200, mayBeNone: true },
  desks: { usual: 20, mayBeNone: true },
});
const office = '6500';
const movesPerSecond = 10;
const lastsMs = 60_000;
const firstNumbers = 200;
/** What is still under way at the end may be answered. */
const graceMs = 5_000;

await using stack = await startStack();
const staff = await new BenchClient(stack.base).signIn('petugas');
const counters = (
  await stack.db.selectFrom('counter').select('code').where('office', '=', office).orderBy('code').execute()
).map(({ code }) => createCounter(code));

const tokens: string[] = [];
for (let count = 0; count < Math.max(phones, firstNumbers); count += 1) tokens.push((await take()).token);

/** When each number was called for, and when each board got it. */
const pressedAt = new Map<string, number>();
const shownAt: { readonly label: string; readonly at: number }[] = [];
let phoneReadings = 0;
const screens = createScreens({ base: stack.base, cookie: staff.cookie });
const lines = [
  ...Array.from({ length: boards }, (_none, index) =>
    screens.board(office, `papan-${index}`, (label) => shownAt.push({ label, at: performance.now() })),
  ),
  ...tokens.slice(0, phones).map((token) => screens.phone(token, () => (phoneReadings += 1))),
  ...Array.from({ length: desks }, () => screens.desk(office)),
];
await Promise.all(lines.map(connected));
await pause(graceMs);

const before = await seen();
const startedAt = performance.now();
const pressMs: number[] = [];
const failures: string[] = [];
const underWay = new Set<Promise<void>>();
const asked = (lastsMs / 1000) * movesPerSecond;
for (let nth = 0; nth < asked; nth += 1) {
  await pause(Math.max(0, startedAt + (nth * 1000) / movesPerSecond - performance.now()));
  const counter = counters[nth % counters.length];
  const press = timed(() => (nth % 3 === 0 || !counter ? take() : counter.press()));
  underWay.add(press);
  void press.finally(() => underWay.delete(press));
}
await Promise.race([Promise.all(underWay), pause(graceMs)]);
const tookMs = performance.now() - startedAt;
const after = await seen();
for (const line of lines) line.close();

const done = pressMs.length;
const callToBoardMs = spreadOf(
  shownAt.flatMap(({ label, at }) => {
    const pressed = pressedAt.get(label);
    return pressed === undefined ? [] : [at - pressed];
  }),
);
const transactionsPerMove = rounded((after.transactions - before.transactions) / done);
await keep('hall', {
  goals,
  lines: { boards, phones, desks },
  asked,
  done,
  movesPerSecond: rounded((done * 1000) / tookMs),
  failures: failures.length,
  pressMs: spreadOf(pressMs),
  callToBoardMs,
  transactionsPerMove,
  apiMsPerMove: rounded((after.apiMs - before.apiMs) / done),
  phoneReadings,
});
tellMissed([
  done < asked && `${done} of ${asked} presses were answered`,
  boards > 0 &&
    !(callToBoardMs.p95 <= goals.callToBoardMs) &&
    `boards had a call after ${callToBoardMs.p95} ms (p95), later than ${goals.callToBoardMs}`,
  transactionsPerMove > goals.transactionsPerMove &&
    `a move took ${transactionsPerMove} transactions, more than ${goals.transactionsPerMove}`,
  ...failures.slice(0, 5),
]);

function take(): Promise<Ticket> {
  return staff.post<Ticket>(`/api/v1/offices/${office}/visits`, { service: 'P' });
}

/** Waits for its answer, and notes how long that took or why there was none. */
async function timed(press: () => Promise<unknown>): Promise<void> {
  const at = performance.now();
  try {
    await press();
    pressMs.push(performance.now() - at);
  } catch (error) {
    failures.push(String(error));
  }
}

/** A counter calls a number and gives it up by turns; a press waits until the one before was answered. */
function createCounter(code: string): { press: () => Promise<unknown> } {
  let held: StaffVisit | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  const next = async (): Promise<void> => {
    const { visitId, revision } = held ?? {};
    held = null;
    if (visitId !== undefined) {
      await staff.post(`/api/v1/visits/${visitId}/moves`, { move: 'no-show', expectedRevision: revision });
      return;
    }
    const at = performance.now();
    const path = `/api/v1/offices/${office}/calls`;
    const { visit } = await staff.post<{ visit: StaffVisit }>(path, { counter: code });
    held = visit;
    pressedAt.set(visit.label, at);
  };
  return {
    press() {
      turn = turn.then(next, next);
      return turn;
    },
  };
}

/** What the database has committed, and the processor time of the api. */
async function seen(): Promise<{ transactions: number; apiMs: number }> {
  const { rows } = await sql<{ n: number }>`
    select (xact_commit + xact_rollback)::int as n from pg_stat_database where datname = current_database()
  `.execute(stack.db);
  return {
    transactions: rows[0]?.n ?? Number.NaN,
    apiMs: await cpuMs(stack.parts.api.pid()),
  };
}
