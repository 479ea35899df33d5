import { randomBytes } from 'node:crypto';
import { parseCookie } from 'cookie';
import type { Response } from 'express';

const dayMs = 86_400_000;
const keptMs = { 'a-year': 365 * dayMs, 'a-day': dayMs } as const;

/** One of the service's cookies. */
export interface Cookie {
  /** The value a browser sent, or null unless it has the form of our secrets. */
  readonly read: (cookies: string | undefined) => string | null;
  readonly give: (response: Response, value: string) => void;
  readonly take: (response: Response) => void;
  /** The header for a client that is not a browser. */
  readonly header: (value: string) => string;
}

/** 256 random bits, as our cookies carry them. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

const secretForm = /^[A-Za-z0-9_-]{22,64}$/;

/**
 * An HttpOnly cookie; `Secure` and with the prefix `__Host-` where the service is reached over HTTPS. Kept for so long,
 * or until the browser is closed.
 */
export function createCookie(options: {
  name: string;
  publicUrl: string | null;
  kept: keyof typeof keptMs | 'while-open';
  /** False keeps the plain name on HTTPS as well. */
  hostBound?: boolean;
}): Cookie {
  const { name, publicUrl, kept, hostBound = true } = options;
  const secure = publicUrl?.startsWith('https:') ?? false;
  const fullName = secure && hostBound ? `__Host-${name}` : name;
  const attributes = { httpOnly: true, sameSite: 'lax', secure, path: '/' } as const;
  return {
    read(cookies) {
      const value = parseCookie(cookies ?? '')[fullName];
      return value !== undefined && secretForm.test(value) ? value : null;
    },
    give(response, value) {
      response.cookie(fullName, value, {
        ...attributes,
        ...(kept === 'while-open' ? {} : { maxAge: keptMs[kept] }),
      });
    },
    take(response) {
      response.clearCookie(fullName, attributes);
    },
    header: (value) => `${fullName}=${value}`,
  };
}
