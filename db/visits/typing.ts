import { sql } from 'kysely';
import { typingEveryMs, typingLastsMs } from '../../domain/visits/typing.ts';
import { guestBookSteps } from '../../domain/visits/allowed-moves.ts';
import type { Database } from '../connect.ts';
import { clock } from '../clock.ts';
import { isOpen } from '../fragments.ts';
import { plannedOnce } from '../planned-once.ts';

const steps = sql.join(guestBookSteps.map((step) => sql.lit(step)));
const sinceSeconds = (ms: number) => sql`${clock} - make_interval(secs => ${sql.lit(ms / 1000)})`;

/** A visit `v` whose visitor fills the guest book now. */
const isTyping = sql<boolean>`(v.step in (${steps}) and v.typing_at > ${sinceSeconds(typingLastsMs)})`;

/**
 * Records that the visitor of a called number types, at most once in a while. It notifies nobody and raises no
 * revision: anybody may send it without limit.
 */
export async function noteTyping(db: Database, visitId: string): Promise<void> {
  await sql`
    update visit set typing_at = ${clock}
    where id = ${visitId} and step in (${steps}) and closes_at > ${clock}
      and (typing_at is null or typing_at <= ${sinceSeconds(typingEveryMs)})
  `.execute(db);
}

/** How many visitors of each office type now; watchers refresh when that changes. */
export async function countTyping(db: Database, offices: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ office: string; n: number }>`${plannedOnce('typing')}
    select v.office, count(*) as n from visit v
    where v.office = any(${offices}) and ${isOpen} and ${isTyping} group by 1
  `.execute(db);
  return new Map(rows.map(({ office, n }) => [office, n]));
}
