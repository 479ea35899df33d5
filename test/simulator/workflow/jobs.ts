import { defaultPayloadConverter } from '@temporalio/common';
import { msToTs } from '@temporalio/common/lib/time.js';
import type { Workflow } from '@temporalio/worker/lib/workflow/interface.js';
import type { Instant } from '../../../domain/time.ts';

export type Activation = Parameters<Workflow['activate']>[0];
/** Something that happened to a run, as its worker tells the workflow. */
export type Job = NonNullable<Activation['jobs']>[number];

const payload = (value: unknown) => defaultPayloadConverter.toPayload(value);

export const started = (input: object): Job => ({ initializeWorkflow: { arguments: [payload(input)] } });

export const timerFired = (seq: number): Job => ({ fireTimer: { seq } });

export const activityAnswered = (
  { seq, isLocal }: { readonly seq: number; readonly isLocal: boolean },
  value: unknown,
): Job => ({
  resolveActivity: { seq, isLocal, result: { completed: { result: payload(value) } } },
});

/** An activity that was tried for as long as it may be. */
export const activityGivenUp = (seq: number, type: string): Job => ({
  resolveActivity: {
    seq,
    result: {
      failed: {
        failure: {
          message: 'activity timed out',
          activityFailureInfo: { activityType: { name: type }, activityId: String(seq) },
          cause: { message: 'timed out', timeoutFailureInfo: {} },
        },
      },
    },
  },
});

/** An update under its id, which is also how the answer names it. */
export const updated = (id: string, name: string, args: readonly unknown[]): Job => ({
  doUpdate: { id, protocolInstanceId: id, name, input: args.map(payload), runValidator: true },
});

export const patchKnown = (patchId: string): Job => ({ notifyHasPatch: { patchId } });

/** The job as the history tells it again: what was accepted is not asked twice. */
export const again = (job: Job): Job =>
  job.doUpdate ? { doUpdate: { ...job.doUpdate, runValidator: false } } : job;

/** The order in which a worker hands jobs over, whatever the order in which they came. */
export function inOrder(jobs: readonly Job[]): Job[] {
  const placeOf = (job: Job): number => (job.initializeWorkflow ? 0 : job.doUpdate ? 1 : 2);
  return jobs.toSorted((one, other) => placeOf(one) - placeOf(other));
}

/** Jobs at a time, for a workflow that knows these flags of the SDK. */
export function activationOf(task: {
  readonly at: Instant;
  readonly jobs: readonly Job[];
  readonly isReplaying: boolean;
  readonly flags: readonly number[];
}): Activation {
  const { at, jobs, isReplaying, flags } = task;
  return { timestamp: msToTs(at), jobs: [...jobs], isReplaying, availableInternalFlags: [...flags] };
}

/** A query; these never come together with anything else. */
export function queryOf(name: string): Activation {
  const queryWorkflow = { queryId: 'query', queryType: name, arguments: [] };
  // not made anew by the SDK, as other jobs are, so it has to say which one it is
  return { jobs: [{ variant: 'queryWorkflow', queryWorkflow }] };
}
