import { Router } from 'express';
import type { CommandStore } from '../../db/commands.ts';
import type { Database } from '../../db/connect.ts';
import { readBoard } from '../../db/boards/boards.ts';
import {
  addPolicy,
  listOffices,
  readOfficeNow,
  readOfficeView,
  readPolicyVersion,
} from '../../db/offices/offices.ts';
import type { Policy } from '../../domain/offices/policy.ts';
import { scopeOf } from '../http/access.ts';
import { defaultFirst } from './default-office.ts';
import { sendTagged } from '../http/etag.ts';
import type { Sessions } from '../http/guards.ts';
import { ProblemError, onlyAllows } from '../http/problem.ts';
import { keyOf, parse, pathPart, fingerprintOf } from '../http/requests.ts';
import { policy as policySchema } from '../../wire/offices.ts';
import { officeCode } from '../../wire/fields.ts';

/** What an office shows everyone, and what its supervisor and admin see and decide. */
export function officeRoutes(deps: {
  db: Database;
  sessions: Sessions;
  store: CommandStore;
  publicUrl: string | null;
  /** The office of pages that are asked for none; null is the one that was first. */
  defaultOffice: string | null;
}): Router {
  const { db, sessions, store, publicUrl, defaultOffice } = deps;
  const router = Router();

  router
    .route('/offices')
    .get(async (_request, response) => {
      response.json({ offices: defaultFirst(await listOffices(db), defaultOffice) });
    })
    .all(onlyAllows('GET'));

  router
    .route('/offices/:office')
    .get(async (request, response) => {
      const view = await readOfficeView(db, pathPart(officeCode, request.params.office));
      if (!view) throw new ProblemError('not-found');
      response.set('Cache-Control', 'no-cache').json({ ...view, publicUrl });
    })
    .all(onlyAllows('GET'));

  router
    .route('/offices/:office/board')
    .get(async (request, response) => {
      const board = await readBoard(db, pathPart(officeCode, request.params.office));
      if (!board) throw new ProblemError('not-found');
      sendTagged(request, response, board);
    })
    .all(onlyAllows('GET'));

  router
    .route('/offices/:office/policy')
    .get(async (request, response) => {
      const office = pathPart(officeCode, request.params.office);
      await sessions.require(request, { roles: ['supervisor', 'admin'], office });
      const now = await readOfficeNow(db, office);
      if (!now) throw new ProblemError('not-found');
      response.json(toAnswer(now.policy, now.policyVersion));
    })
    .put(async (request, response) => {
      const office = pathPart(officeCode, request.params.office);
      const staff = await sessions.require(request, { roles: ['admin'], office });
      const key = keyOf(request);
      const policy = parse(policySchema, request.body) as Policy;
      if (!(await readOfficeNow(db, office))) throw new ProblemError('not-found');
      const command = await store.take({
        scope: scopeOf(staff),
        key,
        request: fingerprintOf(request),
        visitId: null,
      });
      const version =
        command.answer?.policyVersion ??
        (await addPolicy(db, { office, policy, staffId: staff.id, commandId: command.id }));
      response.json(toAnswer(await readPolicyVersion(db, office, version), version));
    })
    .all(onlyAllows('GET', 'PUT'));
  return router;
}

/** Exactly the policy's fields and its version; a stored version keeps the order it was sent in. */
function toAnswer(policy: Policy, version: number): Policy & { version: number } {
  return { ...policy, version };
}
