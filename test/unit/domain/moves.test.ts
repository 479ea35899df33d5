import { describe, expect, test } from 'vitest';
import { nextDeadline, noNotices } from '../../../domain/visits/deadlines.ts';
import { moved, nextMoves, refusalOf } from '../../../domain/visits/moves.ts';
import {
  finalSteps,
  moveNames,
  openSteps,
  steps,
  type MoveName,
  type Step,
} from '../../../domain/visits/steps.ts';
import { undoable } from '../../../domain/visits/allowed-moves.ts';
import type { Move } from '../../../domain/visits/visit.ts';
import { held, minute, moveNamed, officer, terms, timer, visitWith, visitor } from './visits.ts';

/** What an officer may do with an empty-handed visitor, spelled out against the table of the design. */
const allowed: Readonly<Record<Step, readonly MoveName[]>> = {
  waiting: ['call', 'cancel'],
  called: ['recall', 'arrive', 'submit-guest-book', 'requeue', 'no-show', 'cancel'],
  'guest-book': ['submit-guest-book', 'requeue', 'cancel', 'transfer'],
  registered: ['serve', 'cancel', 'transfer'],
  serving: ['cancel', 'deposit', 'skip-locker', 'transfer'],
  library: ['finish', 'leave'],
  rating: ['leave'],
  done: [],
  'no-show': ['requeue'],
  cancelled: [],
  expired: [],
};

describe('a visit without a card at the desk', () => {
  test.each(steps.flatMap((step) => moveNames.map((move) => [step, move] as const)))(
    'in %s: %s',
    (step, name) => {
      const visit = visitWith({ step });
      const refusal = refusalOf(visit, moveNamed(name, minute(2)));
      expect(refusal).toBe(allowed[step].includes(name) ? null : 'move-not-allowed');
    },
  );
});

describe('a visit with a card at the desk', () => {
  const at = minute(2);
  test.each<[Step, MoveName[]]>([
    ['serving', ['change-locker', 'transfer', 'enter', 'return-id', 'resolve-custody']],
    ['library', ['change-locker', 'return-id', 'finish', 'resolve-custody']],
    ['rating', ['change-locker', 'return-id', 'resolve-custody']],
  ])('in %s may %j', (step, moves) => {
    expect(nextMoves(visitWith({ step, custody: held }), at)).toEqual(moves);
  });

  test.each<[Step, MoveName]>([
    ['serving', 'cancel'],
    ['library', 'leave'],
    ['rating', 'leave'],
  ])('in %s cannot %s until it is back', (step, name) => {
    expect(refusalOf(visitWith({ step, custody: held }), moveNamed(name, at))).toBe('id-still-held');
  });

  test('may enter, and hand the card in again once it was returned', () => {
    const inside = visitWith({ step: 'serving', custody: held });
    const back = moved(inside, moveNamed('return-id', at));
    expect(back).toMatchObject({ step: 'serving', custody: { state: 'returned', at } });
    expect(nextMoves(back, at)).toEqual(['cancel', 'deposit', 'skip-locker', 'transfer']);
    expect(refusalOf(back, moveNamed('enter', at))).toBe('move-not-allowed');
  });
});

describe('going in without a locker', () => {
  test('needs a reason on record, and a returned card takes it back', () => {
    const at = minute(2);
    const without = moved(visitWith({ step: 'serving' }), moveNamed('skip-locker', at));
    expect(nextMoves(without, at)).toEqual(['cancel', 'deposit', 'transfer', 'enter']);
    const back = moved(moved(without, moveNamed('deposit', at)), moveNamed('return-id', at));
    expect(nextMoves(back, at)).not.toContain('enter');
  });
});

describe('the visitor', () => {
  test.each(openSteps.flatMap((step) => moveNames.map((move) => [step, move] as const)))(
    'in %s, on the own phone: %s',
    (step, name) => {
      const may =
        (name === 'submit-guest-book' && (step === 'called' || step === 'guest-book')) ||
        (name === 'cancel' && (step === 'waiting' || step === 'called'));
      const refusal = refusalOf(visitWith({ step }), moveNamed(name, minute(2), visitor));
      expect(refusal === null).toBe(may);
    },
  );

  test('cannot be undone', () => {
    const gone = moved(visitWith(), moveNamed('cancel', minute(2), visitor));
    expect(gone.undo).toBeNull();
  });
});

describe('a decision on an old state', () => {
  test('is refused before anything else', () => {
    const move = { ...moveNamed('leave', 0), expectedRevision: 3 };
    expect(refusalOf(visitWith({ revision: 4 }), move)).toBe('revision-conflict');
  });
});

describe('an undo', () => {
  const at = minute(3);

  test.each(moveNames.filter((name) => undoable[name]))('of %s restores what was', (name) => {
    const step = openSteps.find((open) => allowed[open].includes(name)) ?? 'serving';
    const before = visitWith({
      step,
      withoutLocker: name === 'enter',
      counter: 'FO-1',
      call: { id: 'c', at: 1, times: 2 },
    });
    const after = moved(before, moveNamed(name, at));
    const undone = moved(after, moveNamed('undo', at + 1000));
    expect(undone).toMatchObject({ step: before.step, revision: before.revision + 2, undo: null });
    expect(undone.call?.id).toBe('c');
  });

  test('of an undo is not offered', () => {
    const called = moved(visitWith(), moveNamed('call', at));
    expect(moved(called, moveNamed('undo', at + 1000)).undo).toBeNull();
  });

  test.each(moveNames.filter((name) => !undoable[name] && name !== 'undo'))(
    'of %s is not offered',
    (name) => {
      expect(
        moved(visitWith({ step: 'called', call: { id: 'c', at: 1, times: 1 } }), moveNamed(name, at)).undo,
      ).toBeNull();
    },
  );

  test('works after a final step until its time is over, and only once', () => {
    const gone = moved(visitWith({ step: 'library' }), moveNamed('leave', at));
    const until = at + terms.undoSeconds * 1000;
    expect(refusalOf(gone, moveNamed('undo', until))).toBeNull();
    expect(refusalOf(gone, moveNamed('undo', until + 1))).toBe('move-not-allowed');
    const back = moved(gone, moveNamed('undo', until));
    expect(back.endedAt).toBeNull();
    expect(refusalOf(back, moveNamed('undo', until))).toBe('move-not-allowed');
  });

  test('puts a number back in its old place', () => {
    const waiting = visitWith({ queuedAt: 5 });
    const called = moved(waiting, moveNamed('call', at));
    expect(moved(called, moveNamed('undo', at))).toMatchObject({
      step: 'waiting',
      queuedAt: 5,
      counter: null,
    });
  });

  test('back in called rings with the same call, its time anew', () => {
    const called = moved(visitWith(), moveNamed('call', at));
    const arrived = moved(called, moveNamed('arrive', at + 1000));
    const back = moved(arrived, moveNamed('undo', at + 2000));
    expect(back.call).toEqual({ id: called.call?.id, at: at + 2000, times: 1 });
  });

  test('takes back a no-show of the timer', () => {
    const gone = moved(visitWith({ step: 'called' }), moveNamed('no-show', at, timer));
    expect(moved(gone, moveNamed('undo', at)).step).toBe('called');
  });
});

describe('a requeue', () => {
  test('frees the counter and stands behind those waiting now', () => {
    const called = moved(visitWith(), moveNamed('call', minute(1)));
    const back = moved(called, moveNamed('requeue', minute(2)));
    expect(back).toMatchObject({ step: 'waiting', counter: null, call: null, queuedAt: minute(2) });
  });
});

describe('a no-show', () => {
  const called = moved(visitWith(), moveNamed('call', minute(1)));
  const gone = moved(called, moveNamed('no-show', minute(6), timer));

  test('is called back by an officer until the office closes: same visit, behind those waiting now', () => {
    const back = moved(gone, moveNamed('requeue', minute(90)));
    expect(back).toMatchObject({ step: 'waiting', counter: null, call: null, queuedAt: minute(90) });
    expect(back).toMatchObject({ endedAt: null, revision: gone.revision + 1, undo: { move: 'requeue' } });
    const last = terms.closesAt - 1;
    expect(refusalOf(gone, moveNamed('requeue', last))).toBeNull();
    expect(refusalOf(gone, moveNamed('requeue', terms.closesAt))).toBe('move-not-allowed');
  });

  test.each([visitor, timer])('is not called back by %j', (by) => {
    expect(refusalOf(gone, moveNamed('requeue', minute(7), by))).toBe('move-not-allowed');
  });

  test('that was called back in error is a no-show again, with the time at which it lapsed', () => {
    const back = moved(gone, moveNamed('requeue', minute(90)));
    const again = moved(back, moveNamed('undo', minute(91)));
    expect(again).toMatchObject({ step: 'no-show', endedAt: minute(6), undo: null });
    expect(refusalOf(again, moveNamed('requeue', minute(92)))).toBeNull();
  });

  test('lives until the office closes, however short the undo', () => {
    expect(nextDeadline(gone, noNotices)).toEqual({ kind: 'end', at: terms.closesAt });
    const before = { heldUntil: null, comesBack: false };
    expect(nextDeadline(gone, noNotices, before)).toEqual({ kind: 'end', at: gone.undo?.until });
  });
});

describe('a returned card', () => {
  const inside = visitWith({ step: 'library', custody: held });

  test('lies in its locker again when the return is undone', () => {
    const back = moved(inside, moveNamed('return-id', minute(9)));
    expect(moved(back, moveNamed('undo', minute(10)))).toMatchObject({ step: 'library', custody: held });
  });

  test('is not taken back when its key was lost, nor after closing', () => {
    const lost: Move = { ...moveNamed('return-id', minute(9)), name: 'return-id', lockerKey: 'lost' };
    expect(moved(inside, lost).undo).toBeNull();
    expect(moved(inside, moveNamed('return-id', terms.closesAt + 1)).undo).toBeNull();
  });
});

describe('after closing', () => {
  const late = terms.closesAt + 1;

  test.each(openSteps)('%s without a card can only expire', (step) => {
    const visit = visitWith({ step });
    expect(moveNames.filter((name) => refusalOf(visit, moveNamed(name, late, timer)) === null)).toEqual([
      'expire',
    ]);
  });

  test.each(['serving', 'library', 'rating'] as const)(
    '%s with a card waits for it, and ends with it',
    (step) => {
      const visit = visitWith({ step, custody: held });
      expect(nextMoves(visit, late)).toEqual(['return-id', 'resolve-custody']);
      expect(moved(visit, moveNamed('return-id', late)).step).toBe('expired');
      expect(moved(visit, moveNamed('resolve-custody', late))).toMatchObject({
        step: 'expired',
        custody: { state: 'resolved' },
      });
      expect(refusalOf(visit, moveNamed('expire', late, timer))).toBe('move-not-allowed');
    },
  );

  test.each(finalSteps)('%s stays as it is', (step) => {
    const visit = visitWith({ step, undo: { move: 'leave', until: late + minute(1), before: visitWith() } });
    expect(refusalOf(visit, moveNamed('undo', late))).toBe('move-not-allowed');
  });
});

test('the last move of a day leaves no undo beyond closing', () => {
  const gone = moved(visitWith({ step: 'library' }), moveNamed('leave', terms.closesAt - 1000, officer));
  expect(gone.undo?.until).toBe(terms.closesAt);
});

describe('another locker', () => {
  test('keeps the card, and since when it lies there', () => {
    const after = moved(visitWith({ step: 'library', custody: held }), moveNamed('change-locker', minute(4)));
    expect(after.custody).toEqual({ ...held, locker: '08' });
    expect(after).toMatchObject({ step: 'library', undo: null });
  });
});

describe('another counter', () => {
  test('takes the visitor over, and gives back when undone', () => {
    const before = visitWith({ step: 'registered', counter: 'FO-1', registeredAt: minute(1) });
    const after = moved(before, moveNamed('transfer', minute(2)));
    expect(after).toMatchObject({ step: 'registered', counter: 'FO-2', registeredAt: minute(1) });
    expect(moved(after, moveNamed('undo', minute(3))).counter).toBe('FO-1');
  });
});
