import {
  ServiceError,
  WorkflowNotFoundError,
  isGrpcServiceError,
  type Client,
  type WorkflowHandle,
} from '@temporalio/client';
import type { Database } from '../../db/connect.ts';
import {
  needsWorkflow,
  readCompared,
  readRevisions,
  type ComparedVisit,
  type Incarnation,
} from '../../db/visits/comparisons.ts';
import { readResumed } from '../../db/visits/records.ts';
import { compareVisit } from '../../db/visits/write-back.ts';
import { visitOf, workflowIdOf, type KnownVisit, type VisitKey } from '../../domain/visits/messages.ts';
import { revisionOf, type VisitFault } from '../../domain/visits/record.ts';
import type { TellSearchAttributes } from '../../process/search-attributes.ts';
import { knownVisit, reconcileVisit, visitStart } from '../../workflows/messages.ts';
import type { visitWorkflow } from '../../workflows/index.ts';

/** A visit whose row and workflow differ, and what the workflow knows, where it answered. */
export interface Difference {
  readonly visit: VisitKey;
  readonly fault: VisitFault;
  readonly known?: KnownVisit;
  /** The run that cannot go on; none that was started meanwhile is ended. */
  readonly runId?: string;
}

/** What a comparison found, and the visits whose workflow did not answer in time. */
interface Found {
  readonly differences: readonly Difference[];
  readonly unasked: readonly VisitKey[];
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
      if (cannotRun(error))
        return { visit, fault: 'silent', runId: (await within(() => handleOf(visit).describe())).runId };
      throw error;
    }
    const theirs = revisionOf(known.record);
    if (theirs === revision) return null;
    const now = (await readRevisions(db, [visit.visitId])).get(visit.visitId) ?? 0;
    if (theirs === now) return null; // it moved while it was asked
    return { visit, fault: theirs < now ? 'behind' : 'ahead', known };
  };

  /** What the engine knows more than the database; null when nothing, or when the engine has lost the visit. */
  const aheadOf = async ({ visit }: { visit: VisitKey }): Promise<Difference | null> => {
    try {
      const known = await ask(handleOf(visit));
      const revision = (await readRevisions(db, [visit.visitId])).get(visit.visitId) ?? 0;
      return revisionOf(known.record) > revision ? { visit, fault: 'ahead', known } : null;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return null;
      throw error;
    }
  };

  /** Whether a visit that the list of workflows lacks is missing indeed: the list may lag behind. */
  const missingOf = async ({ visit }: ComparedVisit): Promise<Difference | null> => {
    try {
      const { status } = await within(() => handleOf(visit).describe());
      return status.name === 'RUNNING' ? null : { visit, fault: 'missing' };
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return { visit, fault: 'missing' };
      throw error;
    }
  };

  return {
    /**
     * The open visits without a running workflow, and those of `asked` whose workflow knows something else or cannot
     * run.
     */
    async survey(open: readonly ComparedVisit[], asked = open): Promise<Found> {
      if (open.length === 0) return { differences: [], unasked: [] };
      const running = await listed(null);
      const isQuiet = ({ quietMs }: ComparedVisit): boolean => quietMs > settlesWithinMs;
      const runs = ({ visit }: ComparedVisit): boolean => running.has(workflowIdOf(visit));
      const missing = await gather(
        open.filter((compared) => isQuiet(compared) && !runs(compared)),
        missingOf,
      );
      const differing = await gather(
        asked.filter((compared) => isQuiet(compared) && runs(compared)),
        differenceOf,
      );
      return {
        differences: [...missing.differences, ...differing.differences],
        unasked: [...missing.unasked, ...differing.unasked],
      };
    },

    /**
     * Visits of which the engine knows more than the database, which may be an older one than before. A workflow that
     * ended before the database's last change can know nothing new: each move is recorded before it is answered.
     */
    async ahead({ lastAt }: Incarnation): Promise<Found> {
      const workflows = [...(await listed((lastAt ?? 0) - clocksApartMs))];
      return gather(
        workflows.map((workflowId) => ({ visit: visitOf(workflowId) })),
        aheadOf,
      );
    },

    /** Those of these visits that still are. */
    stillAhead: (visits: readonly VisitKey[]): Promise<Found> =>
      gather(
        visits.map((visit) => ({ visit })),
        aheadOf,
      ),

    /** Puts one visit right. A workflow that does not answer is ended and started again from the visit's row. */
    async mend({ visit, fault, known, runId }: Difference): Promise<void> {
      if (fault === 'silent') {
        const run = client.workflow.getHandle(workflowIdOf(visit), runId);
        await within(() => run.terminate('cannot run; goes on from its row'));
      }
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

/** Asks about each visit. One that does not answer is named apart, so that it holds up no other. */
async function gather<T extends { readonly visit: VisitKey }>(
  items: readonly T[],
  question: (item: T) => Promise<Difference | null>,
): Promise<Found> {
  const unasked: VisitKey[] = [];
  const found = await each(items, async (item) => {
    try {
      return await question(item);
    } catch {
      unasked.push(item.visit);
      return null;
    }
  });
  return { differences: found.filter((difference) => difference !== null), unasked };
}

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
