import { Router } from 'express';
import type { Database } from '../../db/connect.ts';
import { acknowledgeEscalation, listEscalations, readEscalation } from '../../db/supervision/escalations.ts';
import { readOfficeNow } from '../../db/offices/offices.ts';
import { periodOf } from '../../db/supervision/supervision.ts';
import { toIso } from '../../domain/time.ts';
import { scopeOf } from '../http/access.ts';
import type { Access } from '../http/access.ts';
import type { Commands } from '../visits/commands.ts';
import { ProblemError, onlyAllows } from '../http/problem.ts';
import { parse, pathPart } from '../http/requests.ts';
import { dayRange, emptyBody, visitId as visitIdSchema } from '../../wire/fields.ts';

/** Broken promises in front of the supervisor, who answers for each of them. */
export function escalationRoutes(deps: { db: Database; access: Access; commands: Commands }): Router {
  const { db, access, commands } = deps;
  const router = Router();

  router
    .route('/offices/:office/escalations')
    .get(async (request, response) => {
      const { office } = await access.supervisor(request);
      const asked = parse(dayRange, request.query);
      const now = await readOfficeNow(db, office);
      if (!now) throw new ProblemError('not-found');
      const escalations = await listEscalations(db, { office, ...periodOf(asked, now.opening.day) });
      response.set('Cache-Control', 'no-store').json({ escalations, at: toIso(now.now) });
    })
    .all(onlyAllows('GET'));

  router
    .route('/offices/:office/escalations/:visitId/acknowledgement')
    .post(async (request, response) => {
      const { office, staff } = await access.supervisor(request);
      const visitId = pathPart(visitIdSchema, request.params.visitId);
      parse(emptyBody, request.body);
      await commands.once(request, { scope: scopeOf(staff), visitId }, async ({ id: commandId }) => {
        const outcome = await acknowledgeEscalation(db, { office, visitId, staffId: staff.id, commandId });
        if (outcome === 'unknown') throw new ProblemError('not-found');
        if (outcome === 'over') throw new ProblemError('move-not-allowed');
      });
      const escalation = await readEscalation(db, { office, visitId });
      if (!escalation) throw new ProblemError('not-found');
      response.set('Cache-Control', 'no-store').json(escalation);
    })
    .all(onlyAllows('POST'));
  return router;
}
