import { subscribe } from 'node:diagnostics_channel';
import { renameSync, writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
import { asyncLocalStorage as activity } from '@temporalio/activity';
import { Client as EngineClient } from '@temporalio/client';
import { Client as Postgres } from 'pg';
import { currentDeadline } from '../../process/deadline.ts';

/*
 * Loaded by api and worker before their own program (`NODE_OPTIONS`): notes, for presses that come one after the other, how
 * many statements each had and how long it waited for the database and the engine. At SIGUSR2 the notes are written
 * to the folder `BENCH_TRACE`.
 */

/** What was noted of one press: a request of the api, or the activity that records it. */
export interface Traced {
  /** Until the answer was given; of an activity 0. */
  ms: number;
  statements: number;
  databaseMs: number;
  engineMs: number;
}

const folder = process.env['BENCH_TRACE'];
const traced: Traced[] = [];
const ofActivity = new WeakMap<object, Traced>();
let ofRequest: Traced | null = null;

/** The press that a statement is for; null for jobs that nobody waits for. */
function current(): Traced | null {
  const context = activity.getStore();
  if (context === undefined) return currentDeadline() === null ? null : ofRequest;
  const known = ofActivity.get(context) ?? begin();
  ofActivity.set(context, known);
  return known;
}

function begin(): Traced {
  const started: Traced = { ms: 0, statements: 0, databaseMs: 0, engineMs: 0 };
  traced.push(started);
  return started;
}

/** Adds the time in which at least one of several waits was under way. */
function createWait(name: 'databaseMs' | 'engineMs') {
  let underWay = 0;
  let since = 0;
  return async <T>(press: Traced, waiting: Promise<T>): Promise<T> => {
    if (underWay === 0) since = performance.now();
    underWay += 1;
    try {
      return await waiting;
    } finally {
      underWay -= 1;
      if (underWay === 0) press[name] += performance.now() - since;
    }
  };
}

function watch(into: string): void {
  const forDatabase = createWait('databaseMs');
  const query = Reflect.get(Postgres.prototype, 'query') as (...given: unknown[]) => unknown;
  Postgres.prototype.query = function traceQuery(this: Postgres, ...given: unknown[]) {
    const answer = query.apply(this, given);
    const press = current();
    if (!press || !(answer instanceof Promise)) return answer;
    press.statements += 1;
    return forDatabase(press, answer);
  } as typeof Postgres.prototype.query;

  const forEngine = createWait('engineMs');
  const withDeadline = Reflect.get(EngineClient.prototype, 'withDeadline');
  EngineClient.prototype.withDeadline = function traceCall(deadline, work) {
    const answer = withDeadline.call(this, deadline, work) as ReturnType<typeof work>;
    const press = current();
    return press ? forEngine(press, answer) : answer;
  };

  const startedAt = new WeakMap<object, number>();
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: object };
    startedAt.set(request, performance.now());
    ofRequest = begin();
  });
  subscribe('http.server.response.finish', (message) => {
    const { request } = message as { request: object };
    if (ofRequest) ofRequest.ms = performance.now() - (startedAt.get(request) ?? Number.NaN);
  });

  process.on('SIGUSR2', () => {
    const file = `${into}/${process.pid}.json`;
    writeFileSync(`${file}.part`, JSON.stringify(traced));
    renameSync(`${file}.part`, file);
  });
}

if (isMainThread && folder !== undefined) watch(folder);
