import { readdir, readFile } from 'node:fs/promises';

/** Of the times in `/proc/…/stat`: Linux counts them in hundredths of a second everywhere. */
const msPerTick = 10;

/** What the system tells of a process. */
interface Told {
  readonly pid: number;
  readonly parent: number;
  /** The processor time so far, that of children who have ended included. */
  readonly cpuMs: number;
}

/** Everything that started from a process and still runs, itself first. */
export async function treeOf(root: number): Promise<number[]> {
  const all = await everyProcess();
  const tree = [root];
  for (const pid of tree) tree.push(...all.filter(({ parent }) => parent === pid).map((child) => child.pid));
  return tree;
}

/**
 * The processor time of a process and everything that started from it, so far. One that ends while they are read is missed, or
 * counted with its parent once more: then all are read again.
 */
export async function cpuMs(root: number | undefined): Promise<number> {
  if (root === undefined) throw new Error('the process does not run');
  let before = await treeOf(root);
  for (;;) {
    const all = new Map((await everyProcess()).map((told) => [told.pid, told]));
    const after = await treeOf(root);
    if (after.join() === before.join())
      return after.reduce((sum, pid) => sum + (all.get(pid)?.cpuMs ?? 0), 0);
    before = after;
  }
}

/** The memory of processes in MB: a page that several share counts for each in part. */
export async function pssMb(pids: readonly number[]): Promise<number> {
  let kilobytes = 0;
  for (const pid of pids) {
    const rollup = await textOf(`/proc/${pid}/smaps_rollup`);
    kilobytes += Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
  }
  return kilobytes / 1_024;
}

async function everyProcess(): Promise<Told[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const stats = await Promise.all(
    pids.map(async (pid) => ({ pid, stat: await textOf(`/proc/${pid}/stat`) })),
  );
  return stats
    .filter(({ stat }) => stat !== '')
    .map(({ pid, stat }) => {
      const fields = stat
        .slice(stat.lastIndexOf(')') + 2)
        .split(' ')
        .map(Number);
      const [, parent = 0] = fields;
      const ticks = fields.slice(11, 15).reduce((sum, ticks) => sum + ticks, 0);
      return { pid, parent, cpuMs: ticks * msPerTick };
    });
}

/** A file in `/proc`, or nothing when its process ended meanwhile. */
async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ESRCH') return '';
    throw error;
  }
}
