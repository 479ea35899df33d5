import { sql, type Expression, type RawBuilder } from 'kysely';
import { finalSteps } from '../domain/visits/steps.ts';
import type { Instant } from '../domain/time.ts';
import type { CodeLabel } from '../wire/fields.ts';
import { clock } from './clock.ts';

const steps = sql.join(finalSteps.map((step) => sql.lit(step)));

/** A visit `v` that has ended. Written exactly as in the partial index on open visits. */
export const hasEnded = sql<boolean>`v.step in (${steps})`;

/** A visit `v` that is open. */
export const isOpen = sql<boolean>`v.step not in (${steps})`;

/** A visit `v` that did not show up and can still be called back. */
export const canBeCalledBack = sql<boolean>`v.call_back_until > ${clock}`;

/**
 * A visit `v` whose breach was withdrawn, of which people outside were not notified yet. Nobody tries for longer than
 * half a day.
 */
export const owesWithdrawal = sql<boolean>`v.id in (
  select visit_id from escalation
  where withdrawn_at > ${clock} - interval '12 hours' and taken_back_at is null
)`;

/** A visit `v` whose card is still held after its office has closed: `isHeldAfterClosing` in SQL. */
export const heldAfterClosing = (at: RawBuilder<unknown> = clock) =>
  sql<boolean>`(v.custody = 'held' and v.closes_at <= ${at})`;

/**
 * Whether the address of a guest book was confirmed by mail, by its check `c`. Where no mail leaves the machine an
 * address that nobody confirmed says nothing: null.
 */
export const emailVerified = (mailLeaves: boolean) => sql<boolean | null>`
  case when c.verified_at is not null then true when ${mailLeaves}::boolean then false end`;

/** When service began for a visit `v`, by the basis of policy `p`. */
export const answeredAt = sql`case p.body->>'slaBasis' when 'access' then v.entered_at else v.served_at end`;

/** The counter `c` of a left join with its displayed name, or null. */
export const counterOf = sql<CodeLabel | null>`
  case when c.code is not null then json_build_object('code', c.code, 'label', c.label) end`;

/** A time inside JSON, as milliseconds instead of text. */
export const jsonTime = <T extends Instant | null>(time: Expression<T>) =>
  sql<T>`floor(extract(epoch from ${time}) * 1000)`;
