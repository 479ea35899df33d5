import { sql } from 'kysely';
import { Client } from 'pg';
import { pino } from 'pino';
import { createDatabase } from '../../../db/connect.ts';
import { figureRows } from '../../../db/supervision/figure-rows.ts';
import { readFirstOffice } from '../../../db/seed/seed.ts';

/** How the visits of an office's day are spread: mostly over, some inside, some waiting. */
const lastDone = 0.8;
const lastInside = 0.9;

/**
 * Fills a database with offices as busy as each other: today's visits and those of a day before, with the
 * events that boards and figures look at. The day before is settled. Offices are numbered from 1000; for queries, not for moves.
 */
export async function fillOffices(
  url: string,
  { offices, visitsADay }: { offices: number; visitsADay: number },
): Promise<string[]> {
  const { timeZone } = await readFirstOffice();
  const codes = codesOf(offices);
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await addOffices(client, codes);
  } finally {
    await client.end();
  }
  await fillDays(url, { codes, visitsADay, timeZone });
  return codes;
}

/** The codes of so many offices. */
export const codesOf = (offices: number): string[] =>
  Array.from({ length: offices }, (_none, index) => String(1000 + index));

/** Fills today and the day before it, which is settled, in offices that are there; what is older is left as it is. */
export async function fillDays(
  url: string,
  { codes, visitsADay, timeZone: zone }: { codes: readonly string[]; visitsADay: number; timeZone: string },
): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('begin');
    for (const daysAgo of [1, 0]) await fillDay(client, { codes, visitsADay, daysAgo, zone });
    await client.query('commit');
    await settleDays(url, zone);
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
}

/** Has offices close at an instant of today, every day alike, and the visits of today with them. */
export async function closeAt(
  client: Client,
  { codes, timeZone, at }: { codes: readonly string[]; timeZone: string; at: number },
): Promise<void> {
  const end = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(at);
  await client.query(
    `update policy set body = jsonb_set(body, '{hours}', (
       select jsonb_object_agg(day, jsonb_build_array(jsonb_build_array('00:00', $2::text)))
       from unnest(array['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']) as day
     )) || '{"lastTicketMinutesBeforeClose": 0}' where office = any($1)`,
    [codes, end],
  );
  await client.query('update office set time_zone = $2 where code = any($1)', [codes, timeZone]);
  await client.query(
    `update visit set closes_at = date_trunc('minute', to_timestamp($2 / 1000.0))
     where office = any($1) and closes_at > clock() - interval '12 hours'`,
    [codes, at],
  );
}

/** Adds offices like the first one, without accounts. */
export async function addOffices(client: Client, codes: readonly string[]): Promise<void> {
  const seed = await readFirstOffice();
  const inAll = (statement: string, values: unknown[] = []) => client.query(statement, [codes, ...values]);
  await client.query(
    `insert into office (code, name, time_zone, profile) select code, 'Kantor ' || code, $2, $3 from unnest($1::text[]) as code`,
    [codes, seed.timeZone, JSON.stringify(seed.profile)],
  );
  await inAll(`insert into service select code, 'P', 'Perpustakaan' from unnest($1::text[]) as code`);
  await inAll(
    `insert into counter (office, code, label) select code, 'FO-' || n, 'Front Office ' || n from unnest($1::text[]) as code, generate_series(1, 4) as n`,
  );
  await inAll(
    `insert into locker (office, code) select code, lpad(n::text, 2, '0') from unnest($1::text[]) as code, generate_series(1, 20) as n`,
  );
  await inAll(
    `insert into policy (office, version, effective_from, body) select code, 1, '2023-01-01', $2::jsonb from unnest($1::text[]) as code`,
    [JSON.stringify(seed.policy)],
  );
  await inAll('insert into queue select code from unnest($1::text[]) as code');
  await inAll('insert into board (office) select code from unnest($1::text[]) as code');
  await inAll('insert into settings_version (scope) select code from unnest($1::text[]) as code');
}

/** A visit from the number to the door, with the seconds at which it happens. */
const story = `(values (1, 'check-in', 'waiting', 0), (2, 'call', 'called', 60),
  (3, 'submit-guest-book', 'registered', 120), (4, 'serve', 'serving', 200), (5, 'skip-locker', 'serving', 220),
  (6, 'enter', 'library', 240), (7, 'finish', 'rating', 1800), (8, 'leave', 'done', 1900)
) as story(revision, move, step, seconds)`;

async function fillDay(
  client: Client,
  day: { codes: readonly string[]; visitsADay: number; daysAgo: number; zone: string },
): Promise<void> {
  const { codes, visitsADay, daysAgo, zone } = day;
  const done = daysAgo > 0 ? visitsADay : Math.floor(visitsADay * lastDone);
  const inside = daysAgo > 0 ? visitsADay : Math.floor(visitsADay * lastInside);
  await client.query(
    `insert into ticket_counter (office, service, day, last)
     select code, 'P', (clock() at time zone $2)::date - $3::integer, $4::integer from unnest($1::text[]) as code`,
    [codes, zone, daysAgo, visitsADay],
  );
  await client.query(
    `insert into visit (id, office, service, day, number, token, step, revision, priority, language,
       policy_version, created_at, queued_at, last_at, counter, call_id, called_at, call_times,
       registered_at, served_at, entered_at, ended_at, closes_at, warn_at, due_at, verdict, undo_until)
     select gen_random_uuid(), code, 'P', (clock() at time zone $2)::date - $3::integer, n,
       left(replace(gen_random_uuid()::text, '-', ''), 22),
       case when n <= $4 then 'done' when n <= $5 then 'library' else 'waiting' end,
       case when n <= $4 then 8 when n <= $5 then 6 else 1 end, case when n % 9 = 0 then 'elderly' end, 'id', 1,
       at, at, at, case when n <= $5 then 'FO-1' end, case when n <= $5 then gen_random_uuid() end,
       case when n <= $5 then at + interval '60 s' end, case when n <= $5 then 1 end,
       case when n <= $5 then at + interval '120 s' end, case when n <= $5 then at + interval '200 s' end,
       case when n <= $5 then at + interval '240 s' end, case when n <= $4 then at + interval '1900 s' end,
       at + interval '8 hours', at + interval '360 s', at + interval '420 s',
       case when n <= $5 then 'met' end, case when n <= $4 then at + interval '2020 s' end
     from unnest($1::text[]) as code, generate_series(1, $6::integer) as n,
       lateral (select clock() - $3 * interval '1 day' - (${visitsADay} + 2100 - n) * interval '1 second' as at) as times`,
    [codes, zone, daysAgo, done, inside, visitsADay],
  );
  await client.query(
    `insert into visit_event (visit_id, revision, office, move, step, at, actor)
     select v.id, story.revision, v.office, story.move, story.step,
       v.created_at + story.seconds * interval '1 second', 'visitor'
     from visit v join ${story} on story.revision <= v.revision
     where v.day = (clock() at time zone $1)::date - $2::integer`,
    [zone, daysAgo],
  );
  await client.query(
    `insert into audit (at, office, actor, action, visit_id, revision)
     select e.at, e.office, e.actor, e.move, e.visit_id, e.revision from visit_event e join visit v on v.id = e.visit_id
     where v.day = (clock() at time zone $1)::date - $2::integer order by e.at`,
    [zone, daysAgo],
  );
}

/** Keeps the figures of the days before today, as the ends of those days do. */
async function settleDays(url: string, zone: string): Promise<void> {
  const { db, pool } = createDatabase({ url, max: 1, log: pino({ level: 'error' }), patienceMs: 120_000 });
  const isPast = sql`not settled and day < (clock() at time zone ${sql.lit(zone)})::date`;
  await sql`
    insert into daily_rollup (office, day, metric, label, bucket, value)
    select * from (${figureRows(sql`(v.office, v.day) in (select office, day from ticket_counter where ${isPast})`)}) as figures
  `.execute(db);
  await sql`
    insert into rollup_total
    select office, metric, label, bucket, sum(value) from daily_rollup group by 1, 2, 3, 4
  `.execute(db);
  await sql`
    insert into day_close (office, day, closed_at, report, settled_at)
    select office, day, clock(), '{}', clock() from ticket_counter where ${isPast}
  `.execute(db);
  await pool.end();
}
