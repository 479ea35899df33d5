import { setTimeout as pause } from 'node:timers/promises';
import { queueImport, readLatestRun, type RunRow } from '../../../db/catalogue/import-runs.ts';
import type { Database } from '../../../db/connect.ts';
import { runFaultWords } from '../../../domain/catalogue/import-words.ts';

const lookEveryMs = 500;

/** A running Kunjung begins an import within a second or two, unless others come first. */
const begunWithinMs = 15_000;

/**
 * Asks for an import of an office from the WebAPI and tells how it goes; one that is under way already is told of. It is
 * the worker that imports: without a running Kunjung it begins once there is one.
 */
export async function followImport(db: Database, office: string): Promise<void> {
  if ((await queueImport(db, { office, askedBy: null })) === null)
    process.stdout.write('An import is under way already.\n');
  const askedAt = performance.now();
  let told = '';
  for (;;) {
    const run = await readLatestRun(db, office);
    if (!run || run.endedAt !== null) {
      if (run) tellEnd(run, office);
      return;
    }
    if (run.state === 'queued' && performance.now() - askedAt > begunWithinMs) {
      process.stdout.write('It waits for its turn, and begins once Kunjung runs.\n');
      return;
    }
    const now = lineOf(run);
    if (now !== told) process.stdout.write(`${now}\n`);
    told = now;
    await pause(lookEveryMs);
  }
}

function lineOf({ page, pages, state, fault }: RunRow): string {
  if (state === 'queued') return 'waiting for its turn';
  const met = fault === null || fault === 'interrupted' ? '' : `: ${runFaultWords[fault].en}`;
  return `page ${page} of ${pages ?? '?'}${met}`;
}

function tellEnd(
  { state, fault, added, changed, unchanged, refused, missing }: RunRow,
  office: string,
): void {
  const counts = `${added} added, ${changed} changed, ${unchanged} left, ${refused} refused`;
  const gone = missing > 0 ? `; ${missing} are not at the source any more, and stay` : '';
  process.stdout.write(`Office ${office}: ${counts}${gone}.\n`);
  if (state !== 'failed' || fault === null) return;
  process.stderr.write(`The import failed. ${runFaultWords[fault].en}\n`);
  process.exitCode = 1;
}
