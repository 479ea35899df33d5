import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boardOf, type BoardVisit, type RecentCall } from '../../../domain/boards/board.ts';
import { missedOf } from '../../../display/board/missed.ts';
import { serverClock } from '../../../display/ui/line/feed-rules.ts';
import { boardOrder, timeOrder, type Revised } from '../../../display/ui/line/snapshot-order.ts';
import { openingOf } from '../../../domain/offices/calendar.ts';

const opening = openingOf(
  { hours: 'always', lastTicketMinutesBeforeClose: 0, days: [], closure: null },
  'Asia/Makassar',
  0,
);
const counter = { code: 'FO-1', label: 'Front Office 1' };
const visit = (number: number, changes: Partial<BoardVisit> = {}): BoardVisit => ({
  label: `P-00${number}`,
  number,
  step: 'waiting',
  queuedAt: number,
  counter: null,
  call: null,
  language: 'id',
  ...changes,
});
const board = (visits: BoardVisit[], recent: RecentCall[] = []) =>
  boardOf({ epoch: 'e', revision: 1, at: 0, opening, message: null, visits, recent });
const rang = (callId: string, label: string, changes: Partial<RecentCall> = {}): RecentCall => ({
  callId,
  label,
  counter,
  at: 0,
  ringing: false,
  ...changes,
});

describe('the board', () => {
  test('shows the newest call first, and those being served apart', () => {
    const shown = board([
      visit(1, { step: 'called', counter, call: { id: 'a', at: 1, times: 1 } }),
      visit(2, { step: 'called', counter, call: { id: 'b', at: 2, times: 3 } }),
      visit(3, { step: 'registered', counter, call: { id: 'c', at: 0, times: 1 } }),
    ]);
    expect(shown.calling.map(({ label, times }) => [label, times])).toEqual([
      ['P-002', 3],
      ['P-001', 1],
    ]);
    expect(shown.serving).toEqual([{ label: 'P-003', counter }]);
  });

  test('is the same however the visits are read, also of calls in one millisecond', () => {
    const visits = (['called', 'called', 'registered', 'serving'] as const).map((step, index) =>
      visit(index + 1, { step, counter, call: { id: `call ${index}`, at: 7, times: 1 } }),
    );
    const shown = board(visits);
    expect(shown.calling.map(({ label }) => label)).toEqual(['P-002', 'P-001']);
    expect(board(visits.toReversed())).toEqual(shown);
  });

  test('shows six of those waiting, by place in the queue, and counts all', () => {
    const shown = board([9, 8, 7, 6, 5, 4, 3, 2].map((number) => visit(number)));
    expect(shown.waiting).toEqual(['P-002', 'P-003', 'P-004', 'P-005', 'P-006', 'P-007']);
    expect(shown.waitingCount).toBe(8);
  });

  test('knows nobody in the library', () => {
    expect(board([visit(1, { step: 'library', counter })])).toMatchObject({
      calling: [],
      serving: [],
      waitingCount: 0,
    });
  });
});

describe('the calls of late', () => {
  const at = (seconds: number) => new Date(seconds * 1000);

  test('hold a call once, at its latest ring', () => {
    const calls = [
      rang('a', 'P-001', { at: 30_000 }),
      rang('b', 'P-002', { at: 20_000 }),
      rang('a', 'P-001'),
    ];
    expect(board([], calls).recent.map(({ callId, calledAt }) => [callId, Date.parse(calledAt)])).toEqual([
      ['a', 30_000],
      ['b', 20_000],
    ]);
  });

  test('are missed for a minute when they no longer ring', () => {
    const shown = board([], [rang('a', 'P-001', { at: 10_000 }), rang('b', 'P-002')]);
    const labels = (seconds: number) => missedOf(shown, at(seconds)).map(({ label }) => label);
    expect([labels(59), labels(60), labels(69), labels(70)]).toEqual([
      ['P-001', 'P-002'],
      ['P-001'],
      ['P-001'],
      [],
    ]);
  });

  test('are not missed while the number rings again or is at a desk', () => {
    const shown = board(
      [
        visit(1, { step: 'called', counter, call: { id: 'again', at: 2, times: 1 } }),
        visit(2, { step: 'guest-book', counter, call: { id: 'b', at: 1, times: 1 } }),
      ],
      [rang('again', 'P-001', { ringing: true }), rang('a', 'P-001'), rang('b', 'P-002'), rang('c', 'P-003')],
    );
    expect(missedOf(shown, at(1)).map(({ label }) => label)).toEqual(['P-003']);
  });

  test('are missed at the counter of the newest call of a number', () => {
    const other = { code: 'FO-2', label: 'Front Office 2' };
    const shown = board([], [rang('b', 'P-001', { counter: other }), rang('a', 'P-001')]);
    expect(missedOf(shown, at(1)).map(({ counter: at }) => at.code)).toEqual(['FO-2']);
  });
});

describe('snapshots that arrive in any order', () => {
  const snapshot = (epoch: string, revision: number): Revised => ({ epoch, revision });

  test('never lead back', () => {
    const order = boardOrder();
    expect([
      order.accepts(snapshot('mon', 5)),
      order.accepts(snapshot('mon', 4)),
      order.accepts(snapshot('mon', 5)),
      order.accepts(snapshot('tue', 1)),
      order.accepts(snapshot('mon', 9)),
      order.accepts(snapshot('tue', 2)),
    ]).toEqual([true, false, false, true, false, true]);
  });

  test('always end at the newest of their epoch', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }), (revisions) => {
        const order = boardOrder();
        const shown = revisions.filter((revision) => order.accepts(snapshot('mon', revision)));
        expect(shown.at(-1)).toBe(Math.max(...revisions));
      }),
    );
  });

  test('are asked for when a beat is ahead', () => {
    const order = boardOrder();
    expect(order.isBehind(snapshot('mon', 0))).toBe(true);
    order.accepts(snapshot('mon', 5));
    expect(order.isBehind(snapshot('mon', 5))).toBe(false);
    expect(order.isBehind(snapshot('mon', 6))).toBe(true);
    expect(order.isBehind(snapshot('tue', 1))).toBe(true);
  });

  test('of one visit are ordered by the database’s time', () => {
    const order = timeOrder();
    expect(['b', 'a', 'b', 'c'].map((at) => order.accepts({ at }))).toEqual([true, false, true, true]);
  });

  test('of one visit are not asked for while the line was told all of them', () => {
    const order = timeOrder();
    order.accepts({ at: 'b' });
    expect(order.isBehind({ revision: 7, told: true })).toBe(false);
    expect(order.isBehind({ revision: 7, told: false })).toBe(true);
    order.caughtUp({ revision: 7 });
    expect(order.isBehind({ revision: 7, told: false })).toBe(false);
    expect(order.isBehind({ revision: 8, told: false })).toBe(true);
  });
});

test('the server’s clock is the largest lead heard', () => {
  const clock = serverClock();
  const lead = (ms: number) => clock.hear(new Date(Date.now() + ms).toISOString());
  [5_000, 60_000, 1_000].map(lead);
  expect(Math.round((clock.now().getTime() - Date.now()) / 1000)).toBe(60);
});
