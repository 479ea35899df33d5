import { setTimeout as pause } from 'node:timers/promises';
import { spreadOf, type Spread } from '../measuring/figures.ts';
import { perPress, readProcessorTimes } from '../measuring/processors.ts';
import { pssMb, treeOf } from '../measuring/processes.ts';
import type { BenchStack } from '../stack.ts';
import { perPart, type Cost, type PerPart } from './load.ts';
import { letPass, pressesOfVisit, type Hall } from './visitors.ts';

/** How long what was just changed may work on before it is watched. */
const settleMs = 5_000;

/** What a second cost while visits passed by, and how many did. */
export interface Watched extends Cost {
  readonly visitsPerSecond: number;
  readonly pressMs: Spread;
}

/** What a second costs in which nobody presses anything. */
export async function watchRest(stack: BenchStack, seconds: number): Promise<Cost> {
  await pause(settleMs);
  return watch(stack, () => pause(seconds * 1_000));
}

/** What a second costs while visits pass by at a steady rate; what has begun is ended before this ends. */
export async function watchVisits(
  stack: BenchStack,
  halls: readonly Hall[],
  { perSecond, seconds }: { perSecond: number; seconds: number },
): Promise<Watched> {
  const passing = letPass(halls, { perSecond, seconds: settleMs / 1_000 + seconds + 1 });
  const failed = passing.ended.then(() => pause(seconds * 1_000)); // told at once, not after the time
  await Promise.race([failed, pause(settleMs)]);
  const before = passing.pressMs.length;
  const startedAt = performance.now();
  const cost = await watch(stack, () => Promise.race([failed, pause(seconds * 1_000)]));
  const took = (performance.now() - startedAt) / 1_000;
  const pressMs = passing.pressMs.slice(before);
  await passing.ended;
  return { ...cost, visitsPerSecond: pressMs.length / pressesOfVisit / took, pressMs: spreadOf(pressMs) };
}

async function watch(stack: BenchStack, work: () => Promise<unknown>): Promise<Cost> {
  const before = await readProcessorTimes(stack);
  const startedAt = performance.now();
  await work();
  const seconds = (performance.now() - startedAt) / 1_000;
  const ms = perPress(before, await readProcessorTimes(stack), seconds);
  return { ms, mb: await memoryOf(stack) };
}

/** The memory each part holds, in MB; a page that several share counts for each in part. */
async function memoryOf({ parts: { api, worker, temporal, postgres } }: BenchStack): Promise<PerPart> {
  const held = async (pid: number | undefined): Promise<number> =>
    pssMb(pid === undefined ? [] : await treeOf(pid));
  const mb = {
    api: await held(api.pid()),
    worker: await held(worker.pid()),
    engine: await held(temporal.pid()),
    database: await held(postgres.pid()),
  };
  return perPart((part) => mb[part]);
}
