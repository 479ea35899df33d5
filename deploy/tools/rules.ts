import { configOrExit } from '../../config.ts';
import { acceptFinding, readFindings, readOtherCounts, type Finding } from '../../db/rules/findings.ts';
import { createLog } from '../../process/log.ts';
import { help, readArguments } from './arguments.ts';
import { RefusedError } from './refused.ts';
import { openToolDatabase } from './tool-database.ts';
import { tellFailure } from './tool-failure.ts';

const usage = `Usage:
  npm run rules -- list                                     what was found to break a rule that must always hold
  npm run rules -- accept RULE SUBJECT --because "REASON"   no longer counts it, for as long as it stands

A running Kunjung looks at the rules by itself each minute, and finds again what still breaks one. What was put right goes by
itself; accept what never can be, a number that was lost with a disk for one, once its day is settled or its visit over, and the
developers have seen it: what is counted hides what breaks next. RULE and SUBJECT as the list tells them. The reason is kept in the audit: no names in it.
DATA_DIR and DATABASE_URL say which Kunjung is meant.
Code 0: nothing is counted, or it was accepted. Code 1: something is counted. Code 2: the command or a setting is wrong.
`;

const longestReason = 500;

type Command =
  | { readonly name: 'help' | 'list' }
  | {
      readonly name: 'accept';
      readonly invariant: string;
      readonly subject: string;
      readonly because: string;
    };

try {
  const command = readCommand(process.argv.slice(2));
  if (command.name === 'help') process.stdout.write(usage);
  else process.exitCode = await run(command);
} catch (error) {
  tellFailure(error, { tool: 'rules' });
}

function readCommand(args: readonly string[]): Command {
  const { values, positionals } = readArguments(args, { help, because: { type: 'string' } });
  if (values.help) return { name: 'help' };
  const [name, invariant, ...words] = positionals;
  if (name === 'list' && invariant === undefined && values.because === undefined) return { name };
  if (name !== 'accept') throw new RefusedError('Say list or accept.');
  const subject = words.join(' '); // of numbers: office, service and day
  if (!invariant || subject === '')
    throw new RefusedError('Say which rule and which subject, as the list does.');
  const because = values.because?.trim() ?? '';
  if (because === '' || because.length > longestReason) {
    throw new RefusedError(`Say why it is accepted: --because "…", at most ${longestReason} characters.`);
  }
  return { name, invariant, subject, because };
}

async function run(command: Exclude<Command, { name: 'help' }>): Promise<0 | 1> {
  const config = configOrExit();
  const log = createLog({ level: 'warn', part: 'rules' });
  await using stack = new AsyncDisposableStack();
  const db = await openToolDatabase(stack, { config, log });
  if (command.name === 'accept') {
    const { invariant, subject } = command;
    const done = await acceptFinding(db, command, command.because);
    if (done === 'unknown') {
      throw new RefusedError(
        `Nothing that is counted breaks ${invariant} at ${subject}: see npm run rules -- list.`,
      );
    }
    if (done === 'changing') {
      throw new RefusedError(
        `${subject} still changes, and more may break there: accept it once its day is settled, or its visit is over.`,
      );
    }
    process.stdout.write(`${command.invariant} ${command.subject} is no longer counted.\n`);
    return 0;
  }
  const findings = await readFindings(db);
  const others = await readOtherCounts(db);
  const counted = findings.filter(({ acceptedBecause }) => acceptedBecause === null).length;
  process.stdout.write(`${counted} counted, ${findings.length - counted} accepted.\n`);
  for (const finding of findings) process.stdout.write(lineOf(finding));
  for (const { invariant, violations } of others) {
    process.stdout.write(`  ${invariant}: ${violations}, see the view invariant_${invariant}\n`);
  }
  return counted + others.length === 0 ? 0 : 1;
}

function lineOf({ invariant, subject, foundAt, acceptedBecause }: Finding): string {
  const accepted = acceptedBecause === null ? '' : `, accepted: ${acceptedBecause}`;
  return `  ${invariant} ${subject}, found ${new Date(foundAt).toISOString()}${accepted}\n`;
}
