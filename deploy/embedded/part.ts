import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../../process/log.ts';
import { readyMessage } from '../../process/lifecycle.ts';
import type { PidBook } from './pid-book.ts';

const firstDelayMs = 200;
const longestDelayMs = 10_000;
/** A part that ran this long restarts with the shortest delay. */
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
  /** Removes what an earlier run left behind. */
  readonly beforeStart?: () => Promise<void>;
  /**
   * Resolves true once the part can be used, and may make it ready; asked after each start. Our own processes report that
   * over their IPC channel.
   */
  readonly isReady?: () => Promise<boolean>;
}

/** Exit code of a misconfigured process of our own; it has reported why on stderr. To a Go program it is any failure. */
const misconfigured = 2;

/** A part failed to start. */
export class PartError extends Error {
  override name = 'PartError';
  /** The launcher's exit code: 2 when the configuration is at fault, 1 otherwise. */
  readonly exitCode: 1 | 2;

  constructor(message: string, { exitCode }: { exitCode: 1 | 2 }) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Runs a program; a PartError ends it with its message on stderr and its exit code. */
export async function stopOnPartError(program: () => Promise<void>): Promise<void> {
  try {
    await program();
  } catch (error) {
    if (!(error instanceof PartError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = error.exitCode;
  }
}

/** A running part. Disposing stops it. */
export interface Part extends AsyncDisposable {
  readonly pid: () => number | undefined;
}

/**
 * Starts a process in a group of its own, so that only the launcher decides the order of the stop, waits
 * until it is ready, and starts it again whenever it dies. Throws a PartError when it never becomes ready.
 */
export async function startPart(spec: PartSpec, { log, pids }: { log: Log; pids: PidBook }): Promise<Part> {
  let child: ChildProcess | undefined;
  let exited: Promise<unknown> = Promise.resolve();
  let stopping = false;
  let saidReady = false;
  let isUp = false;
  let refused = false;
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
    started.on('message', (message) => (saidReady ||= message === readyMessage));
    exited = new Promise((resolve) => {
      started.once('error', (err) => {
        log.error({ err, name: spec.name }, 'part start failed');
        resolve(err);
      });
      started.once('exit', resolve);
    });
    void exited.then(() => restart(startedAt, started));
    try {
      if (started.pid !== undefined) await pids.note(spec.name, started.pid);
    } catch (err) {
      // after a crash of the launcher nobody would end it, and two databases would write the same files
      log.error({ err, name: spec.name }, 'part cannot be noted, stopping it');
      started.kill(spec.stopSignal);
    }
  };

  const restart = async (startedAt: number, { exitCode, signalCode }: ChildProcess): Promise<void> => {
    if (stopping) return;
    refused = exitCode === misconfigured && spec.isReady === undefined && !isUp;
    if (refused) return;
    if (performance.now() - startedAt > steadyAfterMs) delay = firstDelayMs;
    log.warn({ name: spec.name, exitCode, signalCode, delay }, 'part died, restarting');
    await pause(delay);
    delay = Math.min(delay * 2, longestDelayMs);
    try {
      await launch();
      await readyAgain();
    } catch (err) {
      log.error({ err, name: spec.name }, 'part start failed');
    }
  };

  const readyAgain = async (): Promise<void> => {
    const current = child;
    const isOver = (): boolean => stopping || child !== current;
    const isReady = spec.isReady ?? (() => Promise.resolve(true));
    while (!(isOver() || (await isReady().catch(() => false)))) await pause(readyPollMs);
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
  const isReady = spec.isReady ?? (() => Promise.resolve(saidReady));
  for (;;) {
    isUp = await isReady().catch(() => false);
    if (isUp) break;
    if (refused || performance.now() > giveUpAt) {
      await stop();
      if (refused) throw new PartError(`${spec.name} cannot run like this.`, { exitCode: 2 });
      throw new PartError(`${spec.name} did not become ready.`, { exitCode: 1 });
    }
    await pause(readyPollMs);
  }
  return { pid: () => child?.pid, [Symbol.asyncDispose]: stop };
}
