import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { Client } from 'pg';
import type { StaffVisit } from '../wire/visits.ts';
import type { Ticket } from '../wire/visitors.ts';
import { guestBook } from '../test/world/client.ts';
import { readExposition } from '../test/world/exposition.ts';
import { addOffices } from '../test/world/past/many-offices.ts';
import { zoneNearNoon } from '../test/world/office.ts';
import { fillPast } from '../test/world/past/year.ts';
import { BenchClient } from './client.ts';
import { rounded, spreadOf } from './figures.ts';
import { startStack } from './stack.ts';

/*
 * Many offices close at the same minute while one stays open: what that costs the one, and how often recording
 * fails meanwhile. `npm run bench:closing -- 550`; about two minutes, of which one is spent taking numbers.
 */

const offices = Number(process.argv[2] ?? 550);
const ticketsEach = 3;
/** One office in so many keeps a card over the closing. */
const cardEvery = 5;
const lanes = 16;
const takingMs = 75_000;
const watchedMs = 45_000;
const betweenTapsMs = 100;
const past = { visitsADay: 10, days: 30 };

await using stack = await startStack();
const codes = Array.from({ length: offices }, (_none, index) => String(1000 + index));
const closesAt = Math.ceil((Date.now() + takingMs) / 60_000) * 60_000;
await prepare();
const staff = await new BenchClient(stack.base).signIn('nasional');

let opened = 0;
let taken = 0;
let cards = 0;
const next = codes.values();
await Promise.all(
  Array.from({ length: lanes }, async () => {
    for (const office of next) {
      if (Date.now() > closesAt - 3_000) return;
      await open(office);
      opened += 1;
    }
  }),
);
await pause(Math.max(0, closesAt - 2_000 - Date.now()));

const failedBefore = await failedMoves();
const tapsMs: number[] = [];
let refused = 0;
let expiredAfterMs = Number.NaN;
let reportedAfterMs = Number.NaN;
let left = { waiting: Number.NaN, reports: Number.NaN };
for (let watched = 0; Date.now() < closesAt + watchedMs; watched += 1) {
  const tappedAt = performance.now();
  await staff.post<Ticket>('/api/v1/offices/6500/visits', { service: 'P' }).then(
    () => tapsMs.push(performance.now() - tappedAt),
    () => (refused += 1),
  );
  if (watched % 10 === 0) await look();
  await pause(betweenTapsMs);
}

console.log(
  JSON.stringify(
    {
      offices: opened,
      openVisits: taken,
      cards,
      pastVisits: offices * past.visitsADay * past.days,
      failedRecordings: (await failedMoves()) - failedBefore,
      ticketMsMeanwhile: spreadOf(tapsMs),
      ticketsRefused: refused,
      stillWaitingAtTheEnd: left.waiting,
      reportsAtTheEnd: left.reports,
      allExpiredAfterSeconds: rounded(expiredAfterMs / 1000),
      allReportedAfterSeconds: rounded(reportedAfterMs / 1000),
    },
    null,
    2,
  ),
);

/** The offices with their past, their hours until the closing, and an account that may act in all of them. */
async function prepare(): Promise<void> {
  const client = new Client({ connectionString: stack.databaseUrl });
  await client.connect();
  await addOffices(client, codes);
  const zone = zoneNearNoon();
  const end = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(
    closesAt,
  );
  await client.query(
    `update policy set body = jsonb_set(body, '{hours}', (
       select jsonb_object_agg(day, jsonb_build_array(jsonb_build_array('00:00', $2::text)))
       from unnest(array['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']) as day
     )) || '{"lastTicketMinutesBeforeClose": 0}' where office = any($1)`,
    [codes, end],
  );
  await client.query('update office set time_zone = $2 where code = any($1)', [codes, zone]);
  await client.query(
    `insert into staff (id, username, name, role, office, password_hash)
     select $1, 'nasional', 'Petugas nasional', 'staff', null, password_hash from staff where username = 'petugas'`,
    [randomUUID()],
  );
  await client.end();
  await fillPast(stack.databaseUrl, { codes, ...past });
}

/** Three people wait; here and there one of them is inside with a card in a locker. */
async function open(office: string): Promise<void> {
  for (let count = 0; count < ticketsEach; count += 1) {
    await staff.post(`/api/v1/offices/${office}/visits`, { service: 'P' });
    taken += 1;
  }
  if (Number(office) % cardEvery > 0) return;
  const { visit } = await staff.post<{ visit: StaffVisit }>(`/api/v1/offices/${office}/calls`, {
    counter: 'FO-1',
  });
  let { revision } = visit;
  for (const move of [
    { move: 'submit-guest-book', guestBook },
    { move: 'serve' },
    { move: 'deposit', idType: 'ktp', idLast4: '0003', locker: '01' },
  ]) {
    const path = `/api/v1/visits/${visit.visitId}/moves`;
    ({ revision } = await staff.post<StaffVisit>(path, { ...move, expectedRevision: revision }));
  }
  cards += 1;
}

/** Notes when everybody without a card had expired, and when every office had its report. */
async function look(): Promise<void> {
  const { rows } = await sql<{ waiting: number; reports: number }>`
    select (select count(*) from visit v where v.office = any(${codes}) and v.step = 'waiting') as waiting,
      (select count(*) from day_close d where d.office = any(${codes}) and d.settled_at is null) as reports
  `.execute(stack.db);
  const { waiting = 0, reports = 0 } = rows[0] ?? {};
  left = { waiting, reports };
  const since = Date.now() - closesAt;
  if (waiting === 0 && Number.isNaN(expiredAfterMs)) expiredAfterMs = since;
  if (reports === opened && Number.isNaN(reportedAfterMs)) reportedAfterMs = since;
}

async function failedMoves(): Promise<number> {
  const { series } = readExposition(await (await fetch(stack.workerMetrics)).text());
  return series
    .filter(({ name, labels }) => name === 'kunjung_moves_total' && labels['result'] === 'failed')
    .reduce((sum, { value }) => sum + value, 0);
}
