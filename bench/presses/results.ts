import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Spread } from '../measuring/figures.ts';
import type { Machine } from '../measuring/machine.ts';
import type { Throughput } from './moves.ts';
import type { PressParts } from './parts.ts';
import { table } from '../measuring/table.ts';

/** The figures of a run that are told in `bench/RESULTS.md`. */
export interface PressResults {
  readonly at: string;
  readonly machine: Machine;
  readonly tapToNumberMs: Spread;
  readonly callToAnsweredMs: Spread;
  readonly callToPaintedMs: Spread;
  readonly partsOfPresses: Readonly<Record<string, PressParts>>;
  readonly movesPerSecond: readonly Throughput[];
  readonly ticketsAtOnce: Throughput;
}

/** Where the figures of the latest kept run stand. */
const file = fileURLToPath(new URL('../RESULTS.md', import.meta.url));

/** Writes the figures of a run for readers. */
export async function writeResults(results: PressResults): Promise<void> {
  await writeFile(file, toResults(results));
}

/** The figures of a run as a page. */
export function toResults(results: PressResults): string {
  const { at, machine, movesPerSecond, ticketsAtOnce } = results;
  const { cores, memoryGb, node, postgresql, temporal, loadBefore } = machine;
  const load = table(
    ['', 'clients', 'through the api', 'bare engine', 'ratio'],
    [
      ...movesPerSecond.map((each) => [`moves`, each] as const),
      ['tickets at once', ticketsAtOnce] as const,
    ].map(([what, { clients, apiPerSecond, enginePerSecond, share }]) => [
      what,
      clients,
      `${apiPerSecond}/s`,
      `${enginePerSecond}/s`,
      `${share} %`,
    ]),
  );
  return `# Results

Written by \`npm run bench\` from one run; what it measures stands in \`bench/\`. Figures of different machines, or of one under other
loads, say little beside each other: compare the ratios, which come from one run.

Measured ${at.slice(0, 10)} on ${cores} cores and ${memoryGb} GB of memory, which bench, browser, product and servers share; Node ${node},
PostgreSQL ${postgresql}, Temporal ${temporal} (dev server). Before the run ${loadBefore} programs wanted a core on average.

## From press to screen

${table(
  ['milliseconds', 'n', 'p50', 'p95', 'max'],
  (
    [
      ['ticket tapped, number answered', results.tapToNumberMs],
      ['call pressed, answered', results.callToAnsweredMs],
      ['call pressed, painted on the board', results.callToPaintedMs],
    ] as const
  ).map(([what, { n, p50, p95, max }]) => [what, n, p50, p95, max]),
)}

## Against the bare engine

The floor is the same update sent straight to the engine, with the same worker and the same recording in PostgreSQL: what is left is what
the api adds. Rounds of both alternate; the ratio is the median of the rounds' own.

${load}

## Where the time of a press goes

Presses one after the other, without screens; milliseconds on average, the parts add up to the whole. "Recording" is the activity's
transaction, "engine" the rest of the engine's answer: Temporal and the workflow's code. Statements of transactions count \`begin\` and
\`commit\`.

${table(
  ['', 'whole', 'line', 'api', "api's database", 'engine', 'recording', 'statements api', 'recording'],
  Object.entries(results.partsOfPresses).map(([press, parts]) => [
    press,
    parts.wholeMs,
    parts.lineMs,
    parts.apiMs,
    parts.apiDatabaseMs,
    parts.engineMs,
    parts.recordingMs,
    parts.apiStatements,
    parts.recordingStatements,
  ]),
)}

## What a press computes

Processor time of each part for one press with ${ticketsAtOnce.clients} clients, when the cores are the limit; milliseconds, medians of the rounds.

${table(
  ['', 'api', 'worker', 'engine', 'PostgreSQL', 'bench'],
  [
    ...movesPerSecond.slice(-1).map((each) => ['move', each] as const),
    ['ticket', ticketsAtOnce] as const,
  ].flatMap(([what, { processorMs }]) =>
    (['api', 'engine'] as const).map((way) => {
      const { api, worker, engine, database, bench } = processorMs[way];
      const how = way === 'api' ? 'through the api' : 'bare engine';
      return [`${what}, ${how}`, api, worker, engine, database, bench];
    }),
  ),
)}
`;
}
