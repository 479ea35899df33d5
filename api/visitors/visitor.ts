import { Router } from 'express';
import type { Request } from 'express';
import type { Database } from '../../db/connect.ts';
import type { Estimates } from '../../db/visitors/estimates.ts';
import { hasService, readOfficeNow } from '../../db/offices/offices.ts';
import type { Cipher } from '../../db/cipher.ts';
import { storeRating } from '../../db/visitors/ratings.ts';
import { readTicket } from '../../db/visits/tickets.ts';
import { noteTyping } from '../../db/visits/typing.ts';
import { findByToken, readAhead, readVisitViews } from '../../db/visitors/visitors.ts';
import type { TokenVisit } from '../../db/visitors/visitors.ts';
import type { VisitView } from '../../wire/visitors.ts';
import type { AddressOf } from '../http/addresses.ts';
import type { Commands, MoveRequest } from '../visits/commands.ts';
import type { Cookie } from '../http/cookies.ts';
import { sendTagged } from '../http/etag.ts';
import { pairedDeviceOf } from '../devices/devices.ts';
import { deskRoles } from '../../domain/staff/roles.ts';
import type { Sessions } from '../http/guards.ts';
import { ProblemError, onlyAllows } from '../http/problem.ts';
import { invalidField, keyOf, parse, pathPart, fingerprintOf } from '../http/requests.ts';
import { rating, ticketBody } from '../../wire/visitors.ts';
import { guestBook } from '../../wire/guest-books.ts';
import { emptyBody, token as tokenSchema, officeCode } from '../../wire/fields.ts';
import type { TypingMemory } from './typing.ts';

/** The visitor's part: taking a number, and the page behind its token. */
export function visitorRoutes(deps: {
  db: Database;
  cipher: Cipher;
  commands: Commands;
  sessions: Sessions;
  estimates: Estimates;
  addressOf: AddressOf;
  kiosk: Cookie;
  typing: TypingMemory;
}): Router {
  const { db, cipher, commands, sessions, estimates, addressOf, kiosk, typing } = deps;
  const router = Router();

  const openVisit = async (request: Request): Promise<TokenVisit> => {
    const visit = await findByToken(db, pathPart(tokenSchema, request.params['token']));
    if (!visit) throw new ProblemError('not-found');
    if (visit.over) throw new ProblemError('visit-over');
    return visit;
  };

  const viewOf = async ({ office, visitId }: TokenVisit): Promise<VisitView> => {
    const view = (await readVisitViews({ db, estimates }, office, [visitId]))?.views.get(visitId);
    if (!view) throw new ProblemError('not-found');
    return view;
  };

  /** Adds the visit as it is now to a refusal. */
  const withView = async (error: unknown, visit: TokenVisit): Promise<unknown> =>
    error instanceof ProblemError && error.problem === 'move-not-allowed'
      ? error.with({ visit: await viewOf(visit) })
      : error;

  const move = async (request: Request, visit: TokenVisit, asked: MoveRequest): Promise<VisitView> => {
    const { visitId, office, day } = visit;
    try {
      await commands.move({
        target: { visitId, office, day },
        by: { kind: 'visitor' },
        scope: `visit ${visitId}`,
        key: keyOf(request),
        request: fingerprintOf(request),
        move: asked,
      });
    } catch (error) {
      throw await withView(error, visit);
    }
    return viewOf(visit);
  };

  /**
   * Who asks for a number, for whom keys are remembered apart: a short key that is guessed must not bring
   * somebody else's number. A kiosk's page has a cookie before its first tap; a program without cookies is
   * known by its address alone.
   */
  const askerOf = async (request: Request): Promise<string> => {
    const cookies = request.get('cookie');
    const secret = kiosk.read(cookies);
    if (secret !== null) return `kiosk ${cipher.mac(`kiosk ${secret}`).toString('base64url')}`;
    const staff = await sessions.staffOf(cookies);
    if (staff) return `staff ${staff.id}`;
    return `address ${cipher.mac(`address ${addressOf(request)}`).toString('base64url')}`;
  };

  router.route('/offices/:office/visits').post(async (request, response) => {
    const code = pathPart(officeCode, request.params.office);
    const key = keyOf(request);
    const { service, priority = null, language } = parse(ticketBody, request.body);
    const office = await readOfficeNow(db, code);
    if (!office) throw new ProblemError('not-found');
    if (!(await hasService(db, code, service))) throw invalidField('/service', 'unknown-code');
    const device = await pairedDeviceOf(db, request.get('cookie'), code);
    if (office.policy.kiosk === 'paired' && !device) {
      await sessions.require(request, { roles: deskRoles, office: code });
    }
    const visitId = await commands.takeTicket({
      office,
      service,
      priority,
      language,
      scope: `tickets ${code} ${device ? `device ${device.id}` : await askerOf(request)}`,
      key,
      request: fingerprintOf(request),
    });
    const ticket = await readTicket(db, visitId);
    const ahead = await readAhead(db, { office: code, run: office.policy.priorityRun, visitId });
    const estimate = (await estimates(office))(ahead);
    response.status(201).json({ ...ticket, ahead, estimate });
  });

  router
    .route('/visits/:token')
    .get(async (request, response) => {
      sendTagged(request, response, await viewOf(await openVisit(request)));
    })
    .all(onlyAllows('GET'));

  router
    .route('/visits/:token/guest-book')
    .put(async (request, response) => {
      const visit = await openVisit(request);
      const body = parse(guestBook, request.body);
      response.json(
        await move(request, visit, { move: 'submit-guest-book', expectedRevision: null, guestBook: body }),
      );
    })
    .all(onlyAllows('PUT'));

  router
    .route('/visits/:token/cancel')
    .post(async (request, response) => {
      const visit = await openVisit(request);
      parse(emptyBody, request.body);
      response.json(await move(request, visit, { move: 'cancel', expectedRevision: null }));
    })
    .all(onlyAllows('POST'));

  router
    .route('/visits/:token/typing')
    .post(async (request, response) => {
      const code = pathPart(tokenSchema, request.params.token);
      if (typing.isNews(code)) {
        try {
          await noteTyping(db, (await openVisit(request)).visitId);
        } catch (error) {
          typing.forget(code);
          throw error;
        }
      }
      response.status(204).end();
    })
    .all(onlyAllows('POST'));

  router
    .route('/visits/:token/rating')
    .put(async (request, response) => {
      const visit = await openVisit(request);
      const body = parse(rating, request.body);
      const { visitId, office } = visit;
      try {
        await commands.once(
          request,
          { scope: `visit ${visitId}`, visitId },
          async ({ id: commandId, at }) => {
            if (!visit.ratingOpen) throw new ProblemError('move-not-allowed');
            await storeRating(db, cipher, { visitId, office, commandId, at, rating: body });
          },
        );
      } catch (error) {
        throw await withView(error, visit);
      }
      response.json(await viewOf(visit));
    })
    .all(onlyAllows('PUT'));
  return router;
}
