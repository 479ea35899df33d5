import { sql, type RawBuilder } from 'kysely';
import type { OfficeDay } from '../../domain/supervision/day.ts';
import type { Instant } from '../../domain/time.ts';
import { clock, readClock } from '../clock.ts';
import type { Database } from '../connect.ts';

/** The rules of a visit, each a view of the visits that break it. */
const ofVisits = [
  'one_event_per_revision',
  'one_audit_row_per_event',
  'custody_open',
  'custody_balanced',
  'breach_once',
  'escalation_stands',
] as const;
/** The rule of the numbers of a day, a view of the counters that break it. */
export const ofNumbers = 'numbers_gapless';
/** Rules whose breaks are counted, but not noted one by one. */
export const withoutFindings = ['visit_matched', 'rollup_total'] as const;
const names = [...ofVisits, ofNumbers, ...withoutFindings] as const;

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

/** A look this recent, by any worker, is enough. */
const oneLookForMs = 45_000;

/** What was written before the last look may have been committed after it; no transaction takes this long. */
const overlapMs = 5 * 60_000;

/** What changed earlier is left to the rounds. */
const lookBackMs = 48 * 3_600_000;

/** How many visits of a round, days of numbers, earlier findings and offices' sums one look takes on. */
const aLook = { visits: 3_000, counters: 100, findings: 1_000, offices: 4 };

/** How many visits one statement checks. */
const batchSize = 500;

/**
 * Counts the violations of each rule, for `/metrics`; one worker's look is enough. A look checks the visits that changed since
 * the last one, what was found broken before and the numbers of recent days, and goes on with its rounds: over the visits of recent
 * days, over all visits, over all numbers, and over the sums of all offices. What was found stays counted until it holds again,
 * or until somebody accepts it.
 * Recent is yesterday, today, and what is not settled.
 */
export async function countViolations(db: Database): Promise<void> {
  const now = await readClock(db);
  const last = await readLastLook(db);
  if (last !== null && last <= now && now - last < oneLookForMs) return;
  const since = Math.min(last ?? now, now) - overlapMs; // the clock may have been set back
  await checkVisits(db, await readChanged(db, Math.max(since, now - lookBackMs)));
  await checkVisits(db, await readFound(db));
  await goOnWithVisits(db, 'recent-visits');
  await goOnWithVisits(db, 'visits');
  await checkNumbers(db, await readRecentDays(db));
  await goOnWithNumbers(db);
  await compareSums(db);
  for (const invariant of [...ofVisits, ofNumbers] as const)
    await note(
      db,
      invariant,
      now,
      sql`select count(*) from invariant_finding where invariant = ${invariant} and accepted_at is null`,
    );
  await note(db, 'visit_matched', now, sql`select count(*) from ${viewOf('visit_matched')}`);
  await note(db, 'rollup_total', now, sql`select coalesce(sum(violations), 0) from rollup_check`);
}

async function readLastLook(db: Database): Promise<Instant | null> {
  const { last } = await db
    .selectFrom('invariant_check')
    .select((eb) => eb.fn.max('at').as('last'))
    .executeTakeFirstOrThrow();
  return last;
}

/** Notes what a look has counted, by the time it began: what changed meanwhile is for the next. */
async function note(
  db: Database,
  invariant: Invariant,
  begunAt: Instant,
  count: RawBuilder<unknown>,
): Promise<void> {
  await sql`
    insert into invariant_check (invariant, violations, at) values (${invariant}, (${count}), ${new Date(begunAt)})
    on conflict (invariant) do update set violations = excluded.violations, at = excluded.at
  `.execute(db);
}

/** The visits that something was done with since then; every change is audited. */
async function readChanged(db: Database, since: Instant): Promise<string[]> {
  const { rows: before } = await sql<{ id: number }>`
    select id from audit where at < ${new Date(since)} order by id desc limit 1
  `.execute(db);
  const { rows } = await sql<{ id: string }>`
    select distinct visit_id as id from audit where id > ${before[0]?.id ?? 0} and visit_id is not null order by 1
  `.execute(db);
  return rows.map(({ id }) => id);
}

/** Findings of an older or newer release's rules are left to it. */
const isOfVisits = sql`invariant = any(${[...ofVisits]}::text[])`;

/** The visits that were found to break a rule, those first that were not looked at for longest. */
async function readFound(db: Database): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct subject as id from (
      select subject from invariant_finding where ${isOfVisits} order by checked_at limit ${aLook.findings}
    ) as found order by 1
  `.execute(db);
  return rows.map(({ id }) => id);
}

/** The first day that is yesterday or today anywhere. */
const yesterday = sql`(((${clock}) at time zone 'UTC')::date - 1)`;

/** The visits of a round, behind the one that was reached. */
const roundsOfVisits = {
  /** Days that still change, and those just over. */
  'recent-visits': (reached: string) => sql<{ id: string }>`
    with recent as materialized (
      select v.id from (select distinct office, day from ticket_counter where not settled) as t
      join visit v on v.office = t.office and v.day = t.day
      union
      select id from visit where day >= ${yesterday}
    )
    select id from recent where id > ${reached} order by id limit ${aLook.visits}
  `,
  visits: (reached: string) => sql<{ id: string }>`
    select id from visit where id > ${reached} order by id limit ${aLook.visits}
  `,
};

async function goOnWithVisits(db: Database, round: keyof typeof roundsOfVisits): Promise<void> {
  const reached = (await readReached(db, round)) ?? '00000000-0000-0000-0000-000000000000';
  const { rows } = await roundsOfVisits[round](reached).execute(db);
  const ids = rows.map(({ id }) => id);
  await checkVisits(db, ids);
  await writeReached(db, round, ids.length < aLook.visits ? null : (ids.at(-1) ?? null));
}

/**
 * Looks at these visits by every rule, and notes which break one and which no longer do. Visit by visit (`offset 0`): for
 * hundreds at once the planner would read whole tables.
 */
async function checkVisits(db: Database, ids: readonly string[]): Promise<void> {
  for (let from = 0; from < ids.length; from += batchSize) {
    const batch = ids.slice(from, from + batchSize);
    const broken = ofVisits.map(
      (invariant) =>
        sql`select ${sql.lit(invariant)} as invariant, b.visit_id::text as subject
          from unnest(${batch}::uuid[]) as asked (id)
          cross join lateral (select visit_id from ${viewOf(invariant)} where visit_id = asked.id offset 0) as b`,
    );
    await noteFindings(db, {
      broken: sql.join(broken, sql` union `),
      checked: sql`${isOfVisits} and f.subject = any(${batch}::text[])`,
    });
  }
}

/** The days whose numbers each look checks: recent ones, and those that were found broken, the longest unseen first. */
async function readRecentDays(db: Database): Promise<OfficeDay[]> {
  const { rows } = await sql<OfficeDay>`
    select office, day from ticket_counter where not settled
    union
    select o.code, ${yesterday} + n from office o cross join generate_series(0, 2) as n
    union
    select split_part(subject, ' ', 1), split_part(subject, ' ', 3)::date from (
      select subject from invariant_finding where invariant = ${ofNumbers} order by checked_at limit ${aLook.counters}
    ) as found
  `.execute(db);
  return rows;
}

async function goOnWithNumbers(db: Database): Promise<void> {
  const [office = '', service = '', day = '-infinity'] = (await readReached(db, 'numbers'))?.split(' ') ?? [];
  const { rows } = await sql<OfficeDay & { service: string }>`
    select office, service, day from ticket_counter
    where (office, service, day) > (${office}, ${service}, ${day}::date)
    order by office, service, day limit ${aLook.counters}
  `.execute(db);
  await checkNumbers(db, rows);
  const last = rows.length < aLook.counters ? undefined : rows.at(-1);
  await writeReached(db, 'numbers', last ? `${last.office} ${last.service} ${last.day}` : null);
}

/** Looks at the numbers of these days in the same way. */
async function checkNumbers(db: Database, days: readonly OfficeDay[]): Promise<void> {
  const asked = sql`(select distinct office, day from unnest(${days.map(({ office }) => office)}::text[],
    ${days.map(({ day }) => day)}::date[]) as given (office, day))`;
  await noteFindings(db, {
    broken: sql`select ${sql.lit(ofNumbers)} as invariant, b.office || ' ' || b.service || ' ' || b.day as subject
      from ${asked} as asked cross join lateral (
        select * from ${viewOf(ofNumbers)} where office = asked.office and day = asked.day offset 0
      ) as b`,
    checked: sql`f.invariant = ${ofNumbers}
      and (split_part(f.subject, ' ', 1), split_part(f.subject, ' ', 3)::date) in ${asked}`,
  });
}

async function noteFindings(
  db: Database,
  { broken, checked }: { broken: RawBuilder<unknown>; checked: RawBuilder<unknown> },
): Promise<void> {
  await sql`
    with broken as materialized (${broken}), mended as (
      delete from invariant_finding f
      where ${checked} and not exists (
        select from broken b where b.invariant = f.invariant and b.subject = f.subject
      )
    )
    insert into invariant_finding as f (invariant, subject)
    select invariant, subject from broken order by 1, 2
    on conflict (invariant, subject) do update set checked_at = excluded.checked_at
  `.execute(db);
}

type Round = keyof typeof roundsOfVisits | 'numbers';

/** Where a round goes on; null where it begins anew. */
async function readReached(db: Database, round: Round): Promise<string | null> {
  const row = await db
    .selectFrom('invariant_round')
    .select('reached')
    .where('round', '=', round)
    .executeTakeFirst();
  return row?.reached ?? null;
}

async function writeReached(db: Database, round: Round, reached: string | null): Promise<void> {
  await db
    .insertInto('invariant_round')
    .values({ round, reached })
    .onConflict((conflict) => conflict.column('round').doUpdateSet({ reached }))
    .execute();
}

async function compareSums(db: Database): Promise<void> {
  await sql`
    insert into rollup_check (office, violations, at)
    select code, rollup_violations(code), ${clock} from (
      select o.code from office o left join rollup_check r on r.office = o.code
      order by r.at nulls first, o.code limit ${aLook.offices}
    ) as next
    on conflict (office) do update set violations = excluded.violations, at = excluded.at
  `.execute(db);
}
