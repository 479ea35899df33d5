import type { Request } from 'express';
import { readOwnRating, storeRating } from '../../db/ratings/ratings.ts';
import { closeSheet, openSheet, readSheet, useSheet } from '../../db/ratings/sheets.ts';
import { readSkm } from '../../db/ratings/skm.ts';
import { isStaffAddress } from '../../db/staff/addresses.ts';
import { findByToken, findRated, type TokenVisit } from '../../db/visitors/visitors.ts';
import type { RatingSource, SheetSource } from '../../domain/ratings/rating.ts';
import type { Rating, ratingsEndpoints } from '../../wire/ratings.ts';
import type { ApiDeps } from '../deps.ts';
import type { AskedCommand, Handlers } from '../http/handler.ts';
import { ProblemError } from '../http/problem.ts';
import { viewOf, withView } from '../visitors/visitor.ts';

/** Ratings: on the visitor's phone, and on a tablet of the office that can do nothing else meanwhile. */
export const ratingsHandlers: Handlers<typeof ratingsEndpoints> = {
  async own({ visit: { visitId }, request }, deps) {
    await refuseStaff(request, deps);
    return readOwnRating(deps.db, visitId);
  },

  async rate({ visit, body: rating, command, request }, deps) {
    await refuseStaff(request, deps);
    try {
      await keep(deps, { visit, source: rating.from ?? 'phone', rating, command, request });
    } catch (error) {
      throw await withView(error, deps, visit);
    }
    return viewOf(deps, visit);
  },

  /** The session ends with the answer: nobody who holds the tablet can work with it before an officer unlocks it. */
  async turn({ target: { visitId, office }, staff, request, response, refuse }, deps) {
    const { db, sessions, ratingSheet } = deps;
    const visit = await findRated(db, visitId);
    if (!visit) throw refuse('not-found');
    if (!visit.ratingOpen) throw refuse('move-not-allowed');
    const requestId = String(response.locals['requestId']);
    const secret = await openSheet(db, { visitId, source: 'desk', office, turnedBy: staff.id, requestId });
    await sessions.end(request, response);
    ratingSheet.give(response, secret);
    return readSheet(db, visitId);
  },

  async openSheet({ body: { ticket }, request, response, refuse }, deps) {
    await refuseStaff(request, deps);
    const { db, ratingSheet, throttle } = deps;
    const tried = await throttle.ticket(request);
    const visit = await findByToken(db, ticket);
    if (!visit) throw refuse('not-found');
    await tried.takenBack(); // a ticket that there is was not guessed, whatever becomes of it
    if (visit.over) throw refuse('visit-over');
    if (!visit.ratingOpen) throw refuse('move-not-allowed');
    const { visitId, office } = visit;
    const requestId = String(response.locals['requestId']);
    await putAway(request, deps);
    ratingSheet.give(
      response,
      await openSheet(db, { visitId, source: 'stand', office, turnedBy: null, requestId }),
    );
    return readSheet(db, visitId);
  },

  async sheet({ request }, deps) {
    const { visit } = await openOn(request, deps);
    return readSheet(deps.db, visit.visitId);
  },

  async rateOnSheet({ body: rating, command, request }, deps) {
    const { visit, source } = await openOn(request, deps);
    const scope = `visit ${visit.visitId}`;
    await keep(deps, { visit, source, rating, command: { ...command, scope }, request });
    return readSheet(deps.db, visit.visitId);
  },

  async skm({ params: { office }, query, refuse }, { db }) {
    const report = await readSkm(db, { office, ...query });
    if (!report) throw refuse('not-found');
    return report;
  },

  async closeSheet({ request, response }, deps) {
    await putAway(request, deps);
    deps.ratingSheet.take(response);
  },
};

/** Puts away what is open on the tablet of a request. */
export async function putAway(request: Request, { db, ratingSheet }: ApiDeps): Promise<void> {
  const secret = ratingSheet.read(request.get('cookie'));
  if (secret !== null) await closeSheet(db, secret);
}

/** A browser in which staff are signed in gives no ratings: officers cannot rate for visitors. */
async function refuseStaff(request: Request, { sessions }: ApiDeps): Promise<void> {
  if (await sessions.staffOf(request.get('cookie'))) throw new ProblemError('rating-by-staff');
}

/** The visit whose rating is open on the tablet of a request. */
async function openOn(request: Request, deps: ApiDeps): Promise<{ visit: TokenVisit; source: SheetSource }> {
  const { db, ratingSheet } = deps;
  const secret = ratingSheet.read(request.get('cookie'));
  const sheet = secret === null ? null : await useSheet(db, secret);
  const visit = sheet && (await findRated(db, sheet.visitId));
  if (!sheet || !visit) throw new ProblemError('not-found');
  await refuseStaff(request, deps);
  return { visit, source: sheet.source };
}

async function keep(
  { db, cipher, commands, sessions }: ApiDeps,
  given: { visit: TokenVisit; source: RatingSource; rating: Rating; command: AskedCommand; request: Request },
): Promise<void> {
  const { visit, source, rating, command, request } = given;
  const { visitId, office } = visit;
  const atStaffAddress = await isStaffAddress(db, { from: sessions.digestOf(request), office });
  await commands.once({ ...command, visitId }, async (trx, { id: commandId, at }) => {
    if (!visit.ratingOpen) throw new ProblemError('move-not-allowed');
    await storeRating(trx, cipher, { visitId, office, source, atStaffAddress, rating, commandId, at });
  });
}
