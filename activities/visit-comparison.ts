import {
  ServiceError,
  WorkflowNotFoundError,
  isGrpcServiceError,
  type Client,
  type WorkflowHandle,
} from '@temporalio/client';
import type { Database } from '../db/connect.ts';
import {
  needsWorkflow,
  readCompared,
  readRevisions,
  type ComparedVisit,
  type Incarnation,
} from '../db/visits/comparisons.ts';
import { readResumed } from '../db/visits/records.ts';
import { compareVisit } from '../db/visits/write-back.ts';
import { workflowIdOf, type KnownVisit, type VisitKey } from '../domain/visits/messages.ts';
import { revisionOf, type VisitFault } from '../domain/visits/record.ts';
import type { TellSearchAttributes } from '../process/search-attributes.ts';
import { knownVisit, reconcileVisit, visitStart } from '../workflows/messages.ts';
import type { visitWorkflow } from '../workflows/index.ts';

/** A visit whose row and workflow differ, and what the workflow knows, where it answered. */
export interface Difference {
  readonly visit: VisitKey;
  readonly fault: VisitFault;
  readonly known?: KnownVisit;
}

/** What a comparison found, and the ids of workflows that did not answer in time. */
interface Found {
  readonly differences: Difference[];
  readonly unasked: string[];
}

const answerWithinMs = 3_000;
/** Questions to the engine at one time. */
const atOnce = 8;
/** A visit that moved this recently may be ahead of a list of workflows, or of the workflow's own state. */
const settlesWithinMs = 2_000;
/** How far the clocks of engine and database may be apart when workflows are chosen by their end. */
const clocksApartMs = 120_000;

/** What compares visits with their workflows, and puts right what differs. Holds no state. */
export function createVisitComparison(deps: {
  db: Database;
  client: Client;
  taskQueue: string;
  searchAttributes: TellSearchAttributes;
}) {
  const { db, client, taskQueue, searchAttributes } = deps;

  const within = <T>(work: () => Promise<T>): Promise<T> =>
    client.withDeadline(Date.now() + answerWithinMs, work);

  const handleOf = (visit: VisitKey): WorkflowHandle<typeof visitWorkflow> =>
    client.workflow.getHandle<typeof visitWorkflow>(workflowIdOf(visit));

  const ask = (handle: WorkflowHandle): Promise<KnownVisit> => within(() => handle.query(knownVisit));

  /** The ids of workflows of visits that still run, or ended after this time. */
  const listed = async (endedAfter: number | null): Promise<Set<string>> => {
    const ended = endedAfter === null ? '' : ` OR CloseTime > "${new Date(endedAfter).toISOString()}"`;
    const query = `TaskQueue = "${taskQueue}" AND WorkflowType = "visitWorkflow" AND (ExecutionStatus = "Running"${ended})`;
    const found = new Set<string>();
    for await (const { workflowId } of client.workflow.list({ query })) found.add(workflowId);
    return found;
  };

  /** The difference of one visit that has a workflow; null when both agree. Throws when the engine is away. */
  const differenceOf = async ({ visit, revision }: ComparedVisit): Promise<Difference | null> => {
    let known: KnownVisit;
    try {
      known = await ask(handleOf(visit));
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return { visit, fault: 'missing' };
      if (cannotRun(error)) return { visit, fault: 'silent' };
      throw error;
    }
    const theirs = revisionOf(known.record);
    if (theirs === revision) return null;
    const now = (await readRevisions(db, [visit.visitId])).get(visit.visitId) ?? 0;
    if (theirs === now) return null; // it moved while it was asked
    return { visit, fault: theirs < now ? 'behind' : 'ahead', known };
  };

  const aheadOf = async (known: KnownVisit): Promise<Difference | null> => {
    const { visitId, office, day } = known.input;
    const revision = (await readRevisions(db, [visitId])).get(visitId) ?? 0;
    if (revisionOf(known.record) <= revision) return null;
    return { visit: { visitId, office, day }, fault: 'ahead', known };
  };

  return {
    /** Open visits without a running workflow. */
    async missing(open: readonly ComparedVisit[]): Promise<Difference[]> {
      if (open.length === 0) return [];
      const running = await listed(null);
      const suspects = open.filter(
        ({ visit, quietMs }) => quietMs > settlesWithinMs && !running.has(workflowIdOf(visit)),
      );
      const found = await each(suspects, async ({ visit }): Promise<Difference | null> => {
        const runs = await within(() => handleOf(visit).describe()).then(
          ({ status }) => status.name === 'RUNNING', // the list may lag behind
          (error: unknown) => {
            if (error instanceof WorkflowNotFoundError) return false;
            throw error;
          },
        );
        return runs ? null : { visit, fault: 'missing' };
      });
      return found.filter((difference) => difference !== null);
    },

    /** Those of the open visits whose workflow knows something else, or cannot run. */
    async differing(open: readonly ComparedVisit[]): Promise<Found> {
      const quiet = open.filter(({ quietMs }) => quietMs > settlesWithinMs);
      const unasked: string[] = [];
      const found = await each(quiet, async (compared) => {
        try {
          return await differenceOf(compared);
        } catch {
          unasked.push(workflowIdOf(compared.visit));
          return null;
        }
      });
      return { differences: found.filter((difference) => difference !== null), unasked };
    },

    /**
     * Visits of which the engine knows more than the database, which may be an older one than before; and the ids of
     * workflows that did not say. One that ended before the database's last change can know nothing new: each move
     * is recorded before it is answered.
     */
    async ahead({ lastAt }: Incarnation): Promise<Found> {
      const unasked: string[] = [];
      const workflows = [...(await listed((lastAt ?? 0) - clocksApartMs))];
      const found = await each(workflows, async (workflowId) => {
        try {
          return await aheadOf(await ask(client.workflow.getHandle(workflowId)));
        } catch {
          unasked.push(workflowId);
          return null;
        }
      });
      return { differences: found.filter((difference) => difference !== null), unasked };
    },

    /** The same of one visit. One that the engine has lost since is no longer ahead; others must not wait for it. */
    async aheadNow(visit: VisitKey): Promise<Difference | null> {
      try {
        return await aheadOf(await ask(handleOf(visit)));
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return null;
        if (cannotRun(error)) return { visit, fault: 'ahead' };
        throw error;
      }
    },

    /** Puts one visit right. A workflow that does not answer is ended and started again from the visit's row. */
    async mend({ visit, fault, known }: Difference): Promise<void> {
      if (fault === 'silent')
        await within(() => handleOf(visit).terminate('does not answer; goes on from its row'));
      if (fault === 'missing' || fault === 'silent') {
        const input = await readResumed(db, visit.visitId);
        if (!input || !(await needsWorkflow(db, visit.visitId))) return;
        const attributes = await searchAttributes();
        await within(() =>
          client.workflow.start<typeof visitWorkflow>('visitWorkflow', {
            ...visitStart(input, { taskQueue, attributes }),
            workflowIdReusePolicy: 'ALLOW_DUPLICATE',
          }),
        );
      } else if (fault === 'ahead' && known) {
        // not by the workflow itself: a move of it may wait for just this
        await compareVisit(db, known);
      } else await within(() => handleOf(visit).executeUpdate(reconcileVisit));
    },

    readOpen: () => readCompared(db),
  };
}

export type VisitComparison = ReturnType<typeof createVisitComparison>;

/** True when a workflow's code fails: it answers nothing until that is put right. */
function cannotRun(error: unknown): boolean {
  if (!(error instanceof ServiceError) || !isGrpcServiceError(error.cause)) return false;
  const { code, details }: { code: number; details: string } = error.cause;
  return code === failedPrecondition && !/no poller/i.test(details); // no worker is no fault of the workflow
}

/** The gRPC status of a query to a workflow whose task failed. */
const failedPrecondition = 9;

/** Runs `work` on each item, a few at one time, and answers in their order. */
export async function each<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const rest = items.entries();
  const one = async (): Promise<void> => {
    for (const [index, item] of rest) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return results;
}
