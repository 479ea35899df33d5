import { setTimeout as pause } from 'node:timers/promises';
import type { Lease } from '../../db/processes/lease.ts';

/** The job of asking the source, which one process has at a time: `db/processes/lease.ts`. */
export const sourceLease = { job: 'webapi', seconds: 30 } as const;

const askAgainMs = 1_000;

/** Does work while this process alone asks the source; waits until it may. `goOn` is false once another may. */
export async function inTurn<T>(
  lease: Lease,
  work: (goOn: () => Promise<boolean>) => Promise<T>,
): Promise<T> {
  while (!(await lease.take())) await pause(askAgainMs);
  try {
    return await work(() => lease.keep());
  } finally {
    await lease.release();
  }
}
