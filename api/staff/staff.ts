import type { Request } from 'express';
import { hash } from '@node-rs/argon2';
import { passwordCosts } from '../../db/seed/seed.ts';
import { changeAccount, changeOwnPassword, createAccount, listAccounts } from '../../db/staff/accounts.ts';
import { rememberBrowser } from '../../db/staff/browsers.ts';
import {
  endSession,
  findAccount,
  recordRefusedSignIn,
  startSession,
  type Staff,
} from '../../db/staff/sessions.ts';
import type { SessionView, staffEndpoints } from '../../wire/staff.ts';
import type { ApiDeps } from '../deps.ts';
import { newSecret } from '../http/cookies.ts';
import type { Handlers } from '../http/handler.ts';
import { invalidField } from '../http/requests.ts';
import { putAway } from '../ratings/ratings.ts';

/** Signing in and out, changing one's password, and an office's accounts. */
export const staffHandlers: Handlers<typeof staffEndpoints> = {
  async signIn({ body: { username, password }, request, response, refuse }, deps) {
    const { db, sessions, browser, ratingSheet } = deps;
    const sent = request.get('cookie');
    const requestId = String(response.locals['requestId']);
    const account = await accountOf(deps, request, { username, password, requestId });
    if (!account) throw refuse('wrong-credentials');
    const before = sessions.secretOf(sent);
    const from = sessions.digestOf(request);
    sessions.give(response, await startSession(db, account, { requestId, from }));
    if (before !== null) await endSession(db, before); // one browser, one session
    await putAway(request, deps); // an officer has the tablet again
    ratingSheet.take(response);
    const secret = browser.read(sent) ?? newSecret();
    await rememberBrowser(db, { secret, staffId: account.id });
    browser.give(response, secret);
    return toView(account);
  },

  async session({ staff }) {
    return toView(staff);
  },

  async signOut({ request, response }, { sessions }) {
    await sessions.end(request, response);
  },

  async changePassword({ body: { current, next }, staff: { username }, request, response, refuse }, deps) {
    const { db, sessions, passwords } = deps;
    const requestId = String(response.locals['requestId']);
    const staff = await accountOf(deps, request, { username, password: current, requestId });
    if (!staff) throw refuse('wrong-password');
    const passwordHash = await passwords.hash(next);
    sessions.give(response, await changeOwnPassword(db, { staff, passwordHash, requestId }));
    return toView(staff);
  },

  async accounts({ params: { office } }, { db }) {
    return { accounts: await listAccounts(db, office) };
  },

  async createAccount({ params: { office }, body, staff, command, refuse }, { db, commands }) {
    const { password, ...account } = body;
    const passwordHash = await hash(password, passwordCosts);
    await commands.once(command, async (trx, { id: commandId }) => {
      const by = { staffId: staff.id, commandId };
      const change = { office, by, account: { ...account, passwordHash } };
      if (!(await createAccount(trx, change))) throw refuse('already-exists');
    });
    return { accounts: await listAccounts(db, office) };
  },

  async changeAccount({ params: { office, username }, body, staff, command, refuse }, { db, commands }) {
    const change = 'password' in body ? { passwordHash: await hash(body.password, passwordCosts) } : body;
    if (username === staff.username && 'disabled' in change) throw invalidField('/disabled', 'own-account');
    await commands.once(command, async (trx, { id: commandId }) => {
      const by = { staffId: staff.id, commandId };
      if (!(await changeAccount(trx, { office, by, username, change }))) throw refuse('not-found');
    });
    return { accounts: await listAccounts(db, office) };
  },
};

/** The account with this password, or null; a wrong one counts against the account and its origin. */
async function accountOf(
  { db, throttle, passwords }: ApiDeps,
  request: Request,
  { username, password, requestId }: { username: string; password: string; requestId: string },
): Promise<Staff | null> {
  const tried = await throttle.password(request, username);
  const account = await findAccount(db, username);
  const matches = await passwords.matches(account?.passwordHash, password).catch(async (error: unknown) => {
    await tried.takenBack();
    throw error;
  });
  if (!account || !matches) {
    await recordRefusedSignIn(db, requestId);
    return null;
  }
  await tried.succeeded();
  return account;
}

function toView({ username, name, role, office }: Staff): SessionView {
  return { username, name, role, office };
}
