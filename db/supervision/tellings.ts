import { sql, type Transaction } from 'kysely';
import {
  escalationStateOf,
  type EscalationChannel,
  type EscalationEvent,
  type EscalationFacts,
  type Telling,
} from '../../domain/supervision/escalation.ts';
import { labelOf } from '../../domain/visits/label.ts';
import type { CodeLabel } from '../../wire/fields.ts';
import type { Instant } from '../../domain/time.ts';
import { clock } from '../clock.ts';
import type { Database } from '../connect.ts';
import { notifyChange } from '../changes.ts';
import { answeredAt, counterOf } from '../fragments.ts';
import type { Schema } from '../schema.ts';

/** One message to be sent; its id is the same at every try. */
export interface Delivery {
  readonly id: string;
  readonly channel: EscalationChannel;
  readonly event: EscalationEvent;
  readonly number: number;
}

/** What is sent about a visit: nothing about the person, and no priority. */
export interface EscalationMessage {
  readonly office: { readonly code: string; readonly name: string; readonly timeZone: string };
  readonly label: string;
  readonly dueAt: Instant;
  readonly counter: CodeLabel | null;
}

/** The messages to send now, and whether to notify again later. */
export interface TellingPlan {
  readonly goesOn: boolean;
  readonly message: EscalationMessage | null;
  readonly deliveries: readonly Delivery[];
  /** When the breach was withdrawn that the deliveries take back; null when they take none back. */
  readonly withdrawnAt: Instant | null;
}

type StandingRow = EscalationFacts & {
  service: string;
  number: number;
  office: string;
  officeName: string;
  timeZone: string;
  dueAt: Instant;
  counter: CodeLabel | null;
};

/**
 * Plans the messages of a telling from the current data: one while the visitor waits unserved, none once the
 * visitor was served or the escalation acknowledged, a withdrawal where a withdrawn breach had been told.
 * Called again for the same number it plans the same messages, without those already sent.
 */
export async function planTelling(
  db: Database,
  { visitId, number }: Telling,
  channels: readonly EscalationChannel[],
): Promise<TellingPlan> {
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<StandingRow>`
      select v.service, v.number, v.office, o.name as "officeName", o.time_zone as "timeZone",
        e.due_at as "dueAt", e.withdrawn_at as "withdrawnAt", e.acknowledged_at as "acknowledgedAt",
        ${answeredAt} as "answeredAt",
        coalesce(v.ended_at, case when v.closes_at <= ${clock} then v.closes_at end) as "endedAt",
        ${counterOf} as counter
      from escalation e
      join visit v on v.id = e.visit_id
      join office o on o.code = v.office
      join policy p on p.office = v.office and p.version = v.policy_version
      left join counter c on c.office = v.office and c.code = v.counter
      where e.visit_id = ${visitId} for update of e
    `.execute(trx);
    const row = rows[0];
    if (!row) return { goesOn: false, message: null, deliveries: [], withdrawnAt: null };
    const { office: code, officeName: name, timeZone, service, dueAt, counter } = row;
    const message = { office: { code, name, timeZone }, label: labelOf(service, row.number), dueAt, counter };
    const state = escalationStateOf(row);
    if (state === 'waiting') {
      await countTelling(trx, { visitId, number, office: code });
      await addDeliveries(
        trx,
        channels.map((channel) => ({ visitId, number, channel, event: 'raised' })),
      );
    }
    if (state === 'withdrawn') await takeBack(trx, visitId, channels);
    const wanted = state === 'waiting' ? 'raised' : state === 'withdrawn' ? 'withdrawn' : null;
    return {
      goesOn: state === 'waiting',
      message,
      withdrawnAt: row.withdrawnAt,
      deliveries: wanted === null ? [] : await readUnsent(trx, { visitId, channels, event: wanted, number }),
    };
  });
}

/** Counts a telling on screens, which alert again when the count grows. */
async function countTelling(
  trx: Transaction<Schema>,
  { visitId, number, office }: Telling & { office: string },
): Promise<void> {
  const counted = await trx
    .updateTable('escalation')
    .set({ times: number, told_at: clock })
    .where('visit_id', '=', visitId)
    .where('times', '<', number)
    .returning('times')
    .executeTakeFirst();
  if (counted) await notifyChange(trx, office);
}

async function addDeliveries(
  trx: Transaction<Schema>,
  deliveries: readonly {
    visitId: string;
    number: number;
    channel: EscalationChannel;
    event: EscalationEvent;
  }[],
): Promise<void> {
  if (deliveries.length === 0) return;
  await trx
    .insertInto('escalation_delivery')
    .values(deliveries.map(({ visitId, ...delivery }) => ({ visit_id: visitId, ...delivery })))
    .onConflict((conflict) => conflict.constraint('escalation_delivery_once').doNothing())
    .execute();
}

/** Withdraws, on each channel, the last message that may have arrived. */
async function takeBack(
  trx: Transaction<Schema>,
  visitId: string,
  channels: readonly EscalationChannel[],
): Promise<void> {
  await sql`
    insert into escalation_delivery (visit_id, number, channel, event)
    select visit_id, max(number), channel, 'withdrawn' from escalation_delivery
    where visit_id = ${visitId} and event = 'raised' and attempts > 0 and channel = any(${channels})
    group by visit_id, channel
    on conflict do nothing
  `.execute(trx);
}

async function readUnsent(
  trx: Transaction<Schema>,
  of: Telling & { channels: readonly EscalationChannel[]; event: EscalationEvent },
): Promise<Delivery[]> {
  if (of.channels.length === 0) return [];
  const unsent = trx
    .selectFrom('escalation_delivery')
    .select(['id', 'channel', 'event', 'number'])
    .where('visit_id', '=', of.visitId)
    .where('event', '=', of.event)
    .where('channel', 'in', of.channels)
    .where('sent_at', 'is', null);
  // an older telling that was never delivered is dropped for the newer one
  return of.event === 'raised' ? unsent.where('number', '=', of.number).execute() : unsent.execute();
}

/** Counts a try before it is made, so that a crash in the middle costs a try, never a withdrawal. */
export async function countAttempt(db: Database, id: string): Promise<void> {
  await db
    .updateTable('escalation_delivery')
    .set((eb) => ({ attempts: eb('attempts', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

/** Records that nobody outside has to be notified of this withdrawal any more. */
export async function markTakenBack(db: Database, visitId: string, withdrawnAt: Instant): Promise<void> {
  await db
    .updateTable('escalation')
    .set({ taken_back_at: clock })
    .where('visit_id', '=', visitId)
    .where('withdrawn_at', '=', sql<Instant>`${new Date(withdrawnAt)}`)
    .execute();
}

/** Records that the receiver accepted the message. */
export async function markSent(db: Database, id: string): Promise<void> {
  await db.updateTable('escalation_delivery').set({ sent_at: clock }).where('id', '=', id).execute();
}
