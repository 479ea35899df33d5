import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { callOrder, nextToCall, type Waiting } from '../../../domain/visits/queue.ts';

const line = fc
  .array(fc.record({ priority: fc.boolean(), queuedAt: fc.integer({ min: 0, max: 50 }) }), { maxLength: 30 })
  .map((rows) => rows.map((row, index): Waiting => ({ ...row, id: String(index), number: index + 1 })));
const runs = fc.integer({ min: 1, max: 4 });

describe('who is called next', () => {
  test('is a priority visitor, then the longest-waiting regular one', () => {
    const waiting: Waiting[] = [
      { id: 'a', priority: false, queuedAt: 1, number: 1 },
      { id: 'b', priority: false, queuedAt: 2, number: 2 },
      { id: 'c', priority: true, queuedAt: 3, number: 3 },
      { id: 'd', priority: true, queuedAt: 4, number: 4 },
      { id: 'e', priority: true, queuedAt: 5, number: 5 },
    ];
    expect(callOrder(waiting, [], 2).map(({ id }) => id)).toEqual(['c', 'd', 'a', 'e', 'b']);
  });

  test('calls everyone exactly once', () => {
    fc.assert(
      fc.property(line, runs, fc.array(fc.boolean(), { maxLength: 6 }), (waiting, run, recent) => {
        const order = callOrder(waiting, recent, run);
        expect(order.toSorted((a, b) => a.number - b.number)).toEqual(waiting);
        expect(order[0] ?? null).toBe(nextToCall(waiting, recent, run));
      }),
    );
  });

  test('never calls more priority visitors in a row than the bound while a regular one waits', () => {
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 12 }),
        runs,
        fc.infiniteStream(fc.boolean()),
        (arrivals, run, comesBack) => {
          let waiting: Waiting[] = [];
          let recent: boolean[] = [];
          let inARow = 0;
          let id = 0;
          for (const group of arrivals) {
            waiting = [
              ...waiting,
              ...group.map((visit) => ({ ...visit, id: String((id += 1)), number: id })),
            ];
            const regularWaits = waiting.some(({ priority }) => !priority);
            const next = nextToCall(waiting, recent, run);
            if (!next) continue;
            inARow = next.priority && regularWaits ? inARow + 1 : 0;
            expect(inARow).toBeLessThanOrEqual(run);
            recent = [next.priority, ...recent];
            waiting = waiting.filter((visit) => visit !== next);
            const { value } = comesBack.next();
            if (value) waiting = [...waiting, { ...next, queuedAt: 100 + recent.length }]; // did not show up
          }
        },
      ),
    );
  });

  test('keeps the order of arrival within a group', () => {
    fc.assert(
      fc.property(line, runs, (waiting, run) => {
        const order = callOrder(waiting, [], run);
        for (const priority of [true, false]) {
          const group = order.filter((visit) => visit.priority === priority);
          expect(group).toEqual(group.toSorted((a, b) => a.queuedAt - b.queuedAt || a.number - b.number));
        }
      }),
    );
  });
});
