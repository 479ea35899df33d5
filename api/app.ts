import express from 'express';
import type { Express } from 'express';
import { pathOf } from '../domain/pages.mjs';
import type { ApiDeps } from './deps.ts';
import { boardNameRoutes } from './boards/board-names.ts';
import { newSecret } from './http/cookies.ts';
import { compressed } from './http/compressed.ts';
import { custodyRoutes } from './custody/custody.ts';
import { deviceRoutes } from './devices/devices.ts';
import { deskRoutes } from './visits/desk.ts';
import { emailCheckRoutes } from './visitors/email-checks.ts';
import { escalationRoutes } from './supervision/escalations.ts';
import { jsonOnly, sameOriginOnly } from './http/guards.ts';
import { livez, readyz } from './health.ts';
import { createLimit } from './limits/limits.ts';
import { timeRequests } from './metrics/metrics.ts';
import { officeRoutes } from './offices/offices.ts';
import { openApiDocument } from './http/openapi.ts';
import { commonHeaders, nothingHere, pageRoutes } from './pages/pages.ts';
import { problemHandler } from './http/problem.ts';
import { assignRequestId } from './http/requests.ts';
import { sessionRoutes } from './staff/session.ts';
import { settingsRoutes } from './offices/settings.ts';
import { storyRoutes } from './supervision/stories.ts';
import { supervisionRoutes } from './supervision/supervision.ts';
import { createVisitPage } from './pages/visit-page.ts';
import { visitorRoutes } from './visitors/visitor.ts';

/** The HTTP side: what a request passes, in this order, until something answers it. */
export function createApp(deps: ApiDeps): Express {
  const { db, estimates, kiosk, log, publicUrl } = deps;
  const document = openApiDocument();

  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.use(assignRequestId, timeRequests(deps.metrics), ...commonHeaders);
  app.get('/livez', livez);
  app.get('/readyz', readyz(deps));
  app.use(createLimit({ on: deps.rateLimits, addressOf: deps.addressOf }));
  app.use(
    '/api/v1',
    compressed,
    sameOriginOnly({ publicUrl }),
    jsonOnly,
    express.json({ limit: '64kb' }),
    sessionRoutes(deps),
    emailCheckRoutes(deps),
    visitorRoutes(deps),
    deskRoutes(deps),
    custodyRoutes(deps),
    supervisionRoutes(deps),
    escalationRoutes(deps),
    storyRoutes(deps),
    deviceRoutes(deps),
    boardNameRoutes(deps),
    settingsRoutes(deps),
    officeRoutes(deps),
  );
  app.get('/api/v1/openapi.json', (_request, response) => {
    response.json(document);
  });
  app.get(pathOf('kiosk'), (request, response, next) => {
    if (kiosk.read(request.get('cookie')) === null) kiosk.give(response, newSecret());
    next();
  });
  app.use(pageRoutes({ fillVisitPage: createVisitPage({ db, estimates, publicUrl, log }) }));
  app.use(nothingHere);
  app.use(problemHandler({ log }));
  return app;
}
