import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import { readEngineAheadMs } from '../db/processes/clock-comparison.ts';
import type { Database } from '../db/connect.ts';
import { beat, liveWorkers, stopBeating } from '../db/processes/heartbeat.ts';
import { clocksApartMs } from '../domain/visits/decision-time.ts';
import { clocksToldApartMs } from '../domain/visits/clocks.ts';
import { every } from '../process/every.ts';
import type { Log } from '../process/log.ts';
import type { createPollerReader } from './pollers.ts';
import type { Live } from './sockets/live.ts';

/** The parts of the service, as `/readyz` and `/metrics` name them. */
export const partNames = ['database', 'engine', 'worker', 'listener', 'clocks'] as const;

/** The state of each part, as this process sees it. Clocks are down when engine and database are over 30 s apart. */
export type PartStates = Readonly<Record<(typeof partNames)[number], 'up' | 'down'>> & {
  /** How far the engine's clock is ahead of the database's; null when no worker compared them lately. */
  readonly engineAheadSeconds: number | null;
};

/** The process lives. */
export const livez: RequestHandler = (_request, response) => {
  response.type('text').send('ok\n');
};

/** A part that did not answer by then is down. */
const answersWithinMs = 1_500;

const writeEveryMs = 2_000;
/** Longer than a write may take and its next try. */
const writtenForMs = 6_000;

/** Tries over and over whether this process can write to the database. */
export interface WriteProbe extends AsyncDisposable {
  /** True when the last try succeeded, and not long ago. */
  readonly canWrite: () => boolean;
}

/** Starts trying. A database that answers may still be read-only, full, or no longer the primary. */
export function createWriteProbe({ db, log }: { db: Database; log: Log }): WriteProbe {
  const instance = randomUUID();
  let writtenAt = -Infinity;
  const trying = every(writeEveryMs, {
    name: 'health by a write',
    async work() {
      try {
        await beat(db, 'api', instance);
        writtenAt = performance.now();
      } catch (error) {
        writtenAt = -Infinity;
        throw error;
      }
    },
    log,
  });
  return {
    canWrite: () => performance.now() - writtenAt < writtenForMs,
    async [Symbol.asyncDispose]() {
      await trying[Symbol.asyncDispose]();
      await stopBeating(db, instance).catch((err: unknown) =>
        log.warn({ err }, 'removal of the api heartbeat failed'),
      );
    },
  };
}

/**
 * Asks every part; never throws. The engine is up when it has the namespace, a worker when it is alive and polls the
 * queue from which this api's visits are carried out.
 */
export function createPartReader(deps: {
  db: Database;
  readPollers: ReturnType<typeof createPollerReader>;
  live: Live;
  canWrite: WriteProbe['canWrite'];
}): () => Promise<PartStates> {
  const { db, readPollers, live, canWrite } = deps;
  const word = (up: boolean): 'up' | 'down' => (up ? 'up' : 'down');
  return async () => {
    const late = new Promise<null>((resolve) => {
      setTimeout(resolve, answersWithinMs, null).unref();
    });
    const [workers, engineAheadMs, pollers] = await Promise.all([
      Promise.race([liveWorkers(db).catch(() => null), late]), // null: the database did not answer
      Promise.race([readEngineAheadMs(db).catch(() => null), late]),
      readPollers(),
    ]);
    // a silent engine is told as such; whether a worker would poll it is not known then
    const works = (instance: string): boolean => pollers === null || pollers.has(instance);
    return {
      database: word(workers !== null && canWrite()),
      engine: word(pollers !== null),
      worker: word(workers?.some(works) === true),
      listener: word(live.isListening()),
      clocks: word(Math.abs(engineAheadMs ?? 0) <= clocksToldApartMs),
      engineAheadSeconds: engineAheadMs === null ? null : engineAheadMs / 1_000,
    };
  };
}

/**
 * A dead listener is reported, but numbers can still be taken; so are clocks that are apart, until they are so far
 * apart that the engine turns presses away or rings too late.
 */
export function canTakeTickets({ database, worker, engine, engineAheadSeconds }: PartStates): boolean {
  const together = Math.abs(engineAheadSeconds ?? 0) * 1_000 <= clocksApartMs;
  return database === 'up' && worker === 'up' && engine === 'up' && together;
}

/** 200 only when tickets can be issued. */
export function readyz(options: {
  readParts: () => Promise<PartStates>;
  isStopping: () => boolean;
}): RequestHandler {
  const { readParts, isStopping } = options;
  return async (_request, response) => {
    const states = await readParts();
    const ready = canTakeTickets(states) && !isStopping();
    response.set('Cache-Control', 'no-store').status(ready ? 200 : 503);
    if (!ready) response.set('Retry-After', '1');
    response.json(states);
  };
}
