import { Client } from 'pg';
import type { Cipher } from '../../../db/sealing/cipher.ts';
import { addOffices } from './many-offices.ts';

const visitsADay = 160;
const atOnce = 2_000;

/**
 * Fills a database with one office and a year of it, up to yesterday: visits with their events, guest books that are really
 * sealed, cards, incidents and ratings. Answers the first and the last day.
 */
export async function fillBusyYear(
  url: string,
  cipher: Cipher,
  { office, visits }: { office: string; visits: number },
): Promise<{ from: string; to: string }> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("set session_replication_role = 'replica'"); // rows that fit by their making
    await client.query('set synchronous_commit = off');
    await addOffices(client, [office]);
    for (const statement of statements(office, visits)) await client.query(statement);
    await fillGuestBooks(client, cipher, office);
    await client.query('vacuum analyze');
    const { rows } = await client.query<{ from: string; to: string }>(
      'select min(day)::text as from, max(day)::text as to from visit where office = $1',
      [office],
    );
    return rows[0] ?? { from: '', to: '' };
  } finally {
    await client.end();
  }
}

/** A number from 0 to 1 that is always the same for a visit. */
const chance = (salt: string): string => `(abs(hashtext(id::text || '${salt}')) % 1000) / 1000.0`;

const statements = (office: string, visits: number): string[] => [
  `insert into staff (id, username, name, role, office, password_hash)
   values (gen_random_uuid(), 'petugas-${office}', 'Rina Wulandari', 'staff', '${office}', '-')`,
  `create temporary table made as
   select gen_random_uuid() as id, (clock()::date - 1 - i / ${visitsADay} * 7 / 5) as day, 1 + i % ${visitsADay} as n
   from generate_series(0, ${visits - 1}) as i`,
  // two days of a weekend may fall on one: numbers go on
  `create temporary table told as
   select id, day, row_number() over (partition by day order by n) as number,
     (day + time '00:10' + (row_number() over (partition by day order by n)) * interval '2 min 40 s') at time zone 'UTC' as taken,
     ${chance('a')} as ends, ${chance('b')} as late, ${chance('c')} as wait from made`,
  `insert into visit (id, office, service, day, number, token, step, revision, language, policy_version, created_at,
     queued_at, last_at, counter, call_id, called_at, call_times, registered_at, served_at, entered_at, ended_at,
     closes_at, warn_at, due_at, verdict, custody)
   select id, '${office}', 'P', day, number, left(replace(gen_random_uuid()::text, '-', ''), 22),
     case when ends < 0.06 then 'no-show' else 'done' end, 5, 'id', 1, taken, taken, taken, 'FO-1', gen_random_uuid(),
     taken + wait * interval '18 min', 1,
     case when ends >= 0.06 then taken + wait * interval '18 min' + interval '3 min' end,
     case when ends >= 0.06 then taken + wait * interval '18 min' + interval '3 min' + late * interval '5 min 12 s' end,
     case when ends >= 0.06 then taken + wait * interval '18 min' + interval '3 min' + late * interval '5 min 12 s' + interval '70 s' end,
     taken + wait * interval '18 min' + interval '50 min', day + time '20:00', null,
     case when ends >= 0.06 then taken + wait * interval '18 min' + interval '8 min' end,
     case when ends < 0.06 then null when late * 312 > 300 then 'breached' else 'met' end,
     case when ends >= 0.06 and wait < 0.6 then 'returned' else 'none' end
   from told`,
  `insert into visit_event (visit_id, revision, office, move, step, at, actor, recorded_at, command_id)
   select v.id, story.revision, v.office, story.move, story.step,
     case story.revision when 1 then v.created_at when 2 then v.called_at when 3 then v.registered_at
       when 4 then v.served_at else v.ended_at end, 'staff', v.created_at, gen_random_uuid()
   from visit v, (values (1, 'check-in', 'waiting'), (2, 'call', 'called'), (3, 'submit-guest-book', 'registered'),
     (4, 'serve', 'serving'), (5, 'leave', 'done')) as story(revision, move, step)
   where v.step = 'done' or story.revision <= 2`,
  `insert into custody (id, visit_id, office, locker, id_type, held_at, held_by, returned_at, returned_by)
   select gen_random_uuid(), v.id, v.office, lpad((1 + v.number % 20)::text, 2, '0'),
     (array['ktp', 'ktp', 'ktp', 'sim', 'pelajar'])[1 + v.number % 5], v.served_at, s.id, v.ended_at, s.id
   from visit v, staff s where v.custody = 'returned' and s.office = v.office`,
  `insert into incident (id, office, visit_id, kind, locker, at, staff_id)
   select gen_random_uuid(), v.office, v.id, 'key-lost', lpad((1 + v.number % 20)::text, 2, '0'), v.ended_at, s.id
   from visit v, staff s where v.custody = 'returned' and v.number % 60 = 0 and s.office = v.office`,
  `insert into rating (visit_id, overall, skm, created_at, changed_at)
   select id, 5 - (abs(hashtext(id::text)) % 100) / 30, jsonb_build_object('persyaratan', 3 + n % 2, 'prosedur', 3 + (n + 1) % 2,
     'waktu', 2 + n % 3, 'biaya', 4, 'produk', 3 + n % 2, 'kompetensi', 4 - n % 2, 'perilaku', 4, 'sarana', 2 + n % 3, 'pengaduan', 3),
     ended_at, ended_at
   from (select *, number as n from visit) as v where step = 'done' and number % 3 = 0`,
];

const names = [
  'Siti Aminah',
  'Budi Santoso',
  'Maria Yolanda Tarigan',
  'Andi Muh. Rusdi',
  'Ngo Thị Hương',
  'I Made Wirawan',
];
const institutions = [
  'Universitas Kaltara',
  'Dinas Pertanian Kabupaten Bulungan',
  'Umum',
  'PT Sawit Nusantara Utara',
  'SMA Negeri 1 Tanjung Selor',
];

async function fillGuestBooks(client: Client, cipher: Cipher, office: string): Promise<void> {
  const { rows: visits } = await client.query<{ id: string; command: string }>(
    "select id, gen_random_uuid() as command from visit where office = $1 and step = 'done'",
    [office],
  );
  const seal = (column: string, row: string, text: string | undefined): Buffer =>
    cipher.seal(text ?? '', { table: 'guest_book', column, row });
  for (let from = 0; from < visits.length; from += atOnce) {
    const some = visits.slice(from, from + atOnce);
    await client.query(
      `insert into guest_book (command_id, visit_id, name, email, institution, data_needed, institution_category, gender,
         age_band, education, occupation, disability, purpose, services, privacy_notice, created_at, current_at)
       select b.*, 1 + v.number % 9, (array['L', 'P', null])[1 + v.number % 3], nullif(v.number % 8, 0), nullif(v.number % 6, 0),
         nullif(v.number % 7, 0), false, 1 + v.number % 5, case when v.number % 4 = 0 then '{1,16}'::int[] else '{1}' end, '1',
         v.registered_at, v.registered_at
       from unnest($1::uuid[], $2::uuid[], $3::bytea[], $4::bytea[], $5::bytea[], $6::bytea[])
         as b(command_id, visit_id, name, email, institution, data_needed) join visit v on v.id = b.visit_id`,
      [
        some.map(({ command }) => command),
        some.map(({ id }) => id),
        some.map(({ command }, index) => seal('name', command, `${names[index % names.length]} ${index}`)),
        some.map(({ command }) => seal('email', command, 'siti@contoh.go.id')),
        some.map(({ command }, index) =>
          seal('institution', command, institutions[index % institutions.length]),
        ),
        some.map(({ command }) => seal('data_needed', command, 'PDRB menurut lapangan usaha, 2020–2025')),
      ],
    );
  }
}
