import { afterAll, describe, expect, test } from 'vitest';
import { readResumed } from '../../../db/visits/stores/records.ts';
import { resumedFrom, type VisitRecord } from '../../../domain/visits/record.ts';
import { dueAtOf, warnAtOf } from '../../../domain/visits/sla.ts';
import { moveNames, type MoveName } from '../../../domain/visits/steps.ts';
import type { Visit } from '../../../domain/visits/visit.ts';
import type { Ticket } from '../../../wire/visitors/visitors.ts';
import type { StaffVisit } from '../../../wire/visits.ts';
import { guestBook } from '../../world/client.ts';
import { storesOf } from '../../world/stores.ts';
import { useClient, useWorld } from '../../world/use.ts';

const world = useWorld({ undoSeconds: 60, noShowSeconds: 600 });
const visitor = useClient(world);
const staff = useClient(world, 'supervisor');
const stores = storesOf(world);
const made = new Set<MoveName>();

/**
 * The moves as both stores keep them. What a move was decided on, and until when it was valid, no longer matters; the
 * counter of an event is the visit's after it, whether or not the move named one.
 */
const kept = ({ moves }: VisitRecord) =>
  moves.map(({ move, step }) => {
    const { expectedRevision: _decidedOn, ...rest } = move;
    if ('validUntil' in rest) return { step, ...rest, validUntil: null };
    return rest.name === 'serve' ? { step, ...rest, counter: null } : { step, ...rest };
  });

/** The state as the columns of a visit's row hold it. */
const columnsOf = (visit: Visit) => ({
  step: visit.step,
  revision: visit.revision,
  queued_at: visit.queuedAt,
  last_at: visit.lastAt,
  counter: visit.counter,
  call_id: visit.call?.id ?? null,
  called_at: visit.call?.at ?? null,
  call_times: visit.call?.times ?? null,
  registered_at: visit.registeredAt,
  served_at: visit.servedAt,
  entered_at: visit.enteredAt,
  ended_at: visit.endedAt,
  warn_at: warnAtOf(visit),
  due_at: dueAtOf(visit),
  custody: visit.custody.state,
  without_locker: visit.withoutLocker,
  undo_move: visit.undo?.move ?? null,
  undo_until: visit.undo?.until ?? null,
});

/** The row's events make the same visit as the workflow's moves, and the one that the row shows. */
async function expectAlike({ visitId, day }: { visitId: string; day: string }): Promise<void> {
  const row = await readResumed(world.db, visitId);
  const known = await stores.known({ visitId, day });
  if (!row || !known?.record) throw new Error('one of the stores does not know the visit');
  const { record, terms, undoUntil, notices } = row.resumed;
  const of = { id: visitId, office: world.office };
  expect(kept(record)).toEqual(kept(known.record));
  expect({ ticket: record.ticket, terms, notices, at: row.at }).toEqual({
    ticket: known.record.ticket,
    terms: known.input.terms,
    notices: known.notices,
    at: known.input.at,
  });
  const visit = resumedFrom({ ...of, at: row.at }, row.resumed);
  const theirs = { record: known.record, terms: known.input.terms, undoUntil };
  expect(resumedFrom({ ...of, at: known.input.at }, theirs)).toEqual(visit);
  expect(
    await world.db.selectFrom('visit').selectAll().where('id', '=', visitId).executeTakeFirstOrThrow(),
  ).toMatchObject(columnsOf(visit));
  for (const { move } of record.moves) made.add(move.name);
}

/** Takes a number, calls it to a counter, and makes the moves one after the other. */
async function walk(moves: readonly (readonly [MoveName, object?])[]): Promise<void> {
  const { body: ticket } = await visitor.takeTicket();
  const { body: called } = await staff.call('FO-1');
  let visit: StaffVisit | null = called.visit;
  const seen: Pick<Ticket, 'visitId' | 'day'> = ticket;
  await expectAlike(seen);
  for (const [name, args] of moves) {
    if (name === 'call') visit = (await staff.call('FO-1')).body.visit;
    else if (visit) {
      const { status, body } = await staff.move(visit, name, args);
      expect([name, status]).toEqual([name, 200]);
      visit = body;
    }
    expect(visit?.visitId).toBe(ticket.visitId);
    await expectAlike(seen);
  }
}

describe('what a row and its events say of a visit is what its workflow knows, after each move', () => {
  const book = ['submit-guest-book', { guestBook }] as const;

  test('with a card, two lockers, two counters and a lost key', () =>
    walk([
      ['recall'],
      ['arrive'],
      ['undo'],
      ['arrive'],
      ['requeue'],
      ['undo'],
      ['requeue'],
      ['call'],
      book,
      ['transfer', { counter: 'FO-2' }],
      ['undo'],
      ['transfer', { counter: 'FO-2' }],
      ['serve', { counter: 'FO-1' }],
      ['undo'],
      ['serve'],
      ['deposit', { idType: 'sim', idLast4: '0003', locker: '01' }],
      ['change-locker', { locker: '02' }],
      ['enter'],
      ['undo'],
      ['enter'],
      ['return-id', { lockerKey: 'returned' }],
      ['undo'],
      ['change-locker', { locker: '03' }],
      ['finish'],
      ['undo'],
      ['finish'],
      ['return-id', { lockerKey: 'lost' }],
      ['leave'],
      ['undo'],
      ['leave'],
    ]));

  test('without a locker', () =>
    walk([
      book,
      ['serve'],
      ['skip-locker', { reason: 'no-bag' }],
      ['undo'],
      ['skip-locker', { reason: 'no-bag' }],
      ['enter'],
      ['leave'],
    ]));

  test('with a card that somebody else took', () =>
    walk([
      book,
      ['serve'],
      ['deposit', { idType: 'ktp', idLast4: '0003', locker: '05' }],
      ['resolve-custody', { reason: 'salah orang', cause: 'wrong-person' }],
      ['cancel'],
    ]));

  test('when nobody came, and then somebody did', () =>
    walk([['no-show'], ['undo'], ['no-show'], ['requeue'], ['call'], ['cancel'], ['undo'], ['cancel']]));

  afterAll(() => {
    expect(moveNames.filter((name) => !made.has(name))).toEqual(['expire']); // the clock's, without arguments
  });
});
