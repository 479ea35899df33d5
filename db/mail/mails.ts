import { sql } from 'kysely';
import type { ShownStage } from '../../domain/mail/mail.ts';
import { toIso } from '../../domain/time.ts';
import type { MailView } from '../../wire/mails.ts';
import { writeAudit, type ChangedBy } from '../audit.ts';
import { clock } from '../clock.ts';
import type { Database, Transaction } from '../connect.ts';
import { changedBy, endChange } from '../endings.ts';

const pageSize = 20;

const mayResend = sql<boolean>`(stage = 'dead' and content is not null and good_until > ${clock})`;

/** A page of an office's mails, the newest first; `after` is the last mail of the page before. */
export async function listMails(
  db: Database,
  { office, after }: { office: string; after?: string | undefined },
): Promise<{ mails: MailView[]; next: string | null }> {
  const rows = await db
    .selectFrom('mail')
    .select(['id', 'kind', 'stage', 'attempts', 'fault', 'fault_code', 'queued_at', 'ended_at'])
    .select(mayResend.as('mayResend'))
    .where('office', '=', office)
    .where('queued_at', 'is not', null)
    .$if(after !== undefined, (all) =>
      all.where(
        sql<boolean>`(queued_at, id) < (select queued_at, id from mail where id = ${after} and office = ${office})`,
      ),
    )
    .orderBy('queued_at', 'desc')
    .orderBy('id', 'desc')
    .limit(pageSize + 1)
    .execute();
  const page = rows.slice(0, pageSize);
  return {
    mails: page.map((row) => ({
      id: row.id,
      kind: row.kind,
      stage: row.stage as ShownStage, // what is prepared was never queued
      attempts: row.attempts,
      fault: row.fault,
      faultCode: row.fault_code,
      queuedAt: toIso(row.queued_at ?? 0),
      endedAt: toIso(row.ended_at),
      mayResend: row.mayResend,
    })),
    next: rows.length > pageSize ? (page.at(-1)?.id ?? null) : null,
  };
}

/** Queues a dead mail anew, with all its tries; `over` when it is not dead, or of no use any more. */
export async function resendMail(
  trx: Transaction,
  { office, id, by }: { office: string; id: string; by: ChangedBy },
): Promise<'resent' | 'over' | 'unknown'> {
  const found = await trx
    .selectFrom('mail')
    .select(mayResend.as('mayResend'))
    .where('id', '=', id)
    .where('office', '=', office)
    .where('queued_at', 'is not', null)
    .forUpdate()
    .executeTakeFirst();
  if (!found) return 'unknown';
  if (!found.mayResend) return 'over';
  await trx
    .updateTable('mail')
    .set((eb) => ({
      stage: 'queued',
      round: eb('round', '+', 1),
      attempts: 0,
      fault: null,
      fault_code: null,
      due_at: clock,
      ended_at: null,
    }))
    .where('id', '=', id)
    .execute();
  const done = { action: 'mail-resent', detail: { mail: id } };
  await endChange(trx, { ...changedBy(by, 200), office, done, changed: [] });
  return 'resent';
}

/** Records that an admin is about to read a mail of this office; false when there is none that was sent. */
export async function noteMailReading(
  db: Database,
  { office, id, staffId }: { office: string; id: string; staffId: string },
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const mail = await trx
      .selectFrom('mail')
      .select('id')
      .where('id', '=', id)
      .where('office', '=', office)
      .where('stage', '=', 'sent')
      .executeTakeFirst();
    if (!mail) return false;
    await writeAudit(trx, {
      by: { kind: 'staff', id: staffId },
      office,
      action: 'mail-read',
      detail: { mail: id },
    });
    return true;
  });
}
