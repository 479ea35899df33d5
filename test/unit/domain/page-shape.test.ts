import { describe, expect, test } from 'vitest';
import { shapeOf, type PageBoxes } from '../../../domain/softcopies/page-shape.ts';

const box = (left: number, bottom: number, right: number, top: number) => ({ left, bottom, right, top });
const page = (given: Partial<PageBoxes>): PageBoxes => {
  const media = given.media ?? box(0, 0, 100, 200);
  const crop = given.crop ?? media;
  return { media, crop, trim: crop, rotate: 0, unit: 1, ...given };
};

describe('a page of which a part is shown', () => {
  const part = { media: box(0, 0, 100, 200), crop: box(10, 20, 90, 150), trim: box(0, 0, 100, 200) };

  test.each([
    [0, { width: 100, height: 200, visible: box(10, 20, 90, 150) }],
    [90, { width: 200, height: 100, visible: box(20, 10, 150, 90) }],
    [180, { width: 100, height: 200, visible: box(10, 50, 90, 180) }],
    [270, { width: 200, height: 100, visible: box(50, 10, 180, 90) }],
    [-90, { width: 200, height: 100, visible: box(50, 10, 180, 90) }],
    [450, { width: 200, height: 100, visible: box(20, 10, 150, 90) }],
  ])('turned by %i degrees', (rotate, shape) => {
    expect(shapeOf(page({ ...part, rotate }))).toEqual(shape);
  });
});

test('a page in large units is as large as it is shown', () => {
  expect(shapeOf(page({ unit: 3 }))).toEqual({ width: 300, height: 600, visible: box(0, 0, 300, 600) });
});

test.each([
  ['nothing is shown', { crop: box(300, 300, 400, 400) }],
  ['too little is shown', { crop: box(0, 0, 29, 200) }],
  ['it has no size', { media: box(5, 5, 5, 5) }],
  ['it is larger than any sheet', { media: box(0, 0, 20_000, 20_000) }],
  ['a side is no number', { media: box(0, 0, NaN, 100) }],
  ['its unit is nothing', { unit: 0 }],
])('a page has no room for a mark when %s', (_, given) => {
  expect(shapeOf(page(given))).toBeNull();
});
