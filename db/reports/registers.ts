import { sql } from 'kysely';
import type { IdType, IncidentKind } from '../../domain/custody/custody.ts';
import type { Instant } from '../../domain/time.ts';
import { labelOf } from '../../domain/visits/label.ts';
import type { Verdict } from '../../domain/visits/sla.ts';
import type { Step } from '../../domain/visits/steps.ts';
import type { Cipher } from '../sealing/cipher.ts';
import type { Transaction } from '../connect.ts';
import { answeredAt } from '../fragments.ts';
import { openVisitor } from '../visitors/guest-books.ts';
import type { Period } from '../supervision/period.ts';
import { during, readByCursor } from './cursor.ts';

/** A visit without its visitor. */
export interface VisitRow {
  readonly label: string;
  readonly day: string;
  readonly takenAt: Instant;
  readonly calledAt: Instant | null;
  readonly registeredAt: Instant | null;
  readonly servedAt: Instant | null;
  readonly enteredAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly step: Step;
  readonly verdict: Verdict | null;
  /** The wait that the promise measures. */
  readonly seconds: number | null;
}

type Numbered<Row> = Omit<Row, 'label'> & { service: string; number: number };

const labelled = <Row extends { service: string; number: number }>(rows: readonly Row[]) =>
  rows.map((row) => Object.assign(row, { label: labelOf(row.service, row.number) }));

/** Every visit of the period in the order of the numbers. */
export async function* readVisits(trx: Transaction, period: Period): AsyncGenerator<readonly VisitRow[]> {
  const query = sql<Numbered<VisitRow>>`
    select v.service, v.number, v.day, v.created_at as "takenAt", v.called_at as "calledAt",
      v.registered_at as "registeredAt", v.served_at as "servedAt", v.entered_at as "enteredAt",
      v.ended_at as "endedAt", v.step, v.verdict,
      case when v.verdict in ('met', 'breached')
        then extract(epoch from ${answeredAt} - v.registered_at)::float8 end as seconds
    from visit v join policy p on p.office = v.office and p.version = v.policy_version
    where v.office = ${period.office} and ${during('v.day', period)}
    order by v.day, v.created_at, v.service, v.number
  `;
  for await (const rows of readByCursor(trx, query)) yield labelled(rows);
}

/** A visitor in the columns of SLiMS. */
export interface VisitorRow {
  readonly visitorId: number;
  readonly name: string;
  readonly institution: string;
  readonly service: string;
  readonly at: Instant;
}

/** Who filled a guest book in the period, in the order they came. */
export async function* readVisitors(
  trx: Transaction,
  cipher: Cipher,
  period: Period,
): AsyncGenerator<readonly VisitorRow[]> {
  const query = sql<Omit<VisitorRow, 'name' | 'institution'> & Parameters<typeof openVisitor>[1]>`
    select row_number() over (order by v.day, v.created_at, v.id) as "visitorId", v.service,
      v.created_at as at, g.command_id, g.name, g.institution
    from visit v join guest_book g on g.visit_id = v.id and g.current_at is not null
    where v.office = ${period.office} and ${during('v.day', period)}
    order by 1
  `;
  for await (const rows of readByCursor(trx, query)) {
    yield rows.map(({ visitorId, service, at, ...sealed }): VisitorRow => {
      const { name, institution } = openVisitor(cipher, sealed);
      return { visitorId, name, institution, service, at };
    });
  }
}

/** An ID card that was at the desk. */
export interface CustodyRow {
  readonly label: string;
  readonly day: string;
  readonly idType: IdType;
  readonly locker: string;
  readonly heldAt: Instant;
  readonly heldBy: string;
  /** When it went back, or when a supervisor ended its custody. */
  readonly endedAt: Instant | null;
  readonly endedBy: string | null;
  readonly state: 'held' | 'returned' | 'resolved';
}

/** Every card that was deposited in the period, in the order they came. */
export async function* readCustody(trx: Transaction, period: Period): AsyncGenerator<readonly CustodyRow[]> {
  const query = sql<Numbered<CustodyRow>>`
    select v.service, v.number, v.day, k.id_type as "idType", k.locker, k.held_at as "heldAt",
      giver.name as "heldBy", coalesce(k.returned_at, k.resolved_at) as "endedAt", taker.name as "endedBy",
      case when k.returned_at is not null then 'returned' when k.resolved_at is not null then 'resolved'
        else 'held' end as state
    from custody k join visit v on v.id = k.visit_id
    left join staff giver on giver.id = k.held_by
    left join staff taker on taker.id = coalesce(k.returned_by, k.resolved_by)
    where v.office = ${period.office} and ${during('v.day', period)}
    order by k.held_at, k.id
  `;
  for await (const rows of readByCursor(trx, query)) yield labelled(rows);
}

/** What happened to a card or a key; what the officer wrote stands in the incident's own record. */
export interface IncidentRow {
  readonly label: string;
  readonly day: string;
  readonly at: Instant;
  readonly kind: IncidentKind;
  readonly locker: string | null;
  readonly by: string;
}

/** Every incident of the period's visits, in the order they were recorded. */
export async function* readIncidents(
  trx: Transaction,
  period: Period,
): AsyncGenerator<readonly IncidentRow[]> {
  const query = sql<Numbered<IncidentRow>>`
    select v.service, v.number, v.day, i.at, i.kind, i.locker, s.name as by
    from incident i join visit v on v.id = i.visit_id join staff s on s.id = i.staff_id
    where i.office = ${period.office} and ${during('v.day', period)}
    order by i.at, i.id
  `;
  for await (const rows of readByCursor(trx, query)) yield labelled(rows);
}
