import type { Request, RequestHandler, Response } from 'express';
import type { Cipher } from '../../db/sealing/cipher.ts';
import type { Database } from '../../db/connect.ts';
import {
  endSession,
  findOpenSessions,
  findSession,
  readAdmission,
  type Admission,
  type Staff,
} from '../../db/staff/sessions.ts';
import type { AddressOf } from './addresses.ts';
import { createCookie } from './cookies.ts';
import { ProblemError } from './problem.ts';

const readingMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Accepts changes only from our own pages, or from clients that are not browsers. */
export function sameOriginOnly({ publicUrl }: { publicUrl: string | null }): RequestHandler {
  return (request, _response, next) => {
    if (!readingMethods.has(request.method) && !isOwnOrigin(request, publicUrl)) {
      throw new ProblemError('forbidden', { detail: 'foreign origin' });
    }
    next();
  };
}

function isOwnOrigin(request: Request, publicUrl: string | null): boolean {
  const site = request.get('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin';
  const origin = request.get('origin');
  if (origin === undefined) return true; // not a browser; the body's type is checked next
  return isOwn(origin, { host: request.get('host'), publicUrl });
}

/** True when an `Origin` header names this service, by its address or by `PUBLIC_URL`. */
export function isOwn(
  origin: string,
  { host, publicUrl }: { host: string | undefined; publicUrl: string | null },
): boolean {
  if (publicUrl !== null && origin === new URL(publicUrl).origin) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}

/** Accepts changes only as JSON or without a body. */
export const jsonOnly: RequestHandler = (request, _response, next) => {
  const hasBody =
    request.get('transfer-encoding') !== undefined || Number(request.get('content-length') ?? 0) > 0;
  const typed = request.get('content-type') !== undefined;
  if (!readingMethods.has(request.method) && (hasBody || typed) && !request.is('application/json')) {
    throw new ProblemError('unsupported-media-type');
  }
  next();
};

/** Sessions in an HttpOnly cookie, `__Host-` where the service is reached over HTTPS. */
export function createSessions(deps: {
  db: Database;
  cipher: Cipher;
  addressOf: AddressOf;
  publicUrl: string | null;
}) {
  const { db, cipher, addressOf, publicUrl } = deps;
  const cookie = createCookie({ name: 'kunjung', publicUrl, kept: 'while-open' });

  /** The keyed digest of the address a request comes from. */
  const digestOf = (request: Request): Buffer => cipher.mac(`staff address ${addressOf(request)}`);

  const staffOf = async (
    cookies: string | undefined,
    { by }: { by?: Request } = {},
  ): Promise<Staff | null> => {
    const secret = cookie.read(cookies);
    return secret === null ? null : findSession(db, secret, { from: by ? digestOf(by) : null });
  };

  return {
    /** Who is signed in by these cookies, or null. Work `by` a request keeps the session awake. */
    staffOf,

    /** Who a request is by, and whether what it is about is there; null without a session's cookie. */
    async admissionOf(
      request: Request,
      about: { readonly office: string | null; readonly visitId: string | null },
    ): Promise<Admission | null> {
      const secret = cookie.read(request.get('cookie'));
      return secret === null ? null : readAdmission(db, { secret, from: digestOf(request), ...about });
    },

    /** Which of these cookie headers hold a session that is still open, by one statement. */
    async signedInOf(headers: readonly (string | undefined)[]): Promise<ReadonlySet<string | undefined>> {
      const secrets = new Map(headers.map((cookies) => [cookies, cookie.read(cookies)]));
      const open = await findOpenSessions(
        db,
        [...secrets.values()].filter((secret) => secret !== null),
      );
      return new Set(headers.filter((cookies) => open.has(secrets.get(cookies) ?? '')));
    },

    digestOf,

    /** The session secret in these cookies, valid or not. */
    secretOf: cookie.read,

    /** The cookie header of a session outside a browser. */
    cookieOf: cookie.header,

    give: cookie.give,

    async end(request: Request, response: Response): Promise<void> {
      const secret = cookie.read(request.get('cookie'));
      if (secret !== null) await endSession(db, secret);
      cookie.take(response);
    },
  };
}

export type Sessions = ReturnType<typeof createSessions>;
