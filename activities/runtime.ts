import { DefaultLogger, Runtime } from '@temporalio/worker';
import { freePort } from '../process/free-port.ts';
import type { Log } from '../process/log.ts';

const scrapeWithinMs = 2_000;

/** Buckets in seconds for an engine on the same machine; the defaults end too low to show trouble. */
const latencyBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];

/**
 * Installs Temporal's runtime: our log, our signals, and its metrics on a loopback port, which the returned function
 * reads. The SDK's exporter cannot write into our registry.
 */
export async function installRuntime(log: Log): Promise<() => Promise<string>> {
  const bindAddress = `127.0.0.1:${await freePort()}`;
  Runtime.install({
    shutdownSignals: [],
    logger: new DefaultLogger('WARN', ({ level, message, meta }) =>
      log[level === 'ERROR' ? 'error' : 'warn']({ err: meta?.['error'] }, message),
    ),
    telemetryOptions: {
      logging: { filter: { core: 'WARN', other: 'ERROR' }, forward: {} },
      metrics: {
        prometheus: {
          bindAddress,
          countersTotalSuffix: true,
          unitSuffix: true,
          useSecondsForDurations: true,
          histogramBucketOverrides: {
            temporal_workflow_task_schedule_to_start_latency: latencyBuckets,
            temporal_workflow_task_execution_latency: latencyBuckets,
            temporal_activity_schedule_to_start_latency: latencyBuckets,
            temporal_activity_execution_latency: latencyBuckets,
          },
        },
      },
    },
  });
  return async () => {
    try {
      const signal = AbortSignal.timeout(scrapeWithinMs);
      return await (await fetch(`http://${bindAddress}/metrics`, { signal })).text();
    } catch (err) {
      log.warn({ err }, 'Temporal SDK metrics unavailable');
      return ''; // our own metrics are still served
    }
  };
}
