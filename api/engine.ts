import {
  ApplicationFailure,
  Client,
  Connection,
  ServiceError,
  WithStartWorkflowOperation,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  isRetryableError,
  makeGrpcRetryInterceptor,
} from '@temporalio/client';
import type { ConnectionOptions } from '@temporalio/client';
import { SearchAttributeType, defineSearchAttributeKey } from '@temporalio/common';
import type { EngineCall, EngineResult } from '../domain/metrics.ts';
import { workflowIdOf } from '../domain/visit/messages.ts';
import type { CheckIn, VisitInput, VisitKey } from '../domain/visit/messages.ts';
import { isRefusal } from '../domain/visit/refusals.ts';
import type { Instant, Move } from '../domain/visit/visit.ts';
import type { visitWorkflow } from '../workflows/index.ts';
import { checkIn as checkInUpdate, moveVisit } from '../workflows/messages.ts';
import { ProblemError } from './problem.ts';

/** One engine call waits this long, all calls of one request this long together. */
const callMs = 3_000;
const requestMs = 4_500;

/** How long a check-in stays good once it is sent. Longer than a request may take. */
export const checkInGoodForMs = 5_000;

const healthMs = 1_000;

const officeId = defineSearchAttributeKey('OfficeId', SearchAttributeType.KEYWORD);
const visitDay = defineSearchAttributeKey('VisitDay', SearchAttributeType.KEYWORD);

/** A connection that is made when first needed and gives up soon: the default sleeps past every deadline. */
export function connectEngine(options: ConnectionOptions): Connection {
  return Connection.lazy({
    ...options,
    channelArgs: { 'grpc.initial_reconnect_backoff_ms': 100, 'grpc.max_reconnect_backoff_ms': 1_000 },
    interceptors: [
      makeGrpcRetryInterceptor({
        delayFunction: () => 200 + Math.random() * 100,
        retryableDecider: (attempt, status) => attempt < 20 && isRetryableError(status),
      }),
    ],
  });
}

/** The only place that calls Temporal, and the only one that knows its errors. */
export function createEngine(options: {
  connection: Connection;
  namespace: string;
  taskQueue: string;
  /** Told how each call came out, and how long it took. */
  called: (call: EngineCall, result: EngineResult, seconds: number) => void;
}) {
  const { connection, namespace, taskQueue, called } = options;
  const client = new Client({ connection, namespace });

  /** One call under its deadline, its errors as problems. */
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
   * Runs a call, repeating it at once when it was refused for its age, until the request's time is over.
   * Each try has an update id of its own, because a handler's refusal is remembered under its id; whatever
   * ids they carry, one command takes one number and is recorded once.
   */
  const inTime = async <T>(
    call: EngineCall,
    updateId: string,
    attempt: (updateId: string) => Promise<T>,
  ): Promise<T> => {
    const giveUpAt = Date.now() + requestMs;
    for (let tries = 0; ; tries += 1) {
      const left = giveUpAt - Date.now();
      if (left <= 0) throw new ProblemError('engine-unavailable');
      try {
        const id = tries === 0 ? updateId : `${updateId}-${tries}`;
        return await ask(call, Math.min(callMs, left), () => attempt(id));
      } catch (error) {
        if (!(error instanceof ProblemError) || error.problem !== 'too-late') throw error;
      }
    }
  };

  return {
    /** Starts the visit and takes its number. `readNow` tells the database's time for each try. */
    async checkIn(input: VisitInput, commandId: string, readNow: () => Promise<Instant>): Promise<void> {
      await inTime('check-in', `checkin-${commandId}`, async (updateId) => {
        const request: CheckIn = { commandId, validUntil: (await readNow()) + checkInGoodForMs };
        await client.workflow.executeUpdateWithStart(checkInUpdate, {
          updateId,
          args: [request],
          startWorkflowOperation: new WithStartWorkflowOperation<typeof visitWorkflow>('visitWorkflow', {
            workflowId: workflowIdOf(input),
            taskQueue,
            args: [input],
            workflowIdConflictPolicy: 'USE_EXISTING',
            workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
            workflowTaskTimeout: '5s',
            typedSearchAttributes: [
              { key: officeId, value: input.office },
              { key: visitDay, value: input.day },
            ],
          }),
        });
      });
    },

    /** Makes a move. `makeMove` is asked at each try, since a recall carries how long it is good. */
    async move(target: VisitKey, commandId: string, makeMove: () => Promise<Move>): Promise<void> {
      await inTime('move', `move-${commandId}`, async (updateId) => {
        const handle = client.workflow.getHandle(workflowIdOf(target));
        await handle.executeUpdate(moveVisit, { updateId, args: [await makeMove()] });
      });
    },

    /** Makes a move once; refused for its age it throws `too-late` instead of asking again. */
    async moveOnce(target: VisitKey, updateId: string, move: Move): Promise<void> {
      const handle = client.workflow.getHandle(workflowIdOf(target));
      await ask('move', callMs, () => handle.executeUpdate(moveVisit, { updateId, args: [move] }));
    },

    /** True when the engine answers. */
    async isUp(): Promise<boolean> {
      try {
        await connection.withDeadline(Date.now() + healthMs, () => connection.healthService.check({}));
        return true;
      } catch {
        return false;
      }
    },
  };
}

export type Engine = ReturnType<typeof createEngine>;

function toProblem(error: unknown): ProblemError {
  if (error instanceof WorkflowUpdateFailedError) return toRefusal(error);
  if (error instanceof WorkflowNotFoundError) return new ProblemError('not-found'); // closed or unknown
  if (error instanceof WorkflowExecutionAlreadyStartedError) {
    return new ProblemError('internal-error', {}, { cause: error });
  }
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError || error instanceof ServiceError) {
    return new ProblemError('engine-unavailable', {}, { cause: error });
  }
  if (error instanceof ProblemError) return error;
  throw error;
}

function toRefusal(error: WorkflowUpdateFailedError): ProblemError {
  const { cause } = error;
  if (cause instanceof ApplicationFailure) {
    if (isRefusal(cause.type)) return new ProblemError(cause.type);
    if (cause.type === 'AcceptedUpdateCompletedWorkflow') return new ProblemError('move-not-allowed');
  }
  return new ProblemError('internal-error', {}, { cause: error });
}
