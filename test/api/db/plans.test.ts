import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readBoard } from '../../../db/boards/boards.ts';
import { pickNext, readCallTimes, recentCalls, releaseReservation } from '../../../db/visits/calls.ts';
import { createCommandStore } from '../../../db/commands.ts';
import { noteEngineClock, readEngineAheadMs } from '../../../db/clock-comparison.ts';
import { readClock } from '../../../db/clock.ts';
import { closingsToTell, daysToClose, recordClosing } from '../../../db/offices/closings.ts';
import { listDays, reportDay, settleDay, surveyDay } from '../../../db/supervision/days.ts';
import { readDesk, readStaffVisit } from '../../../db/visits/desk.ts';
import { beginTry, markCarried, readDueMails, recordSent, withdrawLate } from '../../../db/mail/outbox.ts';
import { readPastWaits } from '../../../db/visitors/estimates.ts';
import { readFigures } from '../../../db/supervision/figures.ts';
import { readGuestBook, storeGuestBook, storeNote } from '../../../db/visitors/guest-books.ts';
import { giveHandover, listHandovers, readHeldItems, takeHandover } from '../../../db/custody/handovers.ts';
import { beat, liveWorkers } from '../../../db/heartbeat.ts';
import { listIncidents, reportIncident } from '../../../db/custody/incidents.ts';
import { countViolations } from '../../../db/invariants.ts';
import { changeLocker } from '../../../db/custody/lockers.ts';
import { recordMove } from '../../../db/visits/moves.ts';
import { recordNotice } from '../../../db/visits/notices.ts';
import { readOfficeNow, readOfficeView, readRevisions } from '../../../db/offices/offices.ts';
import { enterPaperVisit, listPaperVisits } from '../../../db/supervision/paper-visits.ts';
import { changePriority } from '../../../db/visits/priorities.ts';
import { createCipher } from '../../../db/cipher.ts';
import type { Transaction } from '../../../db/connect.ts';
import { storeRating } from '../../../db/visitors/ratings.ts';
import { removeExpired } from '../../../db/retention.ts';
import { changeSettings, readSettings } from '../../../db/offices/settings.ts';
import { endSession, findSession, startSession, type Staff } from '../../../db/staff/sessions.ts';
import { correctVisit } from '../../../db/supervision/corrections.ts';
import { readStory } from '../../../db/supervision/stories.ts';
import { readSupervision } from '../../../db/supervision/supervision.ts';
import { ensureSyntheticAccount, takeSyntheticMinute } from '../../../db/probe/synthetic.ts';
import { issueTicket, readTicket, readTicketRequest } from '../../../db/visits/tickets.ts';
import { findByToken, readAhead, readVisitViews } from '../../../db/visitors/visitors.ts';
import { syntheticOffice } from '../../../domain/probe/synthetic.ts';
import { moved } from '../../../domain/visits/moves.ts';
import { verdictOf } from '../../../domain/visits/sla.ts';
import { newVisit, type Move, type Visit } from '../../../domain/visits/visit.ts';
import { guestBook } from '../../world/client.ts';
import { createTestDatabase } from '../../world/database.ts';
import { explainStatements, tableSizes, type ExplainingDatabase, type Scan } from '../../world/plans.ts';
import { fillYear } from '../../world/past/year.ts';

/** A table of so many rows must be asked by an index, and nobody looks at more than this part of it, or so many rows. */
const bigTable = 5_000;
const mostRead = { part: 0.02, rows: 1_000 };

/** Of this size they are read whole in a millisecond, which PostgreSQL rightly finds cheaper; each has its index. */
const stillSmall = new Set(['visit_notice', 'correction']);

/** The sums of a few offices are compared with their days of all years, office by office. */
const ofWholeOffices = new Set(['daily_rollup']);

const log = pino({ level: 'silent' });
const cipher = createCipher(randomBytes(32));
const office = '1007';
const stack = new AsyncDisposableStack();
let explaining: ExplainingDatabase;
let sizes: Map<string, number>;
let staff: Staff;

beforeAll(async () => {
  const { url } = stack.use(await createTestDatabase(log));
  await fillYear(url, { offices: 20, visitsADay: 25, days: 365 });
  explaining = stack.use(explainStatements({ url, log }));
  const { db } = explaining;
  const account = await db
    .selectFrom('staff')
    .selectAll()
    .where('office', '=', office)
    .executeTakeFirstOrThrow();
  staff = { id: account.id, username: account.username, name: account.name, role: 'staff', office };
  await ensureSyntheticAccount(db);
  await addSyntheticVisit();
  sizes = await tableSizes(url);
}, 240_000);
afterAll(() => stack.disposeAsync());

/** One visit of the probe, four days ago, that is due to be cleared away. */
async function addSyntheticVisit(): Promise<void> {
  const { db } = explaining;
  await sql`
    with visits as (
      insert into visit (id, office, service, day, number, token, step, revision, language, policy_version, created_at,
        queued_at, last_at, ended_at, closes_at)
      select gen_random_uuid(), ${syntheticOffice}, 'P', at::date, 1, 'synthetic', 'done', 1, 'id', 1, at, at, at, at, at
      from (select clock() - interval '4 days') as times(at) returning id, created_at as at
    ), events as (
      insert into visit_event (visit_id, revision, office, move, step, at, actor)
      select id, 1, ${syntheticOffice}, 'check-in', 'waiting', at, 'visitor' from visits
    )
    insert into audit (at, office, actor, action, visit_id) select at, ${syntheticOffice}, 'visitor', 'check-in', id from visits
  `.execute(db);
}

/** What was read of a big table without an index, or far beyond what was wanted. */
function wasteful(scans: readonly Scan[]): object[] {
  return scans
    .filter(({ table, indexCond, rows }) => {
      const size = sizes.get(table) ?? 0;
      if (size < bigTable || stillSmall.has(table)) return false;
      if (indexCond === '') return rows > bigTable / 2;
      return !ofWholeOffices.has(table) && rows > Math.max(size * mostRead.part, mostRead.rows);
    })
    .map(({ table, node, rows, statement }) => ({ table, node, rows, statement: statement.slice(0, 300) }));
}

async function expectThrift(ask: () => Promise<unknown>): Promise<Scan[]> {
  explaining.takeScans();
  await ask();
  const scans = explaining.takeScans();
  expect(scans).not.toEqual([]);
  expect(wasteful(scans)).toEqual([]);
  return scans;
}

/** Takes a number as the api and the workflow's activity do. */
async function takeNumber(): Promise<Visit> {
  const { db } = explaining;
  const now = await readOfficeNow(db, office);
  if (!now) throw new Error('no office');
  const visitId = randomUUID();
  const store = createCommandStore({ db, cipher });
  const command = await store.take(
    { scope: 'tickets', key: randomUUID(), request: '', visitId },
    async (trx, { id }) => {
      await trx
        .insertInto('ticket_request')
        .values({
          visit_id: visitId,
          command_id: id,
          token: randomBytes(16).toString('base64url'),
          office,
          service: 'P',
          day: now.opening.day,
          closes_at: new Date(now.opening.closesAt ?? now.now),
          policy_version: 1,
          priority: null,
          language: 'id',
        })
        .execute();
    },
  );
  const request = await readTicketRequest(db, visitId);
  await issueTicket(db, {
    input: { ...request, clockShiftMs: 0, patienceMs: 1_000 },
    checkIn: { commandId: command.id, validUntil: now.now + 60_000 },
  });
  const { token } = await readTicket(db, visitId);
  await findByToken(db, token);
  await readAhead(db, { office, run: 2, visitId });
  return newVisit({ id: visitId, office, at: request.at, terms: request.terms });
}

type Step = Partial<Move> & Pick<Move, 'name'>;

/** Makes moves one after the other, as the workflow's activity records them. */
async function walk(visit: Visit, steps: readonly Step[]): Promise<Visit> {
  const { db } = explaining;
  const store = createCommandStore({ db, cipher });
  let current = visit;
  for (const step of steps) {
    const { id } = await store.take(
      { scope: 'staff', key: randomUUID(), request: '', visitId: visit.id },
      async (trx, { id: commandId }) => {
        if (step.name === 'submit-guest-book')
          await storeGuestBook(trx, cipher, { commandId, visitId: visit.id, guestBook, mailIsOn: true });
        if (step.name === 'deposit')
          await storeNote(trx, cipher, { commandId, visitId: visit.id, kind: 'id-last4', text: '1234' });
      },
    );
    const at = await readClock(db);
    const move = { id, at, by: { kind: 'staff', id: staff.id }, expectedRevision: null, ...step } as Move;
    current = moved(current, move);
    const outcome = await recordMove(db, { visit: current, move, verdict: verdictOf(current, at) });
    expect(outcome).toEqual({ refusal: null, repeated: false });
  }
  return current;
}

const toLibrary = (locker: string): Step[] => [
  { name: 'call', counter: 'FO-3', callId: randomUUID(), validUntil: Date.now() + 60_000 },
  { name: 'arrive' },
  { name: 'submit-guest-book' },
  { name: 'serve' },
  { name: 'deposit', idType: 'ktp', locker },
  { name: 'enter' },
];

const today = async (): Promise<string> => (await readOfficeNow(explaining.db, office))?.opening.day ?? '';

describe('with a year of visits in the database', () => {
  test('a reading from end to end would be noticed', async () => {
    explaining.takeScans();
    await sql`select count(*) from custody where held_by = ${staff.id}`.execute(explaining.db);
    expect(wasteful(explaining.takeScans())).toHaveLength(1);
  });

  test('every move of a visit asks by an index', async () => {
    await expectThrift(async () => {
      const visit = await walk(await takeNumber(), toLibrary('01'));
      await walk(visit, [
        { name: 'change-locker', locker: '02' },
        { name: 'return-id', lockerKey: 'lost' },
        { name: 'finish' },
        { name: 'undo' },
        { name: 'leave' },
      ]);
      const other = await walk(await takeNumber(), toLibrary('03'));
      await recordNotice(explaining.db, { visitId: other.id, office, kind: 'breach', at: Date.now() });
      await recordClosing(explaining.db, { visitId: other.id, closesAt: Date.now() + 3_600_000 });
      await walk(other, [{ name: 'resolve-custody', cause: 'not-collected' }]);
    });
  });

  test.each<[string, () => Promise<unknown>]>([
    [
      'call next',
      async () => {
        const { db } = explaining;
        const command = await createCommandStore({ db, cipher }).take({
          scope: 's',
          key: randomUUID(),
          request: '',
          visitId: null,
        });
        expect(await pickNext(db, { command, office, counter: 'FO-2', priorityRun: 2 })).toMatchObject({
          kind: 'picked',
        });
        await releaseReservation(db, command);
      },
    ],
    [
      'the rest of the desk',
      async () => {
        const { db } = explaining;
        const { id: visitId } = await walk(await takeNumber(), toLibrary('05'));
        const by = { office, staffId: staff.id };
        const writes = async (work: (trx: Transaction, commandId: string) => Promise<unknown>) => {
          const store = createCommandStore({ db, cipher });
          const { id } = await store.take({ scope: 's', key: randomUUID(), request: '', visitId });
          await db.transaction().execute((trx) => work(trx, id));
        };
        await readStaffVisit({ db, cipher }, visitId, {
          role: 'staff',
          readerId: staff.id,
          mailLeaves: true,
        });
        await readGuestBook(db, cipher, { visitId, office, readerId: staff.id, mailLeaves: true });
        await writes((trx, commandId) =>
          changePriority(trx, { ...by, visitId, priority: 'elderly', commandId }),
        );
        await writes((trx, commandId) =>
          changeLocker(trx, {
            ...by,
            locker: '09',
            expected: 'free',
            state: 'out-of-order',
            commandId,
          }),
        );
        await writes((trx, commandId) =>
          reportIncident(trx, cipher, {
            ...by,
            commandId,
            visitId,
            kind: 'other',
            note: 'x',
            at: Date.now(),
          }),
        );
        await readHeldItems(db, office);
        const other = await db
          .selectFrom('staff')
          .select('id')
          .where('office', '=', '1008')
          .executeTakeFirstOrThrow();
        await writes((trx, commandId) =>
          giveHandover(trx, { office, givenBy: staff.id, takenBy: other.id, commandId }),
        );
        const [offer] = await listHandovers(db, office);
        await writes((trx, commandId) =>
          takeHandover(trx, {
            office,
            id: offer?.id ?? '',
            takenBy: other.id,
            commandId,
          }),
        );
        await writes((trx, commandId) =>
          storeRating(trx, cipher, {
            visitId,
            office,
            commandId,
            at: Date.now(),
            rating: { overall: 5 },
          }),
        );
        const day = await today();
        await writes((trx, commandId) =>
          enterPaperVisit(trx, {
            ...by,
            service: 'P',
            day,
            label: 'K-9',
            takenAt: Date.now(),
            servedAt: null,
            endedAt: Date.now(),
            outcome: 'no-show',
            commandId,
          }),
        );
        await writes((trx, commandId) =>
          correctVisit(trx, cipher, {
            ...by,
            visitId,
            commandId,
            reason: 'x',
            request: { field: 'entered', at: Date.now() - 1 },
            mailIsOn: true,
          }),
        );
        await readStory({ db, cipher }, visitId);
      },
    ],
    [
      'a sign-in',
      async () => {
        const { db } = explaining;
        const secret = await startSession(db, staff, randomUUID());
        await findSession(db, secret, { touch: true });
        await endSession(db, secret);
        const settings = await readSettings(db, office);
        const { counters } = settings ?? { counters: [] };
        await db.transaction().execute((trx) =>
          changeSettings(trx, {
            office,
            expectedVersion: null,
            sections: { counters, lockers: ['01', '02', '03', '05'] },
            by: { staffId: staff.id, commandId: null },
          }),
        );
      },
    ],
    ['the desk list', () => readDesk({ db: explaining.db, cipher }, office)],
    [
      'the list of a day',
      async () => readDesk({ db: explaining.db, cipher }, office, { state: 'all', day: await today() }),
    ],
    ['the board', () => readBoard(explaining.db, office)],
    [
      'what a board has painted',
      () => readCallTimes(explaining.db, { office, after: Date.now() - 60_000, until: Date.now() }),
    ],
    [
      'the phone',
      async () => {
        const { db } = explaining;
        const { id } = await takeNumber();
        const estimates = () => Promise.resolve(() => null);
        expect((await readVisitViews({ db, estimates }, office, [id]))?.views.size).toBe(1);
      },
    ],
    ['earlier waits', () => readPastWaits(explaining.db, office)],
    [
      'the office',
      () => Promise.all([readOfficeView(explaining.db, office), readRevisions(explaining.db, [office])]),
    ],
    ['supervision of today', () => readSupervision(explaining.db, { office })],
    [
      'reports of a week',
      async () => {
        const { db } = explaining;
        const to = await today();
        const from = new Date(Date.parse(to) - 7 * 86_400_000).toISOString().slice(0, 10);
        await readSupervision(db, { office, from, to });
        await listIncidents({ db, cipher }, { office, from, to });
        await listPaperVisits(db, { office, day: from });
        await listDays(db, { office, from, to });
      },
    ],
    ['the look at closings', () => closingsToTell(explaining.db)],
    ['the look at days to close', () => daysToClose(explaining.db)],
    [
      'the end of a day',
      async () => {
        const { db } = explaining;
        const { day } = await db
          .selectFrom('ticket_counter')
          .select(({ fn }) => fn.max('day').as('day'))
          .where('office', '=', '1009')
          .executeTakeFirstOrThrow();
        const asked = { office: '1009', day };
        await surveyDay(db, asked);
        await reportDay(db, asked);
        await settleDay(db, asked);
      },
    ],
    ['the figures', () => readFigures(explaining.db)],
    ['the look at the rules', () => countViolations(explaining.db)],
    ['what has served its time', () => removeExpired(explaining.db)],
    [
      'the mails that are due',
      async () => {
        const { db } = explaining;
        await withdrawLate(db);
        const due = (await readDueMails(db, 50)).map(({ id }) => id);
        await markCarried(db, due);
        for (const id of due) await beginTry({ db, cipher }, id);
        for (const id of due) await recordSent(db, id);
      },
    ],
    [
      'signs of life',
      async () => {
        await beat(explaining.db, 'worker', randomUUID());
        await liveWorkers(explaining.db);
        await noteEngineClock(explaining.db, 0);
        await readEngineAheadMs(explaining.db);
        await takeSyntheticMinute(explaining.db);
      },
    ],
  ])('%s asks by an index', async (_what, ask) => {
    await expectThrift(ask);
  });

  test.each<[string, { ask: () => Promise<unknown>; table: string; bound: RegExp }]>([
    [
      'the latest calls',
      {
        ask: () => recentCalls(explaining.db, { office, run: 2 }),
        table: 'visit_event',
        bound: /at >/,
      },
    ],
    ['earlier waits', { ask: () => readPastWaits(explaining.db, office), table: 'visit', bound: /day >/ }],
    ['days to close', { ask: () => daysToClose(explaining.db), table: 'ticket_counter', bound: /day >/ }],
    ['old commands', { ask: () => removeExpired(explaining.db), table: 'command', bound: /created_at </ }],
    [
      'unused guest books',
      { ask: () => removeExpired(explaining.db), table: 'guest_book', bound: /created_at </ },
    ],
    [
      'the audit of synthetic visits',
      { ask: () => removeExpired(explaining.db), table: 'audit', bound: /at </ },
    ],
  ])('%s are found by their time in the index', async (_what, { ask, table, bound }) => {
    const scans = await expectThrift(ask);
    const conditions = scans.filter((scan) => scan.table === table).map(({ indexCond }) => indexCond);
    expect(conditions).toContainEqual(expect.stringMatching(bound));
  });
});
