import { describe, expect, test } from 'vitest';
import { clockFindings } from '../../deploy/provision/clocks.ts';
import { isOlder } from '../../deploy/provision/engine.ts';

describe('a server', () => {
  test.each([
    ['1.30.9', true],
    ['0.99.0', true],
    ['1.31.0', false],
    ['v1.32.0-150.1', false],
    ['2.0.0', false],
    ['cloud', false],
  ])('of version %s is older than 1.31: %s', (version, older) => {
    expect(isOlder(version, [1, 31])).toBe(older);
  });
});

describe('clocks', () => {
  const told = (clocks: Parameters<typeof clockFindings>[0]): string[] =>
    clockFindings(clocks).map(({ message }) => message.replace(/ Set .*/, ''));

  test('up to half a minute apart are not told', () => {
    expect(told({ database: 30_000, engine: 0 })).toEqual([]);
    expect(told({ database: -30_000, engine: null })).toEqual([]);
  });

  test('further apart are told in pairs, of which each is right for itself', () => {
    expect(told({ database: 20_000, engine: -20_000 })).toEqual([
      'The clock of the engine is 40 s behind that of the database.',
    ]);
    expect(told({ database: 3_600_000, engine: 0 })).toEqual([
      'The clock of the database is 3600 s ahead of that of this host.',
      'The clock of the engine is 3600 s behind that of the database.',
    ]);
  });
});
