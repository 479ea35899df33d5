import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { readClock } from '../../../db/clock.ts';
import { createCommandStore } from '../../../db/commands.ts';
import { readOfficeNow } from '../../../db/offices/offices.ts';
import { readViolations } from '../../../db/rules/invariants.ts';
import { createCipher } from '../../../db/sealing/cipher.ts';
import { storeGuestBook, storeNote } from '../../../db/visitors/guest-books.ts';
import { recordMove } from '../../../db/visits/moves.ts';
import { recordNotice } from '../../../db/visits/notices.ts';
import { issueTicket, readTicketRequest, storingTicketRequest } from '../../../db/visits/tickets.ts';
import type { CheckIn, RecordedMove, VisitInput } from '../../../domain/visits/messages.ts';
import { moved } from '../../../domain/visits/moves.ts';
import { dueAtOf, verdictOf } from '../../../domain/visits/sla.ts';
import { newVisit, type Move, type Visit } from '../../../domain/visits/visit.ts';
import { guestBook } from '../../world/client.ts';
import { createTestDatabase } from '../../world/database.ts';
import { seedTestOffice } from '../../world/office.ts';
import { shiftClock } from '../../world/postgres/shift-clock.ts';
import { waitersForLocks } from '../../world/postgres/locks.ts';
import { useResource } from '../../world/use.ts';

const cipher = createCipher(randomBytes(32));
const own = useResource(async () => {
  const created = await createTestDatabase(pino({ level: 'silent' }));
  await seedTestOffice(created.db, { code: created.office });
  return created;
});

const recorded = { refusal: null, repeated: false };
const repeated = { refusal: null, repeated: true };
const toTheOfficer: Step[] = [{ name: 'call' }, { name: 'arrive' }, { name: 'submit-guest-book' }];
type Step = Partial<Move> & Pick<Move, 'name'>;

/** What the activity of a check-in is given. */
async function askTicket(): Promise<{ input: VisitInput; checkIn: CheckIn }> {
  const office = await readOfficeNow(own.db, own.office);
  if (!office) throw new Error('the office is not there');
  const visitId = randomUUID();
  const asked = { visitId, office, service: 'P', priority: null, language: 'id' } as const;
  const command = await createCommandStore({ db: own.db, cipher }).take(
    { scope: 'tickets', key: randomUUID(), request: '', visitId },
    storingTicketRequest(asked),
  );
  const request = await readTicketRequest(own.db, visitId);
  return {
    input: { ...request, clockShiftMs: 0, patienceMs: 1_000 },
    checkIn: { commandId: command.id, validUntil: office.now + 60_000 },
  };
}

async function takeNumber(): Promise<Visit> {
  const asked = await askTicket();
  const issued = await issueTicket(own.db, asked);
  if (!issued) throw new Error('no number was issued');
  const { visitId: id, office, at, terms } = asked.input;
  return { ...newVisit({ id, office, at, terms }), queuedAt: issued.queuedAt };
}

/** A move as the workflow hands it to its activity, with what the api stored before. */
async function prepare(visit: Visit, step: Step): Promise<RecordedMove> {
  const { db } = own;
  const { id } = await createCommandStore({ db, cipher }).take(
    { scope: 'staff', key: randomUUID(), request: '', visitId: visit.id },
    async (trx, { id: commandId }) => {
      if (step.name === 'submit-guest-book')
        await storeGuestBook(trx, cipher, { commandId, visitId: visit.id, guestBook, mailIsOn: false });
      if (step.name === 'deposit')
        await storeNote(trx, cipher, { commandId, visitId: visit.id, kind: 'id-last4', text: '1234' });
    },
  );
  const at = await readClock(db);
  const staff = await db.selectFrom('staff').select('id').executeTakeFirstOrThrow();
  const call = { counter: 'FO-1', callId: randomUUID(), validUntil: at + 60_000 };
  const move = {
    id,
    at,
    by: { kind: 'staff', id: staff.id },
    expectedRevision: null,
    ...(step.name === 'call' && call),
    ...step,
  } as Move;
  const next = moved(visit, move);
  return { visit: next, move, verdict: verdictOf(next, at) };
}

async function walk(visit: Visit, ...steps: Step[]): Promise<Visit> {
  let current = visit;
  for (const step of steps) {
    const move = await prepare(current, step);
    expect(await recordMove(own.db, move)).toEqual(recorded);
    current = move.visit;
  }
  return current;
}

/** What the database knows of a visit. */
async function known({ id }: Pick<Visit, 'id'>) {
  const { db } = own;
  return {
    row: await db
      .selectFrom('visit')
      .select(['step', 'revision', 'verdict'])
      .where('id', '=', id)
      .executeTakeFirst(),
    moves: (
      await db
        .selectFrom('visit_event')
        .select('move')
        .where('visit_id', '=', id)
        .orderBy('revision')
        .execute()
    ).map(({ move }) => move),
    audited: Number(
      (
        await db
          .selectFrom('audit')
          .select((eb) => eb.fn.countAll().as('n'))
          .where('visit_id', '=', id)
          .executeTakeFirstOrThrow()
      ).n,
    ),
  };
}

describe('a number', () => {
  test('that two tries of one activity issue at once is one number, and the next visitor has the next', async () => {
    const asked = await askTicket();
    const [one, other] = await Promise.all([issueTicket(own.db, asked), issueTicket(own.db, asked)]);
    expect(one).toEqual(other);
    expect(await known({ id: asked.input.visitId })).toMatchObject({ moves: ['check-in'], audited: 1 });
    const next = await issueTicket(own.db, await askTicket());
    expect(next?.number).toBe((one?.number ?? 0) + 1);
  });

  test('is not issued to whoever asked too late, and none is left out for it', async () => {
    const { number } = (await issueTicket(own.db, await askTicket())) ?? { number: 0 };
    const late = await askTicket();
    const checkIn = { ...late.checkIn, validUntil: late.input.at - 1 };
    expect(await issueTicket(own.db, { ...late, checkIn })).toBeNull();
    expect((await issueTicket(own.db, await askTicket()))?.number).toBe(number + 1);
  });
});

describe('a move', () => {
  test('that two tries of one activity record at once is one move', async () => {
    const visit = await walk(await takeNumber(), { name: 'call' });
    const arrival = await prepare(visit, { name: 'arrive' });
    const both = await Promise.all([recordMove(own.db, arrival), recordMove(own.db, arrival)]);
    expect(both).toContainEqual(recorded);
    expect(both).toContainEqual(repeated);
    expect(await known(visit)).toMatchObject({ moves: ['check-in', 'call', 'arrive'], audited: 3 });
    await walk(arrival.visit, { name: 'cancel' });
  });

  test('is not written over another one that holds its revision', async () => {
    const visit = await walk(await takeNumber(), { name: 'call' }, { name: 'arrive' });
    const cancelled = await prepare(visit, { name: 'cancel' });
    const requeued = await prepare(visit, { name: 'requeue' });
    await recordMove(own.db, cancelled);
    expect(await recordMove(own.db, requeued)).toMatchObject({
      refusal: 'revision-conflict',
      diverged: true,
    });
    expect(await known(visit)).toMatchObject({ row: { step: 'cancelled' } });
  });

  test('is refused when its call comes too late, or its counter calls somebody else', async () => {
    const visit = await takeNumber();
    const late = await prepare(visit, { name: 'call', validUntil: visit.lastAt - 1 });
    expect(await recordMove(own.db, late)).toMatchObject({ refusal: 'too-late' });
    const other = await walk(await takeNumber(), { name: 'call' });
    const busy = await prepare(visit, { name: 'call' });
    expect(await recordMove(own.db, busy)).toMatchObject({ refusal: 'counter-busy' });
    expect(await known(visit)).toMatchObject({ row: { step: 'waiting', revision: 1 }, moves: ['check-in'] });
    for (const each of [visit, other]) await walk(each, { name: 'cancel' });
  });

  test('that serves in time takes back what the timer recorded too early', async () => {
    const visit = await walk(await takeNumber(), ...toTheOfficer);
    const { id: visitId, office } = visit;
    await recordNotice(own.db, { visitId, office, kind: 'breach', at: dueAtOf(visit) ?? 0 });
    const served = await walk(visit, { name: 'serve' });
    expect(await known(visit)).toMatchObject({ row: { verdict: 'met' } });
    const notices = await own.db
      .selectFrom('visit_notice')
      .select('withdrawn_at')
      .where('visit_id', '=', visitId)
      .execute();
    expect(notices).toEqual([{ withdrawn_at: expect.any(Number) as number }]);
    await walk(served, { name: 'cancel' });
  });

  test('that finds the timer writing its breach waits for it, and takes it back', async () => {
    const visit = await walk(await takeNumber(), ...toTheOfficer);
    const { id: visitId, office } = visit;
    const serve = await prepare(visit, { name: 'serve' });
    const { noticed, served } = await own.db.transaction().execute(async (trx) => {
      await sql`select from board where office = ${office} for update`.execute(trx); // the last lock of both
      const notice = recordNotice(own.db, { visitId, office, kind: 'breach', at: dueAtOf(visit) ?? 0 });
      await waitersForLocks(own.db, 1);
      const move = recordMove(own.db, serve);
      await waitersForLocks(own.db, 2);
      return { noticed: notice, served: move };
    });
    await noticed;
    expect(await served).toEqual(recorded);
    expect(await known(visit)).toMatchObject({ row: { verdict: 'met' } });
    await walk(serve.visit, { name: 'cancel' });
  });

  test('that undoes a return takes the locker again, or is refused when somebody else has it', async () => {
    const deposit: Step = { name: 'deposit', idType: 'ktp', locker: '01' };
    const give: Step = { name: 'return-id', lockerKey: 'returned' };
    const visit = await walk(await takeNumber(), ...toTheOfficer, { name: 'serve' }, deposit, give);
    const held = await walk(visit, { name: 'undo' });
    expect(await lockersHeld()).toEqual(['01']);
    const returned = await walk(held, give);
    const other = await walk(await takeNumber(), ...toTheOfficer, { name: 'serve' }, deposit);
    const undo = await prepare(returned, { name: 'undo' });
    expect(await recordMove(own.db, undo)).toMatchObject({ refusal: 'locker-taken' });
    expect(await lockersHeld()).toEqual(['01']);
    await walk(other, give);
  });

  test('back to the line is refused after closing', async () => {
    const visit = await walk(await takeNumber(), { name: 'call' });
    const requeue = await prepare(visit, { name: 'requeue' });
    try {
      await shiftClock(own.db, visit.terms.closesAt - Date.now() + 1_000);
      expect(await recordMove(own.db, requeue)).toMatchObject({ refusal: 'move-not-allowed' });
    } finally {
      await shiftClock(own.db, 0);
    }
    expect(await known(visit)).toMatchObject({ row: { step: 'called' } });
    await walk(visit, { name: 'cancel' });
  });

  test('of the clock ends a visit at the closing, and a repeat changes nothing', async () => {
    const visit = await takeNumber();
    const expire = await prepare(visit, {
      name: 'expire',
      at: visit.terms.closesAt,
      by: { kind: 'clock' },
    });
    expect(await recordMove(own.db, expire)).toEqual(recorded);
    expect(await recordMove(own.db, expire)).toEqual(repeated);
    expect(await known(visit)).toMatchObject({ row: { step: 'expired' }, moves: ['check-in', 'expire'] });
  });

  test('breaks no invariant, whichever statement wrote it', async () => {
    expect(await readViolations(own.db)).toEqual([]);
  });
});

/** The lockers that hold a card, whose ever. */
async function lockersHeld(): Promise<string[]> {
  const rows = await own.db
    .selectFrom('custody')
    .select('locker')
    .where('returned_at', 'is', null)
    .where('resolved_at', 'is', null)
    .execute();
  return rows.map(({ locker }) => locker);
}
