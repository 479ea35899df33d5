import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Language } from '../../domain/language.ts';
import type { Instant } from '../../domain/time.ts';
import { callOrder, type Priority } from '../../domain/visits/queue.ts';
import type { OfficeNow } from '../offices/offices.ts';
import { pathOf } from '../../domain/pages.mjs';
import { labelOf } from '../../domain/visits/label.ts';
import type { CheckIn, VisitInput } from '../../domain/visits/messages.ts';
import type { IssuedTicket } from '../../domain/visits/record.ts';
import type { Ticket } from '../../wire/visitors/visitors.ts';
import { clock, clockNow } from '../clock.ts';
import type { Stored } from '../commands.ts';
import { LostRowError, type Database, type Transaction } from '../connect.ts';
import { jsonTime } from '../fragments.ts';
import { endChange } from '../endings.ts';
import { ticketAtOnce } from './at-once.ts';
import { lineOf, type Line } from './calls.ts';
import { checkInRowOf, visitRowOf, type CheckedIn, type GivenNumber } from './rows.ts';
import { termsOf } from './terms.ts';
import { plannedOnce } from '../planned-once.ts';

/** What a number is asked for. */
export interface AskedTicket {
  readonly visitId: string;
  readonly office: OfficeNow;
  readonly service: string;
  readonly priority: Priority | null;
  readonly language: Language;
}

/** The workflow input of a check-in, but for what is no part of its request. */
type TicketInput = Omit<VisitInput, 'clockShiftMs' | 'closingTurnMs' | 'patienceMs'>;

const closesAtOf = ({ opening, now }: OfficeNow): Instant => opening.closesAt ?? now;

/** Stores the request for a number under a new token, in the statement that claims its command. */
export const storingTicketRequest = ({ visitId, office, service, priority, language }: AskedTicket): Stored =>
  sql`
    insert into ticket_request (visit_id, command_id, token, office, service, day, closes_at, policy_version,
      priority, language)
    select ${visitId}::uuid, id, ${randomBytes(16).toString('base64url')}, ${office.code}, ${service},
      ${office.opening.day}::date, ${new Date(closesAtOf(office))}::timestamptz, ${office.policyVersion}::integer,
      ${priority}, ${language}
    from first
  `;

/** The workflow input of a request that was just stored, by a command of the office's time. */
export function ticketInputOf({ visitId, office, service }: AskedTicket): TicketInput {
  const { code, opening, now: at, policy, policyVersion } = office;
  const terms = termsOf(policy, closesAtOf(office));
  return { visitId, office: code, service, day: opening.day, at, terms, policyVersion };
}

/** The workflow input of a check-in that was claimed before; the same as the first time. Throws LostRowError. */
export async function readTicketRequest(db: Database, visitId: string): Promise<TicketInput> {
  const row = await db
    .selectFrom('ticket_request as t')
    .innerJoin('command as c', 'c.id', 't.command_id')
    .innerJoin('policy as p', (join) =>
      join.onRef('p.office', '=', 't.office').onRef('p.version', '=', 't.policy_version'),
    )
    .select(['t.office', 't.service', 't.day', 'c.at', 't.closes_at', 't.policy_version', 'p.body'])
    .where('t.visit_id', '=', visitId)
    .executeTakeFirstOrThrow(() => new LostRowError());
  const { office, service, day, at, body, closes_at: closesAt, policy_version: policyVersion } = row;
  return { visitId, office, service, day, at, terms: termsOf(body, closesAt), policyVersion };
}

/**
 * Issues the next number in one transaction: counter row, visit, first event, notification. Runs again for
 * the same visit it answers the number already given. Null when the check-in came too late.
 */
export async function issueTicket(
  db: Database,
  { input, checkIn }: { input: VisitInput; checkIn: CheckIn },
): Promise<IssuedTicket | null> {
  const atOnce = await ticketAtOnce(db, { input, checkIn });
  if (atOnce) return atOnce;
  return db.transaction().execute(async (trx) => {
    const { visitId, office } = input;
    const { issued, request, now } = await readAsked(trx, visitId);
    if (issued) return issued;
    // no request: the database was restored from before it
    if (!request || now > checkIn.validUntil || now >= request.closesAt) return null;

    const { number, queuedAt } = await takeNumber(trx, input);
    await enterVisit(trx, { input, request, number, queuedAt, commandId: checkIn.commandId });
    await endChange(trx, {
      by: { kind: 'visitor' },
      office,
      done: { action: 'check-in', visitId, revision: 1 },
      command: { id: checkIn.commandId, status: 201 },
      changed: [office],
    });
    return { number, queuedAt };
  });
}

/** What was asked for under a visit's id, and the number that was issued for it. */
async function readAsked(trx: Transaction, visitId: string) {
  const { rows } = await sql<{
    issued: IssuedTicket | null;
    request: (GivenNumber['request'] & { closesAt: Instant }) | null;
    now: Instant;
  }>`
    select ${clock} as now,
      (select json_build_object('number', number, 'queuedAt', ${jsonTime(sql.ref('queued_at'))})
        from visit where id = ${visitId}) as issued,
      (select json_build_object('token', token, 'priority', priority, 'language', language,
          'policy_version', policy_version, 'closesAt', ${jsonTime(sql.ref('closes_at'))})
        from ticket_request where visit_id = ${visitId}) as request
  `.execute(trx);
  const row = rows[0];
  if (!row) throw new Error('a statement without a condition answered no row');
  return row;
}

/** The next number of a service's day; the counter's row is the first lock. */
async function takeNumber(
  trx: Transaction,
  { office, service, day }: VisitInput,
): Promise<{ number: number; queuedAt: Instant }> {
  return trx
    .insertInto('ticket_counter')
    .values({ office, service, day, last: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['office', 'service', 'day'])
        .doUpdateSet((eb) => ({ last: eb('ticket_counter.last', '+', 1) })),
    )
    .returning(['last as number', clockNow.as('queuedAt')])
    .executeTakeFirstOrThrow();
}

/** Sets a service's counter of a day to this number, unless it is there already. */
export async function raiseCounter(
  db: Database,
  counter: { office: string; service: string; day: string; last: number },
): Promise<void> {
  await db
    .insertInto('ticket_counter')
    .values(counter)
    .onConflict((conflict) =>
      conflict
        .columns(['office', 'service', 'day'])
        .doUpdateSet({ last: sql<number>`greatest(ticket_counter.last, excluded.last)` }),
    )
    .execute();
}

/** Writes the row of a visit whose number was given out, and its first event. */
export async function enterVisit(trx: Transaction, given: GivenNumber & CheckedIn): Promise<void> {
  await trx
    .with('entered', (db) => db.insertInto('visit').values(visitRowOf(given)))
    .insertInto('visit_event')
    .values(checkInRowOf(given))
    .execute();
}

/**
 * A ticket as it was issued, but for the wait, and how many people would be called before it now. A repeat shows the same number.
 * Null when an older database took the place of the one that has it.
 */
export async function readTicket(
  db: Database,
  { visitId, run }: { visitId: string; run: number },
): Promise<Omit<Ticket, 'estimate'> | null> {
  const { rows } = await sql<
    Line & Pick<Ticket, 'token' | 'number' | 'day'> & { service: string }
  >`${plannedOnce('ticket')}
    select v.token, v.number, v.service, v.day, ${lineOf(sql.ref('v.office'), run)}
    from visit v where v.id = ${visitId}
  `.execute(db);
  const row = rows[0];
  if (!row) return null;
  const { token, number, service, day, waiting, recent } = row;
  const place = callOrder(waiting, recent, run).findIndex(({ id }) => id === visitId);
  return {
    ahead: Math.max(place, 0),
    visitId,
    token,
    number,
    label: labelOf(service, number),
    day,
    step: 'waiting',
    revision: 1,
    statusUrl: pathOf('visitor', token),
  };
}

/** The labels of these numbers, as they stand on their tickets. */
export async function readLabels(db: Database, visitIds: readonly string[]): Promise<string[]> {
  if (visitIds.length === 0) return [];
  const rows = await db
    .selectFrom('visit')
    .select(['service', 'number'])
    .where('id', 'in', visitIds)
    .orderBy('queued_at')
    .execute();
  return rows.map(({ service, number }) => labelOf(service, number));
}
