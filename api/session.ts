import { hash, verify } from '@node-rs/argon2';
import { Router } from 'express';
import type { RequestHandler } from 'express';
import type { Database } from '../db/connect.ts';
import { passwordCosts } from '../db/seed.ts';
import { findAccount, recordRefusedSignIn, startSession } from '../db/staff.ts';
import type { Staff } from '../db/staff.ts';
import type { SessionView } from '../domain/visit/views.ts';
import type { Sessions } from './guards.ts';
import { ProblemError, onlyAllows } from './problem.ts';
import { parse } from './requests.ts';
import { sessionBody } from './schemas.ts';

/** Signing in and out. An unknown name costs as much time as a wrong password. */
export function sessionRoutes(parts: { db: Database; sessions: Sessions; throttle: RequestHandler }): Router {
  const { db, sessions, throttle } = parts;
  const nobodysHash = hash('nobody', passwordCosts);
  const router = Router();

  router
    .route('/session')
    .post(throttle, async (request, response) => {
      const { username, password } = parse(sessionBody, request.body, request);
      const requestId = String(response.locals['requestId']);
      const account = await findAccount(db, username);
      const matches = await verify(account?.passwordHash ?? (await nobodysHash), password);
      if (!account || !matches) {
        await recordRefusedSignIn(db, requestId);
        throw new ProblemError('wrong-credentials');
      }
      sessions.give(response, await startSession(db, account, requestId));
      response.json(toView(account));
    })
    .get(async (request, response) => {
      response.json(toView(await sessions.require(request, {})));
    })
    .delete(async (request, response) => {
      await sessions.end(request, response);
      response.status(204).end();
    })
    .all(onlyAllows('GET', 'POST', 'DELETE'));
  return router;
}

function toView({ username, name, role, office }: Staff): SessionView {
  return { username, name, role, office };
}
