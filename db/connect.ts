import { Kysely, PostgresDialect, type Transaction as KyselyTransaction } from 'kysely';
import { DatabaseError, types, type CustomTypesConfig, type Pool } from 'pg';
import { DeadlineError } from '../process/deadline.ts';
import type { Log } from '../process/log.ts';
import { isOutdatedPlan } from './planned-once.ts';
import { createLendingPool, lifetimeMs as usualLifetimeMs } from './pool.ts';
import type { Schema } from './schema.ts';

export type Database = Kysely<Schema>;
/** A database handle inside a transaction. */
export type Transaction = KyselyTransaction<Schema>;
export type { Pool } from 'pg';

const { builtins } = types;

/** Times arrive as milliseconds, days as `YYYY-MM-DD`, counts as numbers. */
const plainTypes: CustomTypesConfig = {
  getTypeParser(oid, format) {
    if (oid === builtins.TIMESTAMPTZ) return (text: string) => Date.parse(text);
    if (oid === builtins.DATE) return (text: string) => text;
    if (oid === builtins.INT8 || oid === builtins.NUMERIC) return Number;
    return types.getTypeParser(oid, format);
  },
};

/** The timeout of statements that a person waits for. */
export const personWaitsMs = 2_000;

/**
 * A connection pool with the timeouts of screens; `patienceMs` is for work that nobody waits for, `settings` are the server's
 * (`-c name=value`). By its name the server's operator knows whose connections are whose.
 */
export function createDatabase(options: {
  name?: string;
  url: string;
  max: number;
  log: Log;
  patienceMs?: number;
  lifetimeMs?: number;
  settings?: string;
}): { db: Database; pool: Pool } {
  const { name = 'command', patienceMs = personWaitsMs, lifetimeMs = usualLifetimeMs } = options;
  const { pool, connect } = createLendingPool({
    connectionString: options.url,
    application_name: `kunjung ${name}`,
    ...(options.settings !== undefined && { options: options.settings }),
    max: options.max,
    types: plainTypes,
    connectionTimeoutMillis: 2_000,
    idleTimeoutMillis: 60_000,
    query_timeout: patienceMs + 500,
    keepAlive: true,
    lifetimeMs,
    statement_timeout: patienceMs,
    lock_timeout: 1_000,
    idle_in_transaction_session_timeout: 10_000,
  });
  pool.on('error', (err) => options.log.warn({ err }, 'database connection lost'));
  const dialect = new PostgresDialect({ pool: { connect, end: () => pool.end(), options: pool.options } });
  return { db: new Kysely<Schema>({ dialect }), pool };
}

/** The name of the violated unique index, or null when the error is something else. */
export function violatedIndexOf(error: unknown): string | null {
  return error instanceof DatabaseError && error.code === '23505' ? (error.constraint ?? null) : null;
}

/**
 * A row that was written or read a moment ago is not there: an older database took the place of its own. A repeat finds what
 * there is, or writes it anew.
 */
export class LostRowError extends Error {
  override name = 'LostRowError';
  constructor() {
    super('a row that was there a moment ago is gone');
  }
}

/** True when a row refers by this constraint to one that does not exist. */
export function isMissingReference(error: unknown, constraint: string): boolean {
  return error instanceof DatabaseError && error.code === '23503' && error.constraint === constraint;
}

/**
 * True when the database could not be reached, did not answer, or may not be written to (25006: a standby, or a
 * server that was set read-only), so that a repeat may succeed; when a migration made a plan old, or an older database
 * took its place.
 */
export function isDatabaseOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof DeadlineError || error instanceof LostRowError || isOutdatedPlan(error)) return true;
  if (error instanceof DatabaseError) return /^(08|25006|53|57|58|55P03|40)/.test(error.code ?? '');
  const { code } = error as Error & { code?: unknown };
  return (
    (typeof code === 'string' && /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH|ENETUNREACH)/.test(code)) ||
    /timeout|Connection terminated|Client was closed|not queryable/i.test(error.message)
  );
}
