import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Connection } from '@temporalio/client';
import { clocksToldApartMs } from '../../domain/visits/clocks.ts';
import { visitTaskQueue } from '../../domain/visits/messages.ts';
import type { Finding } from './finding.ts';

const lookForMs = 5_000;
const lookEveryMs = 20;

/** `TASK_QUEUE_KIND_STICKY`: such a queue has one partition, so that its poller is found. */
const sticky = 2;

/** A clock's lead over this host's, in milliseconds; negative when it is behind. */
export type Lead = number;

/**
 * The engine's lead. No answer of the engine carries its time, but it notes when somebody last polled a queue: so a queue
 * that nobody else knows is polled for a moment. Null when the engine does not tell it.
 */
export async function engineLead(
  connection: Connection,
  namespace: string,
  now: () => number = Date.now,
): Promise<Lead | null> {
  const { workflowService } = connection;
  const taskQueue = { name: `clock-${randomUUID()}`, kind: sticky, normalName: visitTaskQueue };
  const polling = new AbortController();
  const polledAfter = now();
  const giveUpAt = Date.now() + lookForMs;
  const poll = connection
    .withDeadline(giveUpAt, () =>
      connection.withAbortSignal(polling.signal, () =>
        workflowService.pollWorkflowTaskQueue({ namespace, taskQueue, identity: 'clock' }),
      ),
    )
    .catch(() => null); // cut short below
  try {
    while (Date.now() < giveUpAt) {
      const { pollers } = await connection.withDeadline(giveUpAt, () =>
        workflowService.describeTaskQueue({ namespace, taskQueue }),
      );
      const at = pollers[0]?.lastAccessTime;
      if (at) return Number(at.seconds) * 1_000 + (at.nanos ?? 0) / 1e6 - (polledAfter + now()) / 2;
      await pause(lookEveryMs);
    }
    return null;
  } catch {
    return null; // what the engine may not be asked is no fault of its clock
  } finally {
    polling.abort();
    await poll;
  }
}

/** What to tell of clocks that are apart: each pair of engine, database and host. */
export function clockFindings({ engine, database }: { engine: Lead | null; database: Lead }): Finding[] {
  const clocks = [
    ['this host', 0],
    ['the database', database],
    ...(engine === null ? [] : [['the engine', engine] as const]),
  ] as const;
  return clocks.flatMap(([name, lead], index) =>
    clocks.slice(index + 1).flatMap(([other, otherLead]) => {
      const apart = otherLead - lead;
      if (Math.abs(apart) <= clocksToldApartMs) return [];
      const seconds = Math.round(Math.abs(apart) / 1_000);
      const message = `The clock of ${other} is ${seconds} s ${apart > 0 ? 'ahead of' : 'behind'} that of ${name}. Set both by the same time server.`;
      return [{ message }];
    }),
  );
}
