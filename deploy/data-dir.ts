import { mkdir } from 'node:fs/promises';
import type { Config } from '../config.ts';
import { PartError } from './embedded/part.ts';
import { PidFile } from './embedded/pid-book.ts';

/** What a disk says that has no room, which another setting would not mend. */
const noRoom: ReadonlySet<string | undefined> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/**
 * Claims the data folder for this launcher and ends what a crash left running. A folder another launcher is using
 * ends the process with code 2. Throws a PartError when nothing can be written there.
 */
export async function openDataDir({ dataDir }: Config): Promise<PidFile> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 }).catch(refuse(dataDir));
  const pids = new PidFile(dataDir);
  const other = await pids.runningLauncher();
  if (other !== null) {
    process.stderr.write(`Kunjung already runs on this data (process ${other}). Set another DATA_DIR.\n`);
    process.exit(2);
  }
  await pids.endLeftovers();
  await pids.note('launcher', process.pid).catch(refuse(dataDir));
  return pids;
}

const refuse =
  (dataDir: string) =>
  ({ message, code }: NodeJS.ErrnoException): never => {
    throw new PartError(`DATA_DIR: nothing can be written to ${dataDir} (${message}).`, {
      exitCode: noRoom.has(code) ? 1 : 2,
    });
  };
