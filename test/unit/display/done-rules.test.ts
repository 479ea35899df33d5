import { describe, expect, test } from 'vitest';
import { showsDone } from '../../../display/desk/done-rules.ts';

const visit = (changes: object = {}) => ({
  visitId: 'a',
  revision: 3,
  step: 'called' as const,
  counter: { code: 'FO-1', label: 'Front Office 1' },
  ...changes,
});
const move = (expectedRevision: number) =>
  ({
    name: 'POST /visits/{visitId}/moves',
    params: { visitId: 'a' },
    body: { move: 'arrive', expectedRevision },
  }) as const;
const office = '6500';
const call = {
  name: 'POST /offices/{office}/calls',
  params: { office },
  body: { counter: 'FO-1' },
} as const;

describe('a command whose answer was lost', () => {
  test('is done when its visit has moved on, or has left the list', () => {
    expect(showsDone([visit()], move(3))).toBe(false);
    expect(showsDone([visit({ revision: 4 })], move(3))).toBe(true);
    expect(showsDone([], move(3))).toBe(true);
  });

  test('that called somebody is done when its counter rings', () => {
    expect(showsDone([visit()], call)).toBe(true);
    expect(showsDone([visit({ step: 'serving' })], call)).toBe(false);
    expect(showsDone([visit({ counter: { code: 'FO-2', label: 'Front Office 2' } })], call)).toBe(false);
  });

  test('of which the list tells nothing stays until it is answered', () => {
    expect(
      showsDone([], { name: 'POST /offices/{office}/visits', params: { office }, body: { service: 'P' } }),
    ).toBe(false);
  });
});
