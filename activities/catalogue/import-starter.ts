import type { Client } from '@temporalio/client';
import { endImportsSwitchedOff, markImportsCarried, readDueImports } from '../../db/catalogue/import-runs.ts';
import type { Database } from '../../db/connect.ts';
import { importWorkflowIdOf } from '../../domain/catalogue/import-runs.ts';
import { createWorkflowStarter } from '../workflow-starter.ts';

/** Imports in the engine at one time. They take turns page by page, and the other offices wait in the database. */
const mostOpen = 20;

/** Starts the workflows of imports that were asked for. Without a source (`isOn`), imports end at once. */
export function createImportStarter(deps: {
  db: Database;
  client: Client;
  taskQueue: string;
  isOn: boolean;
}): () => Promise<void> {
  const { db, isOn } = deps;
  if (!isOn) return () => endImportsSwitchedOff(db);
  return createWorkflowStarter(deps, {
    workflow: 'collectionImportWorkflow',
    workflowIdOf: ({ id }: { readonly id: string }) => importWorkflowIdOf(id),
    wakes: false,
    readDue: () => readDueImports(db, mostOpen),
    markCarried: (rows) => markImportsCarried(db, rows),
  });
}
