import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { noticeKinds, type NoticeKind } from '../../../domain/visits/deadlines.ts';
import type { KnownVisit } from '../../../domain/visits/messages.ts';
import {
  agree,
  replayed,
  revisionOf,
  standingOf,
  type LostDetail,
  type ResumedVisit,
  type VisitRecord,
} from '../../../domain/visits/record.ts';
import { dueAtOf, isUnanswered, verdictOf, warnAtOf } from '../../../domain/visits/sla.ts';
import { newVisit, type Move, type Visit } from '../../../domain/visits/visit.ts';
import type { Instant } from '../../../domain/time.ts';
import { clock } from '../../clock.ts';
import type { Database, Transaction } from '../../connect.ts';
import { endChange } from '../../endings.ts';
import { insertEvent, makeCurrent, updateVisit, withdrawBreach } from '../moves.ts';
import { giveNotice } from '../notices.ts';
import { readResumed } from './records.ts';
import { writeBackCustody } from './restored-custody.ts';
import { enterVisit, raiseCounter } from '../tickets.ts';

/** What came of comparing a visit's workflow with its row. */
export type Comparison =
  | { readonly kind: 'same' }
  /** The row knows moves that the workflow does not; it goes on from them. */
  | { readonly kind: 'behind'; readonly resumed: ResumedVisit }
  /** So many events were written that only the workflow knew. */
  | { readonly kind: 'written'; readonly events: number };

/**
 * Compares what a workflow knows with the visit's row, in one transaction that holds the row. Where the row's events
 * are the beginning of the workflow's, the rest is written in order, the ticket with its number included; what only
 * the database had is marked as lost. Otherwise the row stands, also in what changes without a move: its closing time
 * follows the calendar, and the workflow's timers give again the notices that it lacks.
 */
export async function compareVisit(db: Database, known: KnownVisit): Promise<Comparison> {
  const { visitId } = known.input;
  return db.transaction().execute(async (trx) => {
    await sql`set local kunjung.comparing = 'on'`.execute(trx);
    const row = await trx
      .selectFrom('visit')
      .select('id')
      .where('id', '=', visitId)
      .forUpdate()
      .executeTakeFirst();
    const resumed = row ? ((await readResumed(trx, visitId))?.resumed ?? null) : null;
    const { record } = known;
    const events = revisionOf(record) - revisionOf(resumed?.record ?? null);
    if (record === null || !isBeginningOf(resumed?.record ?? null, record)) {
      return resumed ? { kind: 'behind', resumed } : { kind: 'same' };
    }
    if (events > 0) {
      await writeBack(trx, { ...known, record }, resumed);
      return { kind: 'written', events };
    }
    const agreed = !resumed || agree(standingOf(resumed), standingOf({ ...known, terms: known.input.terms }));
    return agreed ? { kind: 'same' } : { kind: 'behind', resumed };
  });
}

/** True when a record goes on where the other ends. */
function isBeginningOf(shorter: VisitRecord | null, longer: VisitRecord): boolean {
  return (
    shorter === null || shorter.moves.every(({ move }, index) => longer.moves[index]?.move.id === move.id)
  );
}

/** Writes the events that the row lacks, and the visit as they leave it. */
async function writeBack(
  trx: Transaction,
  { input, record, notices }: KnownVisit & { record: VisitRecord },
  there: ResumedVisit | null,
): Promise<void> {
  const { visitId, office } = input;
  await addMissing(trx, input, record);
  if (there === null) await writeTicket(trx, { input, record });
  const ticketed = { ...newVisit({ id: visitId, ...input }), queuedAt: record.ticket.queuedAt };
  const visits = replayed(ticketed, record.moves);
  const from = there?.record.moves.length ?? 0;
  const written = record.moves.slice(from).map(({ move }, index) => {
    const visit = visits[from + index + 1] ?? ticketed;
    return { move, visit, verdict: verdictOf(visit, move.at) };
  });
  for (const recorded of written) {
    await insertEvent(trx, recorded);
    if (!(await makeCurrent(trx, recorded))) await markLost(trx, visitId, detailOf(recorded.move));
  }
  const visit = visits.at(-1) ?? ticketed;
  // while the visitor still waits it is given again, so that people outside are told under an id that can be withdrawn
  const isGivenAgain = notices.breach && isUnanswered(visit) && !there?.notices.breach;
  if (written.length > 0) {
    const { closesAt } = there?.terms ?? visit.terms;
    const verdict = isGivenAgain ? 'running' : notices.breach ? 'breached' : verdictOf(visit, visit.lastAt);
    await updateVisit(trx, { visit: { ...visit, terms: { ...visit.terms, closesAt } }, verdict }, from + 1);
    await writeBackCustody(
      trx,
      visit,
      written.map(({ move }) => move),
    );
  }
  for (const kind of noticeKinds) {
    const at = noticedAt(visit, kind);
    if (kind === 'breach' && isGivenAgain) continue;
    if (notices[kind] && at !== null) await giveNotice(trx, { visitId, office, kind, at });
  }
  if (!notices.breach) await withdrawBreach(trx, visitId, visit.lastAt);
  for (const {
    move,
    visit: { revision },
  } of written) {
    await endChange(trx, {
      by: move.by,
      office,
      done: { action: move.name, visitId, revision, detail: fromEngine },
      command: { id: move.id, status: 200, visitId },
      changed: [office],
    });
  }
}

/** How the audit tells a row that was written back from one that was recorded. */
const fromEngine = { writtenBack: true };

/** The number as it was issued; the counter never falls behind it. */
async function writeTicket(
  trx: Transaction,
  { input, record }: Pick<KnownVisit, 'input'> & { record: VisitRecord },
) {
  const { visitId, office, service, day } = input;
  const { number, queuedAt, commandId } = record.ticket;
  await raiseCounter(trx, { office, service, day, last: number });
  const request = await trx
    .selectFrom('ticket_request')
    .select(['token', 'priority', 'language', 'policy_version'])
    .where('visit_id', '=', visitId)
    .executeTakeFirst();
  const policy_version = request?.policy_version ?? (await policyVersionOf(trx, input));
  const unknown = { token: randomBytes(16).toString('base64url'), priority: null, language: 'id' as const };
  const given = { input, request: { ...(request ?? unknown), policy_version }, number, queuedAt };
  await enterVisit(trx, { ...given, commandId });
  if (!request) await markLost(trx, visitId, 'link');
  await endChange(trx, {
    by: { kind: 'visitor' },
    office,
    done: { action: 'check-in', visitId, revision: 1, detail: fromEngine },
    command: commandId === null ? null : { id: commandId, status: 201 },
    changed: [office],
  });
}

/** The visit's policy version, or the newest there is when that one was lost too. */
async function policyVersionOf(
  trx: Transaction,
  { office, policyVersion = 0 }: KnownVisit['input'],
): Promise<number> {
  const { version } = await trx
    .selectFrom('policy')
    .select('version')
    .where('office', '=', office)
    .orderBy((eb) => eb('version', '=', policyVersion), 'desc')
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  return version;
}

/**
 * What the office had when the moves were made and the database no longer knows: accounts come back closed, counters
 * and lockers retired, each named by what is known of it.
 */
async function addMissing(
  trx: Transaction,
  { office, service }: Pick<KnownVisit['input'], 'office' | 'service'>,
  { moves }: VisitRecord,
): Promise<void> {
  const staff = moves.flatMap(({ move: { by } }) => (by.kind === 'staff' ? [by.id] : []));
  const counters = moves.flatMap(({ move }) => ('counter' in move ? (move.counter ?? []) : []));
  const lockers = moves.flatMap(({ move }) => ('locker' in move ? move.locker : []));
  await sql`
    insert into staff (id, username, name, role, office, password_hash, disabled_at)
    select id, 'hilang-' || left(id::text, 8), 'Akun yang hilang', 'staff', ${office}, '', ${clock}
    from unnest(${staff}::uuid[]) as lost (id) group by id
    on conflict (id) do nothing
  `.execute(trx);
  await sql`
    insert into counter (office, code, label, retired_at)
    select ${office}, code, code, ${clock} from unnest(${counters}::text[]) as lost (code) group by code
    on conflict do nothing
  `.execute(trx);
  await sql`
    insert into locker (office, code, retired_at)
    select ${office}, code, ${clock} from unnest(${lockers}::text[]) as lost (code) group by code
    on conflict do nothing
  `.execute(trx);
  await sql`
    insert into service (office, code, label) values (${office}, ${service}, ${service}) on conflict do nothing
  `.execute(trx);
}

async function markLost(trx: Transaction, visitId: string, detail: LostDetail): Promise<void> {
  await trx
    .insertInto('lost_detail')
    .values({ visit_id: visitId, detail })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

function detailOf(move: Move): LostDetail {
  if (move.name === 'submit-guest-book') return 'guest-book';
  return move.name === 'deposit' ? 'id-last4' : 'reason';
}

function noticedAt(visit: Visit, kind: NoticeKind): Instant | null {
  if (kind === 'warning') return warnAtOf(visit);
  return kind === 'breach' ? dueAtOf(visit) : visit.terms.closesAt;
}
