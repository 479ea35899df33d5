import { describe, expect, test } from 'vitest';
import { noNotices } from '../../../domain/visits/deadlines.ts';
import { createRounds } from '../../../activities/visits/rounds.ts';
import type { ComparedVisit } from '../../../db/visits/stores/comparisons.ts';

const open = (count: number): ComparedVisit[] =>
  Array.from({ length: count }, (_none, index) => ({
    visit: { visitId: `visit ${index}`, office: '6500', day: '2026-11-28' },
    standing: { revision: 1, closesAt: 0, notices: noNotices },
    quietMs: index,
  }));
const idsOf = (visits: readonly ComparedVisit[]): string[] => visits.map(({ visit }) => visit.visitId);

/** Asks those who are next; answers who that was. */
function ask(
  rounds: ReturnType<typeof createRounds>,
  visits: readonly ComparedVisit[],
  silent?: string,
): string[] {
  const next = idsOf(rounds.next(visits));
  for (const visitId of next) rounds.asked(visitId, visitId !== silent);
  return next;
}

/** Rounds whose fast one is over. */
function slowRounds(visits: readonly ComparedVisit[]): ReturnType<typeof createRounds> {
  const rounds = createRounds();
  ask(rounds, visits);
  return rounds;
}

describe('after a start', () => {
  test('all are asked at once, in their order', () => {
    expect(ask(createRounds(), open(500))).toEqual(idsOf(open(500)));
  });

  test('those that a look did not come to are asked by the next', () => {
    const rounds = createRounds();
    for (const visitId of idsOf(rounds.next(open(500))).slice(0, 300)) rounds.asked(visitId, true);
    expect(rounds.next(open(500))).toHaveLength(200);
  });
});

describe('in peace', () => {
  test.each([
    [8, 8],
    [100, 10],
    [5_500, 92],
    [10_000, 100],
  ])('of %i open visits a look asks %i', (count, asked) => {
    expect(ask(slowRounds(open(count)), open(count))).toHaveLength(asked);
  });

  test.each([100, 5_500])('a round asks each of %i once', (count) => {
    const rounds = slowRounds(open(count));
    const seen = new Set<string>();
    while (seen.size < count) {
      for (const visitId of ask(rounds, open(count))) {
        expect(seen.has(visitId)).toBe(false);
        seen.add(visitId);
      }
    }
  });

  test.each(['begin', 'hurry'] as const)('all are asked anew when somebody says %s', (how) => {
    const rounds = slowRounds(open(100));
    ask(rounds, open(100));
    rounds[how]();
    expect(ask(rounds, open(100))).toHaveLength(100);
  });
});

describe('a difference while a fast round is under way', () => {
  test('does not begin it again', () => {
    const rounds = createRounds();
    rounds.asked('visit 0', true);
    rounds.hurry();
    expect(rounds.next(open(3))).toHaveLength(2);
    rounds.begin();
    expect(rounds.next(open(3))).toHaveLength(3);
  });
});

describe('a visit that does not answer', () => {
  test('comes last, with every look, until it does', () => {
    const rounds = slowRounds(open(100));
    ask(rounds, open(100), 'visit 3');
    const next = ask(rounds, open(100), 'visit 3');
    expect([next.length, next.at(-1)]).toEqual([11, 'visit 3']);
    ask(rounds, open(100));
    expect(ask(rounds, open(100))).toHaveLength(10);
  });

  test('is not waited for when it has ended', () => {
    const rounds = slowRounds(open(100));
    ask(rounds, open(100), 'visit 99');
    expect(ask(rounds, open(50))).not.toContain('visit 99');
  });
});
