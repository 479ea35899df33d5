import { fileURLToPath } from 'node:url';
import type { Log } from '../../process/log.ts';
import { startPart, type Part } from './part.ts';
import type { PidBook } from './pid-book.ts';

/**
 * Keeps the memory of a process that mostly waits small; measured: 50 MB less for both by the first, no slower, and 24 MB by
 * the second, with which `collectGarbage` works.
 */
const nodeFlags = ['--max-semi-space-size=4', '--expose-gc'];

/** What is loaded before a process's own program, in each of its threads. */
const loadedFirst = {
  'activities/worker.ts': ['--import', new URL('../../activities/workflow-threads.ts', import.meta.url).href],
  'api/server.ts': [],
} as const;

/** Threads share two of the C library's heaps instead of having one each, which keeps what they freed; measured: 10 MB less. */
const heaps = { MALLOC_ARENA_MAX: '2' };

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Starts one of our processes. Over its IPC channel it reports that it is ready, and notices the launcher's exit. It writes to the launcher's own
 * streams, or to an open file.
 */
export function startNode(
  entry: keyof typeof loadedFirst,
  {
    env,
    log,
    pids,
    output = 'inherit',
  }: { env: NodeJS.ProcessEnv; log: Log; pids: PidBook; output?: 'inherit' | number },
): Promise<Part> {
  return startPart(
    {
      name: entry,
      command: process.execPath,
      args: [...nodeFlags, ...loadedFirst[entry], `${root}${entry}`],
      env: { ...heaps, ...env },
      stdio: ['ignore', output, output, 'ipc'],
      stopSignal: 'SIGTERM',
    },
    { log, pids },
  );
}
