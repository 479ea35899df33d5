import { Router } from 'express';
import { didBy, writeAudit } from '../../db/audit.ts';
import type { Database } from '../../db/connect.ts';
import { readOfficeNow } from '../../db/offices/offices.ts';
import { readSla } from '../../db/supervision/sla.ts';
import { periodOf, readSupervision } from '../../db/supervision/supervision.ts';
import type { SupervisedPeriod } from '../../db/supervision/supervision.ts';
import { reports } from '../../wire/reports.ts';
import type { Supervision } from '../../wire/supervision.ts';
import type { Access } from '../http/access.ts';
import { ProblemError, onlyAllows } from '../http/problem.ts';
import { parse, pathPart } from '../http/requests.ts';
import { toCsv } from './report-csv.ts';
import { dayRange } from '../../wire/fields.ts';
import { reportName } from '../../wire/supervision.ts';

/** How the promise is kept: the SLA, everything `/pengawas` shows, and each of its tables as a file. */
export function supervisionRoutes({ db, access }: { db: Database; access: Access }): Router {
  const router = Router();

  const supervise = async (period: SupervisedPeriod): Promise<Supervision> => {
    const supervision = await readSupervision(db, period);
    if (!supervision) throw new ProblemError('not-found');
    return supervision;
  };

  router
    .route('/offices/:office/sla')
    .get(async (request, response) => {
      const { office } = await access.supervisor(request);
      const asked = parse(dayRange, request.query);
      const now = await readOfficeNow(db, office);
      if (!now) throw new ProblemError('not-found');
      response.set('Cache-Control', 'no-store');
      response.json(await readSla(db, { office, ...periodOf(asked, now.opening.day) }));
    })
    .all(onlyAllows('GET'));

  router
    .route('/offices/:office/supervision')
    .get(async (request, response) => {
      const { office } = await access.supervisor(request);
      const period = parse(dayRange, request.query);
      response.set('Cache-Control', 'no-store').json(await supervise({ office, ...period }));
    })
    .all(onlyAllows('GET'));

  router
    .route('/offices/:office/supervision/:report')
    .get(async (request, response) => {
      const { office, staff } = await access.supervisor(request);
      const report = pathPart(reportName, request.params.report);
      const period = parse(dayRange, request.query);
      const supervision = await supervise({ office, ...period });
      const { from, to, timeZone } = supervision;
      await writeAudit(db, {
        ...didBy({ kind: 'staff', id: staff.id }),
        office,
        action: 'report-exported',
        detail: JSON.stringify({ report, from, to }),
      });
      response
        .set('Cache-Control', 'no-store')
        .attachment(`kunjung-${office}-${report}-${from}-${to}.csv`)
        .type('text/csv')
        .send(toCsv(reports[report](supervision), timeZone));
    })
    .all(onlyAllows('GET'));
  return router;
}
