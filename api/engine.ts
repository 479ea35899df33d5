import { setTimeout as pause } from 'node:timers/promises';
import {
  ApplicationFailure,
  Client,
  type Connection,
  NamespaceNotFoundError,
  ServiceError,
  WithStartWorkflowOperation,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  isGrpcServiceError,
} from '@temporalio/client';
import type { EngineCall, EngineResult } from '../domain/metrics.ts';
import { workflowIdOf, type CheckIn, type VisitInput, type VisitKey } from '../domain/visits/messages.ts';
import { isRefusal } from '../domain/visits/refusals.ts';
import type { Move } from '../domain/visits/visit.ts';
import type { Instant } from '../domain/time.ts';
import type { visitWorkflow } from '../workflows/index.ts';
import { checkIn as checkInUpdate, moveVisit, reconcileVisit, visitStart } from '../workflows/messages.ts';
import type { ResumedInput } from '../db/visits/stores/records.ts';
import { timeLeftMs } from '../process/deadline.ts';
import type { TellSearchAttributes } from '../process/search-attributes.ts';
import { isFailure, jittered, restAfter } from './engine-connection.ts';
import { ProblemError } from './http/problem.ts';

/** The deadline of one engine call; all calls of a request share the request's. */
const callMs = 3_000;

/** How long a check-in is valid once it is sent. Longer than a request may take. */
export const checkInGoodForMs = 5_000;

/** Delays of the tries after one that was refused as too late. */
const repeatAfterMs = [250, 750] as const;

/** A command for the engine. */
export interface EngineCommand {
  readonly id: string;
  /** Tries of this command that were refused as too late, in this request and earlier ones. */
  readonly attempt: number;
  /** Records such a try; returns the number of the next. */
  readonly nextAttempt: (attempt: number) => Promise<number>;
}

/** Whose move it is: a visit whose workflow runs, or how one is started that goes on from the visit's row. */
export type MoveTarget = VisitKey | ResumedInput;

/** The only place that calls Temporal, and the only one that knows its errors. */
export function createEngine(options: {
  connection: Connection;
  namespace: string;
  taskQueue: string;
  searchAttributes: TellSearchAttributes;
  /** Called with the result and the duration of each call. */
  called: (call: EngineCall, result: EngineResult, seconds: number) => void;
}) {
  const { connection, namespace, taskQueue, searchAttributes, called } = options;
  const client = new Client({ connection, namespace });

  /** One call with a deadline; its errors become problems. */
  const ask = async <T>(call: EngineCall, ms: number, attempt: () => Promise<T>): Promise<T> => {
    const askedAt = performance.now();
    const answered = (result: EngineResult): void =>
      called(call, result, (performance.now() - askedAt) / 1000);
    try {
      const answer = await client.withDeadline(Date.now() + ms, attempt);
      answered('answered');
      return answer;
    } catch (error) {
      const problem = toProblem(error);
      answered(problem.problem === 'engine-unavailable' ? 'unavailable' : 'refused');
      throw problem;
    }
  };

  /**
   * Runs a call, and again when it was refused as too late. Each try has its own update id, because Temporal
   * remembers a handler's refusal under that id; one command still takes one number and is recorded once. The
   * command stores how many tries were made, so that its repeat starts with a new id.
   */
  const inTime = async <T>(
    call: EngineCall,
    { id, attempt, nextAttempt }: EngineCommand,
    send: (updateId: string) => Promise<T>,
  ): Promise<T> => {
    let current = attempt;
    for (let tries = 0; ; tries += 1) {
      const updateId = current === 0 ? `${call}-${id}` : `${call}-${id}-${current}`;
      try {
        return await ask(call, callMs, () => send(updateId));
      } catch (error) {
        if (!(error instanceof ProblemError) || error.problem !== 'too-late') throw error;
        current = await nextAttempt(current);
        const wait = repeatAfterMs[tries];
        if (wait === undefined) throw new ProblemError('engine-unavailable', {}, { cause: tooLate });
        await pause(jittered(wait));
        if (timeLeftMs() === 0) throw new ProblemError('engine-unavailable', {}, { cause: tooLate });
      }
    }
  };

  const sendMove = async (target: MoveTarget, updateId: string, move: Move): Promise<void> => {
    const update = { updateId, args: [move] as [Move] };
    if (!('resumed' in target)) {
      await client.workflow.getHandle(workflowIdOf(target)).executeUpdate(moveVisit, update);
      return;
    }
    await client.workflow.executeUpdateWithStart(moveVisit, {
      ...update,
      startWorkflowOperation: new WithStartWorkflowOperation<typeof visitWorkflow>('visitWorkflow', {
        ...visitStart(target, { taskQueue, attributes: await searchAttributes() }),
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      }),
    });
  };

  return {
    /**
     * Starts the visit and takes its number. `now` is the database's time at the first try, `readNow` tells it for each
     * later one.
     */
    async checkIn(
      input: VisitInput,
      command: EngineCommand,
      { now, readNow }: { now: Instant; readNow: () => Promise<Instant> },
    ): Promise<void> {
      let first: Instant | null = now;
      await inTime('check-in', command, async (updateId) => {
        const validUntil = (first ?? (await readNow())) + checkInGoodForMs;
        first = null;
        const request: CheckIn = { commandId: command.id, validUntil };
        await client.workflow.executeUpdateWithStart(checkInUpdate, {
          updateId,
          args: [request],
          startWorkflowOperation: new WithStartWorkflowOperation<typeof visitWorkflow>('visitWorkflow', {
            ...visitStart(input, { taskQueue, attributes: await searchAttributes() }),
            workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
          }),
        });
      });
    },

    /** Makes a move. `makeMove` is called for each try, because a recall carries how long it is valid. */
    async move(target: MoveTarget, command: EngineCommand, makeMove: () => Promise<Move>): Promise<void> {
      await inTime('move', command, async (updateId) => sendMove(target, updateId, await makeMove()));
    },

    /** Makes a move without retries; throws `too-late` when it was refused as such. */
    async moveOnce(target: MoveTarget, updateId: string, move: Move): Promise<void> {
      await ask('move', callMs, () => sendMove(target, updateId, move));
    },

    /** Makes the visit's workflow agree with its row. */
    async reconcile(target: VisitKey): Promise<void> {
      const handle = client.workflow.getHandle(workflowIdOf(target));
      await ask('reconcile', callMs, () => handle.executeUpdate(reconcileVisit));
    },
  };
}

/** Logged when every try of a command was too late. */
const tooLate = new Error(
  'refused as too late at every try: the clocks of engine and database may be more than a minute apart',
);

export type Engine = ReturnType<typeof createEngine>;

function toProblem(error: unknown): ProblemError {
  if (error instanceof WorkflowUpdateFailedError) return toRefusal(error);
  if (error instanceof WorkflowNotFoundError) return new ProblemError('not-found'); // closed or unknown
  if (error instanceof WorkflowExecutionAlreadyStartedError) {
    return new ProblemError('internal-error', {}, { cause: error });
  }
  if (isOutage(error)) {
    const retryAfterSeconds = restAfter(error);
    return new ProblemError('engine-unavailable', retryAfterSeconds === null ? {} : { retryAfterSeconds }, {
      cause: error,
    });
  }
  if (error instanceof ProblemError) return error;
  throw error;
}

/** Whether the engine did not do its part. What it says in its own words reaches us without the client's `ServiceError`. */
function isOutage(error: unknown): boolean {
  return (
    error instanceof WorkflowUpdateRPCTimeoutOrCancelledError ||
    error instanceof ServiceError ||
    error instanceof NamespaceNotFoundError ||
    (isGrpcServiceError(error) && isFailure(error))
  );
}

function toRefusal(error: WorkflowUpdateFailedError): ProblemError {
  const { cause } = error;
  if (cause instanceof ApplicationFailure) {
    if (isRefusal(cause.type)) return new ProblemError(cause.type);
    if (cause.type === 'AcceptedUpdateCompletedWorkflow') return new ProblemError('move-not-allowed');
  }
  return new ProblemError('internal-error', {}, { cause: error });
}
