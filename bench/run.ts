import { cpus } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import type { Ticket } from '../wire/visitors.ts';
import { fillMonth } from '../test/world/past/month.ts';
import { launchChromium } from '../test/browser/screens/chromium.ts';
import { callsToPaint } from './board.ts';
import { BenchClient } from './client.ts';
import { rounded, spreadOf } from './figures.ts';
import { keep, msOf, residentMb } from './measure.ts';
import { compare, openLanes, type Throughput } from './moves.ts';
import { askManyOffices } from './offices.ts';
import { firstNumbers } from './phone.ts';
import { scrape } from './scrape.ts';
import { startStack } from './stack.ts';

const warmUp = 40;
const taps = 200;
const calls = 80;
const restMs = 20_000;

const startedAt = performance.now();
await using stack = await startStack();
const staff = await new BenchClient(stack.base).signIn('petugas');
const tap = (): Promise<Ticket> => staff.post('/api/v1/offices/6500/visits', { service: 'P' });
await tap();
const startMs = rounded(performance.now() - startedAt);

await pause(restMs);
const memory = {
  api: await residentMb(stack.parts.api.pid()),
  worker: await residentMb(stack.parts.worker.pid()),
};

for (let times = 0; times < warmUp; times += 1) await tap();
const tapMs: number[] = [];
for (let times = 0; times < taps; times += 1) tapMs.push(await msOf(tap));

await using browser = await launchChromium();
const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
const paintMs = await callsToPaint({ page, staff, base: stack.base, times: calls });
await page.close();
const slowPhone = await firstNumbers({ browser, staff, base: stack.base });

const { id: staffId } = await stack.db
  .selectFrom('staff')
  .select('id')
  .where('username', '=', 'petugas')
  .executeTakeFirstOrThrow();
const connection = await Connection.connect({ address: stack.temporalAddress });
const throughput: Throughput[] = [];
for (const clients of [1, 4, 16]) {
  const lanes = await openLanes(staff, clients);
  throughput.push(await compare({ staff, staffId, connection, lanes }));
}
await connection.close();
await fillMonth(stack.db, { office: '6500', days: 30, seed: 6500 });
const oneOfficeScrape = await scrape(stack.databaseUrl);
const emptyUrl = await stack.emptyDatabase();
const manyOffices = await askManyOffices(emptyUrl);
const manyOfficesScrape = await scrape(emptyUrl);

await keep('result', {
  at: new Date().toISOString(),
  machine: { cores: cpus().length, node: process.version },
  startToFirstTicketMs: startMs,
  memoryMb: { ...memory, together: rounded(memory.api + memory.worker) },
  tapToNumberMs: spreadOf(tapMs),
  callToPaintedMs: spreadOf(paintMs.slice(10)),
  slowPhone,
  movesPerSecond: throughput,
  oneOfficeScrape,
  manyOffices,
  manyOfficesScrape,
});
