import express from 'express';
import type { Express } from 'express';
import { createCommandStore } from '../db/commands.ts';
import type { Database } from '../db/connect.ts';
import type { Estimates } from '../db/visitors/estimates.ts';
import type { Cipher } from '../db/cipher.ts';
import { pathOf } from '../domain/pages.mjs';
import type { Log } from '../process/log.ts';
import { createAccess } from './http/access.ts';
import type { AddressOf } from './http/addresses.ts';
import { boardNameRoutes } from './boards/board-names.ts';
import { createCommands } from './visits/commands.ts';
import { createCookie, newSecret } from './http/cookies.ts';
import { compressed } from './http/compressed.ts';
import { custodyRoutes } from './custody/custody.ts';
import { deviceRoutes } from './devices/devices.ts';
import { deskRoutes } from './visits/desk.ts';
import { emailCheckRoutes } from './visitors/email-checks.ts';
import type { Engine } from './engine.ts';
import { escalationRoutes } from './supervision/escalations.ts';
import { createSessions, jsonOnly, sameOriginOnly } from './http/guards.ts';
import { livez, readyz } from './health.ts';
import type { PartStates } from './health.ts';
import { createLimit } from './limits/limits.ts';
import { timeRequests } from './metrics/metrics.ts';
import type { ProcessMetrics } from './metrics/metrics.ts';
import { officeRoutes } from './offices/offices.ts';
import { openApiDocument } from './http/openapi.ts';
import { commonHeaders, nothingHere, pageRoutes } from './pages/pages.ts';
import { problemHandler } from './http/problem.ts';
import { assignRequestId } from './http/requests.ts';
import { sessionRoutes } from './staff/session.ts';
import { settingsRoutes } from './offices/settings.ts';
import { storyRoutes } from './supervision/stories.ts';
import { supervisionRoutes } from './supervision/supervision.ts';
import { createThrottle } from './limits/throttle.ts';
import { createVisitPage } from './pages/visit-page.ts';
import { visitorRoutes } from './visitors/visitor.ts';

export interface AppDeps {
  readonly db: Database;
  readonly cipher: Cipher;
  readonly engine: Engine;
  readonly readParts: () => Promise<PartStates>;
  readonly estimates: Estimates;
  readonly metrics: ProcessMetrics;
  readonly log: Log;
  readonly publicUrl: string | null;
  /** The office of pages that are asked for none; null is the one that was first. */
  readonly defaultOffice: string | null;
  /** Base address of a Temporal UI, or null. */
  readonly engineUi: string | null;
  /** Whether addresses in guest books are checked by mail. */
  readonly mailIsOn: boolean;
  readonly rateLimits: boolean;
  readonly addressOf: AddressOf;
  readonly isStopping: () => boolean;
}

/** The HTTP side: what a request passes, in this order, until something answers it. */
export function createApp(deps: AppDeps): Express {
  const { db, cipher, engine, metrics, log, publicUrl } = deps;
  const sessions = createSessions({ db, publicUrl });
  const access = createAccess({ db, sessions });
  const store = createCommandStore({ db, cipher });
  const commands = createCommands({ db, cipher, store, engine });
  const { rateLimits: on, addressOf } = deps;
  const browser = createCookie({ name: 'kunjung-browser', publicUrl, kept: 'a-year' });
  const kiosk = createCookie({ name: 'kunjung-kiosk', publicUrl, kept: 'a-year' });
  const throttle = createThrottle({ db, cipher, on, addressOf, browser });
  const document = openApiDocument();

  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.use(assignRequestId, timeRequests(metrics), ...commonHeaders);
  app.get('/livez', livez);
  app.get('/readyz', readyz(deps));
  app.use(createLimit({ on, addressOf }));
  app.use(
    '/api/v1',
    compressed,
    sameOriginOnly({ publicUrl }),
    jsonOnly,
    express.json({ limit: '64kb' }),
    sessionRoutes({ db, sessions, throttle, browser }),
    emailCheckRoutes({ db }),
    visitorRoutes({ db, cipher, commands, sessions, estimates: deps.estimates, addressOf, kiosk }),
    deskRoutes({ db, cipher, commands, access, mailIsOn: deps.mailIsOn }),
    custodyRoutes({ db, cipher, commands, access }),
    supervisionRoutes({ db, access }),
    escalationRoutes({ db, access, commands }),
    storyRoutes({ db, cipher, commands, access, engineUi: deps.engineUi, mailIsOn: deps.mailIsOn }),
    deviceRoutes({ db, cipher, commands, access, publicUrl, throttle }),
    boardNameRoutes({ db, access, commands }),
    settingsRoutes({ db, commands, access }),
    officeRoutes({ db, sessions, store, publicUrl, defaultOffice: deps.defaultOffice }),
  );
  app.get('/api/v1/openapi.json', (_request, response) => {
    response.json(document);
  });
  app.get(pathOf('kiosk'), (request, response, next) => {
    if (kiosk.read(request.get('cookie')) === null) kiosk.give(response, newSecret());
    next();
  });
  const fillVisitPage = createVisitPage({ db, estimates: deps.estimates, publicUrl, log });
  app.use(pageRoutes({ fillVisitPage }));
  app.use(nothingHere);
  app.use(problemHandler({ log }));
  return app;
}
