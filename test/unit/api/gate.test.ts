import { describe, expect, test } from 'vitest';
import { createGate } from '../../../api/limits/gate.ts';
import { pauseAfter, tryLimits } from '../../../domain/staff/tries.ts';

describe('a gate', () => {
  test('runs no more at once than it may, serves who waits in turn, and sends the rest away', async () => {
    const through = createGate({ atOnce: 2, waiting: 3 });
    let running = 0;
    let most = 0;
    const served: number[] = [];
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, (_none, nth) =>
        through(async () => {
          running += 1;
          most = Math.max(most, running);
          await new Promise(setImmediate);
          served.push(nth);
          running -= 1;
        }),
      ),
    );
    expect(most).toBe(2);
    expect(served).toEqual([0, 1, 2, 3, 4]);
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(3);
  });

  test('goes on after work that fails', async () => {
    const through = createGate({ atOnce: 1, waiting: 1 });
    const failed = through(() => Promise.reject(new Error('no')));
    const next = through(async () => 'yes');
    await expect(failed).rejects.toThrow('no');
    expect(await next).toBe('yes');
    expect(await through(async () => 'again')).toBe('again');
  });
});

describe('the pause after failed tries', () => {
  test.each([
    [9, 0],
    [10, 30_000],
    [11, 60_000],
    [14, 480_000],
    [15, 900_000],
    [1_000, 900_000],
  ])('after %d from one place is %d ms', (failures, pause) => {
    expect(pauseAfter(failures, tryLimits.place)).toBe(pause);
  });

  test('of an account or an address is never long: others sign in there', () => {
    expect(pauseAfter(1_000_000, tryLimits.account)).toBe(60_000);
    expect(pauseAfter(1_000_000, tryLimits.address)).toBe(60_000);
  });
});
