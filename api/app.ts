import express from 'express';
import type { Express } from 'express';
import { pathOf } from '../domain/pages.mjs';
import type { ApiDeps } from './deps.ts';
import { newSecret } from './http/cookies.ts';
import { compressed } from './http/transport/compressed.ts';
import { sameOriginOnly } from './http/guards.ts';
import { served } from './endpoints.ts';
import { harvestRoutes } from './harvest/routes.ts';
import { livez, readyz } from './health.ts';
import { createLimit } from './limits/limits.ts';
import { timeRequests } from './metrics/metrics.ts';
import { openApiDocument } from './http/openapi.ts';
import { brokenAddress, commonHeaders, nothingHere, pageRoutes } from './pages/pages.ts';
import { problemHandler } from './http/problem.ts';
import { assignRequestId } from './http/requests.ts';
import { createRoutes } from './http/routes.ts';
import { jsonBodies, knownBodiesOnly } from './http/bodies.ts';
import { createPublicationPage } from './pages/publication-page.ts';
import { createVisitPage } from './pages/visit-page.ts';

/** The HTTP side: the middleware a request passes, in this order. */
export function createApp(deps: ApiDeps): Express {
  const { db, estimates, kiosk, log, publicUrl, mailUrl } = deps;
  const document = openApiDocument(served.map(({ endpoint }) => endpoint));

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
    knownBodiesOnly(served.map(({ endpoint }) => endpoint)),
    jsonBodies(served.map(({ endpoint }) => endpoint)),
    createRoutes(served, deps),
  );
  app.get('/api/v1/openapi.json', (_request, response) => {
    response.json(document);
  });
  app.use(harvestRoutes(deps));
  app.get(pathOf('kiosk'), (request, response, next) => {
    if (kiosk.read(request.get('cookie')) === null) kiosk.give(response, newSecret());
    next();
  });
  app.use(
    pageRoutes({
      fillVisitPage: createVisitPage({ db, estimates, publicUrl, mailUrl, log }),
      fillPublicationPage: createPublicationPage({ db, publicUrl, log }),
    }),
  );
  app.use(nothingHere, brokenAddress);
  app.use(problemHandler({ log }));
  return app;
}
