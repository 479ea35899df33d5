import { Client, Connection } from '@temporalio/client';
import {
  createVisitComparison,
  each,
  hasSettled,
  type Difference,
} from '../../activities/visits/visit-comparison.ts';
import { configOrExit, engineOptionsOf } from '../../config.ts';
import { readCompared, readIncarnation } from '../../db/visits/stores/comparisons.ts';
import { revisionOf, type VisitFault } from '../../domain/visits/record.ts';
import { visitTaskQueue, workflowIdOf } from '../../domain/visits/messages.ts';
import { createLog } from '../../process/log.ts';
import { watchSearchAttributes } from '../../process/search-attributes.ts';
import { runningTemporal } from '../embedded/temporal.ts';
import { RefusedError } from './refused.ts';
import { openToolDatabase } from './tool-database.ts';
import { tellFailure } from './tool-failure.ts';

const usage = `Usage:
  npm run visits -- check    compares every open visit with its workflow, and changes nothing
  npm run visits -- adopt    the same, and makes them agree

A running Kunjung does this by itself within seconds; this is to look, and to be sure. Kunjung must run, because its
worker answers for the workflows. DATA_DIR, DATABASE_URL and TEMPORAL_ADDRESS say which Kunjung is meant.
Code 0: everything agrees. Code 1: something differs, or could not be made to agree. Code 2: Kunjung is not running, or
the command or a setting is wrong.
`;

/** What is wrong, and what is done about it. */
const faultWords: Readonly<Record<VisitFault, readonly [string, string]>> = {
  missing: ['has no workflow', 'a new one goes on from its row'],
  behind: ['has a workflow that knows less or something else', 'the workflow takes over the row'],
  ahead: ['has a workflow that knows more', 'its moves are written back'],
  silent: ['has a workflow that cannot run', 'a new one goes on from its row'],
};

try {
  const command = readCommand(process.argv.slice(2));
  if (command === 'help') process.stdout.write(usage);
  else process.exitCode = await run(command === 'adopt');
} catch (error) {
  tellFailure(error, { tool: 'visits' });
}

function readCommand(args: readonly string[]): 'help' | 'check' | 'adopt' {
  const command = args.join(' ');
  if (command === '--help' || command === '-h') return 'help';
  if (command !== 'check' && command !== 'adopt') throw new RefusedError('Say check or adopt.');
  return command;
}

async function run(adopts: boolean): Promise<0 | 1 | 2> {
  const config = configOrExit();
  const log = createLog({ level: 'warn', part: 'visits' });
  await using stack = new AsyncDisposableStack();
  const address = config.temporal.address ?? (await runningTemporal(config.dataDir));
  if (address === null) {
    throw new RefusedError(
      `DATA_DIR: Kunjung does not run on ${config.dataDir}. Start it, or give this command the DATA_DIR that it is started with.`,
    );
  }
  const db = await openToolDatabase(stack, { config, log });
  const connection = await Connection.connect(engineOptionsOf(address));
  stack.defer(() => connection.close());
  const { namespace } = config.temporal;
  const client = new Client({ connection, namespace });
  const { tell: searchAttributes } = stack.use(watchSearchAttributes({ connection, namespace, log }));
  const comparison = createVisitComparison({ db, client, taskQueue: visitTaskQueue, searchAttributes });

  const open = await readCompared(db);
  const incarnation = await readIncarnation(db);
  const ahead = await comparison.ahead(incarnation);
  // before the start's comparison the rows may be older than the workflows, and must not replace them
  const other = incarnation.compared
    ? await comparison.survey(open.filter(hasSettled))
    : { differences: [], unasked: [] };
  const unasked = new Set([...ahead.unasked, ...other.unasked].map(workflowIdOf));
  const found = new Map([...other.differences, ...ahead.differences].map((one) => [one.visit.visitId, one]));
  process.stdout.write(`${open.length} open visits, ${found.size} of them differ from their workflow.\n`);
  for (const difference of found.values()) process.stdout.write(lineOf(difference));
  for (const workflowId of unasked) process.stdout.write(`  ${workflowId} did not answer.\n`);
  if (!adopts || found.size === 0) return found.size + unasked.size === 0 ? 0 : 1;

  const left = (await each([...found.values()], (difference) => mended(comparison, difference))).filter(
    (done) => !done,
  );
  process.stdout.write(left.length === 0 ? 'All of them agree now.\n' : `${left.length} still differ.\n`);
  return left.length + unasked.size === 0 ? 0 : 1;
}

function lineOf({ visit, fault, known }: Difference): string {
  const [what, remedy] = faultWords[fault];
  const revision = known ? `, at revision ${revisionOf(known.record)}` : '';
  return `  ${visit.office} ${visit.day} ${visit.visitId} ${what}${revision}: ${remedy}.\n`;
}

async function mended(
  comparison: ReturnType<typeof createVisitComparison>,
  difference: Difference,
): Promise<boolean> {
  try {
    await comparison.mend(difference);
    return true;
  } catch (error) {
    process.stderr.write(`  ${difference.visit.visitId}: ${String(error)}\n`);
    return false;
  }
}
