import { listOffices, readOfficeNow, readOfficeView } from '../../db/offices/offices.ts';
import { changePolicy, readPolicyVersion } from '../../db/offices/policies.ts';
import type { Policy } from '../../domain/offices/policy.ts';
import type { officesEndpoints } from '../../wire/offices/offices.ts';
import type { Handlers } from '../http/handler.ts';
import { defaultFirst } from './default-office.ts';

/** An office's public data and its policy. */
export const officesHandlers: Handlers<typeof officesEndpoints> = {
  async list(_input, { db, defaultOffice }) {
    return { offices: defaultFirst(await listOffices(db), defaultOffice) };
  },

  async office({ params: { office }, refuse }, { db, publicUrl, mailUrl }) {
    const view = await readOfficeView(db, office);
    if (!view) throw refuse('not-found');
    return { ...view, publicUrl, mails: mailUrl !== null };
  },

  async policy({ params: { office }, refuse }, { db }) {
    const now = await readOfficeNow(db, office);
    if (!now) throw refuse('not-found');
    return { ...now.policy, version: now.policyVersion };
  },

  async changePolicy({ params: { office }, body, staff, command }, { db, commands }) {
    const { answer } = await commands.once(command, (trx, { id: commandId }) =>
      changePolicy(trx, { office, policy: body as Policy, by: { staffId: staff.id, commandId } }),
    );
    const version = answer?.policyVersion;
    if (version === undefined) throw new Error('a policy was changed and its version is not known');
    return { ...(await readPolicyVersion(db, office, version)), version };
  },
};
