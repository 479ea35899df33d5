import type { Client } from '@temporalio/client';
import type { Database } from '../db/connect.ts';
import type * as workflows from '../workflows/index.ts';
import { lookAgain } from '../workflows/messages.ts';

/** Workflows that one look starts, so that stopping never waits for a long queue. */
const mostAtOnce = 50;

const answerWithinMs = 3_000;

/** Where rows are read, and where their workflows are started. */
export interface StarterGround {
  readonly db: Database;
  readonly client: Client;
  readonly taskQueue: string;
}

/** Rows that are carried by one workflow each, which knows the row's id alone. */
export interface CarriedRows<Row extends { readonly id: string }> {
  readonly workflow: {
    [Name in keyof typeof workflows]: (typeof workflows)[Name] extends (id: string) => Promise<void>
      ? Name
      : never;
  }[keyof typeof workflows];
  readonly workflowIdOf: (row: Row) => string;
  /** Whether a workflow that is there is told to look at its row again. */
  readonly wakes: boolean;
  /** The rows that no workflow has looked at in time, the longest waiting first. */
  readonly readDue: (db: Database, limit: number) => Promise<Row[]>;
  /** Notes that rows have a workflow now, so that the next look leaves alone for a while those that nobody woke since they were read. */
  readonly markCarried: (db: Database, rows: readonly Row[]) => Promise<void>;
}

/**
 * Looks for rows that are due and starts their workflows: those that were just written down, and those whose workflow was
 * lost with the engine or never started. One that is there is not started twice, whoever looks at the same time.
 */
export function createWorkflowStarter<Row extends { readonly id: string }>(
  { db, client, taskQueue }: StarterGround,
  { workflow, workflowIdOf, wakes, readDue, markCarried }: CarriedRows<Row>,
): () => Promise<void> {
  const start = (row: Row): Promise<unknown> => {
    const how = {
      workflowId: workflowIdOf(row),
      taskQueue,
      args: [row.id] as [string],
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    } as const;
    return wakes
      ? client.workflow.signalWithStart(workflow, { ...how, signal: lookAgain })
      : client.workflow.start(workflow, how);
  };

  return async () => {
    const carried: Row[] = [];
    try {
      for (const row of await readDue(db, mostAtOnce)) {
        await client.withDeadline(Date.now() + answerWithinMs, () => start(row));
        carried.push(row);
      }
    } finally {
      await markCarried(db, carried);
    }
  };
}
