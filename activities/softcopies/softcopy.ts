import { ApplicationFailure, Context } from '@temporalio/activity';
import type { Cipher } from '../../db/sealing/cipher.ts';
import type { Database } from '../../db/connect.ts';
import {
  beginSoftcopy,
  noteProgress,
  recordCopy,
  recordEnd,
  recordFailedTry,
  type CopyOrder,
} from '../../db/softcopies/carrying.ts';
import type { SoftcopyStore } from '../../pdf/store.ts';
import { stampCopy } from '../../pdf/work.ts';
import type { SoftcopyEvents } from '../events.ts';
import { withHeartbeat } from '../heartbeat.ts';

/** How often the row hears how far a copy is: a page looks every second. */
const progressEveryMs = 700;

/** The activity that makes copies and takes them away again. It runs on a task queue of its own. */
export function createSoftcopyActivities(deps: {
  db: Database;
  /** Null where no mail is sent. */
  cipher: Cipher | null;
  store: SoftcopyStore;
  events: SoftcopyEvents;
}) {
  const { db, store, events } = deps;

  /** Answers the pause before the next try, null when there is none, 0 when the copy is there. */
  const make = async (order: CopyOrder, signal: AbortSignal): Promise<number | null> => {
    const { id, mark } = order;
    const startedAt = performance.now();
    try {
      const { sha256, ...size } = await stampCopy(
        { original: store.originalOf(order.original), mark, workFolder: store.workFolder },
        {
          signal,
          onProgress: sparingly((percent) => noteProgress(db, id, percent)),
          take: (made) => store.putCopy(made, id),
        },
      );
      if (!(await recordCopy(deps, { id, sha256, bytes: size.bytes }))) await store.removeCopy(id);
      else events.copyMade(id, { seconds: (performance.now() - startedAt) / 1_000, ...size });
      return 0;
    } catch (err) {
      signal.throwIfAborted();
      const pauseMs = await recordFailedTry(db, order);
      events.copyFailed(id, { err, attempt: order.attempt, isOver: pauseMs === null });
      return pauseMs;
    }
  };

  return {
    /**
     * Does what is due for a request; answers how long nothing is, or null once it is over. The row decides, so that a
     * request whose workflow was lost goes on where it was.
     */
    async lookAtSoftcopy(requestId: string): Promise<number | null> {
      return withHeartbeat(async () => {
        const step = await beginSoftcopy(db, requestId);
        if (step.kind === 'wait') return step.pauseMs;
        if (step.kind === 'end') {
          await store.removeCopy(requestId);
          await recordEnd(db, requestId);
          return null;
        }
        const pauseMs = await make(step.order, Context.current().cancellationSignal);
        if (pauseMs !== null && pauseMs > 0)
          throw ApplicationFailure.create({ message: 'the copy was not made', nextRetryDelay: pauseMs });
        return pauseMs;
      });
    },
  };

  /** Hands on what is told now and then, one at a time; what is lost was only a percentage. */
  function sparingly(work: (percent: number) => Promise<void>): (percent: number) => void {
    let lastAt = -Infinity;
    return (percent) => {
      if (performance.now() - lastAt < progressEveryMs) return;
      lastAt = performance.now();
      work(percent).catch((err: unknown) => events.progressLost(err));
    };
  }
}

export type SoftcopyActivities = ReturnType<typeof createSoftcopyActivities>;
