import { ActivityFailure, condition, patched, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { EscalationActivities } from '../activities/supervision/escalation.ts';
import { mostTellings } from '../domain/supervision/escalation.ts';
import { outsideQueueOf } from '../domain/visits/messages.ts';

const minuteMs = 60_000;

/** How long the last notification, and a withdrawal, are retried. */
const lastTriesMs = 12 * 60 * minuteMs;

/** What the escalation of a visit depends on. */
interface Escalated {
  readonly visitId: string;
  /** 0 notifies once. */
  readonly repeatMinutes: number;
  /** How often was notified before this workflow began; while the breach stands the last is repeated, in case it was not sent. */
  readonly told: number;
  /** True when a withdrawal was not sent before this workflow began. */
  readonly takesBack: boolean;
  /** True while the SLA counts as breached. */
  readonly isBroken: () => boolean;
  /** True while it is breached and the visitor still waits to be served. */
  readonly waitsInVain: () => boolean;
}

/**
 * Notifies of a breach until the visitor is served or somebody acknowledges it, and withdraws it when the SLA was
 * met after all, or the office had closed before it. It runs outside the visit's mutex and timers, so an unreachable receiver blocks neither; whether
 * anything is sent is decided by the activity, which reads the database. The visit may end once nothing is in
 * progress (`isQuiet`).
 */
export function escalating(visit: Escalated): { readonly isQuiet: () => boolean } {
  let quiet = !visit.takesBack;
  const isOver =
    visit.takesBack || (visit.told > 0 && !visit.isBroken() && patched('told-of-another-breach'));
  let number = isOver ? visit.told : Math.max(0, visit.told - 1);
  /** True while people outside believe that the promise is broken. */
  let isBelieved = visit.told > 0 && !isOver;
  /** A breach that nobody waits with any more is still withdrawn when the office turns out to have closed before it. */
  const isRefuted = (): boolean => isBelieved && !visit.isBroken();

  /** True when another notification is due, also after one that reached nobody. */
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
      const nextAt = Date.now() + repeatMs; // however long the notification is retried
      const isLast = repeatMs === 0 || number === mostTellings;
      if (!(await tell(isLast ? lastTriesMs : repeatMs)) || isLast) return;
      await condition(() => !visit.waitsInVain(), Math.max(1, nextAt - Date.now()));
    }
  };

  const run = async (): Promise<void> => {
    if (visit.takesBack) await tell(lastTriesMs);
    quiet = true;
    for (;;) {
      await condition(() => visit.waitsInVain() || isRefuted());
      if (!visit.waitsInVain()) {
        quiet = false;
        isBelieved = false;
        if (patched('refuted-afterwards')) await tell(lastTriesMs);
        quiet = true;
        continue;
      }
      if (!patched('escalation')) return; // a visit breached in a version without notifications
      quiet = false;
      isBelieved = true;
      await tellUntilAnswered();
      await condition(() => !visit.waitsInVain());
      if (isRefuted()) {
        isBelieved = false;
        await tell(lastTriesMs);
      }
      quiet = true;
    }
  };

  void run();
  return { isQuiet: () => quiet && !isRefuted() };
}
