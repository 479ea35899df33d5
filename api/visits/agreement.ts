import type { Database } from '../../db/connect.ts';
import { readClock } from '../../db/clock.ts';
import { isCompared, needsWorkflow } from '../../db/visits/stores/comparisons.ts';
import { readResumed, type ResumedInput } from '../../db/visits/stores/records.ts';
import type { VisitKey } from '../../domain/visits/messages.ts';
import { refusalOf, type MoveAttempt } from '../../domain/visits/moves.ts';
import { resumedFrom } from '../../domain/visits/record.ts';
import { ProblemError } from '../http/problem.ts';
import type { Engine, MoveTarget } from '../engine.ts';

/** Refusals that may come from a workflow that knows something else than the visit's row. */
const doubtful: ReadonlySet<string> = new Set(['revision-conflict', 'move-not-allowed', 'id-still-held']);

/**
 * Sends a move, and once more when the engine and the database did not agree on the visit: a workflow that is gone
 * is started again from the visit's row, one that knows something else is made to agree. `again` is true the second
 * time, when the engine must not take it for the first.
 */
export async function sendAgreed(
  { db, engine }: { db: Database; engine: Pick<Engine, 'reconcile'> },
  asked: { target: VisitKey; move: Omit<MoveAttempt, 'at'> },
  send: (target: MoveTarget, again: boolean) => Promise<void>,
): Promise<void> {
  try {
    await send(asked.target, false);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    if (error.problem === 'not-found') return send(await startAgain(db, asked.target), true);
    if (!doubtful.has(error.problem) || !(await isAllowedByRow(db, asked))) throw error;
    await send(await reconciled({ db, engine }, asked.target), true);
  }
}

/** The visit once its workflow agrees with its row; how it is started again when the workflow has gone meanwhile. */
async function reconciled(
  { db, engine }: { db: Database; engine: Pick<Engine, 'reconcile'> },
  target: VisitKey,
): Promise<MoveTarget> {
  try {
    await engine.reconcile(target);
    return target;
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem !== 'not-found') throw error;
    return startAgain(db, target);
  }
}

/** How the workflow of a visit is started again. Throws when the visit is over or unknown. */
async function startAgain(db: Database, { visitId }: VisitKey): Promise<ResumedInput> {
  const resumed = await readResumed(db, visitId);
  if (!resumed) throw new ProblemError('not-found');
  if (!(await needsWorkflow(db, visitId))) throw new ProblemError('move-not-allowed');
  // an older database knows less than the workflow that has ended
  if (!(await isCompared(db))) throw new ProblemError('engine-unavailable', {}, { cause: notCompared });
  return resumed;
}

const notCompared = new Error('the database was not compared with the engine since it was started');

/** True when the visit's row would let the move through that its workflow refused. */
async function isAllowedByRow(
  db: Database,
  { target, move }: { target: VisitKey; move: Omit<MoveAttempt, 'at'> },
): Promise<boolean> {
  const input = await readResumed(db, target.visitId);
  if (!input) return false;
  const { visitId: id, office, at, resumed } = input;
  return refusalOf(resumedFrom({ id, office, at }, resumed), { ...move, at: await readClock(db) }) === null;
}
