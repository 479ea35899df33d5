import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Config } from '../../config.ts';

/** The thread's `workerData`. */
export interface FiguresSetup {
  readonly url: string;
  readonly logLevel: Config['logLevel'];
  readonly patienceMs: number;
}

/** The thread's answer: the text and the offices in it, or null when the query failed. */
export type FiguresAnswer = {
  readonly offices: readonly string[];
  readonly text: Uint8Array<ArrayBuffer>;
} | null;

/** The last figures read, and whether reading has worked since. */
export interface LatestFigures {
  readonly offices: readonly string[];
  readonly text: Uint8Array;
  /** Whether the last attempt succeeded. */
  readonly current: boolean;
  /** When they were read, in seconds since 1970; 0 when never. */
  readonly readAt: number;
}

const goodForMs = 5_000;
/** A scrape waits this long for new figures, then takes the last ones. */
const scrapeWaitsMs = 200;
/** With many offices a reading takes seconds; the pause after it is this many times as long. */
const restTimes = 3;
/** How long the statement of the figures may take. */
export const figuresPatienceMs = 20_000;

/** The first scrape waits longer: a page without business figures would look like a service without offices. */
const firstScrapeWaitsMs = 3_000;
/** Limit of the thread's young generation; V8's default is larger. */
const youngObjectsMb = 8;

/**
 * The business figures, read and formatted by a worker thread, at most every five seconds. The thread starts with
 * the first scrape: without scrapes it costs nothing.
 */
export function createFiguresSource({ url, logLevel }: { url: string; logLevel: Config['logLevel'] }) {
  let thread: Worker | null = null;
  let latest: LatestFigures = { offices: [], text: new Uint8Array(), current: false, readAt: 0 };
  let running: Promise<void> | null = null;
  let nextAt = -Infinity;

  const start = (): Worker => {
    const setup: FiguresSetup = { url, logLevel, patienceMs: figuresPatienceMs };
    const started = new Worker(new URL('./figures-thread.ts', import.meta.url), {
      workerData: setup,
      execArgv: [],
      resourceLimits: { maxYoungGenerationSizeMb: youngObjectsMb },
    });
    started.on('error', (error) => {
      throw error; // ends the process, and the launcher restarts it
    });
    return started;
  };

  const read = async (): Promise<void> => {
    const askedAt = performance.now();
    thread ??= start();
    thread.postMessage('read');
    const [answer] = (await once(thread, 'message')) as [FiguresAnswer];
    const now = performance.now();
    const rest = answer ? restTimes * (now - askedAt) : 0; // soon again after a failure
    nextAt = now + Math.max(goodForMs, rest);
    latest = answer ? { ...answer, current: true, readAt: Date.now() / 1000 } : { ...latest, current: false };
  };

  return {
    /** The newest figures available within a scrape's deadline. */
    async latest(): Promise<LatestFigures> {
      if (!running && performance.now() >= nextAt) running = read().finally(() => (running = null));
      const patience = latest.readAt === 0 ? firstScrapeWaitsMs : scrapeWaitsMs;
      if (running) await Promise.race([running, pause(patience)]);
      return latest;
    },

    /** Ends the thread at once, even during a reading. */
    async [Symbol.asyncDispose](): Promise<void> {
      await thread?.terminate();
    },
  };
}

export type FiguresSource = ReturnType<typeof createFiguresSource>;

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
}
