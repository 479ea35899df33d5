import { giveHandover, listHandovers, readHeldItems, takeHandover } from '../../db/custody/handovers.ts';
import { listIncidents, reportIncident } from '../../db/custody/incidents.ts';
import { changeLocker, type LockerChange } from '../../db/custody/lockers.ts';
import { readOfficeNow } from '../../db/offices/offices.ts';
import { listAccounts } from '../../db/staff/accounts.ts';
import { findColleague } from '../../db/staff/sessions.ts';
import { readDesk } from '../../db/visits/desk.ts';
import type { custodyEndpoints } from '../../wire/custody.ts';
import type { Handlers } from '../http/handler.ts';
import { invalidField } from '../http/requests.ts';

const lockerProblems = {
  unknown: 'not-found',
  taken: 'locker-taken',
  stale: 'setting-changed',
} as const satisfies Record<Exclude<LockerChange, 'changed'>, string>;

/** Cards, keys and lockers outside a visit's moves: states, incidents, hand-overs. */
export const custodyHandlers: Handlers<typeof custodyEndpoints> = {
  async lockers({ params: { office }, refuse }, { db, cipher }) {
    const desk = await readDesk({ db, cipher }, office);
    if (!desk) throw refuse('not-found');
    return { lockers: desk.lockers };
  },

  async changeLocker({ params: { office, locker }, body, staff, command, refuse }, { commands }) {
    const { state, expected } = body;
    await commands.once(command, async (trx, { id: commandId }) => {
      const change = { office, locker, state, expected, staffId: staff.id, commandId };
      const outcome = await changeLocker(trx, change);
      if (outcome !== 'changed') throw refuse(lockerProblems[outcome]);
    });
    return { locker, state };
  },

  async incidents({ params: { office }, query, refuse }, { db, cipher }) {
    const { opening } = (await readOfficeNow(db, office)) ?? {};
    if (!opening) throw refuse('not-found');
    const { from = opening.day, to = opening.day } = query;
    return { incidents: await listIncidents({ db, cipher }, { office, from, to }) };
  },

  async reportIncident({ target, body: { kind, note }, staff, command }, { cipher, commands }) {
    const { visitId } = target;
    const { id } = await commands.once({ ...command, visitId }, (trx, { id: commandId, at }) =>
      reportIncident(trx, cipher, { ...target, commandId, kind, note, staffId: staff.id, at }),
    );
    return { id };
  },

  async handovers({ params: { office } }, { db }) {
    const [held, handovers, accounts] = await Promise.all([
      readHeldItems(db, office),
      listHandovers(db, office),
      listAccounts(db, office),
    ]);
    return {
      held: held.map(({ label, locker, idType }) => ({ label, locker, idType })),
      handovers,
      colleagues: accounts
        .filter(({ role, disabled }) => !disabled && role !== 'admin')
        .map(({ username, name }) => ({ username, name })),
    };
  },

  async giveHandover({ params: { office }, body: { to }, staff, command }, { db, commands }) {
    const colleague = await findColleague(db, { office, username: to });
    if (!colleague || colleague.id === staff.id) throw invalidField('/to', 'not-a-colleague');
    await commands.once(command, (trx, { id: commandId }) =>
      giveHandover(trx, { office, givenBy: staff.id, takenBy: colleague.id, commandId }),
    );
    return { handovers: await listHandovers(db, office) };
  },

  async takeHandover({ params: { office, handover: id }, staff, command, refuse }, { db, commands }) {
    await commands.once(command, async (trx, { id: commandId }) => {
      if (!(await takeHandover(trx, { id, office, takenBy: staff.id, commandId }))) throw refuse('not-found');
    });
    return { handovers: await listHandovers(db, office) };
  },
};
