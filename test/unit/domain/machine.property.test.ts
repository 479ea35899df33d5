import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextDeadline, noNotices, noticesAfter } from '../../../domain/visits/deadlines.ts';
import { isHeld, moved, nextMoves, refusalOf } from '../../../domain/visits/moves.ts';
import { resumedFrom } from '../../../domain/visits/record.ts';
import { verdictOf } from '../../../domain/visits/sla.ts';
import { isFinal, moveNames } from '../../../domain/visits/steps.ts';
import type { Move, Visit } from '../../../domain/visits/visit.ts';
import { moveNamed, officer, terms, timer, visitWith, visitor } from './visits.ts';

/** Random wishes of everyone, most of them impossible; the core lets through what it allows. */
const wishes = fc.array(
  fc.record({
    name: fc.constantFrom(...moveNames),
    by: fc.constantFrom(officer, visitor, timer),
    after: fc.integer({ min: 0, max: 400_000 }),
  }),
  { maxLength: 80 },
);

function walk(list: { name: Move['name']; by: Move['by']; after: number }[]): {
  path: Visit[];
  moves: Move[];
} {
  const path = [visitWith()];
  const moves: Move[] = [];
  let at = 0;
  for (const { name, by, after } of list) {
    at += after;
    const visit = path.at(-1) as Visit;
    const move = moveNamed(name, at, by);
    if (refusalOf(visit, move) !== null) continue;
    moves.push(move);
    path.push(moved(visit, move));
  }
  return { path, moves };
}

const pairs = (path: Visit[]): [Visit, Visit][] =>
  path.slice(1).map((after, index) => [path[index] as Visit, after]);

describe('any sequence of wishes', () => {
  test('is the same visit again when its record is replayed, whatever the closing time has become', () => {
    fc.assert(
      fc.property(wishes, fc.integer({ min: -60, max: 60 }), (list, minutesLater) => {
        const { path, moves } = walk(list);
        const last = path.at(-1) as Visit;
        const steps = moves.map((move, index) => ({ move, step: path[index + 1]?.step ?? 'waiting' }));
        const closesAt = terms.closesAt + minutesLater * 60_000;
        const resumed = resumedFrom(
          { id: last.id, office: last.office, at: 0 },
          {
            record: { ticket: { number: 1, queuedAt: 0, commandId: null }, moves: steps },
            terms: { ...terms, closesAt },
            undoUntil: last.undo?.until ?? null,
          },
        );
        expect(resumed).toEqual({ ...last, terms: { ...terms, closesAt } });
      }),
    );
  });

  test('raises the revision by one for each move that is carried out', () => {
    fc.assert(
      fc.property(wishes, (list) => {
        const { path } = walk(list);
        expect(path.map(({ revision }) => revision)).toEqual(path.map((_visit, index) => index + 1));
      }),
    );
  });

  test('leaves a final step only by an undo in its time, or called back from a no-show', () => {
    fc.assert(
      fc.property(wishes, (list) => {
        const { path, moves } = walk(list);
        for (const [index, [before, after]] of pairs(path).entries()) {
          if (!isFinal(before.step)) continue;
          expect(after.lastAt).toBeLessThan(terms.closesAt);
          if (before.step === 'no-show' && moves[index]?.name === 'requeue') {
            expect(after).toMatchObject({ step: 'waiting', queuedAt: after.lastAt });
          } else {
            expect(moves[index]?.name).toBe('undo');
            expect(after.lastAt).toBeLessThanOrEqual(before.undo?.until ?? -1);
          }
        }
      }),
    );
  });

  test('gives a card back to its locker only by an undo of its return', () => {
    fc.assert(
      fc.property(wishes, (list) => {
        const { path, moves } = walk(list);
        for (const [index, [before, after]] of pairs(path).entries()) {
          if (before.custody.state !== 'returned' || after.custody.state !== 'held') continue;
          const move = moves[index];
          if (move?.name === 'deposit') continue;
          expect([moves[index - 1]?.name, move?.name]).toEqual(['return-id', 'undo']);
          expect(after.custody).toEqual(path[index - 1]?.custody);
        }
      }),
    );
  });

  test('keeps a visit alive as long as anything can be done to it', () => {
    fc.assert(
      fc.property(wishes, (list) => {
        for (const visit of walk(list).path) {
          if (!isFinal(visit.step)) continue;
          const endsAt = nextDeadline(visit, noNotices)?.at ?? -1;
          const late = Math.max(endsAt + 1, visit.lastAt);
          expect(
            [...nextMoves(visit, late), 'undo' as const].filter(
              (name) => refusalOf(visit, moveNamed(name, late)) === null,
            ),
          ).toEqual([]);
        }
      }),
    );
  });

  test('never ends a visit while its card is at the desk', () => {
    fc.assert(
      fc.property(wishes, (list) => {
        for (const visit of walk(list).path) if (isFinal(visit.step)) expect(isHeld(visit)).toBe(false);
      }),
    );
  });

  test('lets nobody into the library without a card or a reason', () => {
    fc.assert(
      fc.property(wishes, (list) => {
        for (const [before, after] of pairs(walk(list).path)) {
          if (before.step !== 'serving' || after.step !== 'library') continue;
          expect(isHeld(before) || before.withoutLocker).toBe(true);
        }
      }),
    );
  });

  test('comes to the same state when its moves are played again', () => {
    fc.assert(
      fc.property(wishes, (list) => {
        const { path, moves } = walk(list);
        expect(moves.reduce(moved, visitWith())).toEqual(path.at(-1));
      }),
    );
  });

  test('has a verdict from the guest book on, and a final one at its end', () => {
    fc.assert(
      fc.property(wishes, (list) => {
        for (const visit of walk(list).path) {
          const verdict = verdictOf(visit, visit.lastAt);
          expect(verdict === null).toBe(visit.registeredAt === null);
          if (isFinal(visit.step)) expect(verdict).not.toBe('running');
        }
      }),
    );
  });

  test('is never given a deadline that would be refused', () => {
    fc.assert(
      fc.property(wishes, (list) => {
        for (const visit of walk(list).path) {
          const due = nextDeadline(visit, noticesAfter(noNotices, verdictOf(visit, visit.lastAt)));
          if (due?.kind !== 'move') continue;
          const at = Math.max(due.at, visit.lastAt);
          expect(refusalOf(visit, moveNamed(due.move, at, timer))).toBeNull();
        }
      }),
    );
  });

  test('can always end: by itself, or once its card is back', () => {
    fc.assert(
      fc.property(wishes, (list) => {
        const { path } = walk(list);
        const visit = path.at(-1) as Visit;
        if (isFinal(visit.step)) return;
        const at = Math.max(terms.closesAt, visit.lastAt);
        const last = moveNamed(isHeld(visit) ? 'return-id' : 'expire', at, isHeld(visit) ? officer : timer);
        expect(refusalOf(visit, last)).toBeNull();
        expect(moved(visit, last).step).toBe('expired');
      }),
    );
  });
});
