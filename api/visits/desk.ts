import { Router } from 'express';
import type { Database } from '../../db/connect.ts';
import { readDesk, readStaffVisit } from '../../db/visits/desk.ts';
import { hasCounter, hasLocker, readOfficeNow } from '../../db/offices/offices.ts';
import type { Cipher } from '../../db/cipher.ts';
import type { Staff } from '../../db/staff/sessions.ts';
import { toIso } from '../../domain/time.ts';
import type { StaffVisit } from '../../wire/visits.ts';
import { scopeOf } from '../http/access.ts';
import type { Access } from '../http/access.ts';
import { RememberedRefusal } from './commands.ts';
import type { Commands } from './commands.ts';
import { ProblemError, onlyAllows } from '../http/problem.ts';
import { invalidField, keyOf, parse, fingerprintOf } from '../http/requests.ts';
import { deskQuery, moveBody, callBody } from '../../wire/visits.ts';

/** The officer's part: the list, calling, moving, lockers. */
export function deskRoutes(deps: {
  db: Database;
  cipher: Cipher;
  commands: Commands;
  access: Access;
  mailIsOn: boolean;
}): Router {
  const { db, cipher, commands, access, mailIsOn } = deps;
  const router = Router();

  /** The visit as it is now; with its guest book, the reading is recorded. */
  const forStaff = async (
    visitId: string,
    { staff, withGuestBook }: { staff: Staff; withGuestBook: boolean },
  ): Promise<StaffVisit> => {
    const readerId = withGuestBook ? staff.id : null;
    const visit = await readStaffVisit({ db, cipher }, visitId, { role: staff.role, readerId, mailIsOn });
    if (!visit) throw new ProblemError('not-found');
    return visit;
  };

  /** Adds the visit as it is now to a refusal, so that the tablet can show why. */
  const withVisit = async (error: unknown, visitId: string | null, staff: Staff): Promise<unknown> => {
    if (!(error instanceof ProblemError)) return error;
    const shown = error instanceof RememberedRefusal ? (error.command.answer?.visitId ?? visitId) : visitId;
    return shown !== null && error.isConflict
      ? error.with({ visit: await forStaff(shown, { staff, withGuestBook: false }) })
      : error;
  };

  router
    .route('/offices/:office/visits')
    .get(async (request, response) => {
      const {
        office,
        staff: { role },
      } = await access.desk(request);
      const { state, day = null } = parse(deskQuery, request.query);
      const desk = await readDesk({ db, cipher }, office, { state, day });
      if (!desk) throw new ProblemError('not-found');
      response.set('Cache-Control', 'no-store');
      const { epoch, revision, at } = desk;
      const [visits, missed] = [desk.visitsFor(role), desk.missedFor(role)];
      response.json({ visits, missed, revision, epoch, at: toIso(at) });
    })
    .all(onlyAllows('GET', 'POST'));

  router
    .route('/offices/:office/lockers')
    .get(async (request, response) => {
      const { office } = await access.desk(request);
      const desk = await readDesk({ db, cipher }, office);
      if (!desk) throw new ProblemError('not-found');
      response.set('Cache-Control', 'no-store').json({ lockers: desk.lockers });
    })
    .all(onlyAllows('GET'));

  router
    .route('/offices/:office/calls')
    .post(async (request, response) => {
      const { office: code, staff } = await access.desk(request);
      const key = keyOf(request);
      const { counter } = parse(callBody, request.body);
      const office = await readOfficeNow(db, code);
      if (!office) throw new ProblemError('not-found');
      if (!(await hasCounter(db, code, counter))) throw invalidField('/counter', 'unknown-code');
      try {
        const visitId = await commands.callNext({
          office,
          counter,
          by: { kind: 'staff', id: staff.id },
          scope: scopeOf(staff),
          key,
          request: fingerprintOf(request),
        });
        response.json({
          visit: visitId === null ? null : await forStaff(visitId, { staff, withGuestBook: true }),
        });
      } catch (error) {
        throw await withVisit(error, null, staff);
      }
    })
    .all(onlyAllows('POST'));

  router
    .route('/visits/:visitId/moves')
    .post(async (request, response) => {
      const { staff, target } = await access.visit(request);
      const key = keyOf(request);
      const move = parse(moveBody, request.body);
      if (move.move === 'resolve-custody' && staff.role !== 'supervisor') throw new ProblemError('forbidden');
      if ('locker' in move && !(await hasLocker(db, target.office, move.locker))) {
        throw invalidField('/locker', 'unknown-code');
      }
      if ('counter' in move && !(await hasCounter(db, target.office, move.counter))) {
        throw invalidField('/counter', 'unknown-code');
      }
      try {
        await commands.move({
          target,
          by: { kind: 'staff', id: staff.id },
          scope: scopeOf(staff),
          key,
          request: fingerprintOf(request),
          move,
        });
      } catch (error) {
        throw await withVisit(error, target.visitId, staff);
      }
      response.json(await forStaff(target.visitId, { staff, withGuestBook: true }));
    })
    .all(onlyAllows('POST'));

  router
    .route('/visits/:visitId/staff')
    .get(async (request, response) => {
      const { staff, target } = await access.visit(request);
      const visit = await forStaff(target.visitId, { staff, withGuestBook: true });
      response.set('Cache-Control', 'no-store').json(visit);
    })
    .all(onlyAllows('GET'));
  return router;
}
