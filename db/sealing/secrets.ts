import { createHash } from 'node:crypto';
import type { Cipher } from './cipher.ts';

/** A random secret as it is stored: only whoever holds it can show that it fits. */
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** A secret of 128 bits made from what it is for with the key, so that every repeat has the same and none is stored. */
export const tokenFor = (cipher: Cipher, what: string): string =>
  cipher.mac(what).subarray(0, 16).toString('base64url');

const codeDigits = 8;

/** A code for people to type, made in the same way. */
export function codeFor(cipher: Cipher, what: string): string {
  const number = cipher.mac(what).readBigUInt64BE() % 10n ** BigInt(codeDigits);
  return number.toString().padStart(codeDigits, '0');
}
