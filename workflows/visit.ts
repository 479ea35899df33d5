import {
  ApplicationFailure,
  allHandlersFinished,
  condition,
  patched,
  proxyActivities,
  setHandler,
  sleep,
  upsertSearchAttributes,
  uuid4,
} from '@temporalio/workflow';
import type { VisitActivities } from '../activities/visit.ts';
import { nextDeadline, noNotices, noticesAfter } from '../domain/visits/deadlines.ts';
import type { Deadline } from '../domain/visits/deadlines.ts';
import type { CheckIn, Closing, IssuedTicket, VisitInput } from '../domain/visits/messages.ts';
import { moved, refusalOf } from '../domain/visits/moves.ts';
import { isUnanswered, verdictOf } from '../domain/visits/sla.ts';
import type { Refusal } from '../domain/visits/refusals.ts';
import { isPast, latenessOf, withDecisionTime } from '../domain/visits/decision-time.ts';
import { isFinal } from '../domain/visits/steps.ts';
import { mutex } from '../domain/visits/mutex.ts';
import { newVisit } from '../domain/visits/visit.ts';
import type { Move } from '../domain/visits/visit.ts';
import { escalating } from './escalation.ts';
import { changeClosing, checkIn, moveVisit } from './messages.ts';

const { issueTicket, recordMove, recordNotice, recordClosing } = proxyActivities<VisitActivities>({
  startToCloseTimeout: '10s',
  heartbeatTimeout: '3s',
  retry: { initialInterval: '200ms', maximumInterval: '10s' },
});

/** One visit, from the queue number to the door. */
export async function visitWorkflow(input: VisitInput): Promise<void> {
  let visit = newVisit({ id: input.visitId, office: input.office, at: input.at, terms: input.terms });
  let notices = noNotices;
  /** A visitor types at a called number: the no-show timer waits until then. */
  let heldUntil: number | null = null;
  let ticket: Promise<IssuedTicket | null> | undefined;
  const inTurn = mutex();
  const now = (): number => Date.now() + input.clockShiftMs;

  const issue = async (request: CheckIn): Promise<IssuedTicket | null> => {
    const issued = await issueTicket({ input, checkIn: request });
    if (issued) visit = { ...visit, queuedAt: issued.queuedAt };
    else ticket = undefined; // too late for this try; the same key may try again
    return issued;
  };

  const refusalNow = (move: Move): Refusal | null =>
    ticket === undefined
      ? 'move-not-allowed'
      : (latenessOf(move, now()) ?? refusalOf(visit, withDecisionTime(move, visit, now())));

  const carryOut = async (requested: Move): Promise<Refusal | null> => {
    // visits that were refused by the engine's clock alone replay as they went
    if (isPast(requested, now()) && !patched('late-by-the-database')) return 'too-late';
    const refusal = refusalNow(requested); // again: the turn before may have changed the visit
    if (refusal) return refusal;
    const move = withDecisionTime(requested, visit, now());
    const next = moved(visit, move);
    const verdict = verdictOf(next, move.at);
    const outcome = await recordMove({ visit: next, move, verdict }); // durable first, then visible
    if (outcome.refusal) return outcome.refusal;
    heldUntil = outcome.heldForMs === undefined ? null : now() + outcome.heldForMs;
    if (heldUntil !== null) return null;
    visit = next;
    notices = noticesAfter(notices, verdict);
    return null;
  };

  const escalation = escalating({
    visitId: visit.id,
    repeatMinutes: input.terms.escalationRepeatMinutes ?? 0,
    isBroken: () => notices.breach,
    waitsInVain: () => notices.breach && isUnanswered(visit),
  });

  setHandler(
    checkIn,
    async (request) => {
      const issued = await (ticket ??= issue(request));
      if (!issued) throw refused('too-late');
      return issued;
    },
    { validator: (request) => refuseIf(ticket === undefined ? latenessOf(request, now()) : null) },
  );
  setHandler(
    moveVisit,
    async (move) => {
      refuseIf(await inTurn(() => carryOut(move)));
      return visit.revision;
    },
    { validator: (move) => refuseIf(refusalNow(move)) },
  );

  /** A no-show lives on until closing; visits of an older version ended with their undo. */
  const comesBack = (): boolean => visit.step === 'no-show' && patched('no-show-comes-back');
  const nextDue = (): Deadline | null => nextDeadline(visit, notices, { heldUntil, comesBack: comesBack() });

  setHandler(changeClosing, ({ closesAt }: Closing) =>
    inTurn(async () => {
      if (ticket === undefined || visit.terms.closesAt === closesAt) return;
      if (isFinal(visit.step) && !comesBack()) return;
      await recordClosing({ visitId: visit.id, closesAt });
      visit = { ...visit, terms: { ...visit.terms, closesAt } };
    }),
  );

  for (;;) {
    const accepted = await condition(() => ticket !== undefined, input.patienceMs);
    // failed, not completed: only then may the same key start this visit again
    if (!accepted) throw ApplicationFailure.nonRetryable('nobody checked in', 'unseen');
    if (await ticket) break;
  }

  const meet = (due: Exclude<Deadline, { kind: 'end' }>, stands: () => boolean): Promise<Refusal | null> =>
    inTurn(async () => {
      if (!stands()) return null; // moved on while waiting for its turn
      if (due.kind === 'move') {
        return carryOut({
          id: uuid4(),
          name: due.move,
          at: due.at,
          by: { kind: 'clock' },
          expectedRevision: null,
        });
      }
      const { notice: kind, at } = due;
      await recordNotice({ visitId: visit.id, office: visit.office, kind, at });
      notices = { ...notices, [kind]: true };
      if (kind === 'breach') upsertSearchAttributes({ SlaBreached: [true] });
      return null;
    });

  for (;;) {
    const { revision, terms } = visit;
    const stands = (): boolean => visit.revision === revision && visit.terms === terms;
    const hasMoved = (): boolean => !stands();
    const due = nextDue();
    if (!due) {
      await condition(hasMoved);
      continue;
    }
    if (await condition(hasMoved, Math.max(1, due.at - now()))) continue;
    if (due.kind === 'end') {
      // an undo pressed in the last moment is still carried out, a withdrawal still told
      await condition(() => allHandlersFinished() && escalation.isQuiet());
      if (stands() && (nextDue()?.at ?? 0) <= due.at) return; // nothing can change this visit any more
      continue;
    }
    if (await meet(due, stands)) await sleep('1s');
  }
}

/** A refusal as it leaves a handler: any other error would fail the workflow task and be retried for ever. */
function refused(refusal: Refusal): ApplicationFailure {
  return ApplicationFailure.nonRetryable(refusal, refusal);
}

function refuseIf(refusal: Refusal | null): void {
  if (refusal) throw refused(refusal);
}
