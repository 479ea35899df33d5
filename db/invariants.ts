import { sql, type RawBuilder } from 'kysely';
import { clock, readTimeBefore } from './clock.ts';
import type { Database } from './connect.ts';

/** The invariants, each a view of its violations. */
const dayByDay = [
  'numbers_gapless',
  'one_event_per_revision',
  'one_audit_row_per_event',
  'custody_open',
  'custody_balanced',
  'breach_once',
  'escalation_stands',
  'visit_matched',
] as const;
const names = [...dayByDay, 'rollup_total'] as const;

type Invariant = (typeof names)[number];

const viewOf = (name: Invariant): RawBuilder<unknown> => sql.table(`invariant_${name}`);

/** The violations of all days; empty for a sound database. */
export async function readViolations(db: Database): Promise<{ invariant: Invariant; keys: unknown[] }[]> {
  const found = await Promise.all(
    names.map(async (invariant) => {
      const { rows } = await sql`select * from ${viewOf(invariant)}`.execute(db);
      return { invariant, keys: rows };
    }),
  );
  return found.filter(({ keys }) => keys.length > 0);
}

/** A check this recent, by any worker, is enough. */
const oneLookFor = sql`interval '45 seconds'`;

/** How many past days the check of every minute covers. */
const lookBackHours = 48;

/** For how many offices each check compares the sums with all days. */
const officesALook = 4;

/**
 * Counts the violations of each rule, for `/metrics`; one worker's check is enough. The rules of a day are checked
 * for the last days, the sums of all days for some offices in turn: 550 offices take two hours and a quarter.
 */
export async function countViolations(db: Database): Promise<void> {
  const { rows } = await sql`select from invariant_check where at > ${clock} - ${oneLookFor} limit 1`.execute(
    db,
  );
  if (rows.length > 0) return;
  const since = await readTimeBefore(db, lookBackHours);
  for (const invariant of dayByDay) {
    await note(db, invariant, sql`select count(*) from ${viewOf(invariant)} where day > ${since}::date`);
  }
  await compareSums(db);
  await note(db, 'rollup_total', sql`select coalesce(sum(violations), 0) from rollup_check`);
}

async function note(db: Database, invariant: Invariant, count: RawBuilder<unknown>): Promise<void> {
  await sql`
    insert into invariant_check (invariant, violations, at) values (${invariant}, (${count}), ${clock})
    on conflict (invariant) do update set violations = excluded.violations, at = excluded.at
  `.execute(db);
}

async function compareSums(db: Database): Promise<void> {
  await sql`
    insert into rollup_check (office, violations, at)
    select code, rollup_violations(code), ${clock} from (
      select o.code from office o left join rollup_check r on r.office = o.code
      order by r.at nulls first, o.code limit ${officesALook}
    ) as next
    on conflict (office) do update set violations = excluded.violations, at = excluded.at
  `.execute(db);
}
