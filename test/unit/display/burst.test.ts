import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Burst, burstGapMs } from '../../../display/ui/burst.ts';

let happened: string[];
let burst: Burst;

beforeEach(() => {
  vi.useFakeTimers();
  happened = [];
  burst = new Burst({
    pressed: (key) => happened.push(`pressed ${key}`),
    scanned: (text) => happened.push(`scanned ${text}`),
  });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Types keys one right after the other; answers whether the last of them ended a label. */
const type = (...keys: string[]): boolean => keys.map((key) => burst.take(key)).at(-1) ?? false;

describe('the keys of the desk', () => {
  test('are those of a person when they come one by one', () => {
    for (const key of ['n', '2', 'u']) {
      type(key);
      vi.advanceTimersByTime(burstGapMs);
    }
    expect(happened).toEqual(['pressed n', 'pressed 2', 'pressed u']);
  });

  test('are a label when they come in a moment, with Enter at the end or without', () => {
    expect(type(...Array.from('290000000425'), 'Enter')).toBe(true);
    type('Shift', ...Array.from('http://x/pustaka/urn'));
    expect(happened).toEqual(['scanned 290000000425']);
    vi.advanceTimersByTime(burstGapMs);
    expect(happened).toEqual(['scanned 290000000425', 'scanned http://x/pustaka/urn']);
  });

  test('leave Enter to the button with the focus when nothing was scanned', () => {
    expect(type('Enter')).toBe(false);
    expect(type('n', 'x', 'Enter')).toBe(false);
    vi.advanceTimersByTime(burstGapMs);
    expect(happened).toEqual([]);
  });

  test('are forgotten when a field takes the keys', () => {
    type('n');
    burst.drop();
    vi.advanceTimersByTime(burstGapMs);
    expect(happened).toEqual([]);
  });
});
