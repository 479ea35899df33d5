import type { Request } from 'express';
import { readOfficeFor } from '../../db/offices/offices.ts';
import { findByToken, readVisitViews, type TokenVisit } from '../../db/visitors/visitors.ts';
import { readTicket } from '../../db/visits/tickets.ts';
import { noteTyping } from '../../db/visits/typing.ts';
import type { VisitView, visitorsEndpoints } from '../../wire/visitors/visitors.ts';
import type { ApiDeps } from '../deps.ts';
import { pairedDeviceOf } from '../devices/devices.ts';
import { takingRefusalOf } from '../devices/taking.ts';
import type { AskedCommand, Handlers } from '../http/handler.ts';
import { ProblemError } from '../http/problem.ts';
import { invalidField } from '../http/requests.ts';
import type { MoveRequest } from '../visits/move-requests.ts';

/** The visitor's endpoints: taking a number, and the page behind its token. */
export const visitorsHandlers: Handlers<typeof visitorsEndpoints> = {
  async takeTicket({ params, body, command, request, refuse }, deps) {
    const { db, commands, sessions, estimates } = deps;
    const { office: code } = params;
    const { service, priority = null, language } = body;
    const cookies = request.get('cookie');
    const [asked, device, asker] = await Promise.all([
      readOfficeFor(db, { office: code, service }),
      pairedDeviceOf(db, cookies, code),
      askerOf(request, deps),
    ]);
    if (!asked) throw refuse('not-found');
    const { office, isOffered } = asked;
    if (!isOffered) throw invalidField('/service', 'unknown-code');
    const staff = () => sessions.staffOf(cookies, { by: request });
    const refusal = await takingRefusalOf(office, { device, staff });
    if (refusal) throw new ProblemError(refusal);
    const visitId = await commands.takeTicket({
      office,
      service,
      priority,
      language,
      scope: `tickets ${code} ${device ? `device ${device.id}` : asker}`,
      ...command,
    });
    const [ticket, estimate] = await Promise.all([
      readTicket(db, { visitId, run: office.policy.priorityRun }),
      estimates(office),
    ]);
    if (!ticket) throw refuse('engine-unavailable'); // until the number is written back
    return { ...ticket, estimate: estimate(ticket.ahead) };
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

/** The visit as its visitor sees it now. */
export async function viewOf(
  { db, estimates }: ApiDeps,
  { office, visitId }: TokenVisit,
): Promise<VisitView> {
  const view = (await readVisitViews({ db, estimates }, office, [visitId]))?.views.get(visitId);
  if (!view) throw new ProblemError('not-found');
  return view;
}

/** Adds the visit as it is now to a refusal. */
export async function withView(error: unknown, deps: ApiDeps, visit: TokenVisit): Promise<unknown> {
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
