import { mkdir } from 'node:fs/promises';
import type { Config } from '../config.ts';
import { PidFile } from './embedded/pid-book.ts';

/**
 * Claims the data folder for this launcher and ends what a crash left running. A folder another launcher is using
 * ends the process with code 2.
 */
export async function openDataDir({ dataDir }: Config): Promise<PidFile> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const pids = new PidFile(dataDir);
  const other = await pids.runningLauncher();
  if (other !== null) {
    process.stderr.write(`Kunjung already runs on this data (process ${other}). Set another DATA_DIR.\n`);
    process.exit(2);
  }
  await pids.endLeftovers();
  await pids.note('launcher', process.pid);
  return pids;
}
