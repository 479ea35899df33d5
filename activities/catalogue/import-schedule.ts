import {
  ScheduleAlreadyRunning,
  ScheduleNotFoundError,
  ScheduleOverlapPolicy,
  type Client,
  type ScheduleOptions,
} from '@temporalio/client';
import { importScheduleOf } from '../../domain/catalogue/import-runs.ts';
import type * as workflows from '../../workflows/index.ts';

/** At night in the archipelago's middle, not on the minute at which others begin. */
const nightly = {
  calendars: [{ hour: 1, minute: 30, comment: 'every night' }],
  timezone: 'Asia/Makassar',
  jitter: '30m',
} as const satisfies ScheduleOptions['spec'];

/**
 * Sees to it that the engine has the schedule of imports, or has none where there is no source. Looked after again and
 * again, because the engine may lose everything it has.
 */
export function createImportSchedule(deps: {
  client: Client;
  taskQueue: string;
  isOn: boolean;
}): () => Promise<void> {
  const { client, taskQueue, isOn } = deps;
  const scheduleId = importScheduleOf(taskQueue);
  const wanted = {
    spec: nightly,
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '12h' },
    action: {
      type: 'startWorkflow',
      workflowType: 'collectionImportsWorkflow' satisfies keyof typeof workflows,
      workflowId: scheduleId,
      taskQueue,
    },
  } as const satisfies Omit<ScheduleOptions, 'scheduleId'>;
  let isCurrent = false;

  const set = async (): Promise<void> => {
    try {
      await client.schedule.create({ scheduleId, ...wanted });
    } catch (error) {
      if (!(error instanceof ScheduleAlreadyRunning)) throw error;
      // one of an earlier release may have another time; whether it is paused stays
      if (!isCurrent)
        await client.schedule.getHandle(scheduleId).update(({ state }) => ({ ...wanted, state }));
    }
    isCurrent = true;
  };
  const remove = async (): Promise<void> => {
    try {
      await client.schedule.getHandle(scheduleId).delete();
    } catch (error) {
      if (!(error instanceof ScheduleNotFoundError)) throw error;
    }
  };
  return () => client.withDeadline(Date.now() + 3_000, isOn ? set : remove);
}
