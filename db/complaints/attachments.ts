import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import {
  attachmentLimits,
  type AttachmentKind,
  type DeletionReason,
} from '../../domain/complaints/attachments.ts';
import type { ComplaintActor } from '../../domain/complaints/complaint.ts';
import type { Instant } from '../../domain/time.ts';
import { writeAudit, type By } from '../audit.ts';
import { notifyBesides } from '../changes.ts';
import type { Cipher, Place } from '../sealing/cipher.ts';
import { clock } from '../clock.ts';
import type { Database, Transaction } from '../connect.ts';
import { unverifiedFiles } from './attachment-rooms.ts';

/** What is known of an attachment without opening it. */
export interface Attachment {
  readonly id: string;
  readonly nth: number;
  /** The event it came with. */
  readonly revision: number;
  readonly kind: AttachmentKind;
  /** None once it was deleted. */
  readonly bytes: number;
  readonly deleted: {
    readonly at: Instant;
    /** The name of who deleted it. */
    readonly by: string;
    readonly reason: DeletionReason;
  } | null;
}

/** Who attaches something to a complaint. */
interface Sender {
  readonly complaintId: string;
  readonly by: Exclude<ComplaintActor, 'system'>;
  readonly staffId: string | null;
}

/** A file that was looked at. */
interface LookedAtFile {
  readonly kind: AttachmentKind;
  /** Without what tells of it. */
  readonly bytes: Uint8Array;
  /** As it was sent. */
  readonly sent: Uint8Array;
}

/** Why a file is not attached. */
export type AttachmentRefusal = 'over' | 'nothing-written' | 'too-many' | 'no-room';

const contentPlace = (id: string): Place => ({ table: 'complaint_attachment', column: 'content', row: id });
const columns = ['id', 'nth', 'revision', 'kind', 'bytes'] as const;

/**
 * Attaches a file to what its sender wrote last: the complaint itself, or a message. The same file sent again by the same
 * side is the one that is there.
 */
export async function addAttachment(
  { db, cipher }: { db: Database; cipher: Cipher },
  sender: Sender,
  { kind, bytes, sent }: LookedAtFile,
): Promise<{ readonly attachment: Attachment } | { readonly refused: AttachmentRefusal }> {
  const { complaintId, by, staffId } = sender;
  const sha256 = createHash('sha256').update(sent).digest('hex');
  const contentMac = cipher.mac(`attachment ${complaintId} ${sha256}`);
  return db.transaction().execute(async (trx) => {
    const { office, ended_at: endedAt } = await trx
      .selectFrom('complaint')
      .select(['office', 'ended_at'])
      .where('id', '=', complaintId)
      .forUpdate()
      .executeTakeFirstOrThrow();
    const known = await ofSide(trx, sender)
      .select(columns)
      .where('content_mac', '=', contentMac)
      .executeTakeFirst();
    if (known) return { attachment: { ...known, deleted: null } };
    if (endedAt !== null) return { refused: 'over' };
    const revision = await readLastWritten(trx, sender);
    if (revision === null) return { refused: 'nothing-written' };
    if (await hasTooMany(trx, { ...sender, revision })) return { refused: 'too-many' };
    if (!(await hasRoom(trx, { office, by, bytes: bytes.length }))) return { refused: 'no-room' };
    const id = randomUUID();
    const added = await trx
      .insertInto('complaint_attachment')
      .values((eb) => ({
        id,
        complaint_id: complaintId,
        nth: eb
          .selectFrom('complaint_attachment')
          .select(sql<number>`coalesce(max(nth), 0) + 1`.as('nth'))
          .where('complaint_id', '=', complaintId),
        revision,
        actor: by,
        staff_id: staffId,
        at: clock,
        kind,
        bytes: bytes.length,
        content_mac: contentMac,
        content: cipher.sealBytes(bytes, contentPlace(id)),
      }))
      .returning(columns)
      .executeTakeFirstOrThrow();
    await writeAudit(trx, {
      by: byOf(staffId),
      office,
      action: 'complaint-attached',
      detail: { complaint: complaintId, attachment: id, by },
    });
    await notifyBesides(trx, office); // no move, but whoever looks at the complaint sees it
    return { attachment: { ...added, deleted: null } };
  });
}

const byOf = (staffId: string | null): By => (staffId === null ? 'system' : { kind: 'staff', id: staffId });

const ofSide = (trx: Transaction, { complaintId, by }: Pick<Sender, 'complaintId' | 'by'>) =>
  trx.selectFrom('complaint_attachment').where('complaint_id', '=', complaintId).where('actor', '=', by);

/**
 * The event of what the complainant, or this very one of the staff, wrote last; a complaint that staff typed is its complainant's all
 * the same.
 */
async function readLastWritten(
  trx: Transaction,
  { complaintId, by, staffId }: Sender,
): Promise<number | null> {
  const { last } = await trx
    .selectFrom('complaint_event')
    .select((eb) => eb.fn.max('revision').as('last'))
    .where('complaint_id', '=', complaintId)
    .where((eb) => {
      const isOwn = by === 'staff' ? eb('staff_id', '=', staffId) : eb('actor', '=', by);
      const isComplaint = eb('move', '=', 'receive');
      const isOwnText = eb.and([isOwn, eb('text', 'is not', null)]);
      return eb.or([isOwnText, by === 'staff' ? eb.and([isOwn, isComplaint]) : isComplaint]);
    })
    .executeTakeFirstOrThrow();
  return last;
}

async function hasTooMany(trx: Transaction, of: Sender & { readonly revision: number }): Promise<boolean> {
  const { mostOfMessage, mostOfCase } = attachmentLimits;
  const { all, own } = await ofSide(trx, of)
    .where('deleted_at', 'is', null)
    .select([
      sql<number>`count(*)::integer`.as('all'),
      sql<number>`count(*) filter (where revision = ${of.revision})::integer`.as('own'),
    ])
    .executeTakeFirstOrThrow();
  return own >= mostOfMessage || all >= mostOfCase;
}

/**
 * Whether there is room: in all, of which complainants leave staff a part, and for what strangers send to an office that nobody has
 * looked at, also when it was set aside so.
 */
async function hasRoom(
  trx: Transaction,
  { office, by, bytes }: { office: string; by: Sender['by']; bytes: number },
): Promise<boolean> {
  const { mostBytesOfAll, mostBytesForComplainants, mostUnverifiedBytes } = attachmentLimits;
  const sum = sql<number>`coalesce(sum(a.bytes), 0)::float8`.as('sum');
  const all = await trx.selectFrom('complaint_attachment as a').select(sum).executeTakeFirstOrThrow();
  if (by === 'staff') return all.sum + bytes <= mostBytesOfAll;
  if (all.sum + bytes > mostBytesForComplainants) return false;
  const { rows } = await sql<{ sum: number }>`
    select coalesce(sum(a.bytes), 0)::float8 as sum from ${unverifiedFiles} where c.office = ${office}
  `.execute(trx);
  return (rows[0]?.sum ?? 0) + bytes <= mostUnverifiedBytes;
}

/** The attachments of a complaint, in their order, also those that were deleted. */
export async function listAttachments(db: Database, complaintId: string): Promise<Attachment[]> {
  const rows = await db
    .selectFrom('complaint_attachment as a')
    .leftJoin('staff as s', 's.id', 'a.deleted_by')
    .select(['a.id', 'a.nth', 'a.revision', 'a.kind', 'a.bytes', 'a.deleted_at', 'a.deleted_for', 's.name'])
    .where('complaint_id', '=', complaintId)
    .orderBy('nth')
    .execute();
  return rows.map(({ id, nth, revision, kind, bytes, deleted_at: at, deleted_for: reason, name: by }) => ({
    id,
    nth,
    revision,
    kind,
    bytes,
    deleted: at === null || by === null || reason === null ? null : { at, by, reason },
  }));
}

/**
 * Deletes the content of an attachment for good, and records who did and why; null when there is none. One that was deleted
 * before stays as it is.
 */
export async function deleteAttachment(
  { db, cipher }: { db: Database; cipher: Cipher },
  asked: {
    readonly complaintId: string;
    readonly id: string;
    readonly office: string;
    readonly staffId: string;
    readonly reason: DeletionReason;
  },
): Promise<Attachment | null> {
  const { complaintId, id, office, staffId, reason } = asked;
  await db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('complaint_attachment')
      .set({
        content: null,
        bytes: 0,
        content_mac: cipher.mac(`deleted attachment ${id}`), // the same file may be sent again, and is another one
        deleted_at: clock,
        deleted_by: staffId,
        deleted_for: reason,
      })
      .where('complaint_id', '=', complaintId)
      .where('id', '=', id)
      .where('deleted_at', 'is', null)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n) return;
    await writeAudit(trx, {
      by: byOf(staffId),
      office,
      action: 'complaint-attachment-deleted',
      detail: { complaint: complaintId, attachment: id, reason },
    });
    await notifyBesides(trx, office);
  });
  const all = await listAttachments(db, complaintId);
  return all.find((one) => one.id === id) ?? null;
}

/**
 * An attachment of a complaint with its content, which is null when it is damaged or sealed with another key; null when
 * there is none, or it was deleted. What staff open is recorded.
 */
export async function openAttachment(
  { db, cipher }: { db: Database; cipher: Cipher },
  asked: {
    readonly complaintId: string;
    readonly id: string;
    readonly office: string;
    readonly staffId: string | null;
  },
): Promise<(Pick<Attachment, 'nth' | 'kind'> & { readonly content: Buffer | null }) | null> {
  const { complaintId, id, office, staffId } = asked;
  const row = await db
    .selectFrom('complaint_attachment')
    .select(['nth', 'kind', 'content'])
    .where('complaint_id', '=', complaintId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row || row.content === null) return null;
  if (staffId !== null)
    await writeAudit(db, {
      by: byOf(staffId),
      office,
      action: 'complaint-attachment-read',
      detail: { complaint: complaintId, attachment: id },
    });
  return { nth: row.nth, kind: row.kind, content: cipher.readBytes(row.content, contentPlace(id)) };
}
