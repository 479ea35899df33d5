import { ActivityFailure, condition, patched, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { EscalationActivities } from '../activities/escalation.ts';
import { mostTellings } from '../domain/supervision/escalation.ts';
import { outsideQueueOf } from '../domain/visits/messages.ts';

const minuteMs = 60_000;

/** How long the last telling, and a withdrawal, are tried. */
const lastTriesMs = 12 * 60 * minuteMs;

/** What the escalation of a visit hangs on. */
interface Escalated {
  readonly visitId: string;
  /** 0 tells once. */
  readonly repeatMinutes: number;
  /** True while the promise counts as broken. */
  readonly isBroken: () => boolean;
  /** True while, besides, the visitor still waits to be served. */
  readonly waitsInVain: () => boolean;
}

/**
 * Tells people of a broken promise until the visitor is served or somebody answers for it, and takes it back
 * when the promise was kept after all. It runs beside the visit's own mutex and timers, so a receiver that is
 * away holds up neither; whether anybody is told is decided by the activity, which asks the database.
 * The visit may end once nothing is under way (`isQuiet`).
 */
export function escalating(visit: Escalated): { readonly isQuiet: () => boolean } {
  let quiet = true;
  let number = 0;

  /** True when people are to be told again; so it is when nobody could be reached. */
  const tell = async (forMs: number): Promise<boolean> => {
    const { tellEscalation } = proxyActivities<EscalationActivities>({
      taskQueue: outsideQueueOf(workflowInfo().taskQueue),
      startToCloseTimeout: '20s',
      heartbeatTimeout: '5s',
      scheduleToCloseTimeout: forMs,
      retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' },
    });
    try {
      return await tellEscalation({ visitId: visit.visitId, number });
    } catch (error) {
      if (!(error instanceof ActivityFailure)) throw error;
      return true;
    }
  };

  const tellUntilAnswered = async (): Promise<void> => {
    const repeatMs = visit.repeatMinutes * minuteMs;
    while (visit.waitsInVain() && number < mostTellings) {
      number += 1;
      const nextAt = Date.now() + repeatMs; // however long the telling is tried
      const isLast = repeatMs === 0 || number === mostTellings;
      if (!(await tell(isLast ? lastTriesMs : repeatMs)) || isLast) return;
      await condition(() => !visit.waitsInVain(), Math.max(1, nextAt - Date.now()));
    }
  };

  const run = async (): Promise<void> => {
    for (;;) {
      await condition(visit.waitsInVain);
      if (!patched('escalation')) return; // a visit that broke its promise before anybody was told
      quiet = false;
      await tellUntilAnswered();
      await condition(() => !visit.waitsInVain());
      if (!visit.isBroken()) await tell(lastTriesMs);
      quiet = true;
    }
  };

  void run();
  return { isQuiet: () => quiet };
}
