import { continueAsNew, proxyActivities, sleep, workflowInfo } from '@temporalio/workflow';
import type { DayActivities } from '../activities/supervision/day.ts';
import type { DayInput } from '../domain/supervision/day.ts';

const { surveyDay, reportDay, settleDay } = proxyActivities<DayActivities>({
  startToCloseTimeout: '10s',
  heartbeatTimeout: '3s',
  retry: { initialInterval: '200ms', maximumInterval: '30s' },
});

/**
 * The end of one office's day, started once the office has closed, however long after. Visits close
 * themselves; this waits for them, reports those that did not, and writes the figures once nothing can
 * change them any more: after the last card, the last undo and the office's midnight. Safe to run twice.
 */
export async function dayWorkflow(input: DayInput): Promise<void> {
  const { office, day, patienceMs, pollMs } = input;
  const giveUpAt = Date.now() + patienceMs;
  while ((await surveyDay({ office, day })).unfinished > 0 && Date.now() < giveUpAt) await sleep(pollMs);
  await reportDay({ office, day });
  while (!(await settleDay({ office, day }))) {
    if (workflowInfo().continueAsNewSuggested) return continueAsNew<typeof dayWorkflow>(input);
    await sleep(pollMs);
  }
}
