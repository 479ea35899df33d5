import { sql, type RawBuilder } from 'kysely';
import { syntheticOffice } from '../../domain/probe/synthetic.ts';
import { toIso, type Instant } from '../../domain/time.ts';
import { escalationStateOf } from '../../domain/supervision/escalation.ts';
import { labelOf } from '../../domain/visits/label.ts';
import type { Step } from '../../domain/visits/steps.ts';
import type { EscalationView, ToldEscalation } from '../../wire/supervision/supervision.ts';
import type { CodeLabel } from '../../wire/fields.ts';
import { clock } from '../clock.ts';
import type { Database, Transaction } from '../connect.ts';
import { changedBy, endChange } from '../endings.ts';
import { answeredAt, counterOf, jsonTime } from '../fragments.ts';

/**
 * Raises a breach for the supervisor in the caller's transaction, once a visit; one that was withdrawn and
 * has come true again is raised again, unacknowledged. Synthetic visits raise none.
 */
export async function raiseEscalation(
  trx: Database,
  { visitId, office, at }: { visitId: string; office: string; at: Instant },
): Promise<void> {
  if (office === syntheticOffice) return;
  await sql`
    insert into escalation as e (visit_id, due_at) values (${visitId}, ${new Date(at)})
    on conflict (visit_id) do update set due_at = excluded.due_at, raised_at = excluded.raised_at,
      told_at = excluded.told_at, times = e.times + 1,
      acknowledged_at = null, acknowledged_by = null, withdrawn_at = null, taken_back_at = null
    where e.withdrawn_at is not null
  `.execute(trx);
}

interface DeliveryRow {
  id: string;
  number: number;
  channel: ToldEscalation['deliveries'][number]['channel'];
  event: ToldEscalation['deliveries'][number]['event'];
  attempts: number;
  createdAt: Instant;
  sentAt: Instant | null;
}

interface ToldRow {
  dueAt: Instant;
  raisedAt: Instant;
  times: number;
  toldAt: Instant;
  acknowledgedAt: Instant | null;
  acknowledgedBy: string | null;
  withdrawnAt: Instant | null;
  deliveries: DeliveryRow[];
}

interface EscalationRow extends ToldRow {
  visitId: string;
  service: string;
  number: number;
  day: string;
  step: Step;
  counter: CodeLabel | null;
  registeredAt: Instant;
  answeredAt: Instant | null;
  endedAt: Instant | null;
}

/** The notifications of an escalation `e`, with the name `s` of who acknowledged it. */
const told = sql`e.due_at as "dueAt", e.raised_at as "raisedAt", e.times, e.told_at as "toldAt",
  e.acknowledged_at as "acknowledgedAt", s.name as "acknowledgedBy", e.withdrawn_at as "withdrawnAt",
  (
    select coalesce(json_agg(json_build_object('id', d.id, 'number', d.number, 'channel', d.channel,
      'event', d.event, 'attempts', d.attempts,
      'createdAt', ${jsonTime(sql.ref('d.created_at'))}, 'sentAt', ${jsonTime(sql.ref('d.sent_at'))})
      order by d.number, d.created_at, d.channel), '[]'::json)
    from escalation_delivery d where d.visit_id = e.visit_id
  ) as deliveries`;

const readRows = (db: Database, condition: RawBuilder<unknown>) =>
  sql<EscalationRow>`
    select v.id as "visitId", v.service, v.number, v.day, v.step, v.registered_at as "registeredAt",
      ${counterOf} as counter,
      ${answeredAt} as "answeredAt",
      coalesce(v.ended_at, case when v.closes_at <= ${clock} then v.closes_at end) as "endedAt", ${told}
    from escalation e
    join visit v on v.id = e.visit_id
    join policy p on p.office = v.office and p.version = v.policy_version
    left join counter c on c.office = v.office and c.code = v.counter
    left join staff s on s.id = e.acknowledged_by
    where ${condition} order by e.due_at desc, v.number desc
  `.execute(db);

/** The escalations of some local days, both included, newest first. */
export async function listEscalations(
  db: Database,
  { office, from, to }: { office: string; from: string; to: string },
): Promise<EscalationView[]> {
  const { rows } = await readRows(
    db,
    sql`v.office = ${office} and v.day between ${from}::date and ${to}::date`,
  );
  return rows.map(toView);
}

/** One visit's escalation, or null when this office raised none for it. */
export async function readEscalation(
  db: Database,
  { office, visitId }: { office: string; visitId: string },
): Promise<EscalationView | null> {
  const { rows } = await readRows(db, sql`v.office = ${office} and v.id = ${visitId}`);
  return rows[0] ? toView(rows[0]) : null;
}

/** The notifications of one visit, for its history. */
export async function readToldEscalation(db: Database, visitId: string): Promise<ToldEscalation | null> {
  const { rows } = await sql<ToldRow>`
    select ${told} from escalation e left join staff s on s.id = e.acknowledged_by
    where e.visit_id = ${visitId}
  `.execute(db);
  return rows[0] ? toTold(rows[0]) : null;
}

/** The result of an acknowledgement; `over` when the breach was withdrawn, or the day's figures are final. */
export type Acknowledging = 'acknowledged' | 'over' | 'unknown';

/**
 * Records who acknowledged an escalation. The first one stays; whoever comes second learns who that was.
 * The running workflow checks the database before it notifies anybody again.
 */
export async function acknowledgeEscalation(
  trx: Transaction,
  change: { office: string; visitId: string; staffId: string; commandId: string },
): Promise<Acknowledging> {
  const { office, visitId, staffId, commandId } = change;
  const { rows } = await sql<{ withdrawn: boolean; acknowledged: boolean; settled: boolean }>`
      select e.withdrawn_at is not null as withdrawn, e.acknowledged_at is not null as acknowledged,
        exists (
          select from day_close d where d.office = v.office and d.day = v.day and d.settled_at is not null
        ) as settled
      from escalation e join visit v on v.id = e.visit_id
      where e.visit_id = ${visitId} and v.office = ${office} for update of e
    `.execute(trx);
  const found = rows[0];
  if (!found) return 'unknown';
  if (found.withdrawn || (found.settled && !found.acknowledged)) return 'over';
  if (!found.acknowledged) {
    await trx
      .updateTable('escalation')
      .set({ acknowledged_at: clock, acknowledged_by: staffId })
      .where('visit_id', '=', visitId)
      .execute();
  }
  await endChange(trx, {
    ...changedBy({ staffId, commandId }, 200),
    office,
    done: found.acknowledged ? [] : { action: 'escalation-acknowledged', visitId },
    changed: [office],
  });
  return 'acknowledged';
}

function toView(row: EscalationRow): EscalationView {
  const { visitId, service, number, day, step, counter, registeredAt } = row;
  return {
    visitId,
    label: labelOf(service, number),
    day,
    step,
    counter,
    state: escalationStateOf(row),
    registeredAt: toIso(registeredAt),
    answeredAt: toIso(row.answeredAt),
    ...toTold(row),
  };
}

function toTold(row: ToldRow): ToldEscalation {
  const { dueAt, raisedAt, times, toldAt, acknowledgedAt, acknowledgedBy, withdrawnAt, deliveries } = row;
  return {
    dueAt: toIso(dueAt),
    raisedAt: toIso(raisedAt),
    times,
    toldAt: toIso(toldAt),
    acknowledged:
      acknowledgedAt === null || acknowledgedBy === null
        ? null
        : { by: acknowledgedBy, at: toIso(acknowledgedAt) },
    withdrawnAt: toIso(withdrawnAt),
    deliveries: deliveries.map(({ id, number, channel, event, attempts, createdAt, sentAt }) => ({
      id,
      number,
      channel,
      event,
      attempts,
      createdAt: toIso(createdAt),
      sentAt: toIso(sentAt),
    })),
  };
}
