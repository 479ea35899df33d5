import { ApplicationFailure, allHandlersFinished, condition, setHandler, sleep } from '@temporalio/workflow';
import type { VisitInput } from '../domain/visits/messages.ts';
import { latenessOf } from '../domain/visits/decision-time.ts';
import type { Refusal } from '../domain/visits/refusals.ts';
import { escalating } from './escalation.ts';
import { changeClosing, checkIn, knownVisit, moveVisit, reconcileVisit } from './messages.ts';
import { RunningVisit } from './running-visit.ts';

/** One visit, from the queue number to the door. */
export async function visitWorkflow(input: VisitInput): Promise<void> {
  const running = new RunningVisit(input);
  const escalation = escalating({
    visitId: input.visitId,
    repeatMinutes: input.terms.escalationRepeatMinutes ?? 0,
    told: input.resumed?.told ?? 0,
    takesBack: input.resumed?.takesBack ?? false,
    isBroken: () => running.isBroken(),
    waitsInVain: () => running.waitsInVain(),
  });
  answerMessages(running);

  for (;;) {
    const accepted = await condition(() => running.ticket !== undefined, input.patienceMs);
    // failed, not completed: only then may the same key start this visit again
    if (!accepted) throw ApplicationFailure.nonRetryable('nobody checked in', 'unseen');
    if (await running.ticket) break;
  }

  for (;;) {
    const stands = running.sinceNow();
    const hasMoved = (): boolean => !stands();
    const due = running.nextDue();
    if (!due) {
      await condition(hasMoved);
      continue;
    }
    const waitMs = running.wakesAt(due) - running.now();
    // older visits replay the timer of a millisecond that they set for what was due already
    const isDueNow = waitMs <= 0 && running.hasTurn;
    if (!isDueNow && (await condition(hasMoved, Math.max(1, waitMs)))) continue;
    if (due.kind === 'end') {
      // an undo pressed in the last moment is still carried out, a withdrawal still sent
      await condition(() => allHandlersFinished() && escalation.isQuiet());
      if (stands() && (running.nextDue()?.at ?? 0) <= due.at) return; // nothing can change this visit any more
      continue;
    }
    if (await running.meet(due, stands)) await sleep('1s');
  }
}

function answerMessages(running: RunningVisit): void {
  setHandler(
    checkIn,
    async (request) => {
      const issued = await running.checkIn(request);
      if (!issued) throw refused('too-late');
      return issued;
    },
    {
      validator: (request) =>
        refuseIf(running.ticket === undefined ? latenessOf(request, running.now()) : null),
    },
  );
  setHandler(
    moveVisit,
    async (move) => {
      refuseIf(await running.move(move));
      return running.revision;
    },
    { validator: (move) => refuseIf(running.refusalNow(move)) },
  );
  setHandler(changeClosing, (closing) => running.changeClosing(closing));
  setHandler(reconcileVisit, () => running.reconcile());
  setHandler(knownVisit, () => running.known());
}

/** A refusal as it leaves a handler: any other error would fail the workflow task and be retried for ever. */
function refused(refusal: Refusal): ApplicationFailure {
  return ApplicationFailure.nonRetryable(refusal, refusal);
}

function refuseIf(refusal: Refusal | null): void {
  if (refusal) throw refused(refusal);
}
