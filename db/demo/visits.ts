import { randomBytes, randomUUID } from 'node:crypto';
import type { Insertable } from 'kysely';
import type { InventedVisit } from '../../domain/demo/month.ts';
import type { PlayedMove } from '../../domain/demo/visits.ts';
import type { Instant } from '../../domain/time.ts';
import type { Actor } from '../../domain/visits/visit.ts';
import type { Cipher } from '../sealing/cipher.ts';
import type { Transaction } from '../connect.ts';
import type { Schema } from '../schema.ts';
import { guestBookRow, noteRow } from '../visitors/guest-books.ts';
import { sealComment } from '../ratings/ratings.ts';
import { checkInRowOf, eventRowOf, visitColumnsOf, visitRowOf } from '../visits/rows.ts';

/** Whose visits they are, under which policy, and who answers for broken promises. */
export interface VisitsOf {
  readonly office: string;
  readonly service: string;
  readonly policyVersion: number;
  readonly supervisor: string | null;
}

/** In this order each row finds what it refers to. */
const tables = [
  'ticket_counter',
  'visit',
  'visit_event',
  'visit_notice',
  'escalation',
  'custody',
  'guest_book',
  'private_note',
  'rating',
  'audit',
] as const;
type Rows = { readonly [Table in (typeof tables)[number]]: Insertable<Schema[Table]>[] };

/** PostgreSQL takes 65,535 values in a statement. */
const insertAtOnce = 500;

/**
 * Writes ended visits of past days into every table that the service would have written: with the rows' shapes that its
 * own moves have, each thing at its own time. Closing the days is left to the service.
 */
export async function writeVisits(
  trx: Transaction,
  cipher: Cipher,
  { of, visits }: { readonly of: VisitsOf; readonly visits: readonly InventedVisit[] },
): Promise<void> {
  const rows: Rows = {
    ticket_counter: countersOf(of, visits),
    visit: [],
    visit_event: [],
    visit_notice: [],
    escalation: [],
    custody: [],
    guest_book: [],
    private_note: [],
    rating: [],
    audit: [],
  };
  for (const visit of visits) addVisit(rows, cipher, { of, visit });
  for (const table of tables) await insertAll(trx, table, rows[table]);
}

async function insertAll<Table extends keyof Rows>(
  trx: Transaction,
  table: Table,
  rows: Rows[Table],
): Promise<void> {
  for (let from = 0; from < rows.length; from += insertAtOnce) {
    const some = rows.slice(from, from + insertAtOnce);
    await trx
      .insertInto(table as 'visit')
      .values(some as Insertable<Schema['visit']>[])
      .execute();
  }
}

function countersOf({ office, service }: VisitsOf, visits: readonly InventedVisit[]): Rows['ticket_counter'] {
  const last = new Map(visits.map(({ day, number }) => [day, number]));
  return [...last].map(([day, number]) => ({ office, service, day, last: number }));
}

function addVisit(
  rows: Rows,
  cipher: Cipher,
  { of, visit: invented }: { of: VisitsOf; visit: InventedVisit },
): void {
  const { office, service, policyVersion, supervisor } = of;
  const { visit, verdict, takenAt, commandId, day, number, language, escalation } = invented;
  const visitId = visit.id;
  const input = { visitId, office, service, day, at: takenAt, terms: visit.terms };
  const request = {
    token: randomBytes(16).toString('base64url'),
    priority: null,
    language,
    policy_version: policyVersion,
  };
  const audit = (
    at: Instant,
    by: Actor,
    {
      action,
      revision = null,
      command = null,
    }: { action: string; revision?: number | null; command?: string | null },
  ): void => {
    rows.audit.push({
      at: new Date(at),
      office,
      actor: by.kind,
      staff_id: by.kind === 'staff' ? by.id : null,
      action,
      visit_id: visitId,
      revision,
      command_id: command,
      request_id: null,
      detail: null,
    });
  };
  rows.visit.push({
    ...visitRowOf({ input, request, number, queuedAt: takenAt }),
    ...visitColumnsOf({ visit, verdict }),
  });
  rows.visit_event.push(checkInRowOf({ input, commandId, queuedAt: takenAt }));
  audit(takenAt, { kind: 'visitor' }, { action: 'check-in', revision: 1, command: commandId });
  for (const played of invented.moves) {
    const { move } = played;
    rows.visit_event.push({ ...eventRowOf(played), recorded_at: new Date(move.at) });
    audit(move.at, move.by, { action: move.name, revision: played.visit.revision, command: move.id });
    addPrivate(rows, cipher, { played, book: invented.book });
  }
  addCustody(rows, invented);
  for (const [kind, at] of [
    ['warning', invented.warnedAt],
    ['breach', invented.breachedAt],
  ] as const) {
    if (at === null) continue;
    rows.visit_notice.push({ visit_id: visitId, kind, at: new Date(at), recorded_at: new Date(at) });
    audit(at, { kind: 'clock' }, { action: kind });
  }
  if (escalation) {
    const answers = supervisor === null ? null : escalation.acknowledgedAt;
    rows.escalation.push({
      visit_id: visitId,
      due_at: new Date(escalation.dueAt),
      raised_at: new Date(escalation.dueAt),
      times: escalation.times,
      told_at: new Date(escalation.toldAt),
      acknowledged_at: answers === null ? null : new Date(answers),
      acknowledged_by: answers === null ? null : supervisor,
    });
    if (answers !== null && supervisor !== null) {
      audit(answers, { kind: 'staff', id: supervisor }, { action: 'escalation-acknowledged' });
    }
  }
  const { rating } = invented;
  if (!rating) return;
  const ratedAt = visit.lastAt;
  rows.rating.push({
    visit_id: visitId,
    overall: rating.overall,
    skm: JSON.stringify(rating.skm),
    comment: rating.comment === null ? null : sealComment(cipher, visitId, rating.comment),
    created_at: new Date(ratedAt),
    changed_at: new Date(ratedAt),
  });
  audit(ratedAt, { kind: 'visitor' }, { action: 'rating', command: randomUUID() });
}

/** What was written with a move: the guest book, or the last digits of a card. */
function addPrivate(
  rows: Rows,
  cipher: Cipher,
  { played: { move, visit }, book }: { played: PlayedMove; book: InventedVisit['book'] },
): void {
  const at = new Date(move.at);
  const written = { commandId: move.id, visitId: visit.id };
  if (move.name === 'submit-guest-book' && book) {
    const row = guestBookRow(cipher, { ...written, guestBook: book });
    rows.guest_book.push({ ...row, created_at: at, current_at: at });
  }
  if (move.name === 'deposit') {
    const row = noteRow(cipher, { ...written, kind: 'id-last4', text: '0000' });
    rows.private_note.push({ ...row, created_at: at, current_at: at });
  }
}

/** The card in its locker, from its deposit to its return. */
function addCustody(rows: Rows, { moves, visit }: InventedVisit): void {
  const deposit = moves.find(({ move }) => move.name === 'deposit')?.move;
  const back = moves.find(({ move }) => move.name === 'return-id')?.move;
  if (deposit?.name !== 'deposit' || deposit.by.kind !== 'staff') return;
  rows.custody.push({
    id: deposit.id,
    visit_id: visit.id,
    office: visit.office,
    locker: deposit.locker,
    id_type: deposit.idType,
    held_at: new Date(deposit.at),
    held_by: deposit.by.id,
    returned_at: back ? new Date(back.at) : null,
    returned_by: back?.by.kind === 'staff' ? back.by.id : null,
    resolved_by: null,
  });
}
