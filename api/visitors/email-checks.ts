import { Router } from 'express';
import type { Database } from '../../db/connect.ts';
import { verifyEmail } from '../../db/visitors/email-checks.ts';
import { ProblemError, onlyAllows } from '../http/problem.ts';
import { parse, pathPart } from '../http/requests.ts';
import { emptyBody, token } from '../../wire/fields.ts';

/**
 * The answer to a mailed link. There is no reading: scanners of mail open every link they find, and a link
 * tells nothing about a visit or a person.
 */
export function emailCheckRoutes({ db }: { db: Database }): Router {
  const router = Router();
  router
    .route('/email-checks/:token')
    .post(async (request, response) => {
      const secret = pathPart(token, request.params.token);
      parse(emptyBody, request.body);
      const outcome = await verifyEmail(db, secret);
      if (outcome === 'unknown') throw new ProblemError('not-found');
      if (outcome === 'expired') throw new ProblemError('link-over');
      response.set('Cache-Control', 'no-store').json({ verified: true });
    })
    .all(onlyAllows('POST'));
  return router;
}
