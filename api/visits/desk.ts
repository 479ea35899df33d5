import { hasCounter, hasLocker } from '../../db/offices/codes.ts';
import type { Staff } from '../../db/staff/sessions.ts';
import { readDesk, readStaffVisit } from '../../db/visits/desk.ts';
import { changePriority } from '../../db/visits/priorities.ts';
import { readLabels } from '../../db/visits/tickets.ts';
import { toIso } from '../../domain/time.ts';
import type { StaffVisit, visitsEndpoints } from '../../wire/visits.ts';
import type { ApiDeps } from '../deps.ts';
import type { Handlers } from '../http/handler.ts';
import { ProblemError } from '../http/problem.ts';
import { invalidField } from '../http/requests.ts';
import { RememberedRefusal } from './commands.ts';

/** The officer's endpoints: the list, calling, moving. */
export const visitsHandlers: Handlers<typeof visitsEndpoints> = {
  async list({ params: { office }, query: { state, day = null }, staff: { role }, refuse }, { db, cipher }) {
    const desk = await readDesk({ db, cipher }, office, { state, day });
    if (!desk) throw refuse('not-found');
    const { epoch, revision, at } = desk;
    return { visits: desk.visitsFor(role), missed: desk.missedFor(role), revision, epoch, at: toIso(at) };
  },

  async call({ params: { office }, body: { counter }, staff, command }, deps) {
    const { db, commands } = deps;
    try {
      const by = { kind: 'staff', id: staff.id } as const;
      const called = await commands.callNext({ office, counter, by, ...command });
      if (!called) throw invalidField('/counter', 'unknown-code');
      const { visitId, passedOver } = called;
      return {
        visit: visitId === null ? null : await forStaff(deps, visitId, { staff, withGuestBook: true }),
        passedOver: await readLabels(db, passedOver),
      };
    } catch (error) {
      throw await withVisit(error, deps, { visitId: null, staff });
    }
  },

  async move({ target, body: move, staff, command }, deps) {
    const { db, commands } = deps;
    const { visitId, office } = target;
    if (move.move === 'resolve-custody' && staff.role !== 'supervisor') throw new ProblemError('forbidden');
    if ('locker' in move && !(await hasLocker(db, office, move.locker))) {
      throw invalidField('/locker', 'unknown-code');
    }
    if ('counter' in move && !(await hasCounter(db, office, move.counter))) {
      throw invalidField('/counter', 'unknown-code');
    }
    try {
      await commands.move({ target, by: { kind: 'staff', id: staff.id }, ...command, move });
    } catch (error) {
      throw await withVisit(error, deps, { visitId, staff });
    }
    return forStaff(deps, visitId, { staff, withGuestBook: true });
  },

  visit: ({ target: { visitId }, staff }, deps) => forStaff(deps, visitId, { staff, withGuestBook: true }),

  async changePriority({ target, body: { priority }, staff, command, refuse }, { commands }) {
    const { visitId } = target;
    await commands.once({ ...command, visitId }, async (trx, { id: commandId }) => {
      const change = { ...target, priority, staffId: staff.id, commandId };
      if (!(await changePriority(trx, change))) throw refuse('move-not-allowed');
    });
    return { priority };
  },
};

/** The visit as it is now; with its guest book, the reading is recorded. */
async function forStaff(
  { db, cipher, mailLeaves }: ApiDeps,
  visitId: string,
  { staff, withGuestBook }: { staff: Staff; withGuestBook: boolean },
): Promise<StaffVisit> {
  const readerId = withGuestBook ? staff.id : null;
  const visit = await readStaffVisit({ db, cipher }, visitId, { role: staff.role, readerId, mailLeaves });
  if (!visit) throw new ProblemError('not-found');
  return visit;
}

/** Adds the visit as it is now to a refusal, so that the tablet can show why. */
async function withVisit(
  error: unknown,
  deps: ApiDeps,
  { visitId, staff }: { visitId: string | null; staff: Staff },
): Promise<unknown> {
  if (!(error instanceof ProblemError)) return error;
  const shown = error instanceof RememberedRefusal ? (error.command.answer?.visitId ?? visitId) : visitId;
  return shown !== null && error.isConflict
    ? error.with({ visit: await forStaff(deps, shown, { staff, withGuestBook: false }) })
    : error;
}
