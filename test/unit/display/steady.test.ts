import { describe, expect, test } from 'vitest';
import {
  recentScenes,
  settleMs,
  unsettledUntil,
  wasThere,
  type Scene,
  type Standing,
} from '../../../display/ui/steady/steady-rules.ts';

const box = (left: number, top: number, width = 100, height = 48) => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});

/** A control that is found at a place. */
const standing = (control: string, left: number, { meaning = control } = {}): Standing<string> => ({
  control,
  meaning,
  onGlass: box(left, 0),
  onPage: box(left, 0),
});

const scenes = (...all: readonly (readonly Standing<string>[])[]): Scene<string>[] =>
  all.map((controls, index) => ({ since: index * 100, controls }));

describe('a control', () => {
  test('that was always there may be pressed', () => {
    expect(unsettledUntil(scenes([], [standing('call', 0)], [standing('call', 0)]))).toEqual(new Map());
  });

  test('that says something else now is not', () => {
    const changed = scenes(
      [standing('big', 0, { meaning: 'enter' })],
      [standing('big', 0, { meaning: 'finish' })],
    );
    expect(unsettledUntil(changed)).toEqual(new Map([['big', 100 + settleMs]]));
  });

  test('that stands where another one stood is not, also when there was nothing in between', () => {
    const replaced = scenes([standing('priority', 0)], [], [standing('child', 50)]);
    expect(unsettledUntil(replaced)).toEqual(new Map([['child', 100 + settleMs]]));
  });

  test('that moved to where another one stood is not; one that moved by a hair is', () => {
    const before = [standing('recall', 0), standing('no-show', 110)];
    expect(unsettledUntil(scenes(before, [standing('no-show', 0)]))).toEqual(new Map([['no-show', 700]]));
    expect(unsettledUntil(scenes(before, [standing('recall', 8), standing('no-show', 118)]))).toEqual(
      new Map(),
    );
  });

  test('that appears where nothing stood may be pressed', () => {
    expect(
      unsettledUntil(scenes([standing('call', 0)], [standing('call', 0), standing('undo', 200)])),
    ).toEqual(new Map());
  });

  test('may be pressed after scrolling: the finger moved it', () => {
    const list = (scrolled: number): readonly Standing<string>[] =>
      [0, 1, 2].map((row) => ({
        control: `row ${row}`,
        meaning: `row ${row}`,
        onGlass: box(0, row * 48 - scrolled),
        onPage: box(0, row * 48),
      }));
    expect(unsettledUntil(scenes(list(0), list(48)))).toEqual(new Map());
  });

  test('that changed is not, however far it was scrolled since', () => {
    const at = (top: number, meaning: string): Standing<string> => ({
      control: 'toggle',
      meaning,
      onGlass: box(0, top),
      onPage: box(0, 900),
    });
    expect(unsettledUntil(scenes([at(900, 'open')], [at(400, 'close')]))).toEqual(new Map([['toggle', 700]]));
  });

  test('of a dialog over a scrolled list is not', () => {
    const row = { control: 'row', meaning: 'row', onGlass: box(0, 0), onPage: box(0, 300) };
    expect(unsettledUntil(scenes([row], [standing('save', 0)]))).toEqual(new Map([['save', 700]]));
  });
});

test('only the last moments are remembered, and what they began with', () => {
  const long = scenes([], [], [], [], [], [], [], [], []);
  expect(recentScenes(long, 800).map(({ since }) => since)).toEqual([100, 200, 300, 400, 500, 600, 700, 800]);
});

describe('a key presses a control', () => {
  const [sent, far] = [standing('send', 0), standing('send', 300)];

  test('that has only moved', () => {
    expect(wasThere(scenes([sent, standing('hint', 300)], [far]), 'send')).toBe(true);
  });

  test('but none that is new or means something else', () => {
    expect(wasThere(scenes([], [sent]), 'send')).toBe(false);
    expect(wasThere(scenes([sent], [standing('send', 0, { meaning: 'finish' })]), 'send')).toBe(false);
    expect(wasThere(scenes([sent], [], [sent]), 'send')).toBe(false);
  });
});
