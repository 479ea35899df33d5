import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import type { AddressOf } from '../http/addresses.ts';
import { ProblemError } from '../http/problem.ts';

/** Generous: kiosk, boards and every phone on the office's network come from one address. */
const aMinute = 6_000;
const windowMs = 60_000;

/** Rate limits for requests, so that one sender cannot starve the others. A whole office shares one address. */
export function createLimit({ on, addressOf }: { on: boolean; addressOf: AddressOf }): RequestHandler {
  if (!on) return (_request, _response, next) => next();
  return rateLimit({
    windowMs,
    limit: aMinute,
    keyGenerator: addressOf,
    legacyHeaders: false,
    handler(_request, response, next) {
      const seconds = Number(response.get('Retry-After') ?? windowMs / 1000);
      next(new ProblemError('too-many-requests', { retryAfterSeconds: seconds }));
    },
  });
}
