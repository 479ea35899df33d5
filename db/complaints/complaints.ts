import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import {
  moved,
  newComplaint,
  refusalOf,
  type Complaint,
  type ComplaintActor,
  type ComplaintMove,
  type ComplaintRefusal,
} from '../../domain/complaints/complaint.ts';
import { dueTimesOf, isLate } from '../../domain/complaints/due-times.ts';
import { referenceOf } from '../../domain/complaints/reference.ts';
import type { Channel, Identity } from '../../domain/complaints/steps.ts';
import { complaintLimits } from '../../domain/complaints/terms.ts';
import { localDayOf } from '../../domain/offices/calendar.ts';
import type { Language } from '../../domain/language.ts';
import type { Instant } from '../../domain/time.ts';
import type { Cipher } from '../sealing/cipher.ts';
import { clock, clockNow } from '../clock.ts';
import type { Database, Transaction } from '../connect.ts';
import { endChange } from '../endings.ts';
import { nextNumber } from '../offices/year-numbers.ts';
import {
  columnsOf,
  dueColumnsOf,
  personPlace,
  recordMove,
  textPlace,
  toComplaint,
  writeEvent,
  type ComplaintRow,
} from './record.ts';
import { mayTellOfNew, tellComplainant } from './mails.ts';
import { complaintSecretOf } from './secret.ts';
import { counting, type CountedComplaint } from './totals.ts';
import { readComplaintTerms, readWorkingWeek } from './week.ts';

/** Who complains and how they are reached. */
export interface Complainant {
  readonly name: string;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
}

/** A complaint as it is handed in. */
export interface FiledComplaint {
  readonly id: string;
  readonly office: string;
  readonly channel: Channel;
  readonly identity: Identity;
  readonly language: Language;
  readonly text: string;
  readonly person: Complainant | null;
  readonly visitId: string | null;
  /** Who typed it for the complainant; null when the complainant did. */
  readonly staffId: string | null;
}

const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** What opens and seals texts and persons, and whether mails go out. */
export interface ComplaintKeys {
  readonly cipher: Cipher;
  readonly mailIsOn: boolean;
}

/** Writes a complaint down, and settles the command of the same id. */
export async function addComplaint(
  trx: Transaction,
  { cipher, mailIsOn }: ComplaintKeys,
  filed: FiledComplaint,
): Promise<void> {
  const { id, office, channel, staffId } = filed;
  const at = await readNow(trx);
  const complaint = await writeComplaint(trx, cipher, { ...filed, at });
  await counting(trx, { office, counted: 'received', label: channel }).execute();
  const by = staffId === null ? 'complainant' : 'staff';
  const email = filed.person?.email;
  if (mailIsOn && email !== undefined && (by === 'staff' || (await mayTellOfNew(trx, cipher, { id, email }))))
    await tellComplainant(trx, cipher, { complaint, name: 'receive', by, revision: 1, now: at });
  await endChange(trx, {
    by: staffId === null ? 'system' : { kind: 'staff', id: staffId },
    office,
    done: { action: 'complaint-received', detail: { complaint: id } },
    command: { id, status: 201 },
    changed: [],
    besides: office,
  });
}

/** Writes a complaint that came at an instant, with its reference, its due times and its first event. */
export async function writeComplaint(
  trx: Transaction,
  cipher: Cipher,
  filed: FiledComplaint & { readonly at: Instant },
): Promise<ComplaintRow> {
  const { id, office, channel, identity, language, text, person, visitId, staffId, at } = filed;
  const week = await readWorkingWeek(trx, office);
  const year = Number(localDayOf(at, week.timeZone).slice(0, 4));
  const terms = await readComplaintTerms(trx, office);
  const complaint = newComplaint({ channel, identity, terms, receivedAt: at });
  const times = dueTimesOf(complaint, week);
  const textMac = cipher.mac(`complaint ${office} ${text.toLowerCase().replaceAll(/\s+/g, ' ')}`);
  const same = await trx
    .selectFrom('complaint')
    .select('id')
    .where('office', '=', office)
    .where('text_mac', '=', textMac)
    .orderBy('received_at')
    .limit(1)
    .executeTakeFirst();
  const row = await trx
    .insertInto('complaint')
    .values({
      ...columnsOf(complaint),
      ...dueColumnsOf(times),
      id,
      office,
      reference: referenceOf({
        office,
        year,
        n: await nextNumber(trx, { table: 'complaint_number', office, year }),
      }),
      secret_hash: hashOf(complaintSecretOf(cipher, id)),
      came_by: channel,
      identity,
      language,
      stage: complaint.stage,
      revision: complaint.revision,
      terms: JSON.stringify(terms),
      text: cipher.seal(text, textPlace(id)),
      person: person && cipher.seal(JSON.stringify(person), personPlace(id)),
      text_mac: textMac,
      same_as: same?.id ?? null,
      visit_id: visitId,
      received_at: new Date(at),
      due_at: clock,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await writeEvent(trx, cipher, {
    id,
    name: 'receive',
    complaint,
    at,
    by: staffId === null ? 'complainant' : 'staff',
    staffId,
    text: null,
    detail: {},
  });
  return row;
}

async function readNow(trx: Transaction): Promise<Instant> {
  const { now } = await trx.selectNoFrom(clockNow.as('now')).executeTakeFirstOrThrow();
  return now;
}

/** The complaint of a reference and its secret, or null: an unknown reference and a wrong secret are alike. */
export async function findTracked(
  db: Database,
  { reference, secret }: { reference: string; secret: string },
): Promise<ComplaintRow | null> {
  const row = await db
    .selectFrom('complaint')
    .selectAll()
    .where('reference', '=', reference)
    .where('secret_hash', '=', hashOf(secret))
    .executeTakeFirst();
  return row ?? null;
}

/** A complaint of an office, or null. */
export async function findComplaint(
  db: Database,
  { office, id }: { office: string; id: string },
): Promise<ComplaintRow | null> {
  const row = await db
    .selectFrom('complaint')
    .selectAll()
    .where('office', '=', office)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

/** A move that somebody asked for. */
export interface AskedMove {
  readonly id: string;
  readonly move: ComplaintMove;
  readonly by: Exclude<ComplaintActor, 'system'>;
  readonly staffId: string | null;
  /** What the move was decided on; null for the complainant, who sees no revision. */
  readonly expectedRevision: number | null;
  readonly text: string | null;
  /** Whom it is assigned to. */
  readonly assignee?: string | null;
  readonly commandId: string;
}

/** Why a move was not made. */
export type MoveRefusal = ComplaintRefusal | 'stale' | 'too-many-messages' | 'unchanged';

/** Makes a move in the caller's transaction: history, due times, audit and the command's outcome. Null when it was made. */
export async function moveComplaint(
  trx: Transaction,
  { cipher, mailIsOn }: ComplaintKeys,
  asked: AskedMove,
): Promise<MoveRefusal | null> {
  const { id, move, by, staffId, expectedRevision, text, assignee, commandId } = asked;
  const row = await trx
    .selectFrom('complaint')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const complaint = toComplaint(row);
  if (expectedRevision !== null && expectedRevision !== complaint.revision) return 'stale';
  const at = await readNow(trx);
  const refusal = refusalOf(complaint, move, at);
  if (refusal) return refusal;
  if (move.name === 'assign' && (assignee ?? null) === row.assigned_to) return 'unchanged';
  if (by === 'complainant' && (await countUnanswered(trx, id)) >= complaintLimits.mostUnanswered)
    return 'too-many-messages';
  const next = moved(complaint, move, { at, by });
  const week = await readWorkingWeek(trx, row.office);
  const detail = {
    ...(move.name === 'verify' ? { kind: move.kind } : {}),
    ...(move.name === 'assign' ? { assignee: assignee ?? null } : {}),
  };
  const besides = move.name === 'assign' ? { assigned_to: assignee ?? null } : {};
  const written = { id, name: move.name, complaint: next, at, by, staffId, text, detail };
  const complaintNow = await recordMove(trx, cipher, { ...written, row, week }, besides);
  const counted = countedOf(row, next, move);
  if (counted !== null) await counting(trx, { office: row.office, ...counted }).execute();
  if (mailIsOn) {
    const { name } = move;
    const { revision } = next;
    await tellComplainant(trx, cipher, { complaint: complaintNow, name, by, revision, now: at });
  }
  await endChange(trx, {
    by: staffId === null ? 'system' : { kind: 'staff', id: staffId },
    office: row.office,
    done: { action: `complaint-${move.name}`, detail: { complaint: id, revision: next.revision, by } },
    command: { id: commandId, status: 200 },
    changed: [],
    besides: row.office,
  });
  return null;
}

/** What a move adds to the totals: a complaint is classified once, and each answer is in time or late. */
function countedOf(before: ComplaintRow, next: Complaint, move: ComplaintMove): CountedComplaint | null {
  if (move.name === 'verify' && before.verified_at === null)
    return { counted: 'classified', label: move.kind };
  if (move.name !== 'answer' || before.answer_due_at === null || next.answeredAt === null) return null;
  const late = isLate({ at: before.answer_due_at, doneAt: next.answeredAt, now: next.answeredAt });
  return { counted: 'answered', label: late ? 'late' : 'in-time' };
}

/** Messages of the complainant since the office's last word. */
async function countUnanswered(trx: Transaction, id: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from complaint_event
    where complaint_id = ${id} and actor = 'complainant' and move = 'message'
      and revision > (
        select coalesce(max(revision), 0) from complaint_event where complaint_id = ${id} and actor = 'staff'
      )
  `.execute(trx);
  return rows[0]?.n ?? 0;
}
