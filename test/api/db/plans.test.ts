import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addComplaint, moveComplaint } from '../../../db/complaints/complaints.ts';
import { countComplaints, countOpenComplaints } from '../../../db/complaints/figures.ts';
import {
  lookAtComplaint,
  markComplaintsCarried,
  readDueComplaints,
  wakeComplaints,
} from '../../../db/complaints/looking.ts';
import { listAssignable } from '../../../db/complaints/officers.ts';
import { listComplaints, readComplaint } from '../../../db/complaints/views.ts';
import { readBoard } from '../../../db/boards/boards.ts';
import { pickNext, readCallTimes, readWaitingLine, releaseReservation } from '../../../db/visits/calls.ts';
import {
  endUse,
  listCounted,
  listUses,
  readShelf,
  recordUse,
  removeUse,
} from '../../../db/catalogue/in-room-uses.ts';
import { listLabels } from '../../../db/catalogue/shelf-labels.ts';
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
import { countViolations } from '../../../db/rules/invariants.ts';
import { changeLocker } from '../../../db/custody/lockers.ts';
import { plannedStatementOf, plannedStatements } from '../../../db/planned-once.ts';
import { recordMove } from '../../../db/visits/moves.ts';
import { recordNotice } from '../../../db/visits/notices.ts';
import { isCounter } from '../../../db/offices/codes.ts';
import { readOfficeFor, readOfficeNow, readOfficeView, readMarks } from '../../../db/offices/offices.ts';
import { enterPaperVisit, listPaperVisits } from '../../../db/supervision/paper-visits.ts';
import { changePriority } from '../../../db/visits/priorities.ts';
import { createCipher } from '../../../db/sealing/cipher.ts';
import type { Transaction } from '../../../db/connect.ts';
import { readSkm } from '../../../db/ratings/skm.ts';
import { storeRating } from '../../../db/ratings/ratings.ts';
import { removeExpired } from '../../../db/keeping/retention.ts';
import { changeSettings, readSettings } from '../../../db/offices/settings.ts';
import {
  endSession,
  findSession,
  readAdmission,
  startSession,
  type Staff,
} from '../../../db/staff/sessions.ts';
import { fetchSoftcopy, listSoftcopies } from '../../../db/softcopies/requests.ts';
import { requestForVisit } from '../../../db/softcopies/visit-requests.ts';
import { correctVisit } from '../../../db/supervision/corrections.ts';
import { readStory } from '../../../db/supervision/stories.ts';
import { readSupervision } from '../../../db/supervision/supervision.ts';
import { ensureSyntheticAccount, takeSyntheticMinute } from '../../../db/probe/synthetic.ts';
import {
  issueTicket,
  readTicket,
  readTicketRequest,
  storingTicketRequest,
} from '../../../db/visits/tickets.ts';
import { findByToken, readVisitViews } from '../../../db/visitors/visitors.ts';
import { moved } from '../../../domain/visits/moves.ts';
import { verdictOf } from '../../../domain/visits/sla.ts';
import { newVisit, type Move, type Visit } from '../../../domain/visits/visit.ts';
import { guestBook } from '../../world/client.ts';
import { createTestDatabase } from '../../world/database.ts';
import { explainStatements, tableSizes, type ExplainingDatabase, type Scan } from '../../world/plans.ts';
import { addSyntheticVisits } from '../../world/past/synthetic.ts';
import { fillYear } from '../../world/past/year.ts';

/** A table of so many rows must be asked by an index, and nobody looks at more than this part of it, or so many rows. */
const bigTable = 5_000;
const mostRead = { part: 0.02, rows: 1_000 };

/** Of this size they are read whole in a millisecond, which PostgreSQL rightly finds cheaper; each has its index. */
const stillSmall = new Set(['visit_notice', 'correction']);

/** However long an installation lives, no more than its room holds. */
const bounded = new Set(['complaint_attachment']);

/** The sums of a few offices are compared with their days of all years, office by office. */
const ofWholeOffices = new Set(['daily_rollup']);

const log = pino({ level: 'silent' });
const cipher = createCipher(randomBytes(32));
const office = '1007';
const stack = new AsyncDisposableStack();
let explaining: ExplainingDatabase;
let sizes: Map<string, number>;
let staff: Staff;
let url: string;

beforeAll(async () => {
  ({ url } = stack.use(await createTestDatabase(log)));
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
  await addSyntheticVisits(db, 1);
  sizes = await tableSizes(url);
}, 240_000);
afterAll(() => stack.disposeAsync());

/** What was read of a big table without an index, or far beyond what was wanted. */
function wasteful(scans: readonly Scan[]): object[] {
  return scans
    .filter(({ table, indexCond, rows }) => {
      const size = sizes.get(table) ?? 0;
      if (size < bigTable || stillSmall.has(table) || bounded.has(table)) return false;
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
    storingTicketRequest({ visitId, office: now, service: 'P', priority: null, language: 'id' }),
  );
  const request = await readTicketRequest(db, visitId);
  await issueTicket(db, {
    input: { ...request, clockShiftMs: 0, patienceMs: 1_000 },
    checkIn: { commandId: command.id, validUntil: now.now + 60_000 },
  });
  const ticket = await readTicket(db, { visitId, run: 2 });
  await findByToken(db, ticket?.token ?? '');
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

/** A locker that nobody had. */
async function freeLocker(): Promise<string> {
  const code = randomUUID().slice(0, 8);
  await explaining.db.insertInto('locker').values({ office, code, state: 'free' }).execute();
  return code;
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

/** Two visits that see every kind of move. */
async function makeEveryMove(): Promise<void> {
  const visit = await walk(await takeNumber(), toLibrary(await freeLocker()));
  await walk(visit, [
    { name: 'change-locker', locker: await freeLocker() },
    { name: 'return-id', lockerKey: 'lost' },
    { name: 'finish' },
    { name: 'undo' },
    { name: 'leave' },
  ]);
  const other = await walk(await takeNumber(), toLibrary(await freeLocker()));
  await recordNotice(explaining.db, { visitId: other.id, office, kind: 'breach', at: Date.now() });
  await recordClosing(explaining.db, { visitId: other.id, closesAt: Date.now() + 3_600_000 });
  await walk(other, [{ name: 'resolve-custody', cause: 'not-collected' }]);
}

const asks: [string, () => Promise<unknown>][] = [
  [
    'call next',
    async () => {
      const { db } = explaining;
      const command = await createCommandStore({ db, cipher }).takeIf(
        { scope: 's', key: randomUUID(), request: '', visitId: null },
        { holds: isCounter(office, 'FO-2') },
      );
      if (!command) throw new Error('no counter');
      expect(await pickNext(db, { command, office, counter: 'FO-2' })).toMatchObject({
        kind: 'picked',
      });
      await releaseReservation(db, command);
    },
  ],
  [
    'the rest of the desk',
    async () => {
      const { db } = explaining;
      const { id: visitId } = await walk(await takeNumber(), toLibrary(await freeLocker()));
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
          source: 'phone',
          atStaffAddress: false,
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
    'reading in the room',
    async () => {
      const { db } = explaining;
      const { id: visitId } = await walk(await takeNumber(), toLibrary(await freeLocker()));
      const by = { office, staffId: staff.id, at: Date.now() };
      const { id: publication, shelf_number: shelfNumber } = await db
        .selectFrom('publication')
        .select(['id', 'shelf_number'])
        .where('office', '=', office)
        .where('key', '=', 'pub 1')
        .executeTakeFirstOrThrow();
      const writes = async (work: (trx: Transaction, commandId: string) => Promise<unknown>) => {
        const store = createCommandStore({ db, cipher });
        const { id } = await store.take({ scope: 's', key: randomUUID(), request: '', visitId });
        await db.transaction().execute((trx) => work(trx, id));
        return id;
      };
      const id = await writes((trx, commandId) => recordUse(trx, { ...by, commandId, publication, visitId }));
      await writes((trx, commandId) => endUse(trx, { ...by, commandId, id }));
      await writes((trx, commandId) => removeUse(trx, { ...by, commandId, id }));
      await writes((trx, commandId) => recordUse(trx, { ...by, commandId, publication, visitId: null }));
      await listUses(db, visitId);
      await listCounted(db, office);
      await readShelf(db, { office, asked: [publication] });
      await readShelf(db, { office, asked: { kind: 'shelf-number', shelfNumber } });
      await listLabels(db, { office, shelf: null, since: null, page: 1 });
    },
  ],
  [
    'a copy for a visitor',
    async () => {
      const { db } = explaining;
      const { id: visitId } = await walk(await takeNumber(), toLibrary(await freeLocker()));
      const { id: publication } = await db
        .selectFrom('publication')
        .select('id')
        .where('office', '=', office)
        .where('key', '=', 'pub 3')
        .executeTakeFirstOrThrow();
      const store = createCommandStore({ db, cipher });
      for (const _time of [1, 2]) {
        const { id: commandId } = await store.take({ scope: 's', key: randomUUID(), request: '', visitId });
        const by = { commandId, office, staffId: staff.id, linkTo: (code: string) => code };
        const asked = db
          .transaction()
          .execute((trx) => requestForVisit(trx, { ...by, publication, visitId }));
        expect(await asked).toBeNull();
      }
      const own = { visit: visitId };
      const [request] = await listSoftcopies(db, own);
      expect(await fetchSoftcopy(db, { ...own, id: request?.id ?? '', fetches: true })).toBeNull();
    },
  ],
  [
    'the sum of what was read, by title, in a month',
    async () => {
      const to = await today();
      await sql`select publication_id, count(*) from in_room_use where office = ${office}
          and day between ${to}::date - 10 and ${to}::date and removed_at is null group by 1`.execute(
        explaining.db,
      );
    },
  ],
  [
    'a sign-in',
    async () => {
      const { db } = explaining;
      const secret = await startSession(db, staff, { requestId: randomUUID(), from: Buffer.alloc(32) });
      await findSession(db, secret, { from: Buffer.alloc(32) });
      await readAdmission(db, { secret, from: Buffer.alloc(32), office, visitId: randomUUID() });
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
    () =>
      Promise.all([
        readOfficeView(explaining.db, office),
        readOfficeFor(explaining.db, { office, service: 'P' }),
        readMarks(explaining.db, [office]),
      ]),
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
  [
    'the survey of a quarter',
    async () => {
      const to = await today();
      const from = new Date(Date.parse(to) - 90 * 86_400_000).toISOString().slice(0, 10);
      const report = await readSkm(explaining.db, { office, from, to });
      expect(report?.respondents).toBeGreaterThan(1_000);
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
  [
    'the complaints of an office',
    async () => {
      const { db } = explaining;
      const asked = { office, reference: null };
      const open = await listComplaints({ db, cipher }, { ...asked, state: 'open', for: null });
      await listComplaints({ db, cipher }, { ...asked, state: 'all', for: null });
      await listComplaints({ db, cipher }, { ...asked, state: 'open', for: staff.id });
      const [first] = open;
      if (!first) throw new Error('no complaint is open');
      const all = { office, state: 'all', for: null } as const;
      await listComplaints({ db, cipher }, { ...all, reference: first.reference });
      await listComplaints({ db, cipher }, { ...all, reference: '0007' });
      await readComplaint({ db, cipher }, first.id);
      await listAssignable(db, first);
      await countOpenComplaints(db, office);
      await countComplaints(db, { office, from: '2026-10-01', to: '2026-10-31' });
    },
  ],
  [
    'a complaint from its first word to its end',
    async () => {
      const { db } = explaining;
      const id = randomUUID();
      const keys = { cipher, mailIsOn: true };
      const who = { person: { name: 'Rina', email: 'rina@example.com' }, visitId: null, staffId: null };
      await db.transaction().execute((trx) =>
        addComplaint(trx, keys, {
          ...who,
          id,
          office,
          channel: 'web',
          identity: 'named',
          language: 'id',
          text: 'Saya menunggu satu jam di loket.',
        }),
      );
      const move = { id, by: 'staff', staffId: staff.id, expectedRevision: null, text: 'Ya.' } as const;
      for (const named of [
        { name: 'verify', kind: 'ordinary' },
        { name: 'message' },
        { name: 'answer' },
      ] as const) {
        await db
          .transaction()
          .execute((trx) => moveComplaint(trx, keys, { ...move, move: named, commandId: randomUUID() }));
      }
      await markComplaintsCarried(db, await readDueComplaints(db, 50));
      await lookAtComplaint({ db, mails: { cipher, to: ['jaga@example.com'] } }, id);
      await wakeComplaints(db, office);
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
      const due = await readDueMails(db, 50);
      await markCarried(db, due);
      for (const { id } of due) await beginTry({ db, cipher }, id);
      for (const { id } of due) await recordSent(db, id);
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
];

describe('with a year of visits in the database', () => {
  test('a reading from end to end would be noticed', async () => {
    explaining.takeScans();
    await sql`select count(*) from custody where held_by = ${staff.id}`.execute(explaining.db);
    expect(wasteful(explaining.takeScans())).toHaveLength(1);
  });

  test('every move of a visit asks by an index', async () => {
    await expectThrift(makeEveryMove);
  });

  test.each(asks)('%s asks by an index', async (_what, ask) => {
    await expectThrift(ask);
  });

  test.each<[string, { ask: () => Promise<unknown>; table: string; bound: RegExp }]>([
    [
      'the latest calls',
      {
        ask: () => readWaitingLine(explaining.db, { office, run: 2 }),
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

  test('the looks at closings and days ask for all offices at once', async () => {
    const scans = await expectThrift(async () => {
      await closingsToTell(explaining.db);
      await daysToClose(explaining.db);
    });
    const asked = scans.filter(({ table }) => table === 'board').map(({ rows }) => rows);
    expect(asked.length).toBeLessThanOrEqual(2);
    expect(Math.max(...asked)).toBeGreaterThanOrEqual(20);
  });

  test('what a long pause of the worker left is removed by some thousand in a statement', async () => {
    const { db } = explaining;
    await sql`
      insert into command (scope, key, id, request_mac, at, created_at)
      select 'old', gen_random_uuid()::text, gen_random_uuid(), '\\x00', clock(), clock() - interval '9 days'
      from generate_series(1, 12000)
    `.execute(db);
    explaining.takeScans();
    await removeExpired(db);
    const deleted = explaining
      .takeScans()
      .filter(({ table, statement }) => table === 'command' && statement.startsWith('delete'));
    expect(Math.max(...deleted.map(({ rows }) => rows))).toBeLessThanOrEqual(5_000);
    const left = await db.selectFrom('command').select('id').where('scope', '=', 'old').execute();
    expect(left).toEqual([]);
  });
});

describe('with a plan that is made before the values are known', () => {
  beforeAll(() => {
    explaining = stack.use(
      explainStatements({ url, log, settings: '-c plan_cache_mode=force_generic_plan' }),
    );
  });

  test('each statement that is planned once reads no more', async () => {
    explaining.takeScans();
    await makeEveryMove();
    for (const [, ask] of asks) await ask();
    const scans = explaining.takeScans().filter(({ statement }) => plannedStatementOf(statement) !== null);
    expect(wasteful(scans)).toEqual([]);
    const asked = new Set(scans.map(({ statement }) => plannedStatementOf(statement)));
    expect([...asked].toSorted()).toEqual([...plannedStatements]);
  });
});
