import { configOrExit } from '../../config.ts';
import { listDemos, type DemoData } from '../../db/demo/mark.ts';
import { removeDemo } from '../../db/demo/remove.ts';
import { createLog } from '../../process/log.ts';
import { RefusedError } from './refused.ts';
import { openToolDatabase } from './tool-database.ts';
import { tellFailure } from './tool-failure.ts';

const usage = `Usage:
  npm run demo -- status    which days of which office are invented
  npm run demo -- remove    removes them, and everything about them

npm start -- --demo fills an empty installation with an invented month. Removing it takes away the visits, guest books,
cards, ratings, complaints and figures of those days, in one piece, also while Kunjung runs; what happened since stays.
Start without --demo and DEMO_DATA afterwards: in a database in which nobody was served they would make it again.
DATA_DIR and DATABASE_URL say which Kunjung is meant.
`;

/** Removing is one transaction over a month. */
const patienceMs = 120_000;

try {
  const command = readCommand(process.argv.slice(2));
  if (command === 'help') process.stdout.write(usage);
  else await run(command);
} catch (error) {
  tellFailure(error, { tool: 'demo' });
}

function readCommand(args: readonly string[]): 'help' | 'status' | 'remove' {
  const command = args.join(' ');
  if (command === '--help' || command === '-h') return 'help';
  if (command !== 'status' && command !== 'remove') throw new RefusedError('Say status or remove.');
  return command;
}

async function run(command: 'status' | 'remove'): Promise<void> {
  const config = configOrExit();
  const log = createLog({ level: 'warn', part: 'demo' });
  await using stack = new AsyncDisposableStack();
  const db = await openToolDatabase(stack, { config, log, patienceMs });
  const demos = await listDemos(db);
  if (demos.length === 0) process.stdout.write('There are no invented days.\n');
  for (const demo of demos) {
    if (command === 'status') {
      process.stdout.write(
        `${daysText(demo)} are invented, made on ${new Date(demo.madeAt).toISOString()}.\n`,
      );
      continue;
    }
    const removed = await removeDemo(db, { office: demo.office, staffId: null });
    if (!removed) continue; // somebody else was faster
    const { visits, complaints } = removed;
    process.stdout.write(`${daysText(demo)} are removed: ${visits} visits, ${complaints} complaints.\n`);
  }
}

function daysText({ office, from, to }: DemoData): string {
  return `Office ${office}: the days ${from} to ${to}`;
}
