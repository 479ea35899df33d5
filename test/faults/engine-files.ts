import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { holdStill } from '../world/programs/hold-still.ts';
import { kill, type Stack } from './stack.ts';

type Ground = Pick<Stack, 'dataDir' | 'parts'>;

/** Copies the engine's files aside while it holds still; answers what puts them back. */
export async function copyEngine({ dataDir, parts }: Ground): Promise<() => Promise<void>> {
  const aside = await mkdtemp(`${dataDir}/aside-`);
  const pid = pidOf(parts);
  try {
    await holdStill(pid);
    for (const name of await filesIn(dataDir)) await cp(`${dataDir}/${name}`, `${aside}/${name}`);
  } finally {
    process.kill(pid, 'SIGCONT');
  }
  return async () => {
    await removeFiles(dataDir);
    for (const name of await readdir(aside)) await cp(`${aside}/${name}`, `${dataDir}/${name}`);
  };
}

/** Stops the engine in mid-work, changes its files, which are removed unless otherwise said, and lets the power fail. */
export async function loseEngine(
  { dataDir, parts }: Ground,
  change = (): Promise<void> => removeFiles(dataDir),
): Promise<void> {
  const pid = pidOf(parts);
  try {
    await holdStill(pid);
    await change();
  } finally {
    kill(parts.temporal);
  }
}

async function removeFiles(dataDir: string): Promise<void> {
  for (const name of await filesIn(dataDir)) await rm(`${dataDir}/${name}`);
}

const filesIn = async (dataDir: string): Promise<string[]> =>
  (await readdir(dataDir)).filter((name) => name.startsWith('temporal.db'));

function pidOf({ temporal }: Stack['parts']): number {
  const pid = temporal.pid();
  if (pid === undefined) throw new Error('the engine does not run');
  return pid;
}
