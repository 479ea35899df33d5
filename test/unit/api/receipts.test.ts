import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createBuckets } from '../../../api/limits/buckets.ts';
import { createReceipts, type Painted } from '../../../api/sockets/receipts.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const at = '2026-11-24T08:00:00.000Z';

/** A board's receipts, with what came of them. */
function listen({ newest = 100 }: { newest?: number } = {}) {
  const taken: number[][] = [];
  const lies: string[] = [];
  let asked = 0;
  const receipts = createReceipts({
    take: async (painted: readonly Painted[]) => void taken.push(painted.map(({ revision }) => revision)),
    async existed({ epoch, revision }) {
      asked += 1;
      return epoch === 'today' && revision <= newest;
    },
    lied: (reason) => void lies.push(reason),
    failed: (error) => {
      throw error;
    },
  });
  const send = (revision: number): void => receipts.sent({ epoch: 'today', revision, at });
  const tell = (revision: number, epoch = 'today'): void => receipts.told({ epoch, revision });
  return { taken, lies, asked: () => asked, send, tell, receipts };
}
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

describe('the receipts of one line', () => {
  test('told three thousand times in a second are taken once, because nothing new is in them', async () => {
    const { taken, lies, asked, send, tell } = listen();
    send(1);
    for (let slice = 0; slice < 100; slice += 1) {
      for (let nth = 0; nth < 30; nth += 1) tell(1);
      await pass(10);
    }
    expect({ taken, lies, asked: asked() }).toEqual({ taken: [[1]], lies: [], asked: 0 });
  });

  test('of many snapshots are taken twice a second, the newest with those before it', async () => {
    const { taken, send, tell } = listen();
    for (let revision = 1; revision <= 20; revision += 1) {
      send(revision);
      tell(revision);
      await pass(100);
    }
    await pass(1_000);
    expect(taken.length).toBeLessThanOrEqual(5);
    expect(taken.flat()).toEqual(Array.from({ length: 20 }, (_none, index) => index + 1));
  });

  test('that come before their snapshot count when it is sent, and are no lie', async () => {
    const { taken, lies, send, tell } = listen();
    tell(7);
    await pass(1_000);
    send(7);
    await pass(1_000);
    expect({ taken, lies }).toEqual({ taken: [[7]], lies: [] });
  });

  test.each([
    [101, 'today'],
    [5, 'never'],
  ])('of revision %d in epoch %s, which never was, close the line', async (revision, epoch) => {
    const { taken, lies, send, tell } = listen();
    send(5);
    tell(revision, epoch);
    await pass(1_000);
    expect({ taken, lies: lies.length }).toEqual({ taken: [], lies: 1 });
  });

  test('of ever other states that were not sent cost two questions a second', async () => {
    const { asked, taken, tell } = listen();
    for (let nth = 0; nth < 300; nth += 1) {
      tell(nth % 100);
      await pass(10);
    }
    expect(taken).toEqual([]);
    expect(asked()).toBeLessThanOrEqual(7);
  });
});

describe('a bucket', () => {
  test('gives so much at once, fills up again, and is nobody else’s', async () => {
    const buckets = createBuckets({ burst: 5, perSecond: 2 });
    const takes = (key: string, times: number) =>
      Array.from({ length: times }, () => buckets.take(key)).filter(Boolean).length;
    expect(takes('one', 9)).toBe(5);
    expect(takes('other', 3)).toBe(3);
    await pass(1_000);
    expect(takes('one', 9)).toBe(2);
    await pass(60_000);
    expect(takes('one', 9)).toBe(5);
  });
});
