import express from 'express';
import type { Express } from 'express';
import { createClaims } from '../db/commands.ts';
import type { Database } from '../db/connect.ts';
import type { Estimates } from '../db/visitors/estimates.ts';
import type { Cipher } from '../db/cipher.ts';
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
import { numberRequests } from './http/requests.ts';
import { sessionRoutes } from './staff/session.ts';
import { settingsRoutes } from './offices/settings.ts';
import { storyRoutes } from './supervision/stories.ts';
import { supervisionRoutes } from './supervision/supervision.ts';
import { createThrottle } from './limits/throttle.ts';
import { createVisitPage } from './pages/visit-page.ts';
import { visitorRoutes } from './visitors/visitor.ts';

export interface AppParts {
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
export function createApp(parts: AppParts): Express {
  const { db, cipher, engine, metrics, log, publicUrl } = parts;
  const sessions = createSessions({ db, publicUrl });
  const access = createAccess({ db, sessions });
  const claims = createClaims({ db, cipher });
  const commands = createCommands({ db, cipher, claims, engine });
  const { rateLimits: on, addressOf } = parts;
  const browser = createCookie({ name: 'kunjung-browser', publicUrl, kept: 'a-year' });
  const kiosk = createCookie({ name: 'kunjung-kiosk', publicUrl, kept: 'a-year' });
  const throttle = createThrottle({ db, cipher, on, addressOf, browser });
  const document = openApiDocument();

  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.use(numberRequests, timeRequests(metrics), ...commonHeaders);
  app.get('/livez', livez);
  app.get('/readyz', readyz(parts));
  app.use(createLimit({ on, addressOf }));
  app.use(
    '/api/v1',
    compressed,
    sameOriginOnly({ publicUrl }),
    jsonOnly,
    express.json({ limit: '64kb' }),
    sessionRoutes({ db, sessions, throttle, browser }),
    emailCheckRoutes({ db }),
    visitorRoutes({ db, cipher, commands, sessions, estimates: parts.estimates, addressOf, kiosk }),
    deskRoutes({ db, cipher, commands, access, mailIsOn: parts.mailIsOn }),
    custodyRoutes({ db, cipher, commands, access }),
    supervisionRoutes({ db, access }),
    escalationRoutes({ db, access, commands }),
    storyRoutes({ db, cipher, commands, access, engineUi: parts.engineUi, mailIsOn: parts.mailIsOn }),
    deviceRoutes({ db, cipher, commands, access, publicUrl, throttle }),
    boardNameRoutes({ db, access, commands }),
    settingsRoutes({ db, commands, access }),
    officeRoutes({ db, sessions, claims, publicUrl, defaultOffice: parts.defaultOffice }),
  );
  app.get('/api/v1/openapi.json', (_request, response) => {
    response.json(document);
  });
  app.get('/kios', (request, response, next) => {
    if (kiosk.read(request.get('cookie')) === null) kiosk.give(response, newSecret());
    next();
  });
  const fillVisitPage = createVisitPage({ db, estimates: parts.estimates, publicUrl, log });
  app.use(pageRoutes({ fillVisitPage }));
  app.use(nothingHere);
  app.use(problemHandler({ log }));
  return app;
}
