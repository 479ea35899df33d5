import { endImportsSwitchedOff, markImportsCarried, readDueImports } from '../../db/catalogue/import-runs.ts';
import { importWorkflowIdOf } from '../../domain/catalogue/import-runs.ts';
import { createWorkflowStarter, type StarterGround } from '../workflow-starter.ts';

/** Imports in the engine at one time. They take turns page by page, and the other offices wait in the database. */
const mostOpen = 20;

/** Starts the workflows of imports that were asked for. Without a source (`isOn`), imports end at once. */
export function createImportStarter({
  isOn,
  ...ground
}: StarterGround & { isOn: boolean }): () => Promise<void> {
  if (!isOn) return () => endImportsSwitchedOff(ground.db);
  return createWorkflowStarter(ground, {
    workflow: 'collectionImportWorkflow',
    workflowIdOf: ({ id }) => importWorkflowIdOf(id),
    wakes: false,
    readDue: (db) => readDueImports(db, mostOpen),
    markCarried: markImportsCarried,
  });
}
