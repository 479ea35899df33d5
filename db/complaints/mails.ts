import { sql } from 'kysely';
import type { Due, Noticed } from '../../domain/complaints/due-times.ts';
import { receivedMails } from '../../domain/complaints/terms.ts';
import { trackingPath } from '../../domain/complaints/reference.ts';
import type { ComplaintMoveName } from '../../domain/complaints/steps.ts';
import type { ComplaintActor } from '../../domain/complaints/complaint.ts';
import type { ComplaintNews } from '../../domain/mail/letters.ts';
import { pathOf } from '../../domain/pages.mjs';
import type { Instant } from '../../domain/time.ts';
import { unreadable } from '../../domain/unreadable.ts';
import type { Cipher } from '../sealing/cipher.ts';
import { clock } from '../clock.ts';
import type { Transaction } from '../connect.ts';
import { prepareMail, queueMail } from '../mail/outbox.ts';
import type { Complainant } from './complaints.ts';
import { personPlace, type ComplaintRow } from './record.ts';
import { complaintSecretOf } from './secret.ts';

/** What a complainant is mailed about. */
const newsOf: Readonly<Partial<Record<ComplaintMoveName | 'receive', ComplaintNews>>> = {
  receive: 'received',
  message: 'message',
  'follow-up': 'followed-up',
  answer: 'answered',
  reopen: 'reopened',
  transfer: 'transferred',
  dismiss: 'dismissed',
  close: 'closed',
  'fall-silent': 'closed',
};

/** A mail about a complaint is of use for this long. */
const goodForMs = 14 * 86_400_000;

type Told = Pick<
  ComplaintRow,
  'id' | 'office' | 'reference' | 'language' | 'person' | 'answer_due_at' | 'silence_due_at'
>;

/**
 * Tells a complainant who gave an address what was done, once for each move, in its transaction. The mail has the link
 * with the secret in it, as it goes to the complainant alone, and nothing of what was written.
 */
export async function tellComplainant(
  trx: Transaction,
  cipher: Cipher,
  told: {
    readonly complaint: Told;
    readonly name: ComplaintMoveName | 'receive';
    readonly by: ComplaintActor;
    readonly revision: number;
    readonly now: Instant;
  },
): Promise<void> {
  const { complaint, name, by, revision, now } = told;
  const { id, office, reference, language, person } = complaint;
  const news = newsOf[name];
  const isOwn = by === 'complainant' && name !== 'receive';
  if (news === undefined || isOwn || person === null) return;
  const opened = cipher.read(person, personPlace(id));
  const { email } = opened === unreadable ? {} : (JSON.parse(opened) as Partial<Complainant>);
  if (email === undefined) return;
  const { name: officeName, timeZone } = await readPlace(trx, office);
  const mail = { kind: 'complaint', cause: `${id} ${revision}` } as const;
  await prepareMail(trx, cipher, {
    ...mail,
    office,
    language,
    to: email,
    values: {
      office: officeName,
      news,
      reference,
      path: trackingPath(reference, complaintSecretOf(cipher, id)),
      dueAt: news === 'answered' ? complaint.silence_due_at : complaint.answer_due_at,
      timeZone,
    },
    goodUntil: now + goodForMs,
  });
  await queueMail(trx, mail);
}

/**
 * Whether the address of a new complaint may be told of it, which is noted for a day. One address after the other: several
 * complaints at once are counted as well.
 */
export async function mayTellOfNew(
  trx: Transaction,
  cipher: Cipher,
  { id, email }: { id: string; email: string },
): Promise<boolean> {
  const mac = cipher.mac(`complaint mail ${email.trim().toLowerCase()}`);
  await sql`select pg_advisory_xact_lock(${mac.readBigInt64BE().toString()}::bigint)`.execute(trx);
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from complaint
    where told_mac = ${mac} and received_at > ${clock} - ${receivedMails.withinMs} * interval '1 millisecond'
  `.execute(trx);
  if ((rows[0]?.n ?? 0) >= receivedMails.most) return false;
  await trx.updateTable('complaint').set({ told_mac: mac }).where('id', '=', id).execute();
  return true;
}

/** Tells whoever is told of broken promises that something owed for a complaint is overdue: its reference and its due time. */
export async function tellOverdue(
  trx: Transaction,
  { cipher, to }: { cipher: Cipher; to: readonly string[] },
  told: {
    readonly complaint: Pick<ComplaintRow, 'id' | 'office' | 'reference'>;
    readonly notice: Noticed & { readonly due: Exclude<Due, 'silence'> };
    readonly now: Instant;
  },
): Promise<void> {
  const { complaint, notice, now } = told;
  const { id, office, reference } = complaint;
  const { name: officeName, timeZone } = await readPlace(trx, office);
  for (const [nth, address] of to.entries()) {
    const mail = {
      kind: 'complaint-overdue',
      cause: `${id} ${notice.due} ${notice.dueAt} ${nth}`,
    } as const;
    await prepareMail(trx, cipher, {
      ...mail,
      office,
      language: 'id',
      to: address,
      values: {
        office: officeName,
        officeCode: office,
        reference,
        due: notice.due,
        dueAt: notice.dueAt,
        timeZone,
        path: `${pathOf('complaints')}?kantor=${office}#${reference}`,
      },
      goodUntil: now + goodForMs,
    });
    await queueMail(trx, mail);
  }
}

async function readPlace(trx: Transaction, office: string): Promise<{ name: string; timeZone: string }> {
  return trx
    .selectFrom('office')
    .select(['name', 'time_zone as timeZone'])
    .where('code', '=', office)
    .executeTakeFirstOrThrow();
}
