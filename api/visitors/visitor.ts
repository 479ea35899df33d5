import type { Request } from 'express';
import { readOfficeNow } from '../../db/offices/offices.ts';
import { hasService } from '../../db/offices/codes.ts';
import { storeRating } from '../../db/visitors/ratings.ts';
import { findByToken, readAhead, readVisitViews, type TokenVisit } from '../../db/visitors/visitors.ts';
import { readTicket } from '../../db/visits/tickets.ts';
import { noteTyping } from '../../db/visits/typing.ts';
import { deskRoles } from '../../domain/staff/roles.ts';
import type { VisitView, visitorsEndpoints } from '../../wire/visitors.ts';
import type { ApiDeps } from '../deps.ts';
import { pairedDeviceOf } from '../devices/devices.ts';
import type { AskedCommand, Handlers } from '../http/handler.ts';
import { requireStaff } from '../http/access.ts';
import { ProblemError } from '../http/problem.ts';
import { invalidField } from '../http/requests.ts';
import type { MoveRequest } from '../visits/move-requests.ts';

/** The visitor's endpoints: taking a number, and the page behind its token. */
export const visitorsHandlers: Handlers<typeof visitorsEndpoints> = {
  async takeTicket({ params, body, command, request, refuse }, deps) {
    const { db, commands, sessions, estimates } = deps;
    const { office: code } = params;
    const { service, priority = null, language } = body;
    const office = await readOfficeNow(db, code);
    if (!office) throw refuse('not-found');
    if (!(await hasService(db, code, service))) throw invalidField('/service', 'unknown-code');
    const device = await pairedDeviceOf(db, request.get('cookie'), code);
    if (office.policy.kiosk === 'paired' && !device) {
      await requireStaff(request, sessions, { roles: deskRoles, office: code });
    }
    const visitId = await commands.takeTicket({
      office,
      service,
      priority,
      language,
      scope: `tickets ${code} ${device ? `device ${device.id}` : await askerOf(request, deps)}`,
      ...command,
    });
    const ticket = await readTicket(db, visitId);
    const ahead = await readAhead(db, { office: code, run: office.policy.priorityRun, visitId });
    return { ...ticket, ahead, estimate: (await estimates(office))(ahead) };
  },

  visit: ({ visit }, deps) => viewOf(deps, visit),

  async typing({ params: { token }, refuse }, { db, typing }) {
    if (!typing.isNews(token)) return;
    try {
      const visit = await findByToken(db, token);
      if (!visit) throw refuse('not-found');
      if (visit.over) throw refuse('visit-over');
      await noteTyping(db, visit.visitId);
    } catch (error) {
      typing.forget(token);
      throw error;
    }
  },

  cancel: ({ visit, command }, deps) =>
    moveAsVisitor(deps, { visit, command, move: { move: 'cancel', expectedRevision: null } }),

  async rate({ visit, body: rating, command, refuse }, deps) {
    const { cipher, commands } = deps;
    const { visitId, office } = visit;
    try {
      await commands.once({ ...command, visitId }, async (trx, { id: commandId, at }) => {
        if (!visit.ratingOpen) throw refuse('move-not-allowed');
        await storeRating(trx, cipher, { visitId, office, commandId, at, rating });
      });
    } catch (error) {
      throw await withView(error, deps, visit);
    }
    return viewOf(deps, visit);
  },
};

/** Makes a visitor's move and returns the visit after it. */
export async function moveAsVisitor(
  deps: ApiDeps,
  asked: { visit: TokenVisit; command: AskedCommand; move: MoveRequest },
): Promise<VisitView> {
  const { visit, command, move } = asked;
  const { visitId, office, day } = visit;
  try {
    await deps.commands.move({ target: { visitId, office, day }, by: { kind: 'visitor' }, ...command, move });
  } catch (error) {
    throw await withView(error, deps, visit);
  }
  return viewOf(deps, visit);
}

async function viewOf({ db, estimates }: ApiDeps, { office, visitId }: TokenVisit): Promise<VisitView> {
  const view = (await readVisitViews({ db, estimates }, office, [visitId]))?.views.get(visitId);
  if (!view) throw new ProblemError('not-found');
  return view;
}

/** Adds the visit as it is now to a refusal. */
async function withView(error: unknown, deps: ApiDeps, visit: TokenVisit): Promise<unknown> {
  return error instanceof ProblemError && error.problem === 'move-not-allowed'
    ? error.with({ visit: await viewOf(deps, visit) })
    : error;
}

/**
 * The scope of the keys of whoever asks for a number: guessing a short key must not return somebody else's number.
 * A kiosk's page has a cookie before its first tap; a program without cookies is known by its address only.
 */
async function askerOf(request: Request, { cipher, kiosk, sessions, addressOf }: ApiDeps): Promise<string> {
  const sent = request.get('cookie');
  const secret = kiosk.read(sent);
  if (secret !== null) return `kiosk ${cipher.mac(`kiosk ${secret}`).toString('base64url')}`;
  const staff = await sessions.staffOf(sent);
  if (staff) return `staff ${staff.id}`;
  return `address ${cipher.mac(`address ${addressOf(request)}`).toString('base64url')}`;
}
