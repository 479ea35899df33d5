import type { Database } from '../../db/connect.ts';
import { readRevisions, type ComparedVisit } from '../../db/visits/stores/comparisons.ts';
import { visitOf, workflowIdOf, type VisitKey } from '../../domain/visits/messages.ts';

/**
 * Finds visits that the engine alone knows. An older database may have lost a visit that had just begun, and the comparison
 * at its start cannot see it either: the engine's list is a moment behind. Such a visit stands in no row that a look asks about.
 */
export function createWithoutRow(db: Database) {
  let before = new Set<string>();

  return {
    /**
     * Those of the listed workflows that have no row, now and when they were listed before: each begins without one. `open`
     * are rows that were read after the list.
     */
    async among(running: ReadonlySet<string>, open: readonly ComparedVisit[]): Promise<VisitKey[]> {
      const inRows = new Set(open.map(({ visit }) => workflowIdOf(visit)));
      const others = [...running].filter((id) => !inRows.has(id)).map(visitOf);
      const rows = await readRevisions(
        db,
        others.map(({ visitId }) => visitId),
      );
      const rowless = others.filter(({ visitId }) => !rows.has(visitId));
      const again = rowless.filter(({ visitId }) => before.has(visitId));
      before = new Set(rowless.map(({ visitId }) => visitId));
      return again;
    },
  };
}
