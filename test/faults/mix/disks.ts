import { execFile } from 'node:child_process';
import { appendFile, mkdir, rm, statfs, symlink, truncate, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { pino } from 'pino';
import type { PidBook } from '../../../deploy/embedded/pid-book.ts';
import { startPostgres } from '../../../deploy/embedded/postgres.ts';

const run = promisify(execFile);

/** A file system of its own, which can become full. */
export interface Disk {
  readonly folder: string;
  /** Leaves no room on it. */
  readonly fill: () => Promise<void>;
  /** Gives the room back. */
  readonly free: () => Promise<void>;
}

/** One for the files of the database and the engine, and one for the database's log of changes. */
export interface Disks extends AsyncDisposable {
  readonly data: Disk;
  readonly wal: Disk;
}

const gigabyte = 2 ** 30;
const [dataBytes, walBytes] = [6 * gigabyte, 3 * gigabyte]; // of which only what is written takes room

/** Makes both disks in a folder; a string says why this machine cannot. */
export async function openDisks(folder: string): Promise<Disks | string> {
  if (process.getuid?.() !== 0) return 'only root mounts a disk of its own';
  await using building = new AsyncDisposableStack();
  try {
    const data = building.use(await mount(`${folder}/data-disk`, dataBytes));
    const wal = building.use(await mount(`${folder}/wal-disk`, walBytes));
    const disks = building.move();
    return { data, wal, [Symbol.asyncDispose]: () => disks.disposeAsync() };
  } catch (error) {
    const { stderr = '', message } = error as Error & { stderr?: string };
    return `no disk can be mounted here: ${stderr.trim() || message}`;
  }
}

/** A file as a disk: one that is real to fsync, and to whoever meets its end. */
async function mount(folder: string, size: number): Promise<Disk & AsyncDisposable> {
  const image = `${folder}.img`;
  await writeFile(image, '');
  await truncate(image, size);
  await run('mkfs.ext4', ['-q', '-m', '0', image]);
  await mkdir(folder);
  await run('mount', ['-o', 'loop', image, folder]);
  const filler = `${folder}/filler`;
  return {
    folder,
    async fill() {
      const { bavail, bsize } = await statfs(folder);
      await run('fallocate', ['-l', String(bavail * bsize), filler]).catch(() => undefined); // up to its last blocks
      for (const bytes of [65_536, 4_096]) await appendUntilFull(filler, bytes);
    },
    free: () => rm(filler, { force: true }),
    async [Symbol.asyncDispose]() {
      await run('umount', ['--lazy', folder]); // goes when the last orphan of a killed database has closed its files
    },
  };
}

async function appendUntilFull(file: string, bytes: number): Promise<void> {
  const chunk = Buffer.alloc(bytes);
  for (;;) {
    try {
      await appendFile(file, chunk, { flush: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return;
      throw error;
    }
  }
}

/** Makes the files of a database in a data folder, with its log of changes on another disk. */
export async function layWal({ folder }: Disk, dataDir: string): Promise<void> {
  const pids: PidBook = { note: async () => undefined, forget: async () => undefined };
  const postgres = await startPostgres({ dataDir, log: pino({ level: 'fatal' }), pids });
  await postgres[Symbol.asyncDispose]();
  const wal = `${dataDir}/postgres/pg_wal`;
  await run('cp', ['--archive', wal, folder]);
  await rm(wal, { recursive: true });
  await symlink(`${folder}/pg_wal`, wal);
}
