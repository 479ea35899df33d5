import { describe, expect, test } from 'vitest';
import { readNumbers } from '../../../bench/measuring/numbers.ts';
import { run } from '../../world/programs/program.ts';

const given = { offices: { usual: 550 }, share: { usual: 0.1 }, phones: { usual: 20, mayBeNone: true } };

describe('the numbers a bench is given', () => {
  test('stand in order, with or without the dashes that npm takes away', () => {
    const expected = { offices: 12, share: 0.5, phones: 0 };
    expect(readNumbers(['12', '0.5', '0'], given)).toEqual(expected);
    expect(readNumbers(['--', '12', '0.5', '0'], given)).toEqual(expected);
  });

  test('are the usual ones where none are given', () => {
    expect(readNumbers([], given)).toEqual({ offices: 550, share: 0.1, phones: 20 });
    expect(readNumbers(['7'], given)).toEqual({ offices: 7, share: 0.1, phones: 20 });
  });

  test.each([
    [['many'], '"many" is not a whole number above 0 (offices).'],
    [['0'], '"0" is not a whole number above 0 (offices).'],
    [['1.5'], '"1.5" is not a whole number above 0 (offices).'],
    [['1', 'half'], '"half" is not a number above 0 (share).'],
    [['1', '1', ''], '"" is not a whole number (phones).'],
    [['1', '1', '1', '8', '9'], '"8 9" is too much: it takes offices, share, phones.'],
    [['--offices', '5'], "Unknown option '--offices'"],
    [['-5'], "Unknown option '-5'"],
  ])('are refused in words: %j', (args, words) => {
    expect(() => readNumbers(args, given)).toThrow(words);
  });
});

describe('a bench that was given no number', () => {
  test.each([
    ['bench:away', '"many" is not a whole number above 0 (rounds).\n'],
    ['bench:capacity', '"many" is not a whole number above 0 (seconds).\n'],
    ['bench:closing', '"many" is not a whole number above 0 (offices).\n'],
    ['bench:hall', '"many" is not a whole number (boards).\n'],
    ['bench:search', '"many" is not a whole number above 0 (size).\n'],
    ['bench:stores', '"many" is not a whole number above 0 (offices).\n'],
    ['bench:year', '"many" is not a whole number above 0 (offices).\n'],
  ])('says so before it starts anything: %s', async (name, words) => {
    const program = run([name, '--', 'many']);
    expect(await program.ended).toBe(2);
    expect(program.err()).toBe(words);
    expect(program.out()).toBe('');
  });
});
