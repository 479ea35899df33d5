import { timingSafeEqual } from 'node:crypto';
import type { Cipher } from '../../db/sealing/cipher.ts';
import type { Harvest, OpenToken } from './oai-request.ts';

/** Counts up when what a token holds changes, so that older ones are refused and not misread. */
const version = 1;
const macLength = 16;

/**
 * Resumption tokens. A token holds the whole harvest and where it stands, so that any api carries it on, after any
 * restart; the key's digest tells our tokens from others.
 */
export function createTokens(cipher: Pick<Cipher, 'mac'>): {
  readonly seal: (harvest: Harvest) => string;
  readonly open: OpenToken;
} {
  const digestOf = (content: string): Buffer =>
    cipher.mac(`oai ${version} ${content}`).subarray(0, macLength);
  return {
    seal(harvest) {
      const content = Buffer.from(JSON.stringify(harvest)).toString('base64url');
      return `${content}.${digestOf(content).toString('base64url')}`;
    },

    open(token) {
      const [content = '', digest = '', ...more] = token.split('.');
      const given = Buffer.from(digest, 'base64url');
      const isOurs = given.length === macLength && timingSafeEqual(given, digestOf(content));
      if (!isOurs || more.length > 0) return null;
      return JSON.parse(Buffer.from(content, 'base64url').toString()) as Harvest;
    },
  };
}
