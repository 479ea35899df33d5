import { sql, type RawBuilder } from 'kysely';
import { Client } from 'pg';
import type { Log } from '../process/log.ts';
import type { Database } from './connect.ts';
import { jitteredLifetime, lifetimeMs as usualLifetimeMs } from './pool.ts';

const channel = 'kunjung';
/** Tells desks alone: news of a board must not make the boards paint again. */
export const boardChannel = 'kunjung_boards';
const pingEveryMs = 5_000;
const reconnectAfterMs = 500;

/** Changed offices: those whose revision rises, and those that only refresh what is no part of it. */
export interface Changes {
  readonly changed: readonly string[];
  readonly besides: readonly string[];
}

/** The statement that raises revisions and notifies when the transaction commits. */
export const tellingOf = ({ changed, besides }: Changes) => sql`
  select pg_notify(${channel}, raise_board(code)) from unnest(${changed}::text[]) as code
  union all
  select pg_notify(${channel}, code) from unnest(${besides}::text[]) as code
`;

/** The end of a statement that changed an office if a condition holds: raises its revision and notifies. Answers `told`, whether it did. */
export const tellingIf = (office: string, holds: RawBuilder<unknown>) => sql<{ told: boolean }>`
  select count(pg_notify(${channel}, raise_board(code))) > 0 as told from (values (${office}::text)) as one(code) where ${holds}
`;

/** The statement that notifies without raising a revision. */
export const notifying = (office: string) => sql`select pg_notify(${channel}, ${office})`;

/** Raises an office's revision and notifies. Takes the last lock of a transaction. */
export async function notifyChange(trx: Database, office: string): Promise<void> {
  await tellingOf({ changed: [office], besides: [] }).execute(trx);
}

/** Notifies without a new revision: something other than the visits changed on screens. */
export async function notifyBesides(trx: Database, office: string): Promise<void> {
  await notifying(office).execute(trx);
}

/** A separate LISTEN connection; a notification only says "read again", so a lost one costs only time. */
export interface ChangeListener extends AsyncDisposable {
  readonly isUp: () => boolean;
}

/**
 * Listens for offices that changed. `onChange` gets the office's code, or null for "any office may have
 * changed" after the connection was down; `onBoards` the code of an office whose boards came, went or painted.
 */
export function listenForChanges(options: {
  url: string;
  log: Log;
  onChange: (office: string | null) => void;
  onBoards: (office: string) => void;
  lifetimeMs?: number;
}): ChangeListener {
  const { url, log, onChange, onBoards, lifetimeMs = usualLifetimeMs } = options;
  let client: Client | null = null;
  let up = false;
  let ended = false;
  let timer: NodeJS.Timeout | undefined;

  const lost = (failed: Client, err?: Error): void => {
    if (failed !== client) return;
    if (up) log.warn({ err }, 'listener lost');
    up = false;
    client = null;
    failed.end().catch(() => undefined);
    if (!ended) timer = setTimeout(() => void connect(), reconnectAfterMs);
  };

  const connect = async (): Promise<void> => {
    const next = new Client({
      connectionString: url,
      application_name: 'kunjung listener',
      keepAlive: true,
      connectionTimeoutMillis: 2_000,
      query_timeout: 2_500,
    });
    client = next;
    next.on('error', (err) => lost(next, err));
    next.on('end', () => lost(next));
    next.on('notification', ({ channel: heard, payload = '' }) =>
      heard === boardChannel ? onBoards(payload) : onChange(payload),
    );
    try {
      await next.connect();
      await next.query(`listen ${channel}; listen ${boardChannel}`);
      up = true;
      onChange(null);
      ping(next, performance.now() + jitteredLifetime(lifetimeMs));
    } catch (error) {
      lost(next, error instanceof Error ? error : undefined);
    }
  };

  /** Asks whether the line still leads to a server that can notify, and ends it with its lifetime. */
  const ping = (line: Client, goodUntil: number): void => {
    const ask = async (): Promise<void> => {
      const { rows } = await line.query<{ transaction_read_only: string }>('show transaction_read_only');
      if (line !== client || ended) return;
      const isOver = performance.now() >= goodUntil || rows[0]?.transaction_read_only === 'on';
      if (isOver) renew(line);
      else ping(line, goodUntil);
    };
    const wait = Math.min(pingEveryMs, Math.max(0, goodUntil - performance.now()));
    timer = setTimeout(() => ask().catch((error: Error) => lost(line, error)), wait);
  };

  /** Connects anew at once: the address may lead to another server by now. */
  const renew = (line: Client): void => {
    client = null;
    line.end().catch(() => undefined);
    void connect();
  };

  void connect();
  return {
    isUp: () => up,
    async [Symbol.asyncDispose]() {
      ended = true;
      up = false;
      clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}
