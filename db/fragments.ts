import { sql } from 'kysely';
import type { Expression, RawBuilder } from 'kysely';
import { finalSteps } from '../domain/visits/steps.ts';
import type { Instant } from '../domain/time.ts';
import type { CodeLabel } from '../wire/fields.ts';
import { clock } from './clock.ts';

const steps = sql.join(finalSteps.map((step) => sql.lit(step)));

/** A visit `v` that has ended. Written out as the partial index on open visits wants it. */
export const hasEnded = sql<boolean>`v.step in (${steps})`;

/** A visit `v` that goes on. */
export const isOpen = sql<boolean>`v.step not in (${steps})`;

/** A visit `v` that did not show up and can still be called back. */
export const canBeCalledBack = sql<boolean>`v.call_back_until > ${clock}`;

/** A visit `v` whose card still lies here although its office has closed: `isHeldAfterClosing` at a moment. */
export const heldAfterClosing = (at: RawBuilder<unknown> = clock) =>
  sql<boolean>`(v.custody = 'held' and v.closes_at <= ${at})`;

/**
 * Whether somebody has answered the mail to the address of a guest book, by its check `c`. Null, where mail
 * is off and no check was ever begun: then nothing is said about the address.
 */
export const emailVerified = (mailIsOn: boolean) => sql<boolean | null>`
  case when c.command_id is not null then c.verified_at is not null when ${mailIsOn}::boolean then false end`;

/** When the promise to a visit `v` under policy `p` was answered, by its basis. */
export const answeredAt = sql`case p.body->>'slaBasis' when 'access' then v.entered_at else v.served_at end`;

/** The counter `c` of a left join with the words over it, or null. */
export const counterOf = sql<CodeLabel | null>`
  case when c.code is not null then json_build_object('code', c.code, 'label', c.label) end`;

/** A time for JSON, in which it would arrive as text: milliseconds, as outside of JSON. */
export const jsonTime = <T extends Instant | null>(time: Expression<T>) =>
  sql<T>`floor(extract(epoch from ${time}) * 1000)`;
