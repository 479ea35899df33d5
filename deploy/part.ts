import { spawn } from 'node:child_process';
import type { ChildProcess, StdioOptions } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../log.ts';
import type { PidBook } from './pid-book.ts';

const firstDelayMs = 200;
const longestDelayMs = 10_000;
/** A part that lived this long starts over with the shortest delay. */
const steadyAfterMs = 20_000;
const stopWithinMs = 20_000;
const readyPollMs = 50;
const readyWithinMs = 60_000;

/** One process the launcher keeps alive. */
export interface PartSpec {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly stdio: StdioOptions;
  readonly stopSignal: NodeJS.Signals;
  /** Clears what an earlier life left behind. */
  readonly beforeStart?: () => Promise<void>;
  /** Resolves true once the part can be used. */
  readonly isReady: () => Promise<boolean>;
}

/** A running part. Disposing stops it for good. */
export interface Part extends AsyncDisposable {
  readonly pid: () => number | undefined;
}

/**
 * Starts a process in a group of its own, so that only the launcher decides the order of the stop, waits
 * until it is ready, and starts it again whenever it dies. Throws when it never becomes ready.
 */
export async function startPart(spec: PartSpec, { log, pids }: { log: Log; pids: PidBook }): Promise<Part> {
  let child: ChildProcess | undefined;
  let exited: Promise<unknown> = Promise.resolve();
  let stopping = false;
  let delay = firstDelayMs;

  const launch = async (): Promise<void> => {
    await spec.beforeStart?.();
    if (stopping) return;
    const startedAt = performance.now();
    const started = spawn(spec.command, spec.args, {
      env: { ...process.env, ...spec.env },
      stdio: spec.stdio,
      detached: true,
    });
    child = started;
    exited = new Promise((resolve) => {
      started.once('error', (err) => {
        log.error({ err, name: spec.name }, 'a part could not be started');
        resolve(err);
      });
      started.once('exit', resolve);
    });
    if (started.pid !== undefined) await pids.note(spec.name, started.pid);
    void exited.then(() => restart(startedAt, started));
  };

  const restart = async (startedAt: number, { exitCode, signalCode }: ChildProcess): Promise<void> => {
    if (stopping) return;
    if (performance.now() - startedAt > steadyAfterMs) delay = firstDelayMs;
    log.warn({ name: spec.name, exitCode, signalCode, delay }, 'a part died and is started again');
    await pause(delay);
    delay = Math.min(delay * 2, longestDelayMs);
    await launch().catch((err: unknown) =>
      log.error({ err, name: spec.name }, 'a part could not be started'),
    );
  };

  const stop = async (): Promise<void> => {
    stopping = true;
    child?.kill(spec.stopSignal);
    const late = AbortSignal.timeout(stopWithinMs);
    late.addEventListener('abort', () => child?.kill('SIGKILL'));
    await exited;
    await pids.forget(spec.name);
  };

  await launch();
  const giveUpAt = performance.now() + readyWithinMs;
  while (!(await spec.isReady().catch(() => false))) {
    if (performance.now() > giveUpAt) {
      await stop();
      throw new Error(`${spec.name} did not become ready`);
    }
    await pause(readyPollMs);
  }
  return { pid: () => child?.pid, [Symbol.asyncDispose]: stop };
}
