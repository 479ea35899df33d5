import { expect, test } from 'vitest';
import { asks } from '../../../display/desk/visit/asking-moves.ts';
import { leadsTo } from '../../../domain/visits/allowed-moves.ts';
import { staffMoveNames } from '../../../domain/visits/steps.ts';
import { moveBody } from '../../../wire/visits.ts';

const bare = (move: string) => moveBody.safeParse({ move, expectedRevision: 1 });

test.each(staffMoveNames)('%s has a body of its own', (move) => {
  const issues = bare(move).error?.issues ?? [];
  expect(issues.filter(({ path }) => path.join() === 'move')).toEqual([]);
});

test.each(staffMoveNames)('%s is complete by itself, or the tablet asks for the rest', (move) => {
  expect(bare(move).success || asks(move)).toBe(true);
});

test.each(staffMoveNames.filter((move) => move !== 'undo' && move !== 'resolve-custody'))(
  '%s is allowed somewhere',
  (move) => {
    expect(Object.values(leadsTo).some((row) => row[move] !== undefined)).toBe(true);
  },
);
