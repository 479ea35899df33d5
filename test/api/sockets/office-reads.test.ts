import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLive } from '../../../api/sockets/live.ts';
import { createOfficeReads, type OfficeBeat } from '../../../api/sockets/office-reads.ts';
import { notifyChange } from '../../../db/changes.ts';
import { readOfficeNow } from '../../../db/offices/offices.ts';
import { until } from '../../world/until.ts';
import { useWorld } from '../../world/use.ts';

const log = pino({ level: 'silent' });
const world = useWorld();

/** A connection that keeps the revisions and heartbeats it is told. */
interface Line {
  readonly told: number[];
  readonly beats: OfficeBeat[];
}

let screens = new AsyncDisposableStack();
let readings: (readonly Line[])[] = [];
let answers = true;
beforeEach(() => {
  screens = new AsyncDisposableStack();
  readings = [];
  answers = true;
});
afterEach(() => screens.disposeAsync());

/** Lines that listen to the database's own notifications, each reading noted. */
function open(): { join: () => Line; leave: (line: Line) => void } {
  const { db, databaseUrl: url, office } = world;
  const reads = createOfficeReads<Line, null>({
    live: screens.use(createLive({ db, url, log })),
    async read(of, lines) {
      readings.push(lines);
      const now = await readOfficeNow(db, of);
      if (!answers) throw new Error('no answer');
      return now && { epoch: now.epoch, revision: now.revision, state: null };
    },
    tell: (lines, { revision }) => lines.forEach(({ told }) => told.push(revision)),
    beat: (lines, beat) => lines.forEach(({ beats }) => beats.push(beat)),
  });
  const leavings = new Map<Line, () => void>();
  return {
    join() {
      const line: Line = { told: [], beats: [] };
      leavings.set(line, reads.join(office, line));
      return line;
    },
    leave: (line) => leavings.get(line)?.(),
  };
}

const revision = async (): Promise<number> =>
  (await readOfficeNow(world.db, world.office))?.revision ?? Number.NaN;
const change = (): Promise<void> => world.db.transaction().execute((trx) => notifyChange(trx, world.office));
const haveAll = (lines: readonly Line[], expected: number): Promise<true> =>
  until(`all lines to be told revision ${expected}`, async () =>
    lines.every(({ told }) => told.at(-1) === expected),
  );

test('a change is read once or twice for two hundred lines, not once for each', async () => {
  const { join } = open();
  const lines = Array.from({ length: 200 }, join);
  await haveAll(lines, await revision());
  await until('the first comparison', async () => readings.some((read) => read.length === lines.length));
  readings = [];
  await change();
  await haveAll(lines, await revision());
  expect(readings.length).toBeLessThanOrEqual(2);
});

test('lines that join while one is read for are read for together, and told at once', async () => {
  const { join } = open();
  const first = join();
  const others = Array.from({ length: 50 }, join);
  await haveAll([first, ...others], await revision());
  expect(readings.length).toBeLessThanOrEqual(4); // the first, the others, and the first comparison or notification
});

test('a heartbeat reads nothing, and says that everything was told', async () => {
  const { join } = open();
  const line = join();
  const beat = await until('a heartbeat', async () => line.beats.find(({ told }) => told));
  const read = readings.length;
  expect(beat).toMatchObject({ revision: await revision(), told: true });
  const count = line.beats.length;
  await until('the next one', async () => line.beats.length > count);
  expect(readings.length).toBe(read);
});

test('a reading that failed is tried again, and until then heartbeats say that something is missing', async () => {
  const { join } = open();
  const line = join();
  await until('a heartbeat', async () => line.beats.some(({ told }) => told));
  answers = false;
  await change();
  const changed = await revision();
  await until('a heartbeat that is ahead', async () =>
    line.beats.some((beat) => !beat.told && beat.revision === changed),
  );
  expect(line.told).not.toContain(changed);
  answers = true;
  await haveAll([line], changed);
});

test('an office whose last line has left is neither read nor compared', async () => {
  const { join, leave } = open();
  const line = join();
  await haveAll([line], await revision());
  leave(line);
  readings = [];
  await change();
  const other = join(); // its own reading comes after whatever the change began
  await haveAll([other], await revision());
  expect(readings.flat()).not.toContain(line);
});
