import { describe, expect, test } from 'vitest';
import { dueAtOf, verdictOf, warnAtOf } from '../../../domain/visits/sla.ts';
import { minute, terms, visitWith } from './visits.ts';

const registered = visitWith({ step: 'registered', registeredAt: 0 });

describe('the five-minute promise', () => {
  test('starts with the guest book', () => {
    expect(verdictOf(visitWith(), minute(9))).toBeNull();
    expect([warnAtOf(registered), dueAtOf(registered)]).toEqual([minute(4), minute(5)]);
  });

  test.each([
    [minute(4), 'met'],
    [minute(5), 'met'],
    [minute(5) + 1, 'breached'],
  ] as const)('served after %d ms is %s', (servedAt, verdict) => {
    expect(verdictOf({ ...registered, servedAt }, servedAt)).toBe(verdict);
  });

  test.each([
    [minute(5), 'running'],
    [minute(5) + 1, 'breached'],
  ] as const)('unserved after %d ms is %s', (at, verdict) => {
    expect(verdictOf(registered, at)).toBe(verdict);
  });

  test.each([
    [minute(5) - 1, 'excluded'],
    [minute(5), 'breached'],
  ] as const)('given up after %d ms is %s', (endedAt, verdict) => {
    expect(verdictOf({ ...registered, endedAt }, endedAt)).toBe(verdict);
  });

  test('is open again when the service start was taken back', () => {
    expect(verdictOf({ ...registered, servedAt: null }, minute(3))).toBe('running');
  });

  test('asks for the library where the standard says access', () => {
    const access = { ...registered, servedAt: minute(1), terms: { ...terms, slaBasis: 'access' as const } };
    expect(verdictOf(access, minute(2))).toBe('running');
    expect(verdictOf({ ...access, enteredAt: minute(6) }, minute(6))).toBe('breached');
  });

  test('leaves out whom closing overtook, though the card went back the next morning', () => {
    const closing = { ...terms, slaBasis: 'access' as const, closesAt: minute(4) };
    expect(verdictOf({ ...registered, terms: closing, endedAt: minute(900) }, minute(900))).toBe('excluded');
  });
});
