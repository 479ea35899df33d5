import { defaultPayloadConverter } from '@temporalio/common';
import { optionalTsToMs, tsToMs } from '@temporalio/common/lib/time.js';
import type { Workflow } from '@temporalio/worker/lib/workflow/interface.js';
import { BrokenInvariant } from '../broken.ts';

/** What a workflow answers to an activation, in the words of the SDK. */
type Completion = Awaited<ReturnType<Workflow['activate']>>;
type SdkCommand = NonNullable<NonNullable<Completion['successful']>['commands']>[number];
type SdkPayload = NonNullable<NonNullable<SdkCommand['respondToQuery']>['succeeded']>['response'];
type SdkFailure = NonNullable<NonNullable<SdkCommand['failWorkflowExecution']>['failure']>;

/** How an update ended: the workflow's value, or the type of the failure it threw. */
export type UpdateAnswer =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'refused'; readonly type: string };

/** What a workflow asks of the engine. */
export type Command =
  | {
      readonly kind: 'activity';
      readonly seq: number;
      readonly type: string;
      readonly args: readonly unknown[];
      /** For how long it is tried; null for ever. */
      readonly forMs: number | null;
      /** Carried out within the workflow task. */
      readonly isLocal: boolean;
    }
  | { readonly kind: 'timer'; readonly seq: number; readonly ms: number }
  | { readonly kind: 'cancel-timer'; readonly seq: number }
  | { readonly kind: 'accept'; readonly update: string }
  | { readonly kind: 'answer'; readonly update: string; readonly answer: UpdateAnswer }
  | { readonly kind: 'patch'; readonly id: string }
  | { readonly kind: 'mark' }
  | { readonly kind: 'end'; readonly failure: string | null };

/** The commands of a completion. Throws when the workflow's code failed: a worker would try that task for ever. */
export function commandsOf({ successful, failed }: Completion): Command[] {
  if (failed) throw new BrokenInvariant(`the workflow's code failed: ${textOf(failed.failure)}`);
  return (successful?.commands ?? []).map(toCommand);
}

/** What a query was answered. */
export function queryAnswerOf({ successful }: Completion): unknown {
  const answer = successful?.commands?.[0]?.respondToQuery;
  if (!answer?.succeeded) throw new BrokenInvariant(`a query failed: ${textOf(answer?.failed)}`);
  return valueOf(answer.succeeded.response);
}

function toCommand(command: SdkCommand): Command {
  const { startTimer, cancelTimer, updateResponse, setPatchMarker } = command;
  const scheduleActivity = command.scheduleActivity ?? command.scheduleLocalActivity;
  if (scheduleActivity) {
    return {
      kind: 'activity',
      seq: scheduleActivity.seq ?? 0,
      type: scheduleActivity.activityType ?? '',
      args: (scheduleActivity.arguments ?? []).map(valueOf),
      forMs: optionalTsToMs(scheduleActivity.scheduleToCloseTimeout) ?? null,
      isLocal: Boolean(command.scheduleLocalActivity),
    };
  }
  if (startTimer) {
    return { kind: 'timer', seq: startTimer.seq ?? 0, ms: tsToMs(startTimer.startToFireTimeout) };
  }
  if (cancelTimer) return { kind: 'cancel-timer', seq: cancelTimer.seq ?? 0 };
  if (updateResponse) return toResponse(updateResponse);
  if (setPatchMarker) return { kind: 'patch', id: setPatchMarker.patchId ?? '' };
  if (command.upsertWorkflowSearchAttributes) return { kind: 'mark' };
  if (command.completeWorkflowExecution) return { kind: 'end', failure: null };
  if (command.failWorkflowExecution) {
    return { kind: 'end', failure: typeOf(command.failWorkflowExecution.failure) };
  }
  throw new BrokenInvariant(`a command that a visit never gives: ${Object.keys(command).join()}`);
}

function toResponse(response: NonNullable<SdkCommand['updateResponse']>): Command {
  const update = response.protocolInstanceId ?? '';
  if (response.accepted) return { kind: 'accept', update };
  const answer: UpdateAnswer = response.rejected
    ? { kind: 'refused', type: typeOf(response.rejected) }
    : { kind: 'value', value: valueOf(response.completed) };
  return { kind: 'answer', update, answer };
}

function valueOf(payload: SdkPayload): unknown {
  return payload ? defaultPayloadConverter.fromPayload(payload) : undefined;
}

function typeOf(failure: SdkFailure | null | undefined): string {
  return failure?.applicationFailureInfo?.type ?? textOf(failure);
}

function textOf(failure: SdkFailure | null | undefined): string {
  return [failure?.message, failure?.stackTrace].join('\n');
}
