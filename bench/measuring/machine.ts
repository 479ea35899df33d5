import { cpus, loadavg, totalmem } from 'node:os';
import type { Connection } from '@temporalio/client';
import { sql } from 'kysely';
import type { Database } from '../../db/connect.ts';
import { rounded } from './figures.ts';

/** What a run was measured on. Nothing that tells whose machine it is. */
export interface Machine {
  readonly cores: number;
  readonly memoryGb: number;
  readonly node: string;
  readonly postgresql: string;
  readonly temporal: string;
  /** How many programs wanted a core in the minute before the run: what other work was going on. */
  readonly loadBefore: number;
}

/** The load of the machine, to be read before a bench makes its own. */
export const readLoad = (): number => rounded(loadavg()[0] ?? Number.NaN);

/** Reads the machine and the versions of what runs on it. */
export async function readMachine({
  db,
  connection,
  loadBefore,
}: {
  db: Database;
  connection: Connection;
  loadBefore: number;
}): Promise<Machine> {
  const { rows } = await sql<{
    version: string;
  }>`select current_setting('server_version') as version`.execute(db);
  const { serverVersion } = await connection.workflowService.getSystemInfo({});
  return {
    cores: cpus().length,
    memoryGb: rounded(totalmem() / 2 ** 30),
    node: process.versions.node,
    postgresql: rows[0]?.version ?? '',
    temporal: serverVersion,
    loadBefore,
  };
}
