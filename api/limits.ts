import type { Request, RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import type { AddressOf } from './addresses.ts';
import { ProblemError } from './problem.ts';

const minuteMs = 60_000;

const pass: RequestHandler = (_request, _response, next) => next();

/** What keeps one sender from taking the service from all others. A whole office shares one address. */
export function createLimits({ on, addressOf }: { on: boolean; addressOf: AddressOf }): {
  all: RequestHandler;
  signIn: RequestHandler;
} {
  if (!on) return { all: pass, signIn: pass };
  return {
    /** Generous: kiosk, boards and every phone on the office's network come from one address. */
    all: limit({ perWindow: 6_000, windowMs: minuteMs, keyOf: addressOf }),
    /** Failed attempts on one account from one address. */
    signIn: limit({
      perWindow: 10,
      windowMs: 15 * minuteMs,
      keyOf: (request) => `${addressOf(request)} ${usernameOf(request)}`,
      failedOnly: true,
    }),
  };
}

function limit(options: {
  perWindow: number;
  windowMs: number;
  keyOf: (request: Request) => string;
  failedOnly?: boolean;
}): RequestHandler {
  const { perWindow, windowMs, keyOf, failedOnly = false } = options;
  return rateLimit({
    windowMs,
    limit: perWindow,
    keyGenerator: keyOf,
    skipSuccessfulRequests: failedOnly,
    legacyHeaders: false,
    handler(_request, response, next) {
      const seconds = Number(response.get('Retry-After') ?? windowMs / 1000);
      next(new ProblemError('too-many-requests', { retryAfterSeconds: seconds }));
    },
  });
}

function usernameOf({ body }: Request): string {
  const { username } = (body ?? {}) as { username?: unknown };
  return typeof username === 'string' ? username.slice(0, 64) : '';
}
