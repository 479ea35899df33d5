import { Client } from 'pg';
import type { Log } from '../../../process/log.ts';
import { createDatabase, type Database } from '../../../db/connect.ts';

/** One scan of a table as PostgreSQL carried it out. */
export interface Scan {
  readonly table: string;
  readonly node: string;
  /** Rows that were looked at, all loops together. */
  readonly rows: number;
  /** What the index was asked; empty where it was walked from end to end. */
  readonly indexCond: string;
  readonly statement: string;
}

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Cond'?: string;
  readonly 'Recheck Cond'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly PlanNode[];
}

/** A database whose statements tell their plans, those inside of functions and foreign keys too. */
export interface ExplainingDatabase extends AsyncDisposable {
  readonly db: Database;
  /** The scans since the last look. */
  readonly takeScans: () => Scan[];
}

const explaining = `load 'auto_explain'; set auto_explain.log_min_duration = 0; set auto_explain.log_analyze = on;
  set auto_explain.log_timing = off; set auto_explain.log_format = 'json'; set auto_explain.log_level = 'notice';
  set auto_explain.log_nested_statements = on`;

/** Opens a test database through PostgreSQL's own `auto_explain`; its user must be a superuser. `settings` are its connection's. */
export function explainStatements(options: { url: string; log: Log; settings?: string }): ExplainingDatabase {
  const scans: Scan[] = [];
  const { db, pool } = createDatabase({ ...options, max: 1, patienceMs: 60_000 });
  pool.on('connect', (client) => {
    client.on('notice', ({ message }) => {
      const start = message?.indexOf('plan:\n') ?? -1;
      if (message === undefined || start === -1) return;
      const told = JSON.parse(message.slice(start + 'plan:\n'.length)) as {
        'Query Text': string;
        Plan: PlanNode;
      };
      scans.push(...scansOf(told.Plan, told['Query Text'].replaceAll(/\s+/g, ' ').trim()));
    });
    void client.query(explaining);
  });
  return {
    db,
    takeScans: () => scans.splice(0),
    [Symbol.asyncDispose]: () => pool.end(),
  };
}

function scansOf(node: PlanNode, statement: string): Scan[] {
  const table = node['Relation Name'];
  const below = (node.Plans ?? []).flatMap((plan) => scansOf(plan, statement));
  if (table === undefined || !node['Node Type'].includes('Scan')) return below;
  const rows = (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'];
  const indexCond = node['Index Cond'] ?? node['Recheck Cond'] ?? '';
  return [{ table, node: node['Node Type'], rows, indexCond, statement }, ...below];
}

/** How many rows each table holds, as PostgreSQL counted when it looked last. */
export async function tableSizes(url: string): Promise<Map<string, number>> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string; rows: string }>(
      "select relname as name, reltuples::bigint as rows from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace",
    );
    return new Map(rows.map(({ name, rows: count }) => [name, Number(count)]));
  } finally {
    await client.end();
  }
}
