import type { RequestHandler } from 'express';
import type { Database } from '../db/connect.ts';
import { isWorkerAlive } from '../db/heartbeat.ts';
import type { Engine } from './engine.ts';
import type { Live } from './sockets/live.ts';

/** The parts of the service, as `/readyz` and `/metrics` name them. */
export const partNames = ['database', 'engine', 'worker', 'listener'] as const;

/** The state of each part, as this process sees it. */
export type PartStates = Readonly<Record<(typeof partNames)[number], 'up' | 'down'>>;

/** The process lives. */
export const livez: RequestHandler = (_request, response) => {
  response.type('text').send('ok\n');
};

/** A part that did not answer by then is down. */
const answersWithinMs = 1_500;

/** Asks every part; never throws. */
export function createPartReader(deps: {
  db: Database;
  engine: Engine;
  live: Live;
}): () => Promise<PartStates> {
  const { db, engine, live } = deps;
  const word = (up: boolean): 'up' | 'down' => (up ? 'up' : 'down');
  return async () => {
    const late = new Promise<null>((resolve) => {
      setTimeout(resolve, answersWithinMs, null).unref();
    });
    const [worker, engineUp] = await Promise.all([
      Promise.race([isWorkerAlive(db).catch(() => null), late]), // null: the database did not answer
      engine.isUp(),
    ]);
    return {
      database: word(worker !== null),
      engine: word(engineUp),
      worker: word(worker === true),
      listener: word(live.isListening()),
    };
  };
}

/** A dead listener is reported, but numbers can still be taken. */
export function canTakeTickets({ worker, engine }: PartStates): boolean {
  return worker === 'up' && engine === 'up';
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
