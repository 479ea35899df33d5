import * as z from 'zod';
import { roles } from '../domain/staff/roles.ts';
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
