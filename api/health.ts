import type { RequestHandler } from 'express';
import type { Database } from '../db/connect.ts';
import { isWorkerAlive } from '../db/heartbeat.ts';
import type { Engine } from './engine.ts';
import type { Live } from './live.ts';

/** The process lives. */
export const livez: RequestHandler = (_request, response) => {
  response.type('text').send('ok\n');
};

/** 200 only when tickets can be issued; a dead listener is told, but numbers can still be taken. */
export function readyz(parts: {
  db: Database;
  engine: Engine;
  live: Live;
  isStopping: () => boolean;
}): RequestHandler {
  const { db, engine, live, isStopping } = parts;
  return async (_request, response) => {
    const [worker, engineUp] = await Promise.all([
      isWorkerAlive(db).catch(() => null), // the database did not answer
      engine.isUp(),
    ]);
    const word = (up: boolean): 'up' | 'down' => (up ? 'up' : 'down');
    const ready = worker === true && engineUp && !isStopping();
    response.set('Cache-Control', 'no-store').status(ready ? 200 : 503);
    if (!ready) response.set('Retry-After', '1');
    response.json({
      database: word(worker !== null),
      engine: word(engineUp),
      worker: word(worker === true),
      listener: word(live.isListening()),
    });
  };
}
