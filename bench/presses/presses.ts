import type { Connection } from '@temporalio/client';
import type { Browser } from 'playwright-core';
import type { Ticket } from '../../wire/visitors/visitors.ts';
import { callsToPaint } from './board.ts';
import type { BenchClient } from '../client.ts';
import { spreadOf } from '../measuring/figures.ts';
import { msOf } from '../measuring/measure.ts';
import { compareMoves, type Throughput } from './moves.ts';
import { openOffices } from '../officer.ts';
import { partsOfPresses } from './parts.ts';
import type { PressResults } from './results.ts';
import type { BenchStack } from '../stack.ts';
import { compareTickets, ticketOffices } from './tickets.ts';

const warmUp = 40;
const taps = 200;
const calls = 80;
const firstCalls = 10;
const moveOffice = '7001';

/** Measures the way from a press to the screen: how long it takes, what the api adds to the engine, and where the time goes. */
export async function measurePresses(options: {
  stack: BenchStack;
  /** An officer of the first office. */
  staff: BenchClient;
  browser: Browser;
  connection: Connection;
}): Promise<Omit<PressResults, 'at' | 'machine'>> {
  const { stack, staff, browser, connection } = options;
  const tap = (): Promise<Ticket> => staff.post('/api/v1/offices/6500/visits', { service: 'P' });
  for (let times = 0; times < warmUp; times += 1) await tap();
  const tapMs: number[] = [];
  for (let times = 0; times < taps; times += 1) tapMs.push(await msOf(tap));

  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  const called = await callsToPaint({ page, staff, base: stack.base, times: firstCalls + calls });
  await page.close();
  const { answeredMs, paintedMs } = called;

  const parts = await partsOfPresses();
  const national = await openOffices(stack, [moveOffice, ...ticketOffices]);
  const movesPerSecond: Throughput[] = [];
  for (const clients of [1, 4, 16]) {
    movesPerSecond.push(await compareMoves({ stack, connection, ...national, office: moveOffice, clients }));
  }
  return {
    tapToNumberMs: spreadOf(tapMs),
    callToAnsweredMs: spreadOf(answeredMs.slice(firstCalls)),
    callToPaintedMs: spreadOf(paintedMs.slice(firstCalls)),
    partsOfPresses: parts,
    movesPerSecond,
    ticketsAtOnce: await compareTickets({ stack, connection, staff: national.staff }),
  };
}
