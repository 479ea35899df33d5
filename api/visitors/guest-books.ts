import { readCheck, verifyEmail } from '../../db/visitors/email-checks.ts';
import { readGuestBook } from '../../db/visitors/guest-books.ts';
import { findProfile, forgetProfile } from '../../db/visitors/profiles.ts';
import type { guestBooksEndpoints } from '../../wire/visitors/guest-books.ts';
import type { Handlers } from '../http/handler.ts';
import { moveAsVisitor } from './visitor.ts';

/** Guest books: filled by the visitor, confirmed by mail, kept for the next visit, corrected by supervisors. */
export const guestBooksHandlers: Handlers<typeof guestBooksEndpoints> = {
  submit: ({ visit, command, body: guestBook }, deps) =>
    moveAsVisitor(deps, {
      visit,
      command,
      move: { move: 'submit-guest-book', expectedRevision: null, guestBook },
    }),

  async emailCheck({ params: { token }, refuse }, { db }) {
    const state = await readCheck(db, token);
    if (state === 'unknown') throw refuse('not-found');
    if (state === 'expired') throw refuse('link-over');
    return { verified: state === 'verified' };
  },

  /**
   * Confirms a mailed link. Only POST, because mail scanners open every link they find; a link
   * tells nothing about a visit or a person.
   */
  async verifyEmail({ params: { token }, refuse }, { db }) {
    const outcome = await verifyEmail(db, token);
    if (outcome === 'unknown') throw refuse('not-found');
    if (outcome === 'expired') throw refuse('link-over');
    return { verified: true };
  },

  async lookUp({ params: { office }, body: { email }, staff }, { db, cipher }) {
    return { profile: await findProfile({ db, cipher }, { email, office, staffId: staff.id }) };
  },

  async forget({ params: { office }, body: { email }, staff }, { db, cipher }) {
    return { forgotten: await forgetProfile({ db, cipher }, { email, office, staffId: staff.id }) };
  },

  async whole({ target, staff, refuse }, { db, cipher, mailLeaves }) {
    const whole = await readGuestBook(db, cipher, { ...target, readerId: staff.id, mailLeaves });
    if (!whole) throw refuse('not-found');
    return whole;
  },
};
