import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { clock } from './clock.ts';
import type { Database } from './connect.ts';

const ofLastDays = sql`where day > clock()::date - 2`;
const ofAllTime = sql``;

/** The rules that must always hold, each a view of what breaks it, and how far the minute's look goes back. */
const reach = {
  numbers_gapless: ofLastDays,
  one_event_per_revision: ofLastDays,
  one_audit_row_per_event: ofLastDays,
  custody_open: ofLastDays,
  custody_balanced: ofLastDays,
  breach_once: ofLastDays,
  escalation_stands: ofLastDays,
  rollup_total: ofAllTime,
} as const satisfies Record<string, RawBuilder<unknown>>;

type Invariant = keyof typeof reach;

const names = Object.keys(reach) as Invariant[];
const viewOf = (name: Invariant): RawBuilder<unknown> => sql.table(`invariant_${name}`);

/** What breaks a rule, of all days; a sound database answers nothing. */
export async function readViolations(db: Database): Promise<{ invariant: Invariant; keys: unknown[] }[]> {
  const found = await Promise.all(
    names.map(async (invariant) => {
      const { rows } = await sql`select * from ${viewOf(invariant)}`.execute(db);
      return { invariant, keys: rows };
    }),
  );
  return found.filter(({ keys }) => keys.length > 0);
}

/** Another worker that looked this lately has done it for all. */
const oneLookFor = sql`interval '45 seconds'`;

/** Counts what breaks each rule, for `/metrics`; one worker's look is enough. */
export async function countViolations(db: Database): Promise<void> {
  const { rows } = await sql`select from invariant_check where at > clock() - ${oneLookFor} limit 1`.execute(
    db,
  );
  if (rows.length > 0) return;
  for (const invariant of names) {
    await sql`
      insert into invariant_check (invariant, violations, at)
      select ${invariant}, count(*), ${clock} from ${viewOf(invariant)} ${reach[invariant]}
      on conflict (invariant) do update set violations = excluded.violations, at = excluded.at
    `.execute(db);
  }
}
