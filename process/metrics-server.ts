import { createServer } from 'node:http';
import { Registry, collectDefaultMetrics } from 'prom-client';
import type { Log } from './log.ts';
import { listenOrExit } from './ports.ts';

/** A registry with the default metrics of Node processes. */
export function createRegistry(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  for (const name of ['handles', 'requests', 'resources']) {
    registry.removeSingleMetric(`nodejs_active_${name}_total`); // gauges named as counters fail promtool
  }
  return registry;
}

/** Serves `/metrics` on a port of its own, on loopback, away from visitors. */
export async function serveMetrics(options: {
  /** The variable that names the port. */
  variable: 'METRICS_PORT' | 'WORKER_METRICS_PORT';
  port: number;
  /** The page's parts, in their order. */
  text: () => Promise<readonly (string | Uint8Array)[]>;
  log: Log;
}): Promise<AsyncDisposable> {
  const { variable, port, text, log } = options;
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    text().then(
      (parts) => {
        response.writeHead(200, { 'content-type': Registry.PROMETHEUS_CONTENT_TYPE });
        for (const part of parts) response.write(part);
        response.end();
      },
      (err: unknown) => {
        log.error({ err }, 'metrics scrape failed');
        response.writeHead(503).end();
      },
    );
  });
  await listenOrExit(server, { variable, host: '127.0.0.1', port });
  return {
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
