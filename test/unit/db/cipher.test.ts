import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createCipher, reporting, type Place } from '../../../db/sealing/cipher.ts';
import { unreadable } from '../../../domain/unreadable.ts';

const cipher = createCipher(randomBytes(32));
const place = { table: 'guest_book', column: 'name', row: '1' };

describe('a sealed value', () => {
  test('opens where it was sealed', () => {
    expect(cipher.open(cipher.seal('Siti 😀', place), place)).toBe('Siti 😀');
  });

  test('looks different each time', () => {
    expect(cipher.seal('Siti', place).equals(cipher.seal('Siti', place))).toBe(false);
  });

  test.each([
    ['table', { ...place, table: 'rating' }],
    ['column', { ...place, column: 'email' }],
    ['row', { ...place, row: '2' }],
  ])('opens in no other %s', (_what, other) => {
    const sealed = cipher.seal('Siti', place);
    expect(() => cipher.open(sealed, other)).toThrow();
  });

  test('opens with no other key, and not when changed', () => {
    const sealed = cipher.seal('Siti', place);
    expect(() => createCipher(randomBytes(32)).open(sealed, place)).toThrow('another key');
    sealed.writeUInt8(sealed.readUInt8(20) ^ 1, 20);
    expect(() => cipher.open(sealed, place)).toThrow();
  });
});

test('a key of another length is refused', () => {
  expect(() => createCipher(randomBytes(16))).toThrow('32 bytes');
});

describe('reading', () => {
  const sealed = cipher.seal('Siti', place);

  test('answers the text', () => {
    expect(cipher.read(sealed, place)).toBe('Siti');
  });

  test.each([
    ['of another key', createCipher(randomBytes(32)).seal('Siti', place)],
    ['that is empty', Buffer.alloc(0)],
    ['that was cut off', sealed.subarray(0, 20)],
    ['of another layout', Buffer.concat([Buffer.of(9), sealed.subarray(1)])],
  ])('marks a value %s', (_what, value) => {
    expect(cipher.read(value, place)).toBe(unreadable);
  });

  test('reports a value once, by its place', () => {
    const reported: Place[] = [];
    const reader = reporting(cipher, (where) => void reported.push(where));
    const elsewhere = { ...place, row: '2' };
    expect(reader.read(sealed, place)).toBe('Siti');
    for (const where of [elsewhere, elsewhere, { ...place, row: '3' }]) reader.read(sealed, where);
    expect(reported).toEqual([elsewhere, { ...place, row: '3' }]);
  });
});
