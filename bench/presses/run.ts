import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import type { Ticket } from '../../wire/visitors/visitors.ts';
import { createCipher } from '../../db/sealing/cipher.ts';
import { fillMonth } from '../../test/world/past/month.ts';
import { launchChromium } from '../../test/browser/screens/chromium.ts';
import { BenchClient } from '../client.ts';
import { rounded } from '../measuring/figures.ts';
import { readLoad, readMachine } from '../measuring/machine.ts';
import { keep, residentMb } from '../measuring/measure.ts';
import { askManyOffices } from './offices.ts';
import { firstNumbers } from '../phone.ts';
import { measurePresses } from './presses.ts';
import { writeResults } from './results.ts';
import { scrape } from './scrape.ts';
import { startStack } from '../stack.ts';

const restMs = 20_000;

const loadBefore = readLoad();
const startedAt = performance.now();
await using stack = await startStack();
const staff = await new BenchClient(stack.base).signIn('petugas');
await staff.post<Ticket>('/api/v1/offices/6500/visits', { service: 'P' });
const startMs = rounded(performance.now() - startedAt);

await pause(restMs);
const memory = {
  api: await residentMb(stack.parts.api.pid()),
  worker: await residentMb(stack.parts.worker.pid()),
};

await using browser = await launchChromium();
const connection = await Connection.connect({ address: stack.temporalAddress });
const machine = await readMachine({ db: stack.db, connection, loadBefore });
const presses = await measurePresses({ stack, staff, browser, connection });
await connection.close();
const slowPhone = await firstNumbers({ browser, staff, base: stack.base });

const cipher = createCipher(randomBytes(32)); // nobody reads what it seals
await fillMonth({ db: stack.db, cipher }, { office: '6500', days: 30, seed: 6500 });
const oneOfficeScrape = await scrape(stack.databaseUrl);
const emptyUrl = await stack.emptyDatabase();
const manyOffices = await askManyOffices(emptyUrl);
const manyOfficesScrape = await scrape(emptyUrl);

const result = {
  at: new Date().toISOString(),
  machine,
  startToFirstTicketMs: startMs,
  memoryMb: { ...memory, together: rounded(memory.api + memory.worker) },
  ...presses,
  slowPhone,
  oneOfficeScrape,
  manyOffices,
  manyOfficesScrape,
};
await keep('result', result);
await writeResults(result);
