import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planFrame } from '../../../display/board/frame.ts';
import { planLine } from '../../../display/board/line-plan.ts';
import { planCalls } from '../../../display/board/plan.ts';
import { linesOf } from '../../../display/board/text-lines.ts';
import { screenOf, type Wall } from '../../../display/board/wall.ts';
import type { BoardCall } from '../../../wire/boards.ts';

/** Every letter as wide as the usual one of the font. */
const measure = (text: string): number => text.length * 0.53;
const measures = { plain: measure, bold: measure };
const screen = screenOf({ width: 1920, height: 1080 });
const wall: Wall = { width: screen.width, height: 71.7, standing: false, measures };

const call = (index: number, counter: string): BoardCall => ({
  callId: `call-${index}`,
  label: `P-${String(index).padStart(3, '0')}`,
  counter: { code: `FO-${index}`, label: counter },
  calledAt: '2026-11-24T01:00:00.000Z',
  times: 1,
  language: 'id',
});
const calls = (count: number, counter = 'Front Office 1') =>
  Array.from({ length: count }, (_, index) => call(index + 1, counter));

describe('calls on the wall', () => {
  test('one stands alone and as large as the wall is wide', () => {
    const { hero, tiles, missed } = planCalls({ calling: calls(1), missed: [] }, wall, 0);
    expect(hero.number).toBe(28);
    expect([tiles.shown, tiles.pages, missed.shown]).toEqual([[], 1, []]);
  });

  test('ten at counters with usual names are all there at once', () => {
    const { tiles } = planCalls({ calling: calls(10), missed: [] }, wall, 0);
    expect(tiles.shown.map(({ label }) => label)).toEqual(
      calls(10)
        .slice(1)
        .map(({ label }) => label),
    );
    expect(tiles.pages).toBe(1);
  });

  test('one that was missed stands below, and leaves a lone call as large as it was', () => {
    const { hero, missed } = planCalls({ calling: calls(1), missed: [call(2, 'Front Office 2')] }, wall, 0);
    expect(hero.number).toBe(28);
    expect(missed.shown.map(({ label }) => label)).toEqual(['P-002']);
  });

  test('twenty that were missed pass within the minute in which they are shown', () => {
    const [, ...missed] = calls(21);
    const secondsOfTurn = 5;
    const turns = planCalls({ calling: calls(2), missed }, wall, 0).missed.pages;
    expect(turns * secondsOfTurn).toBeLessThanOrEqual(40);
  });

  test('whatever their number and names: the newest is always there, every other one in turn, none too small', () => {
    const names = fc.array(fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9 ]{0,59}$/), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(
        names,
        fc.integer({ min: 1, max: 1200 }),
        fc.integer({ min: 55, max: 72 }),
        (list, from, height) => {
          const calling = list.map((name, index) => call(from + index, name));
          const { pages } = planCalls({ calling, missed: [] }, { ...wall, height }, 0).tiles;
          const shown = new Set(calling.slice(0, 1).map(({ label }) => label));
          for (let turn = 0; turn < pages; turn += 1) {
            const { tiles, hero } = planCalls({ calling, missed: [] }, { ...wall, height }, turn * 2);
            for (const { label } of tiles.shown) shown.add(label);
            expect(tiles.number).toBeGreaterThanOrEqual(6.3);
            expect(tiles.words).toBeGreaterThanOrEqual(3.5);
            expect(hero.number).toBeGreaterThanOrEqual(tiles.number);
          }
          expect(shown.size).toBe(calling.length);
        },
      ),
    );
  });

  test('whatever rings and was missed: the newest call is always there, every other one in turn, none too small', () => {
    const names = fc.array(fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9 ]{0,59}$/), { maxLength: 12 });
    fc.assert(
      fc.property(names, names, fc.integer({ min: 55, max: 72 }), (ringing, over, height) => {
        const calling = ringing.map((name, index) => call(index, name));
        const missed = over.map((name, index) => call(500 + index, name));
        const shown = new Set(calling.slice(0, 1).map(({ label }) => label));
        for (let turn = 0; turn < 64; turn += 1) {
          const plan = planCalls({ calling, missed }, { ...wall, height }, turn);
          for (const { label } of [...plan.tiles.shown, ...plan.missed.shown]) shown.add(label);
          expect(plan.hero.number).toBeGreaterThanOrEqual(12);
        }
        expect(shown.size).toBe(calling.length + missed.length);
      }),
    );
  });
});

describe('the line', () => {
  const place = (index: number) => ({
    label: `P-00${index}`,
    counter: { code: 'FO-1', label: 'Front Office 1' },
  });
  const waiting = ['P-011', 'P-012', 'P-013', 'P-014', 'P-015', 'P-016'];

  test('stands in one column until somebody is at a desk', () => {
    expect(planLine({ waiting, serving: [] }, wall).waiting).toMatchObject({ columns: 1, number: 8 });
    expect(planLine({ waiting, serving: [place(1)] }, wall).waiting).toMatchObject({ columns: 2, number: 7 });
  });

  test('counts those at the desks for whom there is no room', () => {
    const serving = [1, 2, 3, 4, 5, 6, 7].map(place);
    const plan = planLine({ waiting, serving }, wall);
    expect(plan.serving.shown.length).toBeGreaterThan(1);
    expect(plan.serving.shown.length + plan.serving.more).toBe(7);
    expect(planLine({ waiting, serving: serving.slice(0, 3) }, wall).serving.more).toBe(0);
  });
});

describe('the frame', () => {
  const name = 'Provinsi Kalimantan Utara · Pelayanan Statistik Terpadu';
  const frame = (text: string, title = '') =>
    planFrame({ name, notes: [{ title, text }], count: '63 menunggu' }, { screen, measures });

  test('gives a long message the height it needs', () => {
    expect(frame('').wall.height).toBeCloseTo(71.7, 1);
    expect(frame('Silakan menunggu.')).toMatchObject({ footer: 4 });
    expect(frame('kata '.repeat(40).trim())).toMatchObject({ footer: 3.5 });
    expect(frame('kata '.repeat(40).trim()).wall.height).toBeLessThan(70);
  });
});

describe('a screen that stands', () => {
  test.each([
    [1080, 1920, 10.8],
    [2160, 3840, 21.6],
    [1024, 1280, 1280 / 154],
    [390, 844, 4.5],
  ])('of %d × %d pixels has a unit of %d', (width, height, unit) => {
    expect(screenOf({ width, height })).toEqual({
      unit,
      width: width / unit,
      height: height / unit,
      standing: true,
    });
  });

  test('leaves the line what it needs, and the calls the rest, at least half', () => {
    const place = (index: number) => call(index, 'Front Office 1');
    const standing: Wall = { width: 100, height: 131, standing: true, measures };
    const none = planLine({ waiting: [], serving: [] }, standing).below;
    const some = planLine({ waiting: ['P-011'], serving: [place(1)] }, standing).below;
    const many = planLine(
      {
        waiting: ['P-011', 'P-012', 'P-013', 'P-014', 'P-015', 'P-016'],
        serving: Array.from({ length: 20 }, (_, index) => place(index)),
      },
      standing,
    );
    expect(none).toBeLessThan(some);
    expect(some).toBeLessThan(many.below);
    expect(many.below).toBeLessThanOrEqual(131 / 2 + 4);
    expect(many.serving.shown.length).toBeGreaterThan(1);
    expect(many.serving.shown.length + many.serving.more).toBe(20);
  });
});

describe('lines of a text', () => {
  test.each([
    ['satu', 10, 1],
    ['satu dua', 5, 1],
    ['satu dua', 4, 2],
    ['x'.repeat(20), 5.4, 2],
    ['x'.repeat(21), 5.4, 3],
    ['satu '.repeat(3) + 'x'.repeat(11), 5.4, 4],
  ])('%s in %d em: %d', (text, room, lines) => {
    expect(linesOf(text, room, measure)).toBe(lines);
  });
});
