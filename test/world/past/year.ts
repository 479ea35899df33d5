import { Client } from 'pg';
import { fillOffices } from './many-offices.ts';

/** How big a generated year is. */
export interface YearSize {
  readonly offices: number;
  readonly visitsADay: number;
  readonly days: number;
}

/**
 * Fills a database with offices that have stood for a year: `fillOffices` for yesterday and today, and before
 * that many settled days with all that they leave behind (events, audit, notices, cards, guest books, ratings,
 * corrections, hand-overs, figures). For plans, not for figures: the past visits all go the same short way.
 */
export async function fillYear(url: string, { offices, visitsADay, days }: YearSize): Promise<string[]> {
  const codes = await fillOffices(url, { offices, visitsADay });
  await fillPast(url, { codes, visitsADay, days });
  return codes;
}

/** The days before the offices' first one, with what they left behind; each office gets an officer. */
export async function fillPast(
  url: string,
  { codes, visitsADay, days }: { codes: readonly string[]; visitsADay: number; days: number },
): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("set session_replication_role = 'replica'"); // rows that fit by their making
    await client.query('set synchronous_commit = off');
    await client.query(
      `insert into staff (id, username, name, role, office, password_hash)
       select gen_random_uuid(), 'petugas-' || code, 'Petugas', 'staff', code, '-' from unnest($1::text[]) as code`,
      [codes],
    );
    for (const statement of past(visitsADay, days)) await client.query(statement);
    for (const statement of yesterdays) await client.query(statement);
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
}

const before = '(select coalesce(min(day), clock()::date - 1) from ticket_counter)';

/** The days before those of `fillOffices`, table by table. Every statement is one pass. */
const past = (visitsADay: number, days: number): string[] => [
  `create temporary table past_day as
   select o.code as office, ${before} - n as day, s.id as staff_id
   from office o join staff s on s.office = o.code and s.password_hash = '-', generate_series(1, ${days}) as n`,
  `insert into ticket_counter (office, service, day, last, settled) select office, 'P', day, ${visitsADay}, true from past_day`,
  `insert into day_close (office, day, closed_at, report, settled_at)
   select office, day, day + time '20:00', '{}', day + time '22:00' from past_day`,
  `insert into daily_rollup (office, day, metric, label, bucket, value)
   select office, day, 'step-duration', step, bucket, 1 from past_day,
     unnest(array['waiting', 'called', 'registered', 'serving']) as step, generate_series(-1, 13) as bucket`,
  `insert into handover (id, office, given_by, taken_by, given_at, taken_at, items)
   select gen_random_uuid(), office, staff_id, gen_random_uuid(), day + time '05:00', day + time '05:01', '[]'
   from past_day, generate_series(1, 2)`,
  `insert into paper_visit (id, office, service, day, label, taken_at, ended_at, outcome, entered_by)
   select gen_random_uuid(), office, 'P', day, 'K-1', day + time '03:00', day + time '04:00', 'done', staff_id from past_day where extract(day from day) = 1`,
  `create temporary table past_visit as
   select gen_random_uuid() as id, office, day, staff_id, n, day + time '01:00' + n * interval '6 minutes' as at
   from past_day, generate_series(1, ${visitsADay}) as n`,
  `insert into visit (id, office, service, day, number, token, step, revision, language, policy_version, created_at,
     queued_at, last_at, counter, call_id, called_at, call_times, registered_at, served_at, entered_at, ended_at,
     closes_at, warn_at, due_at, verdict, custody)
   select id, office, 'P', day, n, left(replace(gen_random_uuid()::text, '-', ''), 22), 'done', 4, 'id', 1, at, at, at,
     'FO-1', gen_random_uuid(), at, 1, at, at, at, at + interval '30 minutes', day + time '20:00', at, at, 'met',
     case when n % 3 = 0 then 'returned' else 'none' end
   from past_visit`,
  `insert into visit_event (visit_id, revision, office, move, step, at, actor, recorded_at, command_id)
   select id, story.revision, office, story.move, story.step, at, 'staff', at, gen_random_uuid()
   from past_visit, (values (1, 'check-in', 'waiting'), (2, 'call', 'called'),
     (3, 'submit-guest-book', 'registered'), (4, 'leave', 'done')) as story(revision, move, step)`,
  `insert into audit (at, office, actor, action, visit_id, revision)
   select at, office, 'staff', 'call', id, revision from past_visit, generate_series(1, 4) as revision`,
  `insert into visit_notice (visit_id, kind, at, recorded_at) select id, 'warning', at, at from past_visit where n % 10 = 0`,
  `insert into custody (id, visit_id, office, locker, id_type, held_at, held_by, returned_at, returned_by)
   select gen_random_uuid(), id, office, lpad((1 + n % 20)::text, 2, '0'), 'ktp', at, staff_id,
     at + interval '20 minutes', staff_id from past_visit where n % 3 = 0`,
  `insert into guest_book (command_id, visit_id, name, email, institution, institution_category, purpose, services,
     privacy_notice, created_at, current_at)
   select gen_random_uuid(), id, '\\x00', '\\x00', '\\x00', 1, 1, '{1}', '1', at, at from past_visit`,
  `insert into private_note (command_id, kind, visit_id, body, created_at, current_at)
   select gen_random_uuid(), 'id-last4', id, '\\x00', at, at from past_visit where n % 3 = 0`,
  `insert into email_check (command_id, token_hash, expires_at, verified_at)
   select command_id, null, created_at, created_at from guest_book`,
  `insert into mail (id, kind, cause, office, language, stage, attempts, created_at, queued_at, good_until, ended_at)
   select gen_random_uuid(), 'email-check', command_id, office, 'id', 'sent', 1, g.created_at, g.created_at, g.created_at,
     g.created_at from guest_book g join visit v on v.id = g.visit_id where g.created_at > clock() - interval '30 days'`,
  `insert into rating (visit_id, overall, skm, created_at, changed_at)
   select id, 5, '{}', at, at from past_visit`,
  `insert into correction (id, visit_id, field, reason, staff_id, at)
   select gen_random_uuid(), id, 'guest-book', '\\x00', staff_id, at from past_visit where n % 20 = 0`,
  `insert into incident (id, office, visit_id, kind, at, staff_id)
   select gen_random_uuid(), office, id, 'other', at, staff_id from past_visit where n % 20 = 0`,
];

/** What the last two days left that the service has not cleared away yet. */
const yesterdays = [
  `insert into command (scope, key, id, request_mac, visit_id, at, created_at)
   select 'staff', gen_random_uuid()::text, gen_random_uuid(), '\\x00', visit_id, at, at
   from visit_event e where e.at > clock() - interval '2 days'`,
];
