import { Client } from 'pg';
import { readFirstOffice } from '../../../db/seed/seed.ts';
import { addOffices, codesOf, fillDays } from './many-offices.ts';

/** How big a generated year is. */
export interface YearSize {
  readonly offices: number;
  readonly visitsADay: number;
  readonly days: number;
  /** The part of the past that is there: of its visits, and of the offices that have kept their figures. */
  readonly share?: number;
  /** Where the offices are; without it, where the first one is. */
  readonly timeZone?: string;
}

/**
 * Fills a database with offices that have stood for a year: many settled days with all that they leave behind (events, audit,
 * notices, cards, guest books, ratings, corrections, hand-overs, figures), then yesterday and today. For plans, not for
 * figures: the past visits all go the same short way. No rule is broken.
 */
export async function fillYear(url: string, size: YearSize): Promise<string[]> {
  const { offices, visitsADay, days, share = 1 } = size;
  const codes = codesOf(offices);
  const { timeZone } = { ...(await readFirstOffice()), ...size };
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await addOffices(client, codes);
    await client.query('update office set time_zone = $2 where code = any($1)', [codes, timeZone]);
    const past = { visitsADay: Math.max(1, Math.round(visitsADay * share)), days };
    await fillPast(url, { codes, ...past, rolledOffices: Math.ceil(offices * share) });
    await fillDays(url, { codes, visitsADay, timeZone });
    for (const statement of yesterdays) await client.query(statement);
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
  return codes;
}

/** The days before the offices' first one, with what they left behind, and the figures of some; each office gets an officer. */
export async function fillPast(
  url: string,
  {
    codes,
    visitsADay,
    days,
    rolledOffices = codes.length,
  }: { codes: readonly string[]; visitsADay: number; days: number; rolledOffices?: number },
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
    for (const statement of past(visitsADay, days, rolledOffices)) await client.query(statement);
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
}

/** The first day of the offices; without any, yesterday where the office is. */
const before =
  '(select coalesce(min(day), (clock() at time zone o.time_zone)::date - 1) from ticket_counter)';

/** The days before those of `fillOffices`, table by table. Every statement is one pass. */
const past = (visitsADay: number, days: number, rolledOffices: number): string[] => [
  `create temporary table past_day as
   select o.code as office, o.before - n as day, s.id as staff_id
   from (select code, ${before} as before from office o offset 0) as o
   join staff s on s.office = o.code and s.password_hash = '-', generate_series(1, ${days}) as n`,
  `insert into ticket_counter (office, service, day, last, settled) select office, 'P', day, ${visitsADay}, true from past_day`,
  `insert into day_close (office, day, closed_at, report, settled_at)
   select office, day, day + time '20:00', '{}', day + time '22:00' from past_day`,
  `insert into daily_rollup (office, day, metric, label, bucket, value)
   select office, day, 'step-duration', step, bucket, 1 from past_day,
     unnest(array['waiting', 'called', 'registered', 'serving']) as step, generate_series(-1, 13) as bucket
   where office in (select code from office order by code limit ${rolledOffices})`,
  `insert into handover (id, office, given_by, taken_by, given_at, taken_at, items)
   select gen_random_uuid(), office, staff_id, gen_random_uuid(), day + time '05:00', day + time '05:01', '[]'
   from past_day, generate_series(1, 2)`,
  `insert into paper_visit (id, office, service, day, label, taken_at, ended_at, outcome, entered_by)
   select gen_random_uuid(), office, 'P', day, 'K-1', day + time '03:00', day + time '04:00', 'done', staff_id from past_day where extract(day from day) = 1`,
  `create temporary table past_visit as
   select gen_random_uuid() as id, office, day, staff_id, n, row_number() over (order by office, day, n) as i,
     day + time '01:00' + n * interval '6 minutes' as at
   from past_day, generate_series(1, ${visitsADay}) as n`,
  `insert into visit (id, office, service, day, number, token, step, revision, language, policy_version, created_at,
     queued_at, last_at, counter, call_id, called_at, call_times, registered_at, served_at, entered_at, ended_at,
     closes_at, warn_at, due_at, verdict, custody)
   select id, office, 'P', day, n, left(replace(gen_random_uuid()::text, '-', ''), 22), 'done', 4, 'id', 1, at, at, at,
     'FO-1', gen_random_uuid(), at, 1, at, at, at, at + interval '30 minutes', day + time '20:00', at, at, 'met',
     case when i % 3 = 0 then 'returned' else 'none' end
   from past_visit`,
  `insert into visit_event (visit_id, revision, office, move, step, at, actor, recorded_at, command_id)
   select id, story.revision, office, story.move, story.step, at, 'staff', at, gen_random_uuid()
   from past_visit, (values (1, 'check-in', 'waiting'), (2, 'call', 'called'),
     (3, 'submit-guest-book', 'registered'), (4, 'leave', 'done')) as story(revision, move, step)`,
  `insert into audit (at, office, actor, action, visit_id, revision)
   select at, office, 'staff', 'call', id, revision from past_visit, generate_series(1, 4) as revision`,
  `insert into visit_notice (visit_id, kind, at, recorded_at) select id, 'warning', at, at from past_visit where i % 10 = 0`,
  `insert into custody (id, visit_id, office, locker, id_type, held_at, held_by, returned_at, returned_by)
   select gen_random_uuid(), id, office, lpad((1 + n % 20)::text, 2, '0'), 'ktp', at, staff_id,
     at + interval '20 minutes', staff_id from past_visit where i % 3 = 0`,
  `insert into guest_book (command_id, visit_id, name, email, institution, institution_category, purpose, services,
     privacy_notice, created_at, current_at)
   select gen_random_uuid(), id, '\\x00', '\\x00', '\\x00', 1, 1, '{1}', '1', at, at from past_visit`,
  `insert into private_note (command_id, kind, visit_id, body, created_at, current_at)
   select gen_random_uuid(), 'id-last4', id, '\\x00', at, at from past_visit
   where i % 3 = 0 and at > clock() - interval '30 days'`,
  `insert into email_check (command_id, token_hash, expires_at, verified_at)
   select command_id, null, created_at, created_at from guest_book`,
  `insert into mail (id, kind, cause, office, language, stage, attempts, created_at, queued_at, good_until, ended_at)
   select gen_random_uuid(), 'email-check', command_id, office, 'id', 'sent', 1, g.created_at, g.created_at, g.created_at,
     g.created_at from guest_book g join visit v on v.id = g.visit_id where g.created_at > clock() - interval '30 days'`,
  `insert into rating (visit_id, overall, skm, created_at, changed_at)
   select id, 5, case when i % 2 = 0 then '{"waktu": 3, "biaya": 4}'::jsonb else '{}' end, at, at from past_visit`,
  `insert into correction (id, visit_id, field, reason, staff_id, at)
   select gen_random_uuid(), id, 'guest-book', '\\x00', staff_id, at from past_visit where i % 20 = 0`,
  `insert into softcopy_original (sha256, bytes, pages) values (repeat('0', 64), 1000000, 100)`,
  `insert into publication (office, key, title, year, written_in, copies, original)
   select code, 'pub ' || n, 'Judul ' || n, 2024, 'id', 1, case when n % 3 = 0 then repeat('0', 64) end from (select distinct office as code from past_day) o, generate_series(1, 300) n`,
  // what is older than a month is nobody's any more
  `insert into in_room_use (id, office, publication_id, source, visit_id, day, at, staff_id, returned_at)
   select gen_random_uuid(), v.office, p.id, 'visit', case when v.at > clock() - interval '30 days' then v.id end, v.day, v.at,
     v.staff_id, case when v.at > clock() - interval '30 days' then null else v.at end
   from past_visit v join publication p on p.office = v.office and p.key = 'pub ' || (1 + (v.n * 37 + extract(doy from v.day)::int) % 300)`,
  `insert into softcopy_request (id, office, number, code, visit_id, publication_id, title, day, mark, address, original,
     stage, progress, sha256, bytes, requested_at, ready_at, downloaded_at, expires_at, ended_at, due_at)
   select gen_random_uuid(), v.office, v.id::text, v.id::text, case when v.at > clock() - interval '30 days' then v.id end,
     p.id, p.title, v.day, '-', '-', p.original, 'downloaded', 100, repeat('0', 64), 1000000, v.at, v.at, v.at, v.at, v.at, null
   from past_visit v join publication p on p.office = v.office and p.key = 'pub 3' where v.i % 4 = 0`,
  `insert into complaint (id, office, reference, secret_hash, came_by, identity, language, stage, revision, classified, terms,
     text, text_mac, assigned_to, received_at, verified_at, followed_up_at, answered_at, ended_at, verification_due_at,
     follow_up_due_at, answer_due_at, silence_due_at, due_at)
   select gen_random_uuid(), v.office, 'ADU-' || v.id, '\\x00', 'web', 'anonymous', 'id',
     case when old then 'closed' else 'verified' end, 3, 'ordinary', '{}', '\\x00', decode(md5(v.id::text), 'hex'), v.staff_id,
     v.at, v.at, case when old then v.at end, case when old then v.at end, case when old then v.at end,
     v.at + interval '3 days', v.at + interval '5 days', v.at + interval '14 days', null,
     case when old then null else v.at + interval '60 days' end
   from past_visit v, lateral (select v.at < clock() - interval '14 days' as old) as age where v.i % 10 = 0`,
  `insert into complaint_event (complaint_id, revision, at, move, actor, stage, detail, text)
   select c.id, story.revision, c.received_at, story.move, 'staff', story.stage, '{}', '\\x00'
   from complaint c, (values (1, 'receive', 'received'), (2, 'verify', 'verified'), (3, 'answer', 'answered'))
     as story(revision, move, stage)`,
  `insert into complaint_notice (complaint_id, due, told, due_at, noticed_at)
   select id, 'answer', 'reminder', answer_due_at, answer_due_at from complaint`,
  `insert into incident (id, office, visit_id, kind, at, staff_id)
   select gen_random_uuid(), office, id, 'other', at, staff_id from past_visit where i % 20 = 0`,
  `insert into complaint_attachment (id, complaint_id, nth, revision, actor, at, kind, bytes, content_mac, content)
   select gen_random_uuid(), id, 1, 1, 'complainant', received_at, 'jpeg', 1000, text_mac, '\\x00' from complaint`,
  `insert into member (id, office, language, person, address_mac, registered_at, confirmed_by, confirmed_at, used_at, due_at)
   select id, office, 'id', '\\x00', decode(md5(id::text), 'hex'), at, 'mail', at, clock() - interval '1 day',
     clock() + interval '30 days' from past_visit where i % 20 = 0`,
  `insert into member_session (id, secret_hash, member_id, browser, system, created_at, used_at)
   select gen_random_uuid(), address_mac, id, '-', '-', used_at, used_at from member`,
];

/** What the last two days left that the service has not cleared away yet. */
const yesterdays = [
  `insert into command (scope, key, id, request_mac, visit_id, at, created_at)
   select 'staff', gen_random_uuid()::text, gen_random_uuid(), '\\x00', visit_id, at, at
   from visit_event e where e.at > clock() - interval '2 days'`,
];
