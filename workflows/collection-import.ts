import { continueAsNew, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { ImportActivities } from '../activities/catalogue/collection-import.ts';
import { importQueueOf, type ImportPlace } from '../domain/catalogue/import-runs.ts';

const retry = { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' } as const;

/**
 * One import of an office's collection, page by page. Only the id of its row is known here, and where it stands. The pauses
 * the source asks for come from the activity; those above are for a worker or a database that fails. Safe to run twice.
 */
export async function collectionImportWorkflow(run: string, from?: ImportPlace): Promise<void> {
  const { openImport, importPage } = proxyActivities<ImportActivities>({
    taskQueue: importQueueOf(workflowInfo().taskQueue),
    startToCloseTimeout: '15m',
    heartbeatTimeout: '5s',
    retry,
  });
  let place = from ?? (await openImport(run));
  while (place !== null) {
    if (workflowInfo().continueAsNewSuggested) {
      return continueAsNew<typeof collectionImportWorkflow>(run, place);
    }
    place = await importPage({ run, place });
  }
}

/** Asks for an import of every office, at the times of the schedule. */
export async function collectionImportsWorkflow(): Promise<void> {
  const { queueImports } = proxyActivities<ImportActivities>({
    taskQueue: importQueueOf(workflowInfo().taskQueue),
    startToCloseTimeout: '5m',
    heartbeatTimeout: '10s',
    scheduleToCloseTimeout: '6h',
    retry,
  });
  await queueImports();
}
