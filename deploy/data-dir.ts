import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import type { Config } from '../config.ts';
import { PidFile } from './pid-book.ts';

/**
 * Claims the data folder for this launcher: ends what a crash left running, creates the key that encrypts personal
 * data. A folder another launcher is using ends the process with code 2.
 */
export async function openDataDir({ dataDir, keyFile }: Config): Promise<PidFile> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const pids = new PidFile(dataDir);
  const other = await pids.runningLauncher();
  if (other !== null) {
    process.stderr.write(`Kunjung already runs on this data (process ${other}). Set another DATA_DIR.\n`);
    process.exit(2);
  }
  await pids.endLeftovers();
  await pids.note('launcher', process.pid);
  if (!existsSync(keyFile)) {
    await writeFile(keyFile, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  }
  return pids;
}
