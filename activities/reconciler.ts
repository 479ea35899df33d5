import type { Client } from '@temporalio/client';
import { closingsToTell, daysToClose } from '../db/offices/closings.ts';
import type { Database } from '../db/connect.ts';
import type { OfficeDay } from '../domain/supervision/day.ts';
import { workflowIdOf } from '../domain/visits/messages.ts';
import type { Log } from '../process/log.ts';
import { changeClosing } from '../workflows/messages.ts';
import type { dayWorkflow } from '../workflows/index.ts';

const answerWithinMs = 3_000;

/** A day that is not settled yet has its workflow; whether it lost it is asked this seldom, as there may be hundreds. */
const askAgainAfterMs = 5 * 60_000;

const dayWorkflowIdOf = ({ office, day }: OfficeDay): string => `day:${office}:${day}`;

/** How patient the end of a day is. */
export interface DayPace {
  readonly patienceMs: number;
  readonly visitsPollMs: number;
  readonly pollMs: number;
}

/**
 * Compares the database with the engine and mends the difference: running visits get a changed closing time, and
 * days that are over are closed. It holds no state but which days it has just asked for, so that a crash or an outage only delays
 * this to a later run.
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
    for (const { visit, closesAt, asked } of await closingsToTell(db)) {
      const handle = client.workflow.getHandle(workflowIdOf(visit));
      try {
        await client.withDeadline(Date.now() + answerWithinMs, () =>
          handle.executeUpdate(changeClosing, {
            // separates a change from its reversal and its repetition; two reconcilers send the same update
            updateId: `closing-${closesAt}-${asked}`,
            args: [{ closesAt }],
          }),
        );
      } catch (err) {
        log.warn({ err, visitId: visit.visitId }, 'closing time update of a visit failed');
      }
    }
  };

  const askedAt = new Map<string, number>();

  const closeDays = async (): Promise<void> => {
    const days = await daysToClose(db);
    const waiting = new Set(days.map(dayWorkflowIdOf));
    for (const id of askedAt.keys()) if (!waiting.has(id)) askedAt.delete(id);
    for (const { office, day } of days) {
      const workflowId = dayWorkflowIdOf({ office, day });
      if (performance.now() - (askedAt.get(workflowId) ?? -Infinity) < askAgainAfterMs) continue;
      await client.withDeadline(Date.now() + answerWithinMs, () =>
        client.workflow.start<typeof dayWorkflow>('dayWorkflow', {
          workflowId,
          taskQueue,
          args: [{ office, day, ...pace }],
          workflowTaskTimeout: '5s', // a worker that dies within a task holds it up for so long
          workflowIdConflictPolicy: 'USE_EXISTING',
          workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        }),
      );
      askedAt.set(workflowId, performance.now());
    }
  };

  return async () => {
    await tellClosings();
    await closeDays();
  };
}
