import { expressionBuilder, sql } from 'kysely';
import type { InferResult } from 'kysely';
import { jsonBuildObject } from 'kysely/helpers/postgres';
import { isHeldAfterClosing } from '../../domain/custody/after-closing.ts';
import { pathOf } from '../../domain/pages.mjs';
import type { Role } from '../../domain/staff/roles.ts';
import type { EscalationLevel } from '../../domain/supervision/escalation.ts';
import { toIso } from '../../domain/time.ts';
import type { Instant } from '../../domain/time.ts';
import { labelOf } from '../../domain/visits/label.ts';
import { isClosed, nextMoves } from '../../domain/visits/moves.ts';
import type { VisitStanding } from '../../domain/visits/moves.ts';
import { guestBookSteps } from '../../domain/visits/steps.ts';
import { isTyping, noShowAtOf, ringingOf } from '../../domain/visits/typing.ts';
import type { DeskVisit } from '../../wire/visits.ts';
import type { Cipher } from '../cipher.ts';
import { clock } from '../clock.ts';
import { answeredAt, counterOf, isOpen, jsonTime } from '../fragments.ts';
import type { Schema } from '../schema.ts';
import { openNote } from '../visitors/guest-books.ts';

interface EscalatedRow {
  level: EscalationLevel;
  since: Instant;
  at: Instant;
  acknowledgedAt: Instant | null;
  acknowledgedBy: string | null;
}

/** The latest level of a visitor who still waits for service within the office's hours. */
const escalated = sql<EscalatedRow | null>`(
  select ${jsonBuildObject({
    level: sql.ref('t.kind'),
    since: jsonTime(sql.ref('v.registered_at')),
    at: jsonTime(sql.ref('t.at')),
    acknowledgedAt: jsonTime(sql.ref('e.acknowledged_at')),
    acknowledgedBy: sql.ref('s.name'),
  })}
  from visit_notice t
  left join escalation e on t.kind = 'breach' and e.visit_id = t.visit_id
  left join staff s on s.id = e.acknowledged_by
  where t.visit_id = v.id and t.kind in ('warning', 'breach') and t.withdrawn_at is null
    and v.registered_at is not null and ${answeredAt} is null and ${isOpen} and v.closes_at > ${clock}
  order by t.at desc limit 1
)`;

/**
 * Visits `v` as the desk's list and a visit in front of an officer need them; times are fit for JSON. Built once:
 * for each reading it would cost a tenth of the statement.
 */
export const deskVisits = expressionBuilder<Schema>()
  .selectFrom('visit as v')
  .innerJoin('policy as p', (join) =>
    join.onRef('p.office', '=', 'v.office').onRef('p.version', '=', 'v.policy_version'),
  )
  .leftJoin('counter as c', (join) =>
    join.onRef('c.office', '=', 'v.office').onRef('c.code', '=', 'v.counter'),
  )
  .leftJoin('custody as k', (join) =>
    join.onRef('k.visit_id', '=', 'v.id').on('k.returned_at', 'is', null).on('k.resolved_at', 'is', null),
  )
  .leftJoin('private_note as n', (join) =>
    join.onRef('n.command_id', '=', 'k.id').on('n.kind', '=', 'id-last4'),
  )
  .select(['v.id', 'v.service', 'v.number', 'v.token', 'v.step', 'v.revision', 'v.priority', 'v.verdict'])
  .select(['v.custody as custodyState', 'v.without_locker as withoutLocker', 'v.undo_move as undoMove'])
  .select((eb) => [
    counterOf.as('counter'),
    eb
      .case()
      .when('k.id', 'is not', null)
      .then(
        jsonBuildObject({
          id: eb.ref('k.id').$notNull(),
          idType: eb.ref('k.id_type').$notNull(),
          locker: eb.ref('k.locker').$notNull(),
          since: jsonTime(eb.ref('k.held_at').$notNull()),
          last4: sql<string | null>`encode(n.body, 'base64')`,
        }),
      )
      .end()
      .as('custody'),
    jsonTime(eb.ref('v.due_at')).as('dueAt'),
    jsonTime(eb.ref('v.warn_at')).as('warnAt'),
    jsonTime(eb.ref('v.undo_until')).as('undoUntil'),
    jsonTime(eb.ref('v.closes_at')).as('closesAt'),
    jsonTime(eb.ref('v.called_at')).as('calledAt'),
    jsonTime(eb.ref('v.typing_at')).as('typingAt'),
    jsonTime(eb.ref('v.call_back_until')).as('callBackUntil'),
    eb.ref('p.body', '->').key('noShowSeconds').as('noShowSeconds'),
    sql<number | null>`p.body->'typingHoldSeconds'`.as('typingHoldSeconds'),
    escalated.as('escalation'),
  ]);

export type DeskVisitRow = InferResult<typeof deskVisits>[number];

/** A visit as one role may act on it at a moment. */
export function toDeskVisit(
  cipher: Cipher,
  row: DeskVisitRow,
  { now, role }: { now: Instant; role: Role },
): DeskVisit {
  const { custody, undoMove, undoUntil } = row;
  const standing = standingOf(row);
  const ringing = ringingOf(row);
  const canUndo = undoMove !== null && undoUntil !== null && undoUntil > now && !isClosed(standing, now);
  return {
    visitId: row.id,
    label: labelOf(row.service, row.number),
    step: row.step,
    revision: row.revision,
    priority: row.priority,
    counter: row.counter,
    custody: custody && {
      idType: custody.idType,
      idLast4:
        custody.last4 === null
          ? ''
          : openNote(cipher, 'id-last4', custody.id, Buffer.from(custody.last4, 'base64')),
      locker: custody.locker,
      since: toIso(custody.since),
      afterClose: isHeldAfterClosing(standing, now),
    },
    sla:
      row.dueAt !== null && row.warnAt !== null && row.verdict !== null
        ? { dueAt: toIso(row.dueAt), warnAt: toIso(row.warnAt), verdict: row.verdict }
        : null,
    statusUrl: pathOf('visitor', row.token),
    next: nextMoves(standing, now).filter(
      (move) =>
        (move !== 'resolve-custody' || role === 'supervisor') &&
        // a no-show from before there was a way back has no running workflow
        (row.step !== 'no-show' || row.callBackUntil !== null),
    ),
    undo: canUndo ? { move: undoMove, until: toIso(undoUntil) } : null,
    escalation: row.escalation && toEscalated(row.escalation),
    noShowAt: ringing && toIso(noShowAtOf(ringing, row.typingAt)),
    typing: guestBookSteps.includes(row.step) && isTyping(row.typingAt, now),
  };
}

const standingOf = (row: DeskVisitRow): VisitStanding => ({
  step: row.step,
  revision: row.revision,
  custody: { state: row.custodyState },
  withoutLocker: row.withoutLocker,
  undo: row.undoUntil === null ? null : { until: row.undoUntil },
  terms: { closesAt: row.closesAt },
});

function toEscalated(row: EscalatedRow): NonNullable<DeskVisit['escalation']> {
  const { level, since, at, acknowledgedAt, acknowledgedBy } = row;
  const acknowledged =
    acknowledgedAt === null || acknowledgedBy === null
      ? null
      : { by: acknowledgedBy, at: toIso(acknowledgedAt) };
  return { level, since: toIso(since), at: toIso(at), acknowledged };
}
