import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { Connection } from '@temporalio/client';
import { codesOf } from '../../test/world/past/many-offices.ts';
import { readLoad, readMachine, type Machine } from '../measuring/machine.ts';
import { startStack, type BenchStack } from '../stack.ts';
import type { Rung, Watchings } from './costs.ts';
import type { Cost, Moment } from './load.ts';
import { screenKinds, type ScreenKind, type Screens } from './screens.ts';
import { bytesOfOfficeDay, growthOf, readLogLimit, readStores, type StoreBytes } from './stores.ts';
import { openHalls, type Hall } from './visitors.ts';
import { watchRest, watchVisits, type Watched } from './watch.ts';

/** How many people wait in each office all the time. */
const waitingEach = 16;
const fewScreens: Screens = { board: 1, desk: 1, phone: 1 };
/** A board, three officers, and a phone for everybody who waits. */
const allScreens: Screens = { board: 1, desk: 3, phone: waitingEach };

/** Few enough that two cores which the bench uses as well are not full at the second point. */
const firstPoint = { offices: 10, visitsPerSecond: 0.5 };
/** Twice the offices, and so twice the people and screens, and twice the visits. */
export const secondPoint: Moment = {
  offices: 2 * firstPoint.offices,
  visitsPerSecond: 2 * firstPoint.visitsPerSecond,
  openVisits: 2 * firstPoint.offices * waitingEach,
  screens: allScreens,
  machines: 1,
};

/** Lines of one kind in each office of the first point. */
const rungs = [0, 40, 80] as const;
/** In each office at first: until code is compiled and every table has rows, and so many that pages which are half empty do not matter. */
const firstVisits = { unmeasured: 1, measured: 6 };
/** Offices in which something is pressed at the same time while nobody watches. */
const lanes = 3;
/** Until what has ended is forgotten. */
const endingMs = 10_000;

/** What the first point told. */
export interface First extends Watchings {
  readonly alone: Watched;
  readonly few: Watched;
  readonly all: Watched;
  /** Of each ended visit. */
  readonly bytes: StoreBytes;
  /** Of each day of an office, in the database. */
  readonly officeDay: number;
  /** What the database holds back for its own log, in bytes. */
  readonly log: number;
  readonly machine: Machine;
}

/** What the second point told. */
export interface Second {
  readonly watched: Watched;
  readonly bytes: StoreBytes;
}

/** Looks at everything by itself, each time for so many seconds, on a product of its own. */
export async function watchFirstPoint(seconds: number): Promise<First> {
  const loadBefore = readLoad();
  await using product = await openProduct();
  const { stack, halls, bytes } = product;
  const busy = halls.slice(0, firstPoint.offices);
  const pass = (): Promise<Watched> =>
    watchVisits(stack, busy, { perSecond: firstPoint.visitsPerSecond, seconds });

  const rest = await watchRest(stack, seconds);
  await fill(busy);
  const open = await watchRest(stack, seconds);
  const alone = await pass();
  const ladders = await climb(stack, busy, seconds / 3);
  for (const hall of busy) hall.closeLines();
  for (const hall of busy) await hall.open(fewScreens);
  const few = await pass();
  for (const hall of busy) {
    hall.closeLines();
    await hall.open(allScreens);
  }
  const all = await pass();
  const connection = await Connection.connect({ address: stack.temporalAddress });
  const machine = await readMachine({ db: stack.db, connection, loadBefore });
  await connection.close();
  return {
    rest,
    open,
    openVisits: busy.length * waitingEach,
    ladders,
    alone,
    few,
    all,
    offices: firstPoint.offices,
    fewScreens,
    allScreens,
    bytes,
    officeDay: await bytesOfOfficeDay(
      stack.db,
      busy.map(({ office }) => office),
    ),
    log: await readLogLimit(stack.db),
    machine,
  };
}

/** Looks at the second point, on a product that knows nothing of the first. */
export async function watchSecondPoint(seconds: number): Promise<Second> {
  await using product = await openProduct();
  const { stack, halls, bytes } = product;
  await fill(halls);
  for (const hall of halls) await hall.open(allScreens);
  const watched = await watchVisits(stack, halls, { perSecond: secondPoint.visitsPerSecond, seconds });
  return { watched, bytes };
}

interface Product extends AsyncDisposable {
  readonly stack: BenchStack;
  readonly halls: readonly Hall[];
  /** Of each visit that has passed and ended. */
  readonly bytes: StoreBytes;
}

/** A product that mails, with offices through which visits have passed, and in which nobody is. */
async function openProduct(): Promise<Product> {
  await using building = new AsyncDisposableStack();
  const mails = await mkdtemp(`${tmpdir()}/kunjung-mails-`);
  building.defer(() => rm(mails, { recursive: true, force: true }));
  const stack = building.use(await startStack({ MAIL_URL: pathToFileURL(mails).href }));
  const halls = await openHalls(stack, codesOf(secondPoint.offices));
  building.defer(async () => {
    for (const hall of halls) hall.closeLines();
  });
  const pass = async (each: number): Promise<StoreBytes> => {
    await inLanes(halls, async (hall) => {
      for (let count = 0; count < each; count += 1) await hall.visit(() => undefined);
    });
    await pause(endingMs);
    return readStores(stack);
  };
  const before = await pass(firstVisits.unmeasured);
  const bytes = growthOf(before, await pass(firstVisits.measured), firstVisits.measured * halls.length);
  const parts = building.move();
  return { stack, halls, bytes, [Symbol.asyncDispose]: () => parts.disposeAsync() };
}

async function fill(halls: readonly Hall[]): Promise<void> {
  await inLanes(halls, (hall) => hall.fill(waitingEach));
}

async function inLanes(halls: readonly Hall[], work: (hall: Hall) => Promise<void>): Promise<void> {
  const next = halls.values();
  const lane = async (): Promise<void> => {
    for (const hall of next) await work(hall);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

/** More and more lines, one kind beside the other, so that no line gets memory that another has given back. */
async function climb(
  stack: BenchStack,
  halls: readonly Hall[],
  seconds: number,
): Promise<Record<ScreenKind, Rung[]>> {
  const ladders: Record<ScreenKind, Rung[]> = { board: [], desk: [], phone: [] };
  let before: Cost | null = null;
  for (const kind of screenKinds) {
    for (const [nth, inEach] of rungs.entries()) {
      const more = inEach - (rungs[nth - 1] ?? 0);
      for (const hall of halls) await hall.hang(kind, more);
      const cost: Cost = before !== null && more === 0 ? before : await watchRest(stack, seconds);
      ladders[kind].push({ lines: inEach * halls.length, cost });
      before = cost;
    }
  }
  return ladders;
}
