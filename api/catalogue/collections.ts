import { stringify } from 'csv-stringify/sync';
import { writeAudit } from '../../db/audit.ts';
import { askForImport, countCollection, removeSamples } from '../../db/catalogue/collections.ts';
import { readRefusedSources, readRuns, type RunRow } from '../../db/catalogue/import-runs.ts';
import { lockForImport } from '../../db/catalogue/indexing.ts';
import type { Bilingual } from '../../domain/language.ts';
import { toIso } from '../../domain/time.ts';
import {
  mostToldLines,
  type collectionsEndpoints,
  type ImportReport,
  type ImportRunView,
} from '../../wire/catalogue/collections.ts';
import type { ApiDeps } from '../deps.ts';
import type { Handlers } from '../http/handler.ts';
import { readCollection, type CollectionLine } from './collection-file.ts';
import { collect, importCollection, type LineReport } from './collection-import.ts';
import { collectionCsv, collectionRows } from './collection-rows.ts';

const shownRuns = 10;
const shownRefusals = 50;

/** A collection of an office is a fraction of it. */
const mostLines = 50_000;

const tooMany = {
  id: `Berkas ini lebih dari ${mostLines} baris. Bagi menjadi beberapa berkas; baris ini dan sesudahnya tidak dibaca.`,
  en: `This file has more than ${mostLines} lines. Split it; this line and those after it were not read.`,
} as const satisfies Bilingual;

/** So many lines of a file, and then why there are no more. */
async function* atMost(lines: AsyncIterable<CollectionLine>, most: number): AsyncGenerator<CollectionLine> {
  let count = 0;
  for await (const one of lines) {
    count += 1;
    if (count <= most) yield one;
    else {
      yield { line: one.line, faults: [tooMany] };
      return;
    }
  }
}

function toReport(report: readonly LineReport[], applied: boolean): ImportReport {
  const of = (outcome: LineReport['outcome']) => report.filter((line) => line.outcome === outcome);
  const refused = of('refused');
  const others = report.filter(
    ({ outcome, messages }) => outcome !== 'refused' && (outcome !== 'unchanged' || messages.length > 0),
  );
  return {
    applied,
    added: of('added').length,
    changed: of('changed').length,
    unchanged: of('unchanged').length,
    refused: refused.length,
    lines: [...refused, ...others]
      .slice(0, mostToldLines)
      .map(({ line, outcome, title, messages }) => ({ line, outcome, title, messages: [...messages] })),
  };
}

/** What admins do with an office's collection as a whole. */
export const collectionsHandlers: Handlers<typeof collectionsEndpoints> = {
  async importFile({ params: { office }, query, upload, staff, refuse }, { importDb }) {
    const dryRun = query.apply === 'false';
    const file = await collect(atMost(readCollection(upload), mostLines));
    return importDb.transaction().execute(async (trx) => {
      if (!dryRun && !(await lockForImport(trx))) throw refuse('collection-busy');
      const report = toReport(await importCollection(trx, { office, file, dryRun }), !dryRun);
      if (!dryRun) {
        const { lines: _lines, applied: _applied, ...counts } = report;
        const by = { kind: 'staff', id: staff.id } as const;
        await writeAudit(trx, { by, office, action: 'collection-imported', detail: counts });
      }
      return report;
    });
  },

  async exportFile({ params: { office } }, { db }) {
    const rows: object[] = [];
    for await (const row of collectionRows(db, office)) rows.push(row);
    return { name: `koleksi-${office}.csv`, type: 'text/csv', text: stringify(rows, collectionCsv) };
  },

  state: ({ params: { office } }, deps) => stateOf(deps, office),

  async importNow({ params: { office }, staff, command, refuse }, deps) {
    if (deps.importDomainOf(office) === null) throw refuse('import-off');
    await deps.commands.once(command, async (trx, { id: commandId }) => {
      const by = { staffId: staff.id, commandId };
      if (!(await askForImport(trx, { office, by }))) throw refuse('import-running');
    });
    return stateOf(deps, office);
  },

  async removeSamples({ params: { office }, staff, command }, deps) {
    await deps.commands.once(command, (trx, { id: commandId }) =>
      removeSamples(trx, { office, by: { staffId: staff.id, commandId } }),
    );
    return stateOf(deps, office);
  },
};

async function stateOf({ db, importDomainOf, publicUrl }: ApiDeps, office: string) {
  const [counts, runs, refused] = await Promise.all([
    countCollection(db, office),
    readRuns(db, office, shownRuns),
    readRefusedSources(db, office, shownRefusals),
  ]);
  return {
    ...counts,
    publicUrl,
    webapi: {
      domain: importDomainOf(office),
      runs: runs.map(toRunView),
      refused,
    },
  };
}

function toRunView({ createdAt, startedAt, endedAt, ...run }: RunRow): ImportRunView {
  return { ...run, createdAt: toIso(createdAt), startedAt: toIso(startedAt), endedAt: toIso(endedAt) };
}
