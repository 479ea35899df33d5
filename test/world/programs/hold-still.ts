import { readdir, readFile } from 'node:fs/promises';
import { until } from '../until.ts';

/** Stops a process in the midst of its work; resolves once none of its threads runs on, so that nothing more is written to its files. */
export async function holdStill(pid: number): Promise<void> {
  process.kill(pid, 'SIGSTOP');
  await until('a process stands still', async () => {
    const threads = await readdir(`/proc/${pid}/task`);
    const states = await Promise.all(threads.map((thread) => stateOf(`/proc/${pid}/task/${thread}/stat`)));
    return states.every((state) => state === 'T');
  });
}

/** The letter after the name, which stands in brackets and may hold anything. */
async function stateOf(file: string): Promise<string | undefined> {
  const stat = await readFile(file, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[0];
}
