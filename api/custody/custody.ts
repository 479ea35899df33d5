import { Router } from 'express';
import type { Database } from '../../db/connect.ts';
import { giveHandover, listHandovers, readHeldItems, takeHandover } from '../../db/custody/handovers.ts';
import { listIncidents, reportIncident } from '../../db/custody/incidents.ts';
import { listAccounts } from '../../db/staff/accounts.ts';
import { changeLocker } from '../../db/custody/lockers.ts';
import type { LockerChange } from '../../db/custody/lockers.ts';
import { readOfficeNow } from '../../db/offices/offices.ts';
import type { Cipher } from '../../db/cipher.ts';
import { findColleague } from '../../db/staff/sessions.ts';
import type { Commands } from '../visits/commands.ts';
import { scopeOf } from '../http/access.ts';
import type { Access } from '../http/access.ts';
import { ProblemError, onlyAllows } from '../http/problem.ts';
import type { ProblemName } from '../http/problem.ts';
import { invalidField, parse, pathPart } from '../http/requests.ts';
import { dayRange, emptyBody, visitId } from '../../wire/fields.ts';
import { handoverBody, incidentBody, lockerBody, lockerCode } from '../../wire/custody.ts';

const lockerProblems: Readonly<Record<Exclude<LockerChange, 'changed'>, ProblemName>> = {
  unknown: 'not-found',
  taken: 'locker-taken',
  stale: 'setting-changed',
};

/** Cards, keys and lockers beside the visit's own moves: states, incidents, hand-overs. */
export function custodyRoutes(deps: {
  db: Database;
  cipher: Cipher;
  access: Access;
  commands: Commands;
}): Router {
  const { db, cipher, access, commands } = deps;
  const router = Router();

  router
    .route('/offices/:office/lockers/:locker')
    .put(async (request, response) => {
      const { office, staff } = await access.desk(request);
      const locker = pathPart(lockerCode, request.params.locker);
      const { state, expected } = parse(lockerBody, request.body);
      await commands.once(request, { scope: scopeOf(staff) }, async ({ id: commandId }) => {
        const change = { office, locker, state, expected, staffId: staff.id, commandId };
        const outcome = await changeLocker(db, change);
        if (outcome !== 'changed') throw new ProblemError(lockerProblems[outcome]);
      });
      response.json({ locker, state });
    })
    .all(onlyAllows('PUT'));

  router
    .route('/offices/:office/incidents')
    .get(async (request, response) => {
      const { office } = await access.supervisor(request);
      const { opening } = (await readOfficeNow(db, office)) ?? {};
      if (!opening) throw new ProblemError('not-found');
      const { from = opening.day, to = opening.day } = parse(dayRange, request.query);
      const incidents = await listIncidents({ db, cipher }, { office, from, to });
      response.set('Cache-Control', 'no-store').json({ incidents });
    })
    .all(onlyAllows('GET'));

  router
    .route('/visits/:visitId/incidents')
    .post(async (request, response) => {
      const { staff, target } = await access.visit(request);
      const { kind, note } = parse(incidentBody, request.body);
      const { id } = await commands.once(
        request,
        { scope: scopeOf(staff), visitId: target.visitId },
        (command) =>
          reportIncident(
            { db, cipher },
            { ...target, commandId: command.id, kind, note, staffId: staff.id, at: command.at },
          ),
      );
      response.status(201).json({ id });
    })
    .all(onlyAllows('POST'));

  router
    .route('/offices/:office/handovers')
    .get(async (request, response) => {
      const { office } = await access.desk(request);
      const [held, handovers, accounts] = await Promise.all([
        readHeldItems(db, office),
        listHandovers(db, office),
        listAccounts(db, office),
      ]);
      response.set('Cache-Control', 'no-store').json({
        held: held.map(({ label, locker, idType }) => ({ label, locker, idType })),
        handovers,
        colleagues: accounts
          .filter(({ role, disabled }) => !disabled && role !== 'admin')
          .map(({ username, name }) => ({ username, name })),
      });
    })
    .post(async (request, response) => {
      const { office, staff } = await access.desk(request);
      const { to } = parse(handoverBody, request.body);
      const colleague = await findColleague(db, { office, username: to });
      if (!colleague || colleague.id === staff.id) throw invalidField('/to', 'not-a-colleague');
      await commands.once(request, { scope: scopeOf(staff) }, ({ id: commandId }) =>
        giveHandover(db, { office, givenBy: staff.id, takenBy: colleague.id, commandId }),
      );
      response.status(201).json({ handovers: await listHandovers(db, office) });
    })
    .all(onlyAllows('GET', 'POST'));

  router
    .route('/offices/:office/handovers/:handover/confirm')
    .post(async (request, response) => {
      const { office, staff } = await access.desk(request);
      const id = pathPart(visitId, request.params.handover);
      parse(emptyBody, request.body);
      await commands.once(request, { scope: scopeOf(staff) }, async ({ id: commandId }) => {
        if (!(await takeHandover(db, { id, office, takenBy: staff.id, commandId }))) {
          throw new ProblemError('not-found');
        }
      });
      response.json({ handovers: await listHandovers(db, office) });
    })
    .all(onlyAllows('POST'));
  return router;
}
