import { rounded } from './figures.ts';
import { cpuMs } from './processes.ts';
import type { BenchStack } from '../stack.ts';

/** The processor time of every part of the product, and of the bench that presses, in milliseconds. */
export type ProcessorTimes = Readonly<Record<'api' | 'worker' | 'engine' | 'database' | 'bench', number>>;

/** How much each part has computed so far. */
export async function readProcessorTimes({
  parts: { api, worker, temporal, postgres },
}: Pick<BenchStack, 'parts'>): Promise<ProcessorTimes> {
  const { user, system } = process.cpuUsage();
  return {
    api: await cpuMs(api.pid()),
    worker: await cpuMs(worker.pid()),
    engine: await cpuMs(temporal.pid()),
    database: await cpuMs(postgres.pid()),
    bench: (user + system) / 1_000,
  };
}

/** How much each part computed for one of so many presses. */
export function perPress(before: ProcessorTimes, after: ProcessorTimes, presses: number): ProcessorTimes {
  const one = (name: keyof ProcessorTimes): number => rounded((after[name] - before[name]) / presses);
  return {
    api: one('api'),
    worker: one('worker'),
    engine: one('engine'),
    database: one('database'),
    bench: one('bench'),
  };
}
