import { hash, verify } from '@node-rs/argon2';
import { Router } from 'express';
import type { Request } from 'express';
import { changeOwnPassword } from '../../db/staff/accounts.ts';
import { rememberBrowser } from '../../db/staff/browsers.ts';
import type { Database } from '../../db/connect.ts';
import { passwordCosts } from '../../db/seed/seed.ts';
import { endSession, findAccount, recordRefusedSignIn, startSession } from '../../db/staff/sessions.ts';
import type { Staff } from '../../db/staff/sessions.ts';
import type { SessionView } from '../../wire/staff.ts';
import { newSecret } from '../http/cookies.ts';
import type { Cookie } from '../http/cookies.ts';
import { createGate } from '../limits/gate.ts';
import type { Sessions } from '../http/guards.ts';
import { ProblemError, onlyAllows } from '../http/problem.ts';
import { parse } from '../http/requests.ts';
import { ownPasswordBody, sessionBody } from '../../wire/staff.ts';
import type { Throttle } from '../limits/throttle.ts';

/** Passwords are compared four at a time, as many as there are threads for it; a short line may wait. */
const comparing = { atOnce: 4, waiting: 64 } as const;

/** Signing in and out, and the own password. An unknown name costs as much time as a wrong password. */
export function sessionRoutes(deps: {
  db: Database;
  sessions: Sessions;
  throttle: Throttle;
  browser: Cookie;
}): Router {
  const { db, sessions, throttle, browser } = deps;
  const nobodysHash = hash('nobody', passwordCosts);
  const through = createGate(comparing);
  const router = Router();

  /** Whose password this is, or null; a wrong one is counted against the account and where it came from. */
  const accountOf = async (
    request: Request,
    { username, password, requestId }: { username: string; password: string; requestId: string },
  ): Promise<Staff | null> => {
    const tried = await throttle.password(request, username);
    const account = await findAccount(db, username);
    const known = account?.passwordHash ?? (await nobodysHash);
    const matches = await through(() => verify(known, password)).catch(async (error: unknown) => {
      await tried.takenBack();
      throw error;
    });
    if (!account || !matches) {
      await recordRefusedSignIn(db, requestId);
      return null;
    }
    await tried.succeeded();
    return account;
  };

  router
    .route('/session')
    .post(async (request, response) => {
      const { username, password } = parse(sessionBody, request.body);
      const requestId = String(response.locals['requestId']);
      const cookies = request.get('cookie');
      const account = await accountOf(request, { username, password, requestId });
      if (!account) throw new ProblemError('wrong-credentials');
      const before = sessions.secretOf(cookies);
      sessions.give(response, await startSession(db, account, requestId));
      if (before !== null) await endSession(db, before); // one browser, one session
      const secret = browser.read(cookies) ?? newSecret();
      await rememberBrowser(db, { secret, staffId: account.id });
      browser.give(response, secret);
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

  router
    .route('/session/password')
    .post(async (request, response) => {
      const { username } = await sessions.require(request, {});
      const { current, next } = parse(ownPasswordBody, request.body);
      const requestId = String(response.locals['requestId']);
      const staff = await accountOf(request, { username, password: current, requestId });
      if (!staff) throw new ProblemError('wrong-password');
      const passwordHash = await through(() => hash(next, passwordCosts));
      sessions.give(response, await changeOwnPassword(db, { staff, passwordHash, requestId }));
      response.json(toView(staff));
    })
    .all(onlyAllows('POST'));
  return router;
}

function toView({ username, name, role, office }: Staff): SessionView {
  return { username, name, role, office };
}
