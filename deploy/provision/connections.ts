import { workerConnectionsOf } from '../../activities/worker-limits.ts';
import { apiConnectionsOf } from '../../api/connections.ts';
import type { Config } from '../../config.ts';
import type { Finding } from './finding.ts';

/** The settings that size the pools. */
export type PoolSettings = Pick<Config, 'connections' | 'worker'>;

/** For the launcher, commands of a shell and the looks of a worker that take long. */
const besides = 4;

/** The connections that the parts of one machine may hold at the same time. */
export function connectionsOf({ connections, worker }: PoolSettings): number {
  return apiConnectionsOf(connections) + workerConnectionsOf(worker) + besides;
}

/** Tells when the pools of this machine can grow beyond the connections that are left for them. */
export function connectionFindings(settings: PoolSettings, left: number): Finding[] {
  const needed = connectionsOf(settings);
  if (needed <= left) return [];
  const { presses, readings } = settings.connections;
  const message =
    `The pools of this machine may grow to ${needed} connections to PostgreSQL, which has ${left} left: under load requests would ` +
    'be refused. Raise its max_connections, or the limit of the role or the database, or lower ' +
    `PRESS_CONNECTIONS (${presses}), READING_CONNECTIONS (${readings}) or WORKER_CONNECTIONS (${workerConnectionsOf(settings.worker)}), ` +
    `which is more than WORKER_ACTIVITIES (${settings.worker.activities}).`;
  return [{ message }];
}
