import express from 'express';
import type { Express } from 'express';
import { createClaims } from '../db/claims.ts';
import type { Database } from '../db/connect.ts';
import type { Estimates } from '../db/estimates.ts';
import type { Cipher } from '../db/private.ts';
import type { Log } from '../log.ts';
import { createAccess } from './access.ts';
import type { AddressOf } from './addresses.ts';
import { boardNameRoutes } from './board-names.ts';
import { createCommands } from './commands.ts';
import { createCookie, newSecret } from './cookies.ts';
import { compressed } from './compressed.ts';
import { custodyRoutes } from './custody.ts';
import { deviceRoutes } from './devices.ts';
import { deskRoutes } from './desk.ts';
import { emailCheckRoutes } from './email-checks.ts';
import type { Engine } from './engine.ts';
import { escalationRoutes } from './escalations.ts';
import { createSessions, jsonOnly, sameOriginOnly } from './guards.ts';
import { livez, readyz } from './health.ts';
import type { PartStates } from './health.ts';
import { createLimit } from './limits.ts';
import { timeRequests } from './metrics.ts';
import type { ProcessMetrics } from './metrics.ts';
import { officeRoutes } from './offices.ts';
import { openApiDocument } from './openapi.ts';
import { commonHeaders, nothingHere, pageRoutes } from './pages.ts';
import { problemHandler } from './problem.ts';
import { numberRequests } from './requests.ts';
import { sessionRoutes } from './session.ts';
import { settingsRoutes } from './settings.ts';
import { storyRoutes } from './stories.ts';
import { supervisionRoutes } from './supervision.ts';
import { createThrottle } from './throttle.ts';
import { createVisitPage } from './visit-page.ts';
import { visitorRoutes } from './visitor.ts';

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
