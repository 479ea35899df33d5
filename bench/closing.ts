import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { Client } from 'pg';
import type { StaffVisit } from '../wire/visits.ts';
import type { Ticket } from '../wire/visitors/visitors.ts';
import { guestBook } from '../test/world/client.ts';
import { readExposition } from '../test/world/exposition.ts';
import { addOffices, closeAt } from '../test/world/past/many-offices.ts';
import { zoneNearNoon } from '../test/world/office.ts';
import { fillPast } from '../test/world/past/year.ts';
import { BenchClient } from './client.ts';
import { rounded, spreadOf } from './measuring/figures.ts';
import { addNationalOfficer, nationalOfficer } from './officer.ts';
import { numbersOrExit } from './measuring/numbers.ts';
import { startStack } from './stack.ts';

/*
 * Many offices close at the same minute while one stays open: what that costs the one, and how often recording
 * fails meanwhile. `npm run bench:closing -- 550`; about four minutes, of which one is spent taking numbers. Exits with 1 when
 * not every day was reported within a minute, something failed, or numbers took too long meanwhile.
 */

const { offices } = numbersOrExit({ offices: { usual: 550 } });
const ticketsEach = 3;
/** One office in so many keeps a card over the closing. */
const cardEvery = 5;
const lanes = 16;
/** How long three numbers and what belongs to them take in one office, and what is left over. */
const takingMs = 30_000 + offices * 150;
const watchedMs = 65_000;
const betweenTapsMs = 100;
const mostTicketMs = 500;
const mostReportMs = 60_000;
const timeZone = zoneNearNoon();
const past = { visitsADay: 10, days: 30 };

await using stack = await startStack();
const codes = Array.from({ length: offices }, (_none, index) => String(1000 + index));
await prepare();
const closesAt = Math.ceil((Date.now() + takingMs) / 60_000) * 60_000;
await giveHours();
const staff = await new BenchClient(stack.base).signIn(nationalOfficer);

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
const refused: string[] = [];
let expiredAfterMs = Number.NaN;
let reportedAfterMs = Number.NaN;
let left = { waiting: Number.NaN, reports: Number.NaN };
for (let watched = 0; Date.now() < closesAt + watchedMs; watched += 1) {
  const tappedAt = performance.now();
  await staff.post<Ticket>('/api/v1/offices/6500/visits', { service: 'P' }).then(
    () => tapsMs.push(performance.now() - tappedAt),
    (error: unknown) => void refused.push(String(error)),
  );
  if (watched % 10 === 0) await look();
  await pause(betweenTapsMs);
}

const failedRecordings = (await failedMoves()) - failedBefore;
const ticketMsMeanwhile = spreadOf(tapsMs);
console.log(
  JSON.stringify(
    {
      offices: opened,
      openVisits: taken,
      cards,
      pastVisits: offices * past.visitsADay * past.days,
      failedRecordings,
      ticketMsMeanwhile,
      ticketsRefused: refused.length,
      firstRefusal: refused[0] ?? null,
      stillWaitingAtTheEnd: left.waiting,
      reportsAtTheEnd: left.reports,
      allExpiredAfterSeconds: rounded(expiredAfterMs / 1000),
      allReportedAfterSeconds: rounded(reportedAfterMs / 1000),
    },
    null,
    2,
  ),
);

const holds =
  opened === offices &&
  failedRecordings === 0 &&
  refused.length === 0 &&
  reportedAfterMs <= mostReportMs && // not so when it is NaN
  ticketMsMeanwhile.p95 <= mostTicketMs;
process.exitCode = holds ? 0 : 1;

/** The offices with their past, and an account that may act in all of them. */
async function prepare(): Promise<void> {
  const client = new Client({ connectionString: stack.databaseUrl });
  await client.connect();
  await addOffices(client, codes);
  await client.query('update office set time_zone = $2 where code = any($1)', [codes, timeZone]);
  await addNationalOfficer(client);
  await client.end();
  await fillPast(stack.databaseUrl, { codes, ...past });
}

/** Their hours until the closing. */
async function giveHours(): Promise<void> {
  const client = new Client({ connectionString: stack.databaseUrl });
  await client.connect();
  await closeAt(client, { codes, timeZone, at: closesAt });
  await client.end();
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
