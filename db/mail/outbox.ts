import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import {
  isGivenUp,
  pauseAfter,
  type MailFault,
  type MailKind,
  type MailRound,
} from '../../domain/mail/mail.ts';
import type { LetterOrder, LetterValues } from '../../domain/mail/letters.ts';
import type { Language } from '../../domain/language.ts';
import type { Instant } from '../../domain/time.ts';
import { unreadable } from '../../domain/unreadable.ts';
import type { Cipher, Place } from '../sealing/cipher.ts';
import { clock, timeIn } from '../clock.ts';
import type { Database } from '../connect.ts';
import { dueSince, markRowsCarried, type DueRow } from '../due-rows.ts';

/** How long a try may be under way before a look starts the workflow of its mail again. */
const tryTakesAtMostMs = 120_000;

/** What identifies a mail: there is one of each kind for a cause. */
export interface MailCause {
  readonly kind: MailKind;
  readonly cause: string;
}

/** A mail to be written down: for whom, in which language, and what its letter is filled with. */
export type NewMail = {
  readonly [Kind in MailKind]: {
    readonly kind: Kind;
    readonly cause: string;
    readonly office: string;
    readonly language: Language;
    readonly to: string;
    readonly values: LetterValues[Kind];
    /** After it the mail is of no use any more. */
    readonly goodUntil: Instant;
  };
}[MailKind];

/** The sealed part of a mail. */
type Content = Pick<NewMail, 'to' | 'values'>;

const contentPlace = (id: string): Place => ({ table: 'mail', column: 'content', row: id });

/**
 * Writes a mail down, in the transaction of what may still be refused; it is sent once `queueMail` has recorded that
 * this happened. A second one for the same cause is not written.
 */
export async function prepareMail(trx: Database, cipher: Cipher, mail: NewMail): Promise<void> {
  const { kind, cause, office, language, to, values, goodUntil } = mail;
  const id = randomUUID();
  const content: Content = { to, values };
  await trx
    .insertInto('mail')
    .values({
      id,
      kind,
      cause,
      office,
      language,
      content: cipher.seal(JSON.stringify(content), contentPlace(id)),
      stage: 'prepared',
      good_until: new Date(goodUntil),
    })
    .onConflict((conflict) => conflict.columns(['kind', 'cause']).doNothing())
    .execute();
}

/** Lets a prepared mail be sent, in the transaction of its cause. */
export async function queueMail(trx: Database, { kind, cause }: MailCause): Promise<void> {
  await trx
    .updateTable('mail')
    .set({ stage: 'queued', queued_at: clock, due_at: clock })
    .where('kind', '=', kind)
    .where('cause', '=', cause)
    .where('stage', '=', 'prepared')
    .execute();
}

/** Takes a mail back that is not needed any more; one that was sent stays sent. */
export async function withdrawMail(trx: Database, { kind, cause }: MailCause): Promise<void> {
  await trx
    .updateTable('mail')
    .set({ stage: 'withdrawn', content: null, ended_at: clock })
    .where('kind', '=', kind)
    .where('cause', '=', cause)
    .where('stage', 'in', ['prepared', 'queued', 'dead'])
    .execute();
}

/** Gives a mail another cause, when the new one means the same. */
export async function moveMail(trx: Database, { kind, cause }: MailCause, to: string): Promise<void> {
  await trx
    .updateTable('mail')
    .set({ cause: to })
    .where('kind', '=', kind)
    .where('cause', '=', cause)
    .execute();
}

/** Queued mails that no workflow has tried in time, the longest waiting first. */
export async function readDueMails(db: Database, limit: number): Promise<(MailRound & DueRow)[]> {
  return db
    .selectFrom('mail')
    .select(['id', 'round', dueSince.as('due')])
    .where('stage', '=', 'queued')
    .where('due_at', '<=', sql<never>`${clock}`)
    .orderBy('due_at')
    .limit(limit)
    .execute();
}

/** Notes that mails have a workflow now, so that the next look leaves them alone for a while. */
export function markCarried(db: Database, rows: readonly DueRow[]): Promise<void> {
  return markRowsCarried(db, { table: 'mail', forMs: tryTakesAtMostMs, open: sql`stage = 'queued'` }, rows);
}

/** Takes back what came too late to be of use, and answers how many; what is dead cannot be sent again from then on. */
export async function withdrawLate(db: Database): Promise<number> {
  await db
    .updateTable('mail')
    .set({ content: null })
    .where('stage', '=', 'dead')
    .where('content', 'is not', null)
    .where('good_until', '<=', sql<never>`${clock}`)
    .execute();
  const { numUpdatedRows } = await db
    .updateTable('mail')
    .set({ stage: 'withdrawn', content: null, ended_at: clock })
    .where('stage', '=', 'queued')
    .where('good_until', '<=', sql<never>`${clock}`)
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}

/** A mail of which a try begins. */
export interface TriedMail {
  readonly id: string;
  readonly kind: MailKind;
  /** The number of this try. */
  readonly attempt: number;
  /** Null when it was sealed with another key. */
  readonly content: { readonly to: string; readonly letter: LetterOrder } | null;
}

/**
 * Begins a try of a queued mail. It is counted before anything is sent, so that a crash costs a try. Null when the mail
 * is not to be sent any more.
 */
export async function beginTry(
  { db, cipher }: { db: Database; cipher: Cipher },
  id: string,
): Promise<TriedMail | null> {
  const row = await db
    .updateTable('mail')
    .set((eb) => ({
      attempts: eb('attempts', '+', 1),
      due_at: timeIn(tryTakesAtMostMs),
      fault: 'interrupted',
      fault_code: null,
    }))
    .where('id', '=', id)
    .where('stage', '=', 'queued')
    .where('good_until', '>', sql<never>`${clock}`)
    .returning(['kind', 'language', 'attempts', 'content'])
    .executeTakeFirst();
  if (!row) return null;
  const { kind, language, attempts: attempt, content } = row;
  const text = content === null ? unreadable : cipher.read(content, contentPlace(id));
  if (text === unreadable) return { id, kind, attempt, content: null };
  const { to, values } = JSON.parse(text) as Content;
  return { id, kind, attempt, content: { to, letter: { kind, values, language } as LetterOrder } };
}

/** Records that the mail server took a mail; from then on nobody can read it here. */
export async function recordSent(db: Database, id: string): Promise<void> {
  await db
    .updateTable('mail')
    .set({ stage: 'sent', content: null, fault: null, fault_code: null, due_at: null, ended_at: clock })
    .where('id', '=', id)
    .execute();
}

/** How quickly a mail is tried again: the pause after its first fault, and how much later the next try may be. */
export interface MailPace {
  readonly firstPauseMs: number;
  readonly slackMs: number;
}

/**
 * Records that a try failed. Answers the pause before the next, or null when there is none: the mail is dead, or was
 * taken back meanwhile.
 */
export async function recordFault(
  db: Database,
  { id, attempt }: Pick<TriedMail, 'id' | 'attempt'>,
  { fault, code, pace }: { fault: MailFault; code: number | null; pace: MailPace },
): Promise<number | null> {
  const dies = isGivenUp(fault, attempt);
  const pauseMs = pauseAfter(attempt, pace.firstPauseMs);
  const { numUpdatedRows } = await db
    .updateTable('mail')
    .set({
      fault,
      fault_code: code,
      ...(dies
        ? { stage: 'dead' as const, due_at: null, ended_at: clock }
        : { due_at: timeIn(pauseMs + pace.slackMs) }),
    })
    .where('id', '=', id)
    .where('stage', '=', 'queued')
    .executeTakeFirstOrThrow();
  return dies || numUpdatedRows === 0n ? null : pauseMs;
}
