import type { Client } from '@temporalio/client';
import { closingsToTell, daysToClose } from '../db/offices/closings.ts';
import type { Database } from '../db/connect.ts';
import { workflowIdOf } from '../domain/visits/messages.ts';
import type { Log } from '../process/log.ts';
import { changeClosing } from '../workflows/messages.ts';
import type { dayWorkflow } from '../workflows/index.ts';

const answerWithinMs = 3_000;

/** How patient the end of a day is. */
export interface DayPace {
  readonly patienceMs: number;
  readonly pollMs: number;
}

/**
 * Compares what the database says with what the engine does, and mends the difference: running visits
 * learn that their office closes at another time, and days that are over are closed. It holds no state, so
 * that a crash between a change and its telling, or an outage over closing time, costs one more look.
 */
export function createReconciler(deps: {
  db: Database;
  client: Client;
  taskQueue: string;
  pace: DayPace;
  log: Log;
}): () => Promise<void> {
  const { db, client, taskQueue, pace, log } = deps;

  const tellClosings = async (): Promise<void> => {
    for (const { visit, closesAt, officeRevision } of await closingsToTell(db)) {
      const handle = client.workflow.getHandle(workflowIdOf(visit));
      try {
        await client.withDeadline(Date.now() + answerWithinMs, () =>
          handle.executeUpdate(changeClosing, {
            // the revision tells a change from its taking back; two keepers ask as one
            updateId: `closing-${closesAt}-${officeRevision}`,
            args: [{ closesAt }],
          }),
        );
      } catch (err) {
        log.warn({ err, visitId: visit.visitId }, 'closing time update of a visit failed');
      }
    }
  };

  const closeDays = async (): Promise<void> => {
    for (const { office, day } of await daysToClose(db)) {
      await client.withDeadline(Date.now() + answerWithinMs, () =>
        client.workflow.start<typeof dayWorkflow>('dayWorkflow', {
          workflowId: `day:${office}:${day}`,
          taskQueue,
          args: [{ office, day, ...pace }],
          workflowIdConflictPolicy: 'USE_EXISTING',
          workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        }),
      );
    }
  };

  return async () => {
    await tellClosings();
    await closeDays();
  };
}
