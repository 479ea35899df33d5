import * as z from 'zod';
import { admins, roles } from '../domain/staff/roles.ts';
import { endpoint } from './http/endpoint.ts';
import { newPassword, officeCode, text, username } from './fields.ts';

export const sessionBody = z
  .strictObject({ username: text(64), password: z.string().min(1).max(200) })
  .meta({ id: 'SignIn' });

export const ownPasswordBody = z
  .strictObject({ current: z.string().min(1).max(200), next: newPassword })
  .meta({ id: 'OwnPassword' });

export const accountBody = z
  .strictObject({ username, name: text(100), role: z.enum(roles), password: newPassword })
  .meta({ id: 'NewAccount' });

export const accountChange = z
  .union([z.strictObject({ password: newPassword }), z.strictObject({ disabled: z.boolean() })])
  .meta({ id: 'AccountChange' });

export const session = z
  .strictObject({
    username: z.string(),
    name: z.string(),
    role: z.enum(roles),
    office: officeCode.nullable(),
  })
  .meta({ id: 'Session' });
/** Who is signed in. `office` is null for a national account. */
export type SessionView = z.output<typeof session>;

export const accountList = z
  .strictObject({
    accounts: z.array(
      z.strictObject({ username, name: z.string(), role: z.enum(roles), disabled: z.boolean() }),
    ),
  })
  .meta({ id: 'Accounts' });

export const staffEndpoints = {
  signIn: endpoint('POST /session', {
    summary: 'Sign in',
    who: 'public',
    body: sessionBody,
    answer: session,
    problems: ['wrong-credentials'],
  }),
  session: endpoint('GET /session', {
    summary: 'Who is signed in',
    who: roles,
    answer: session,
  }),
  signOut: endpoint('DELETE /session', {
    summary: 'Sign out',
    who: 'public',
    status: 204,
  }),
  changePassword: endpoint('POST /session/password', {
    summary: "Change one's own password; every other session of the account ends",
    who: roles,
    body: ownPasswordBody,
    answer: session,
    problems: ['wrong-password'],
  }),
  accounts: endpoint('GET /offices/{office}/accounts', {
    summary: "An office's accounts",
    who: admins,
    answer: accountList,
    cache: 'no-store',
  }),
  createAccount: endpoint('POST /offices/{office}/accounts', {
    summary: 'Create an account',
    who: admins,
    body: accountBody,
    command: true,
    status: 201,
    answer: accountList,
    problems: ['already-exists'],
  }),
  changeAccount: endpoint('PUT /offices/{office}/accounts/{username}', {
    summary: 'Reset, disable or enable an account; it is signed out at once',
    who: admins,
    body: accountChange,
    command: true,
    answer: accountList,
  }),
};
