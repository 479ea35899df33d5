import { randomBytes } from 'node:crypto';
import { sql, type Selectable } from 'kysely';
import type { Language } from '../../domain/language.ts';
import type { Instant } from '../../domain/time.ts';
import type { Priority } from '../../domain/visits/queue.ts';
import type { OfficeNow } from '../offices/offices.ts';
import { pathOf } from '../../domain/pages.mjs';
import { labelOf } from '../../domain/visits/label.ts';
import type { CheckIn, VisitInput } from '../../domain/visits/messages.ts';
import type { IssuedTicket } from '../../domain/visits/record.ts';
import type { Ticket } from '../../wire/visitors.ts';
import { clock, clockNow } from '../clock.ts';
import type { Database, Transaction } from '../connect.ts';
import { endChange } from '../endings.ts';
import type { Schema } from '../schema.ts';
import { termsOf } from './terms.ts';

/** Stores the request for a number under a new token, in the transaction that claims the command. */
export async function storeTicketRequest(
  trx: Transaction,
  asked: {
    visitId: string;
    commandId: string;
    office: OfficeNow;
    service: string;
    priority: Priority | null;
    language: Language;
  },
): Promise<void> {
  const { visitId, commandId, office, service, priority, language } = asked;
  await trx
    .insertInto('ticket_request')
    .values({
      visit_id: visitId,
      command_id: commandId,
      token: randomBytes(16).toString('base64url'),
      office: office.code,
      service,
      day: office.opening.day,
      closes_at: new Date(office.opening.closesAt ?? office.now),
      policy_version: office.policyVersion,
      priority,
      language,
    })
    .execute();
}

/** The workflow input of a claimed check-in; the same for every repeat of its key. */
export async function readTicketRequest(
  db: Database,
  visitId: string,
): Promise<Omit<VisitInput, 'clockShiftMs' | 'patienceMs'>> {
  const row = await db
    .selectFrom('ticket_request as t')
    .innerJoin('command as c', 'c.id', 't.command_id')
    .innerJoin('policy as p', (join) =>
      join.onRef('p.office', '=', 't.office').onRef('p.version', '=', 't.policy_version'),
    )
    .select(['t.office', 't.service', 't.day', 'c.at', 't.closes_at', 't.policy_version', 'p.body'])
    .where('t.visit_id', '=', visitId)
    .executeTakeFirstOrThrow();
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
  return db.transaction().execute(async (trx) => {
    const issued = await trx
      .selectFrom('visit')
      .select(['number', 'queued_at as queuedAt'])
      .where('id', '=', input.visitId)
      .executeTakeFirst();
    if (issued) return issued;

    const request = await trx
      .selectFrom('ticket_request')
      .selectAll()
      .select(sql<boolean>`${clock} > ${new Date(checkIn.validUntil)} or ${clock} >= closes_at`.as('late'))
      .where('visit_id', '=', input.visitId)
      .executeTakeFirst();
    // no request: the database was restored from before it
    if (!request || request.late) return null;

    const { visitId, office } = input;
    const { number, queuedAt } = await takeNumber(trx, input);
    await insertVisit(trx, { input, request, number, queuedAt });
    await insertCheckIn(trx, { input, commandId: checkIn.commandId, queuedAt });
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

export async function insertVisit(
  trx: Transaction,
  given: {
    input: Pick<VisitInput, 'visitId' | 'office' | 'service' | 'day' | 'at' | 'terms'>;
    request: Pick<Selectable<Schema['ticket_request']>, 'token' | 'priority' | 'language' | 'policy_version'>;
    number: number;
    queuedAt: Instant;
  },
): Promise<void> {
  const { input, request, number, queuedAt } = given;
  const { visitId, office, service, day, terms } = input;
  const at = new Date(input.at);
  await trx
    .insertInto('visit')
    .values({
      id: visitId,
      office,
      service,
      day,
      number,
      token: request.token,
      step: 'waiting',
      revision: 1,
      priority: request.priority,
      language: request.language,
      policy_version: request.policy_version,
      created_at: at,
      queued_at: new Date(queuedAt),
      last_at: at,
      counter: null,
      call_id: null,
      call_times: null,
      closes_at: new Date(terms.closesAt),
      verdict: null,
      undo_move: null,
      claimed_by: null,
      claimed_counter: null,
    })
    .execute();
}

export async function insertCheckIn(
  trx: Transaction,
  given: {
    input: Pick<VisitInput, 'visitId' | 'office' | 'at'>;
    commandId: string | null;
    queuedAt: Instant;
  },
): Promise<void> {
  const { input, commandId, queuedAt } = given;
  const { visitId, office, at } = input;
  await trx
    .insertInto('visit_event')
    .values({
      visit_id: visitId,
      revision: 1,
      office,
      move: 'check-in',
      step: 'waiting',
      at: new Date(at),
      actor: 'visitor',
      staff_id: null,
      command_id: commandId,
      counter: null,
      locker: null,
      id_type: null,
      skip_reason: null,
      undoes: null,
      recorded_at: new Date(queuedAt), // a visit that is resumed stands in the queue as before
    })
    .execute();
}

/** A ticket as it was issued, but for the people ahead and the wait. A repeat shows the same number. */
export async function readTicket(db: Database, visitId: string): Promise<Omit<Ticket, 'ahead' | 'estimate'>> {
  const { token, number, service, day } = await db
    .selectFrom('visit')
    .select(['token', 'number', 'service', 'day'])
    .where('id', '=', visitId)
    .executeTakeFirstOrThrow();
  return {
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
