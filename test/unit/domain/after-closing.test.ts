import { describe, expect, test } from 'vitest';
import { isHeldAfterClosing } from '../../../domain/custody/after-closing.ts';
import { nextDeadline, noNotices } from '../../../domain/visits/deadlines.ts';
import { nextMoves } from '../../../domain/visits/moves.ts';
import { held, terms, visitWith } from './visits.ts';

describe('a card at the desk', () => {
  const visit = visitWith({ step: 'library', custody: held });

  test.each([
    [-1, false],
    [0, true],
    [1, true],
  ])('%d ms from closing time: held after closing is %s', (ms, after) => {
    expect(isHeldAfterClosing(visit, terms.closesAt + ms)).toBe(after);
  });

  test('is told of at the first instant after closing, when it can only go back', () => {
    const deadline = nextDeadline(visit, noNotices);
    expect(deadline).toMatchObject({ kind: 'notice', notice: 'custody-after-close' });
    const at = deadline?.at ?? 0;
    expect([at - 1, at].map((moment) => isHeldAfterClosing(visit, moment))).toEqual([false, true]);
    expect(nextMoves(visit, at)).toEqual(['return-id', 'resolve-custody']);
  });

  test('that went back is held no longer', () => {
    const back = visitWith({ step: 'library', custody: { state: 'returned', at: terms.closesAt - 1 } });
    expect(isHeldAfterClosing(back, terms.closesAt)).toBe(false);
  });
});
