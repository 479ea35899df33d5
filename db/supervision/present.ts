import { sql } from 'kysely';
import type { IdType } from '../../domain/custody/custody.ts';
import { toIso, type Instant } from '../../domain/time.ts';
import { labelOf } from '../../domain/visits/label.ts';
import type { OpenStep } from '../../domain/visits/steps.ts';
import type { Supervision } from '../../wire/supervision/supervision.ts';
import { clock } from '../clock.ts';
import type { Database } from '../connect.ts';
import { answeredAt, heldAfterClosing, isOpen, jsonTime } from '../fragments.ts';

/** Who is in an office now: waiting, under the SLA clock, in the library, and whose card is held. */
export async function readPresent(
  db: Database,
  office: string,
): Promise<Pick<Supervision['now'], 'waiting' | 'waitingSince' | 'unserved' | 'inLibrary' | 'held'>> {
  const { rows } = await sql<{
    id: string;
    service: string;
    number: number;
    step: OpenStep;
    queuedAt: Instant;
    dueAt: Instant | null;
    unserved: boolean;
    afterClose: boolean;
    custody: { idType: IdType; locker: string; heldAt: Instant; by: string } | null;
  }>`
    select v.id, v.service, v.number, v.step, v.queued_at as "queuedAt", v.due_at as "dueAt",
      v.registered_at is not null and ${answeredAt} is null and v.closes_at > ${clock} as unserved,
      ${heldAfterClosing()} as "afterClose",
      case when c.id is not null then json_build_object('idType', c.id_type, 'locker', c.locker,
        'heldAt', ${jsonTime(sql.ref('c.held_at'))}, 'by', s.name) end as custody
    from visit v
    join policy p on p.office = v.office and p.version = v.policy_version
    left join custody c on c.visit_id = v.id and c.returned_at is null and c.resolved_at is null
    left join staff s on s.id = c.held_by
    where v.office = ${office} and ${isOpen}
    order by v.day, v.service, v.number
  `.execute(db);
  const waiting = rows.filter(({ step }) => step === 'waiting');
  return {
    waiting: waiting.length,
    waitingSince: waiting.length === 0 ? null : toIso(Math.min(...waiting.map(({ queuedAt }) => queuedAt))),
    unserved: rows
      .flatMap(({ id, service, number, dueAt, unserved }) =>
        unserved && dueAt !== null
          ? [{ visitId: id, label: labelOf(service, number), dueAt: toIso(dueAt) }]
          : [],
      )
      .toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1)),
    inLibrary: rows.filter(({ step }) => step === 'library').length,
    held: rows.flatMap(({ id, service, number, custody, afterClose }) =>
      custody
        ? [
            {
              visitId: id,
              label: labelOf(service, number),
              idType: custody.idType,
              locker: custody.locker,
              since: toIso(custody.heldAt),
              by: custody.by,
              afterClose,
            },
          ]
        : [],
    ),
  };
}
