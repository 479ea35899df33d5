import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { open, unlink, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Config } from '../../config.ts';
import type { DocumentName, FileFormat } from '../../domain/reports/documents.ts';
import { timeLeftMs } from '../../process/deadline.ts';
import type { ReportValues } from '../../wire/fields.ts';
import { fixedConnections } from '../connections.ts';
import type { MadeFile } from '../http/handler.ts';
import { ProblemError } from '../http/problem.ts';
import { createGate } from '../limits/gate.ts';

/** A file that somebody asks for. */
export type Asked = {
  readonly office: string;
  /** The name of whoever asks. */
  readonly by: string;
  readonly purpose: string | null;
} & (
  | {
      readonly document: DocumentName;
      readonly format: FileFormat;
      readonly values: ReportValues;
      /** Local days, both included. */
      readonly from: string;
      readonly to: string;
    }
  | { readonly document: 'incident-record'; readonly incident: string }
);

/** The thread's `workerData`. */
export interface ReportSetup {
  readonly url: string;
  readonly keyFile: string;
  readonly logLevel: Config['logLevel'];
  /** Where it writes: threads share the open files of their process. */
  readonly fd: number;
  readonly asked: Asked;
  readonly patienceMs: number;
}

/** The thread's answer. */
export type ReportAnswer =
  | { readonly rows: number; readonly bytes: number; readonly sha256: string }
  | 'unknown'
  | 'no-database';

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
/** Limits of a thread, which keeps a thousand rows at a time. */
const objectsMb = { maxOldGenerationSizeMb: 160, maxYoungGenerationSizeMb: 16 };

export interface ReportMaker {
  /**
   * Makes a file in a thread of its own, or refuses when too many are asked for. Whoever gets it closes it. It is given up when
   * the signal says that nobody waits any more, and before the time of the request is over.
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
        const answer = await inThread({ ...setup, fd: file.fd, asked, patienceMs }, nobodyWaits);
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

async function inThread(workerData: ReportSetup, nobodyWaits: AbortSignal): Promise<ReportAnswer> {
  const thread = new Worker(new URL('./report-thread.ts', import.meta.url), {
    workerData,
    execArgv: [],
    resourceLimits: objectsMb,
  });
  const leftMs = Math.min(mostMs, timeLeftMs() - answeringMs);
  const enough = AbortSignal.any([nobodyWaits, AbortSignal.timeout(Math.max(0, Math.floor(leftMs)))]);
  try {
    const [answer] = (await once(thread, 'message', { signal: enough })) as [ReportAnswer];
    return answer;
  } catch (error) {
    if (enough.aborted) throw new ProblemError('report-unfinished', {}, { cause: error });
    throw error;
  } finally {
    await thread.terminate();
  }
}
