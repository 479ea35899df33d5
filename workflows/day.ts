import {
  continueAsNew,
  patched,
  proxyActivities,
  proxyLocalActivities,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import type { DayActivities } from '../activities/supervision/day.ts';
import type { DayInput } from '../domain/supervision/day.ts';
import { tryWithinTask, withinTask } from './within-task.ts';

const { surveyDay, reportDay, settleDay } = proxyActivities<DayActivities>({
  startToCloseTimeout: '10s',
  heartbeatTimeout: '3s',
  retry: { initialInterval: '200ms', maximumInterval: '30s' },
});
/** Half the work for the engine when many offices close at once. */
const surveyWithinTask = tryWithinTask(
  proxyLocalActivities<Pick<DayActivities, 'surveyDay'>>(withinTask).surveyDay,
  surveyDay,
);

/**
 * The end of one office's day, started once the office has closed, however long after. Visits close
 * themselves; this waits for them, reports those that did not, and writes the figures once nothing can
 * change them any more: after the last card, the last undo and the office's midnight. Safe to run twice.
 */
export async function dayWorkflow(input: DayInput): Promise<void> {
  const { office, day, patienceMs, pollMs, visitsPollMs = pollMs } = input;
  const isOneLook = patched('survey-reports');
  const survey = isOneLook ? surveyWithinTask : surveyDay;
  const giveUpAt = Date.now() + patienceMs;
  let state = await survey({ office, day });
  while (state.unfinished > 0 && Date.now() < giveUpAt) {
    await sleep(visitsPollMs);
    state = await survey({ office, day });
  }
  const isOver = isOneLook ? state.isOver : undefined; // an older day's survey may have been made by a newer worker
  if (isOver === undefined) await reportDay({ office, day });
  let settled = isOver !== false && (await settleDay({ office, day }));
  while (!settled) {
    if (workflowInfo().continueAsNewSuggested) return continueAsNew<typeof dayWorkflow>(input);
    await sleep(pollMs);
    settled = await settleDay({ office, day });
  }
}
