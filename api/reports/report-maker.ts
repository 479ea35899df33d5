import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { open, unlink, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { timeLeftMs } from '../../process/deadline.ts';
import { fixedConnections } from '../connections.ts';
import type { MadeFile } from '../http/handler.ts';
import { ProblemError } from '../http/problem.ts';
import { createGate } from '../limits/gate.ts';
import type { Asked, ReportAnswer, ReportSetup } from './report-task.ts';

/** A file that was made, and what is recorded of it. */
export interface Report extends MadeFile {
  readonly rows: number;
  readonly sha256: string;
}

const atOnce = fixedConnections.reports;
/** Somebody who fetches the tables of a page one after another need not come again. */
const waiting = 4;
const mostMs = 40_000;
/** What is left of a request's time then, to tell it and to record the file. */
const answeringMs = 2_000;
const patienceMs = 20_000;
const program = fileURLToPath(new URL('report-process.ts', import.meta.url));
/** Limits in megabytes of a process, which keeps a thousand rows at a time. */
const heapLimits = ['--max-old-space-size=160', '--max-semi-space-size=8'];

export interface ReportMaker {
  /**
   * Makes a file in a process of its own, or refuses when too many are asked for. Whoever gets it closes it. It is given up when
   * the signal says that nobody waits any more, and before the time of the request is over. Then, and when its process is
   * ended by a signal, for want of memory too, it is told of as unfinished.
   */
  readonly make: (asked: Asked, nobodyWaits: AbortSignal) => Promise<Report>;
}

/** Makes files with reports, two at a time; a few wait for their turn. */
export function createReportMaker(setup: Pick<ReportSetup, 'url' | 'keyFile' | 'logLevel'>): ReportMaker {
  const gate = createGate({ atOnce, waiting });
  return {
    make: (asked, nobodyWaits) =>
      gate(async () => {
        if (nobodyWaits.aborted) throw new ProblemError('report-unfinished');
        await using stack = new AsyncDisposableStack();
        const file = stack.adopt(await openNameless(), (opened) => opened.close());
        const answer = await inProcess({ ...setup, asked, patienceMs }, { file, nobodyWaits });
        if (answer === 'unknown') throw new ProblemError('not-found');
        if (answer === 'no-database') throw new ProblemError('database-unavailable');
        stack.move(); // it is the caller's from now on
        return { file, ...answer };
      }),
  };
}

/** A file for whoever holds it open alone: not even a power cut leaves it behind under a name. */
async function openNameless(): Promise<FileHandle> {
  const path = join(tmpdir(), `kunjung-${randomUUID()}`);
  const file = await open(path, 'wx+', 0o600);
  await unlink(path);
  return file;
}

async function inProcess(
  setup: ReportSetup,
  { file, nobodyWaits }: { file: FileHandle; nobodyWaits: AbortSignal },
): Promise<ReportAnswer> {
  const leftMs = Math.min(mostMs, timeLeftMs() - answeringMs);
  const enough = AbortSignal.any([nobodyWaits, AbortSignal.timeout(Math.max(0, Math.floor(leftMs)))]);
  const child = fork(program, {
    execArgv: heapLimits,
    stdio: ['ignore', 'inherit', 'inherit', file.fd, 'ipc'],
  });
  child.on('error', () => undefined); // whatever became of it is told below
  child.send(setup);
  try {
    const ended = once(child, 'exit', { signal: enough }).then(([code, by]) => {
      const fault = new Error(`the process of a report ended without an answer (${by ?? code})`);
      throw by === null ? fault : new ProblemError('report-unfinished', {}, { cause: fault });
    });
    const [answer] = (await Promise.race([once(child, 'message', { signal: enough }), ended])) as [
      ReportAnswer,
    ];
    return answer;
  } catch (error) {
    if (enough.aborted) throw new ProblemError('report-unfinished', {}, { cause: error });
    throw error;
  } finally {
    if (child.kill('SIGKILL')) await once(child, 'exit');
  }
}
