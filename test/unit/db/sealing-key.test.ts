import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createCipher, KeyFileError } from '../../../db/sealing/cipher.ts';
import {
  keyRefusalOf,
  KeyRefusedError,
  keyVerdictOf,
  type KeyStanding,
  type KeyVerdict,
} from '../../../db/sealing/sealing-key.ts';

const [ours, other] = ['0000-1111-2222-3333', '4444-5555-6666-7777'];

describe('a database that remembers its key', () => {
  test.each<[string | null, KeyVerdict]>([
    [ours, 'fits'],
    [other, 'foreign'],
    [null, 'missing'],
  ])('finds %s: %s, whatever is sealed and whoever asks', (found, verdict) => {
    for (const sealed of ['none', 'opens', 'closed'] as const) {
      for (const mayMake of [true, false]) {
        expect(keyVerdictOf({ recorded: ours, found, sealed, mayMake })).toBe(verdict);
      }
    }
  });
});

describe('a database that remembers no key', () => {
  test.each<[Omit<KeyStanding, 'recorded'>, KeyVerdict]>([
    [{ found: null, sealed: 'none', mayMake: true }, 'make'],
    [{ found: null, sealed: 'none', mayMake: false }, 'missing'],
    [{ found: null, sealed: 'closed', mayMake: true }, 'missing'],
    [{ found: ours, sealed: 'none', mayMake: true }, 'record'],
    [{ found: ours, sealed: 'opens', mayMake: false }, 'record'],
    [{ found: ours, sealed: 'closed', mayMake: true }, 'foreign'],
  ])('in the standing %j: %s', (standing, verdict) => {
    expect(keyVerdictOf({ recorded: null, ...standing })).toBe(verdict);
  });
});

test('a fingerprint is short, always the same for a key, and no part of it', () => {
  const secret = randomBytes(32);
  const { fingerprint } = createCipher(secret);
  expect(fingerprint).toMatch(/^[0-9a-f]{4}(-[0-9a-f]{4}){3}$/);
  expect(createCipher(secret).fingerprint).toBe(fingerprint);
  expect(createCipher(randomBytes(32)).fingerprint).not.toBe(fingerprint);
  expect(secret.toString('hex')).not.toContain(fingerprint.replaceAll('-', ''));
});

describe('a refusal', () => {
  test.each([
    [new KeyRefusedError({ recorded: ours, found: null }), [ours, 'no key at /x/data.key']],
    [new KeyRefusedError({ recorded: ours, found: other }), [ours, other, '/x/data.key holds']],
    [new KeyRefusedError({ recorded: null, found: other }), [other, 'another key']],
    [new KeyFileError('does not hold a key'), ['/x/data.key does not hold a key']],
  ])('%s names the file and what is wrong with it', (error, parts) => {
    const text = keyRefusalOf(error, '/x/data.key');
    expect(text).toMatch(/^KEY_FILE: /);
    for (const part of parts) expect(text).toContain(part);
  });

  test('is nothing else that failed', () => {
    expect(keyRefusalOf(new Error('connect ECONNREFUSED'), '/x/data.key')).toBeNull();
  });
});
