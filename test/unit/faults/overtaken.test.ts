import { expect, test } from 'vitest';
import { mostOvertaken, type Called } from '../../faults/mix/faults/overtaken.ts';

const regular = (queuedAt: number, calledAt: number | null): Called => ({
  isPriority: false,
  queuedAt,
  calledAt,
});
const priority = (queuedAt: number, calledAt: number | null): Called => ({
  isPriority: true,
  queuedAt,
  calledAt,
});

test('nobody is overtaken in an empty office, or in one of priority visitors', () => {
  expect(mostOvertaken([])).toBe(0);
  expect(mostOvertaken([priority(1, 2), priority(1, 3)])).toBe(0);
});

test('counts the priority calls while one regular visitor is at the head of the line', () => {
  expect(mostOvertaken([regular(1, 5), priority(2, 3), priority(2, 4), priority(2, 6)])).toBe(2);
});

test('begins anew with the next at the head, and with who comes later', () => {
  expect(mostOvertaken([regular(1, 4), regular(1, 7), priority(2, 3), priority(2, 5), priority(2, 6)])).toBe(
    2,
  );
  expect(mostOvertaken([regular(5, 7), priority(1, 3), priority(1, 4), priority(1, 6)])).toBe(1);
});

test('counts for who is never called', () => {
  expect(mostOvertaken([regular(1, null), priority(1, 2), priority(1, 3), priority(1, 4)])).toBe(3);
});
