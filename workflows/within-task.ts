import { TemporalFailure, type LocalActivityOptions } from '@temporalio/workflow';

/** How an activity is tried within a workflow's task: for a moment, because the task holds a place of the worker meanwhile. */
export const withinTask = {
  startToCloseTimeout: '3s',
  retry: { initialInterval: '200ms', maximumAttempts: 2 },
} as const satisfies LocalActivityOptions;

/** An activity that is tried within the workflow's task and, when that fails, by the engine for as long as it takes. */
export function tryWithinTask<Given, Answer>(
  within: (given: Given) => Promise<Answer>,
  byEngine: (given: Given) => Promise<Answer>,
): (given: Given) => Promise<Answer> {
  return async (given) => {
    try {
      return await within(given);
    } catch (error) {
      if (!(error instanceof TemporalFailure)) throw error; // of a local activity it comes without an ActivityFailure around it
      return byEngine(given);
    }
  };
}
