import type { RequestHandler } from 'express';
import { Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Database } from '../db/connect.ts';
import { readFigures } from '../db/figures.ts';
import type { Figures } from '../db/figures.ts';
import { metrics } from '../domain/metrics.ts';
import type { Log } from '../log.ts';
import { businessText } from './business-text.ts';

const figuresGoodForMs = 5_000;

/** What this process counts itself. Business figures are read from PostgreSQL when asked. */
export function createProcessMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  for (const name of ['handles', 'requests', 'resources']) {
    registry.removeSingleMetric(`nodejs_active_${name}_total`); // gauges named as counters fail promtool
  }
  const histogram = (metric: typeof metrics.httpDuration | typeof metrics.callToBoard) =>
    new Histogram({
      name: metric.name,
      help: metric.help,
      labelNames: [...metric.labelNames],
      buckets: [...metric.buckets],
      registers: [registry],
    });
  return {
    registry,
    http: histogram(metrics.httpDuration),
    callToBoard: histogram(metrics.callToBoard),
    boardsConnected: new Gauge({
      name: metrics.boardsConnected.name,
      help: metrics.boardsConnected.help,
      labelNames: [...metrics.boardsConnected.labelNames],
      registers: [registry],
    }),
    storeUp: new Gauge({ name: metrics.storeUp.name, help: metrics.storeUp.help, registers: [registry] }),
  };
}

export type ProcessMetrics = ReturnType<typeof createProcessMetrics>;

/** Times every request by its route's template, never by the address that was asked for. */
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

/** Everything at `/metrics`: a failing database leaves the last business figures, and says so. */
export function metricsText(parts: {
  db: Database;
  own: ProcessMetrics;
  boards: { counts(): Map<string, number> };
  log: Log;
}): () => Promise<string> {
  const { db, own, boards, log } = parts;
  let figures: Figures | null = null;
  let readAt = -Infinity;

  const refresh = async (): Promise<void> => {
    if (performance.now() - readAt < figuresGoodForMs) return;
    try {
      figures = await readFigures(db);
      readAt = performance.now();
      own.storeUp.set(1);
    } catch (err) {
      own.storeUp.set(0);
      log.warn({ err }, 'figures could not be read');
    }
  };

  return async () => {
    await refresh();
    own.boardsConnected.reset();
    for (const office of figures?.offices ?? []) own.boardsConnected.set({ office }, 0);
    for (const [office, connected] of boards.counts()) own.boardsConnected.set({ office }, connected);
    return (await own.registry.metrics()) + (figures ? businessText(figures) : '');
  };
}
