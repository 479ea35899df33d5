import { describe, expect, test } from 'vitest';
import { skmElements, type SkmElement } from '../../../domain/visitors/rating.ts';
import { minimumRespondents, skmOf, type ElementAnswers } from '../../../domain/visitors/skm.ts';

const all = (answers: ElementAnswers) =>
  Object.fromEntries(skmElements.map((element) => [element, answers])) as Record<SkmElement, ElementAnswers>;

describe('the satisfaction survey', () => {
  test.each([
    [4, 100, 'A'],
    [3, 75, 'C'],
    [2, 50, 'D'],
    [1, 25, 'D'],
    [3.0644, 76.61, 'B'],
    [3.064, 76.6, 'C'],
    [3.5324, 88.31, 'A'],
    [3.532, 88.3, 'B'],
    [2.6, 65, 'C'],
    [2.5996, 64.99, 'D'],
  ] as const)('a mean of %s gives %s, %s (PermenPANRB 14/2017)', (mean, index, grade) => {
    expect(skmOf(all({ sum: Math.round(mean * 10_000), n: 10_000 }))).toMatchObject({ index, grade });
  });

  test('weighs each element with a ninth, whatever the numbers of answers', () => {
    const result = skmOf({ ...all({ sum: 40, n: 10 }), waktu: { sum: 30, n: 30 } });
    expect(result.index).toBe(91.67); // (8 × 4 + 1) / 9 × 25
    expect(result.elements.find(({ element }) => element === 'waktu')).toMatchObject({
      nrr: 1,
      weighted: 0.1111,
    });
  });

  test('has no index while an element has no answer', () => {
    const result = skmOf({ ...all({ sum: 40, n: 10 }), biaya: { sum: 0, n: 0 } });
    expect(result).toMatchObject({ index: null, grade: null, n: 0 });
  });

  test('tells no grade below its minimum of respondents', () => {
    const few = minimumRespondents - 1;
    expect(skmOf(all({ sum: 4 * few, n: few }))).toMatchObject({ index: 100, grade: null, n: few });
    expect(skmOf(all({ sum: 4 * minimumRespondents, n: minimumRespondents }))).toMatchObject({ grade: 'A' });
  });
});
