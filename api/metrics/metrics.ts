import type { RequestHandler } from 'express';
import type { Pool } from '../../db/connect.ts';
import { Counter, Gauge, Histogram } from 'prom-client';
import packageFile from '../../package.json' with { type: 'json' };
import {
  engineCalls,
  engineResults,
  metrics,
  poolStates,
  syntheticResults,
  type EngineCall,
  type EngineResult,
  type Metric,
  type PoolState,
  type SyntheticResult,
} from '../../domain/metrics.ts';
import { createRegistry } from '../../process/metrics-server.ts';
import type { BoardRegister } from '../sockets/board-register.ts';
import type { FiguresSource } from './figures-source.ts';
import { partNames, type PartStates } from '../health.ts';

/** The metrics of this process. Business figures are read from PostgreSQL at a scrape. */
export function createProcessMetrics() {
  const registry = createRegistry();
  const optionsOf = ({ name, help, labelNames }: Metric) => ({
    name,
    help,
    labelNames: [...labelNames],
    registers: [registry],
  });
  const histogram = (metric: Metric & { readonly buckets: readonly number[] }) =>
    new Histogram({ ...optionsOf(metric), buckets: [...metric.buckets] });
  const gauge = (metric: Metric) => new Gauge(optionsOf(metric));

  const engineCall = histogram(metrics.engineCall);
  for (const call of engineCalls) for (const result of engineResults) engineCall.zero({ call, result });
  const synthetic = new Counter(optionsOf(metrics.synthetic));
  for (const result of syntheticResults) synthetic.inc({ result }, 0);
  gauge(metrics.buildInfo).set({ version: packageFile.version }, 1);

  return {
    registry,
    http: histogram(metrics.httpDuration),
    callToBoard: histogram(metrics.callToBoard),
    boardsConnected: gauge(metrics.boardsConnected),
    boardsBehind: gauge(metrics.boardsBehind),
    partUp: gauge(metrics.partUp),
    pool: gauge(metrics.poolConnections),
    storeUp: gauge(metrics.storeUp),
    storeLastSuccess: gauge(metrics.storeLastSuccess),
    engineCalled: (call: EngineCall, result: EngineResult, seconds: number): void =>
      engineCall.observe({ call, result }, seconds),
    syntheticVisit: (result: SyntheticResult): void => synthetic.inc({ result }),
  };
}

export type ProcessMetrics = ReturnType<typeof createProcessMetrics>;

/** Times every request by its route template, never by its actual path. */
export function timeRequests({ http }: ProcessMetrics): RequestHandler {
  return (request, response, next) => {
    const end = http.startTimer();
    response.on('finish', () => {
      const route =
        typeof request.route?.path === 'string' ? `${request.baseUrl}${request.route.path}` : 'other';
      end({ method: request.method, route, code: response.statusCode });
    });
    next();
  };
}

/** Everything at `/metrics`; while the database fails, the last business figures and a metric that says so. */
export function metricsText(deps: {
  figures: FiguresSource;
  own: ProcessMetrics;
  boards: BoardRegister;
  pool: Pool;
  readParts: () => Promise<PartStates>;
}): () => Promise<(string | Uint8Array)[]> {
  const { figures, own, boards, pool, readParts } = deps;

  const showBoards = (offices: readonly string[]): void => {
    for (const [gauge, counts] of [
      [own.boardsConnected, boards.connected()],
      [own.boardsBehind, boards.behind()],
    ] as const) {
      gauge.reset();
      for (const office of offices) gauge.set({ office }, counts.get(office) ?? 0);
    }
  };

  return async () => {
    const [latest, states] = await Promise.all([figures.latest(), readParts()]);
    own.storeUp.set(Number(latest.current));
    own.storeLastSuccess.set(latest.readAt);
    for (const part of partNames) own.partUp.set({ part }, Number(states[part] === 'up'));
    const connections = connectionsOf(pool);
    for (const state of poolStates) own.pool.set({ state }, connections[state]);
    showBoards(latest.offices);
    return [await own.registry.metrics(), latest.text];
  };
}

function connectionsOf({ totalCount, idleCount, waitingCount }: Pool): Record<PoolState, number> {
  return { busy: totalCount - idleCount, idle: idleCount, waiting: waitingCount };
}
