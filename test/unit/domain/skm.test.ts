import { describe, expect, test } from 'vitest';
import { skmElements, type SkmElement } from '../../../domain/ratings/rating.ts';
import { prioritiesOf, skmOf, type ElementAnswers } from '../../../domain/ratings/skm.ts';

const minimum = 10;

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
    expect(skmOf(all({ sum: Math.round(mean * 10_000), n: 10_000 }), minimum)).toMatchObject({
      index,
      grade,
    });
  });

  test('weighs each element with a ninth, whatever the numbers of answers', () => {
    const result = skmOf({ ...all({ sum: 40, n: 10 }), waktu: { sum: 30, n: 30 } }, minimum);
    expect(result.index).toBe(91.67); // (8 × 4 + 1) / 9 × 25
    expect(result.elements.find(({ element }) => element === 'waktu')).toMatchObject({
      nrr: 1,
      weighted: 0.1111,
    });
  });

  test('has no index while an element has no answer', () => {
    const result = skmOf({ ...all({ sum: 40, n: 10 }), biaya: { sum: 0, n: 0 } }, minimum);
    expect(result).toMatchObject({ index: null, grade: null, n: 0 });
  });

  test('tells no grade below its minimum of respondents', () => {
    const few = minimum - 1;
    expect(skmOf(all({ sum: 4 * few, n: few }), minimum)).toMatchObject({ index: 100, grade: null, n: few });
    expect(skmOf(all({ sum: 4 * minimum, n: minimum }), minimum)).toMatchObject({ grade: 'A' });
    expect(skmOf(all({ sum: 4 * few, n: few }), few)).toMatchObject({ grade: 'A' });
  });

  test.each([
    ['the wrong weight 0,11', 99, 'A'],
    ['the wrong weight 0,111', 99.9, 'A'],
  ])('is 100 where every answer is 4, not what %s gives', (_weight, wrong, grade) => {
    expect(skmOf(all({ sum: 40, n: 10 }), minimum)).toMatchObject({ index: 100, grade });
    expect(skmOf(all({ sum: 40, n: 10 }), minimum).index).not.toBe(wrong);
  });

  test('rounds half up once, at the very edge of a grade', () => {
    // 25/9 × (8 × 2.6 + x) = 64.995 exactly for x = 2.5982: half up is 65.00 and C, a rounded ninth would be D
    const edge = { ...all({ sum: 13_000, n: 5_000 }), biaya: { sum: 12_991, n: 5_000 } };
    expect(skmOf(edge, minimum)).toMatchObject({ index: 65, grade: 'C' });
    const below = { ...edge, biaya: { sum: 12_990, n: 5_000 } };
    expect(skmOf(below, minimum)).toMatchObject({ index: 64.99, grade: 'D' });
  });
});

describe('the elements to be improved first', () => {
  const result = (extra: Partial<Record<SkmElement, ElementAnswers>>) =>
    skmOf({ ...all({ sum: 39, n: 10 }), ...extra }, minimum);

  test('are the three lowest, the lowest first', () => {
    const lowest = { sarana: { sum: 20, n: 10 }, waktu: { sum: 31, n: 10 }, biaya: { sum: 30, n: 10 } };
    expect(prioritiesOf(result(lowest))).toEqual(['sarana', 'biaya', 'waktu']);
  });

  test('are more where others are as low as the third, and compared as fractions', () => {
    const tied = {
      sarana: { sum: 20, n: 10 },
      waktu: { sum: 30, n: 10 },
      biaya: { sum: 33_333, n: 10_000 },
      produk: { sum: 66_666, n: 20_000 },
      perilaku: { sum: 33_334, n: 10_000 },
    };
    expect(prioritiesOf(result(tied))).toEqual(['sarana', 'waktu', 'biaya', 'produk']);
  });

  test('are not named without a grade', () => {
    expect(prioritiesOf(result({ biaya: { sum: 9, n: 9 } }))).toEqual([]);
    expect(prioritiesOf(result({ biaya: { sum: 0, n: 0 } }))).toEqual([]);
  });
});
