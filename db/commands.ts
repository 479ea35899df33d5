import { randomUUID } from 'node:crypto';
import { sql, type RawBuilder } from 'kysely';
import type { Instant } from '../domain/time.ts';
import { clock } from './clock.ts';
import { LostRowError, type Database, type Transaction } from './connect.ts';
import type { Cipher } from './sealing/cipher.ts';
import type { CommandAnswer } from './schema.ts';
import { plannedOnce } from './planned-once.ts';

/** A command as it was claimed: its id, its time, and the outcome once there is one. */
export interface Command {
  readonly id: string;
  readonly scope: string;
  readonly key: string;
  readonly visitId: string | null;
  readonly at: Instant;
  readonly attempt: number;
  /** True the first time this key was seen. */
  readonly fresh: boolean;
  readonly status: number | null;
  readonly answer: CommandAnswer | null;
}

/** The key was used before with another request. */
export class KeyReusedError extends Error {
  override name = 'KeyReusedError';
}

/** The claimed request: who asks (`scope`), the key, and the whole request as text. */
export interface CommandRequest {
  readonly scope: string;
  readonly key: string;
  readonly request: string;
  readonly visitId: string | null;
  /** The command's time if it was read before; the time of the claim otherwise. */
  readonly at?: Instant;
}

/** What a statement that claims a key stores besides, the first time: an `insert … select … from first`, which holds the new command or nothing. */
export type Stored = RawBuilder<unknown>;

/** What is done the first time a key is seen, in the claim's transaction: by the same statement, or by others. */
export type FirstTime = Stored | ((trx: Transaction, command: Command) => Promise<void>);

const columns = ['id', 'scope', 'key', 'visit_id', 'at', 'attempt', 'status', 'answer'] as const;
const columnList = sql.join(columns.map((name) => sql.ref(name)));

/**
 * Idempotency keys, claimed in PostgreSQL before the engine is called (ARCHITECTURE.md, "claim first"). What reads a claimed
 * command again throws LostRowError when an older database took the place of the one that has it.
 */
export function createCommandStore({ db, cipher }: { db: Database; cipher: Cipher }) {
  return {
    /**
     * Claims a key; what the command needs is stored with it. Throws KeyReusedError when the key came with another
     * request.
     */
    async take(asked: CommandRequest, first?: FirstTime): Promise<Command> {
      const command = await this.takeIf(asked, { first });
      if (!command) throw new Error('a key was not claimed');
      return command;
    },

    /** The same while a condition holds; null, and nothing is claimed, when it does not. */
    async takeIf(
      { scope, key, request, visitId, at }: CommandRequest,
      { first, holds = sql`true` }: { first?: FirstTime | undefined; holds?: RawBuilder<unknown> },
    ): Promise<Command | null> {
      const mac = cipher.mac(request);
      const stored = first === undefined || typeof first === 'function' ? null : first;
      // on conflict an update that changes nothing, so that a repeat waits for the first and reads its row
      const claim = sql<ClaimedRow>`${plannedOnce('claim')}
        with claimed as (
          insert into command (scope, key, id, request_mac, visit_id, at)
          select ${scope}, ${key}, ${randomUUID()}::uuid, ${mac}::bytea, ${visitId}::uuid,
            ${at === undefined ? clock : sql`${new Date(at)}::timestamptz`}
          where ${holds}
          on conflict (scope, key) do update set key = command.key
          returning ${columnList}, request_mac, xmax = 0 as fresh
        ), first as (select id from claimed where fresh)
        ${stored ? sql`, stored as (${stored})` : sql``}
        select * from claimed
      `;
      const run = async (on: Database) => (await claim.execute(on)).rows[0] ?? null;
      const row =
        typeof first === 'function'
          ? await db.transaction().execute(async (trx) => {
              const taken = await run(trx);
              if (taken?.fresh) await first(trx, toCommand(taken));
              return taken;
            })
          : await run(db);
      if (!row) return null;
      if (!row.request_mac.equals(mac)) throw new KeyReusedError('key used with another request');
      return toCommand(row);
    },

    /**
     * Carries out a claimed command in one transaction that holds its row: a repeat waits here, and then gets
     * the outcome of the first. `work` writes everything and settles the command. What it throws rolls it
     * back; when `refusalOf` knows the error it is remembered as the outcome, and thrown on.
     */
    async carryOut(
      command: Command,
      work: (trx: Transaction, command: Command) => Promise<void>,
      refusalOf: (error: unknown) => CommandAnswer | null,
    ): Promise<Command> {
      const outcome = await db.transaction().execute(async (trx) => {
        const held = await readAgain(rowOf(trx, command).forUpdate());
        if (held.status !== null) return { command: held };
        await sql`savepoint before_work`.execute(trx);
        try {
          await work(trx, held);
        } catch (error) {
          const answer = refusalOf(error);
          if (answer === null) throw error;
          await sql`rollback to savepoint before_work`.execute(trx);
          await settleCommand(trx, command.id, { status: 409, answer });
          return { refused: error };
        }
        const row = await readAgain(rowOf(trx, command));
        if (row.status === null) throw new Error('a command was carried out and not settled');
        return { command: row };
      });
      if ('refused' in outcome) throw outcome.refused;
      return outcome.command;
    },

    /** Leaves a try behind, once for all who share the key; answers the number of the next. */
    async nextAttempt(command: Command, attempt: number): Promise<number> {
      const row = await db
        .updateTable('command')
        .set({ attempt: attempt + 1 })
        .where('id', '=', command.id)
        .where('attempt', '=', attempt)
        .returning('attempt')
        .executeTakeFirst();
      return row?.attempt ?? (await this.read(command)).attempt;
    },

    /** The command of a key that came before, or null; claims nothing. Throws KeyReusedError as `take` does. */
    async find({
      scope,
      key,
      request,
    }: Pick<CommandRequest, 'scope' | 'key' | 'request'>): Promise<Command | null> {
      const row = await db
        .selectFrom('command')
        .select([...columns, 'request_mac'])
        .where('scope', '=', scope)
        .where('key', '=', key)
        .executeTakeFirst();
      if (!row) return null;
      if (!row.request_mac.equals(cipher.mac(request))) {
        throw new KeyReusedError('key used with another request');
      }
      return toCommand({ ...row, fresh: false });
    },

    /** Reads a command again: the outcome may have been recorded meanwhile. */
    async read(command: Command): Promise<Command> {
      return readAgain(rowOf(db, command));
    },

    /** Remembers an outcome, unless one is remembered already; with another visit when it came to that. */
    async settle(
      command: Command,
      status: number,
      answer: CommandAnswer = {},
      visitId: string | null = command.visitId,
    ): Promise<void> {
      await settleCommand(db, command.id, { status, answer, visitId });
    },
  };
}

const rowOf = (db: Database, { id }: Command) =>
  db.selectFrom('command').select(columns).where('id', '=', id);

async function readAgain(row: ReturnType<typeof rowOf>): Promise<Command> {
  const found = await row.executeTakeFirstOrThrow(() => new LostRowError());
  return toCommand({ ...found, fresh: false });
}

export type CommandStore = ReturnType<typeof createCommandStore>;

/** Remembers a command's outcome in the caller's transaction; the first outcome stays. */
export async function settleCommand(
  db: Database,
  commandId: string,
  { status, answer, visitId }: { status: number; answer: CommandAnswer; visitId?: string | null },
): Promise<void> {
  await db
    .updateTable('command')
    .set({ status, answer: JSON.stringify(answer), ...(visitId === undefined ? {} : { visit_id: visitId }) })
    .where('id', '=', commandId)
    .where('status', 'is', null)
    .execute();
}

interface CommandRow {
  id: string;
  scope: string;
  key: string;
  visit_id: string | null;
  at: Instant;
  attempt: number;
  fresh: boolean;
  status: number | null;
  answer: CommandAnswer | null;
}

type ClaimedRow = CommandRow & { request_mac: Buffer };

function toCommand(row: CommandRow): Command {
  const { id, scope, key, at, attempt, fresh, status, answer } = row;
  return { id, scope, key, visitId: row.visit_id, at, attempt, fresh, status, answer };
}
