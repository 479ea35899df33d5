import {
  ServiceError,
  WorkflowNotFoundError,
  isGrpcServiceError,
  type Client,
  type WorkflowExecutionDescription,
  type WorkflowHandle,
} from '@temporalio/client';
import type { Database } from '../../db/connect.ts';
import {
  needsWorkflow,
  readRevisions,
  readStanding,
  type ComparedVisit,
  type Incarnation,
} from '../../db/visits/stores/comparisons.ts';
import { readResumed } from '../../db/visits/stores/records.ts';
import { compareVisit } from '../../db/visits/stores/write-back.ts';
import { visitOf, workflowIdOf, type KnownVisit, type VisitKey } from '../../domain/visits/messages.ts';
import { agree, revisionOf, standingOf, type VisitFault } from '../../domain/visits/record.ts';
import type { TellSearchAttributes } from '../../process/search-attributes.ts';
import { knownVisit, reconcileVisit, visitStart } from '../../workflows/messages.ts';
import type { visitWorkflow } from '../../workflows/index.ts';
import { createAgreements } from './agreements.ts';

/** A visit whose row and workflow differ, and what the workflow knows, where it answered. */
export interface Difference {
  readonly visit: VisitKey;
  readonly fault: VisitFault;
  readonly known?: KnownVisit;
  /** The run that cannot go on; none that was started meanwhile is ended. */
  readonly runId?: string;
}

/** What a comparison found, and the visits whose workflow did not answer in time. */
export interface Found {
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

/** What compares visits with their workflows, and puts right what differs. */
export function createVisitComparison(deps: {
  db: Database;
  client: Client;
  taskQueue: string;
  searchAttributes: TellSearchAttributes;
}) {
  const { db, client, taskQueue, searchAttributes } = deps;

  const agreements = createAgreements();

  const within = <T>(work: () => Promise<T>): Promise<T> =>
    client.withDeadline(Date.now() + answerWithinMs, work);

  const handleOf = (visit: VisitKey): WorkflowHandle<typeof visitWorkflow> =>
    client.workflow.getHandle<typeof visitWorkflow>(workflowIdOf(visit));

  const ask = (handle: WorkflowHandle): Promise<KnownVisit> => within(() => handle.query(knownVisit));

  /** Workflows of visits that still run, or ended after this time, in the engine's language. */
  const runningOr = (endedAfter: number | null): string => {
    const ended = endedAfter === null ? '' : ` OR CloseTime > "${new Date(endedAfter).toISOString()}"`;
    return `TaskQueue = "${taskQueue}" AND WorkflowType = "visitWorkflow" AND (ExecutionStatus = "Running"${ended})`;
  };

  /** Calls `meanwhile` with each that is found: with thousands of them it takes seconds. */
  const listed = async (query: string, meanwhile?: () => Promise<unknown>): Promise<Set<string>> => {
    const found = new Set<string>();
    for await (const { workflowId } of client.workflow.list({ query })) {
      found.add(workflowId);
      await meanwhile?.();
    }
    return found;
  };

  /** A visit whose workflow is gone; null when it has ended since its row was read, and needs none. */
  const missing = async (visit: VisitKey): Promise<Difference | null> =>
    (await needsWorkflow(db, visit.visitId)) ? { visit, fault: 'missing' } : null;

  /** The difference of one visit; null when row and workflow agree. Throws when the engine or the worker is away. */
  const differenceOf = async (row: ComparedVisit): Promise<Difference | null> => {
    const { visit, standing } = row;
    let execution: WorkflowExecutionDescription | undefined;
    let known: KnownVisit;
    try {
      execution = await within(() => handleOf(visit).describe());
      if (execution.status.name !== 'RUNNING') return missing(visit);
      if (agreements.isKnown(row, execution)) return null;
      known = await ask(handleOf(visit));
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return missing(visit);
      if (execution && cannotRun(error)) return { visit, fault: 'silent', runId: execution.runId };
      throw error;
    }
    const theirs = standingOf({ ...known, terms: known.input.terms });
    if (agree(theirs, standing)) {
      agreements.note(row, execution);
      return null;
    }
    const now = await readStanding(db, visit.visitId);
    if (now && agree(theirs, now)) return null; // it changed while it was asked
    return { visit, fault: theirs.revision > (now?.revision ?? 0) ? 'ahead' : 'behind', known };
  };

  /** Those of these visits of which the engine knows more than the database. One that it has lost is none of them. */
  const aheadOf = async (visits: readonly VisitKey[]): Promise<Found> => {
    const { found, unasked } = await gather(
      visits.map((visit) => ({ visit })),
      async ({ visit }) => {
        try {
          return { visit, known: await ask(handleOf(visit)) };
        } catch (error) {
          if (error instanceof WorkflowNotFoundError) return null;
          throw error;
        }
      },
    );
    const asked = found.map(({ visit }) => visit.visitId);
    const revisions = await readRevisions(db, asked); // after the answers: rows that moved meanwhile are no older
    const ahead = found.filter(
      ({ visit, known }) => revisionOf(known.record) > (revisions.get(visit.visitId) ?? 0),
    );
    return { differences: ahead.map(({ visit, known }) => ({ visit, known, fault: 'ahead' })), unasked };
  };

  /** Starts the visit's workflow from its row, if it has anything left to do. */
  const startAgain = async (visit: VisitKey): Promise<void> => {
    const input = await readResumed(db, visit.visitId);
    if (!input || !(await needsWorkflow(db, visit.visitId))) return;
    const attributes = await searchAttributes();
    await within(() =>
      client.workflow.start<typeof visitWorkflow>('visitWorkflow', {
        ...visitStart(input, { taskQueue, attributes }),
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      }),
    );
  };

  /** Has the visit's workflow go on from its row; a new one, when it has ended meanwhile. */
  const takeOver = async (visit: VisitKey): Promise<void> => {
    try {
      await within(() => handleOf(visit).executeUpdate(reconcileVisit));
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
      await startAgain(visit);
    }
  };

  return {
    /** The workflows of visits that run now, by their ids. With thousands of them this is the dearest question of all. */
    listRunning: (meanwhile?: () => Promise<unknown>) => listed(runningOr(null), meanwhile),

    /** How many run now. */
    countRunning: async () => (await within(() => client.workflow.count(runningOr(null)))).count,

    /** Those of these visits that have no running workflow, and those whose workflow knows something else or cannot run. */
    async survey(visits: readonly ComparedVisit[]): Promise<Found> {
      const { found, unasked } = await gather(visits, differenceOf);
      return { differences: found, unasked };
    },

    /**
     * Visits of which the engine knows more than the database, which may be an older one than before. A workflow that
     * ended before the database's last change can know nothing new: each move is recorded before it is answered.
     */
    async ahead({ lastAt }: Incarnation): Promise<Found> {
      const workflows = [...(await listed(runningOr((lastAt ?? 0) - clocksApartMs)))];
      return aheadOf(workflows.map(visitOf));
    },

    /** Those of these visits that still are. */
    stillAhead: aheadOf,

    /**
     * Puts one visit right. A workflow that does not answer is ended and started again from the visit's row; where row
     * and workflow part, the row stands.
     */
    async mend({ visit, fault, known, runId }: Difference): Promise<void> {
      if (fault === 'silent') {
        const run = client.workflow.getHandle(workflowIdOf(visit), runId);
        await within(() => run.terminate('cannot run; goes on from its row'));
      }
      if (fault === 'missing' || fault === 'silent') return startAgain(visit);
      // not by the workflow itself: a move of it may wait for just this
      const isWritten = known && fault === 'ahead' && (await compareVisit(db, known)).kind !== 'behind';
      if (!isWritten) await takeOver(visit);
    },
  };
}

export type VisitComparison = ReturnType<typeof createVisitComparison>;

/** Whether a visit has stood still long enough to be compared. */
export function hasSettled({ quietMs }: ComparedVisit): boolean {
  return quietMs > settlesWithinMs;
}

/** True when a workflow's code fails: it answers nothing until that is put right. */
function cannotRun(error: unknown): boolean {
  if (!(error instanceof ServiceError) || !isGrpcServiceError(error.cause)) return false;
  // the worker's connection tells what happened in the message, the api's also in the details
  const { code, message }: { code: number; message: string } = error.cause;
  return code === failedPrecondition && !/no poller/i.test(message); // no worker is no fault of the workflow
}

/** The gRPC status of a query to a workflow whose task failed. */
const failedPrecondition = 9;

/** Asks about each visit. One that does not answer is named apart, so that it holds up no other. */
async function gather<T extends { readonly visit: VisitKey }, R>(
  items: readonly T[],
  question: (item: T) => Promise<R | null>,
): Promise<{ readonly found: R[]; readonly unasked: readonly VisitKey[] }> {
  const unasked: VisitKey[] = [];
  const found = await each(items, async (item) => {
    try {
      return await question(item);
    } catch {
      unasked.push(item.visit);
      return null;
    }
  });
  return { found: found.filter((answer) => answer !== null), unasked };
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
