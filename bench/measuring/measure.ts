import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { rounded } from './figures.ts';

/** How long something takes, in milliseconds. */
export async function msOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** The memory a process holds, in MB. */
export async function residentMb(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return rounded(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024);
}

/** Keeps a bench's result in `.bench/`, and prints it. */
export async function keep(name: string, result: object): Promise<void> {
  const text = JSON.stringify(result, null, 2);
  await mkdir('.bench', { recursive: true });
  await writeFile(`.bench/${name}.json`, `${text}\n`);
  console.log(text);
}

/** Tells in what a run missed its goals, a line each, and lets the process end with 1 when it did. */
export function tellMissed(missed: readonly (string | false)[]): void {
  const told = missed.filter((line) => line !== false);
  for (const line of told) console.error(line);
  process.exitCode = told.length > 0 ? 1 : 0;
}
