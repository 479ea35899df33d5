import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { readClock } from '../../../../db/clock.ts';
import { createCommandStore } from '../../../../db/commands.ts';
import { recordClosing } from '../../../../db/offices/closings.ts';
import { readOfficeNow } from '../../../../db/offices/offices.ts';
import { storeGuestBook, storeNote } from '../../../../db/visitors/guest-books.ts';
import { findByToken } from '../../../../db/visitors/visitors.ts';
import { recordMove } from '../../../../db/visits/moves.ts';
import { recordNotice } from '../../../../db/visits/notices.ts';
import {
  issueTicket,
  readTicket,
  readTicketRequest,
  storingTicketRequest,
} from '../../../../db/visits/tickets.ts';
import { moved } from '../../../../domain/visits/moves.ts';
import { verdictOf } from '../../../../domain/visits/sla.ts';
import { newVisit, type Move, type Visit } from '../../../../domain/visits/visit.ts';
import { guestBook } from '../../../world/client.ts';
import type { Asker } from './asker.ts';

/** Takes a number as the api and the workflow's activity do. */
export async function takeNumber({ db, cipher, office }: Asker): Promise<Visit> {
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
async function walk(
  { db, cipher, staff }: Asker,
  { visit, steps }: { visit: Visit; steps: readonly Step[] },
): Promise<Visit> {
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
async function freeLocker({ db, office }: Asker): Promise<string> {
  const code = randomUUID().slice(0, 8);
  await db.insertInto('locker').values({ office, code, state: 'free' }).execute();
  return code;
}

/** Somebody who took a number and is in the library, with a locker. */
export async function walkToLibrary(asker: Asker): Promise<Visit> {
  const visit = await takeNumber(asker);
  return walk(asker, {
    visit,
    steps: [
      { name: 'call', counter: 'FO-3', callId: randomUUID(), validUntil: Date.now() + 60_000 },
      { name: 'arrive' },
      { name: 'submit-guest-book' },
      { name: 'serve' },
      { name: 'deposit', idType: 'ktp', locker: await freeLocker(asker) },
      { name: 'enter' },
    ],
  });
}

/** Two visits that see every kind of move. */
export async function makeEveryMove(asker: Asker): Promise<void> {
  await walk(asker, {
    visit: await walkToLibrary(asker),
    steps: [
      { name: 'change-locker', locker: await freeLocker(asker) },
      { name: 'return-id', lockerKey: 'lost' },
      { name: 'finish' },
      { name: 'undo' },
      { name: 'leave' },
    ],
  });
  const { db, office } = asker;
  const other = await walkToLibrary(asker);
  await recordNotice(db, { visitId: other.id, office, kind: 'breach', at: Date.now() });
  await recordClosing(db, { visitId: other.id, closesAt: Date.now() + 3_600_000 });
  await walk(asker, { visit: other, steps: [{ name: 'resolve-custody', cause: 'not-collected' }] });
}
