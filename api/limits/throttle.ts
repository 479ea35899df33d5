import type { Request } from 'express';
import { isKnownBrowser } from '../../db/staff/browsers.ts';
import type { Database } from '../../db/connect.ts';
import { countTry, forgetTries, takeBackTry, type TrySubject } from '../../db/staff/failed-tries.ts';
import type { Cipher } from '../../db/sealing/cipher.ts';
import { tryLimits } from '../../domain/staff/tries.ts';
import type { AddressOf } from '../http/addresses.ts';
import type { Cookie } from '../http/cookies.ts';
import { ProblemError } from '../http/problem.ts';

/** A try that counts as failed until it is resolved. */
export interface Try {
  /** The secret was right. */
  readonly succeeded: () => Promise<void>;
  /** The secret was never checked. */
  readonly takenBack: () => Promise<void>;
}

const uncounted: Try = { succeeded: async () => undefined, takenBack: async () => undefined };

/** Slows down guessing of passwords and codes; kept in PostgreSQL, so that it holds across restarts and replicas. */
export function createThrottle(deps: {
  db: Database;
  cipher: Cipher;
  on: boolean;
  addressOf: AddressOf;
  browser: Cookie;
}) {
  const { db, cipher, on, addressOf, browser } = deps;
  const subjectOf = (kind: keyof typeof tryLimits, ...what: readonly string[]): TrySubject => ({
    subject: cipher.mac(JSON.stringify(['try', kind, ...what])),
    limit: tryLimits[kind],
  });

  const begin = async (subjects: readonly [TrySubject, ...TrySubject[]]): Promise<Try> => {
    const waitMs = await countTry(db, subjects);
    if (waitMs > 0) {
      throw new ProblemError('too-many-requests', { retryAfterSeconds: Math.ceil(waitMs / 1000) });
    }
    const [own, ...shared] = subjects;
    return {
      async succeeded() {
        await forgetTries(db, own);
        await takeBackTry(db, shared);
      },
      takenBack: () => takeBackTry(db, subjects),
    };
  };

  return {
    /** A try at an account's password. `username` as parsed, whether the account exists or not. */
    async password(request: Request, username: string): Promise<Try> {
      if (!on) return uncounted;
      const secret = browser.read(request.get('cookie'));
      if (secret !== null && (await isKnownBrowser(db, { secret, username }))) {
        return begin([subjectOf('place', 'password', username, 'browser', secret)]);
      }
      const address = addressOf(request);
      return begin([
        subjectOf('place', 'password', username, 'address', address),
        subjectOf('account', 'password', username),
        subjectOf('address', 'password', address),
      ]);
    },

    /** A registration, which counts until the flood is over. */
    async registration(request: Request): Promise<void> {
      if (!on) return;
      await begin([subjectOf('registration', addressOf(request)), subjectOf('everybody', 'registration')]);
    },

    /** A wish for a link to sign in, whoever it is for. */
    async linkAsked(request: Request): Promise<void> {
      if (!on) return;
      await begin([subjectOf('link', 'asked', addressOf(request)), subjectOf('everybody', 'link')]);
    },

    /** A try at a mailed link or its code. */
    linkTried(request: Request): Promise<Try> {
      if (!on) return Promise.resolve(uncounted);
      return begin([subjectOf('link', 'tried', addressOf(request))]);
    },

    /** A wish for a copy, by whom and from where: each may cost a processor for a second, also when it is taken back. */
    async softcopyAsked(request: Request, member: string): Promise<void> {
      if (!on) return;
      await begin([subjectOf('softcopy', 'member', member), subjectOf('softcopies', addressOf(request))]);
    },

    /** A complaint, which counts until the flood is over. */
    async complaintFiled(request: Request): Promise<void> {
      if (on) await begin([subjectOf('complaint', addressOf(request))]);
    },

    /** An attachment of a complainant, which counts until the flood is over. */
    async attachmentSent(request: Request): Promise<void> {
      if (on) await begin([subjectOf('attachment', 'sent', addressOf(request))]);
    },

    /** An attachment that a complainant fetches, which counts alike. */
    async attachmentFetched(request: Request): Promise<void> {
      if (on) await begin([subjectOf('attachment', 'fetched', addressOf(request))]);
    },

    /** A try at a complaint's secret. */
    tracking(request: Request): Promise<Try> {
      if (!on) return Promise.resolve(uncounted);
      return begin([subjectOf('tracking', addressOf(request))]);
    },

    /** A try at a visitor's ticket on a tablet of the office. */
    ticket(request: Request): Promise<Try> {
      if (!on) return Promise.resolve(uncounted);
      return begin([subjectOf('ticket', addressOf(request))]);
    },

    /** A try at a device's one-time code. */
    code(request: Request): Promise<Try> {
      if (!on) return Promise.resolve(uncounted);
      return begin([subjectOf('place', 'code', addressOf(request))]);
    },
  };
}

export type Throttle = ReturnType<typeof createThrottle>;
