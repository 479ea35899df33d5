import { Kysely, PostgresDialect, type Transaction as KyselyTransaction } from 'kysely';
import { Client, DatabaseError, Pool, types, type ClientConfig, type CustomTypesConfig } from 'pg';
import type { Log } from '../process/log.ts';
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

/**
 * A client that disconnects when the database does not answer: returned to the pool during a query, it would give
 * the late answer to the next user.
 */
class HangingUpClient extends Client {
  constructor(config?: string | ClientConfig) {
    super(config);
    this.on('error', () => undefined); // without a listener a lost server ends the process
  }

  override query(...args: unknown[]): never {
    const result: unknown = (super.query as (...query: unknown[]) => unknown)(...args);
    if (result instanceof Promise) {
      result.catch((error: unknown) => {
        if (error instanceof Error && error.message === 'Query read timeout') this.#hangUp();
      });
    }
    return result as never;
  }

  #hangUp(): void {
    const { connection } = this as unknown as { connection: { stream: { destroy(): void } } };
    connection.stream.destroy();
  }
}

/** The timeout of statements that a person waits for. */
const personWaitsMs = 2_000;

/** A connection pool with the timeouts of screens; `patienceMs` is for work that nobody waits for. */
export function createDatabase(options: { url: string; max: number; log: Log; patienceMs?: number }): {
  db: Database;
  pool: Pool;
} {
  const { patienceMs = personWaitsMs } = options;
  const pool = new Pool({
    connectionString: options.url,
    max: options.max,
    types: plainTypes,
    Client: HangingUpClient as unknown as typeof Client & (new () => Client),
    connectionTimeoutMillis: 2_000,
    idleTimeoutMillis: 60_000,
    query_timeout: patienceMs + 500,
    keepAlive: true,
    statement_timeout: patienceMs,
    lock_timeout: 1_000,
    idle_in_transaction_session_timeout: 10_000,
  });
  pool.on('error', (err) => options.log.warn({ err }, 'database connection lost'));
  return { db: new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) }), pool };
}

/** The name of the violated unique index, or null when the error is something else. */
export function violatedIndexOf(error: unknown): string | null {
  return error instanceof DatabaseError && error.code === '23505' ? (error.constraint ?? null) : null;
}

/** True when a row refers by this constraint to one that does not exist. */
export function isMissingReference(error: unknown, constraint: string): boolean {
  return error instanceof DatabaseError && error.code === '23503' && error.constraint === constraint;
}

/**
 * True when the database could not be reached, did not answer, or may not be written to (25006: a standby, or a
 * server that was set read-only), so that a repeat may succeed.
 */
export function isDatabaseOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof DatabaseError) return /^(08|25006|53|57|58|55P03|40)/.test(error.code ?? '');
  const { code } = error as Error & { code?: unknown };
  return (
    (typeof code === 'string' && /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH|ENETUNREACH)/.test(code)) ||
    /timeout|Connection terminated|Client was closed|not queryable/i.test(error.message)
  );
}
