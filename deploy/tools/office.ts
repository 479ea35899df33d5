import { readFile, writeFile } from 'node:fs/promises';
import { readOfficeFile, writeOfficeFile } from '../../api/offices/office-file.ts';
import { configOrExit } from '../../config.ts';
import { exportOffice, importOffice } from '../../db/offices/office-import.ts';
import { createLog } from '../../process/log.ts';
import { messageOf } from '../../process/message.ts';
import { openToolDatabase } from './tool-database.ts';

const usage = `Usage:
  npm run office -- export 6500 [file]   writes an office as YAML, to the file or to the screen
  npm run office -- import file          creates or changes an office; YAML or JSON, all or nothing
`;

const config = configOrExit();
const log = createLog({ level: 'warn', part: 'office' });
const [, , command, subject, target] = process.argv;

await using stack = new AsyncDisposableStack();

if (command === 'export' && subject !== undefined) {
  const db = await openToolDatabase(stack, { config, log }).catch(failWith(`${subject} cannot be read`));
  const office = db && (await exportOffice(db, subject));
  if (db === null) process.exitCode = 2;
  else if (!office) fail(`There is no office ${subject}.`);
  else if (target === undefined) process.stdout.write(writeOfficeFile(office));
  else {
    await writeFile(target, writeOfficeFile(office)).then(
      () => process.stderr.write(`Office ${subject} written to ${target}.\n`),
      failWith(`${target} cannot be written`),
    );
  }
} else if (command === 'import' && subject !== undefined) {
  const text = await readFile(subject, 'utf8').catch(failWith(`${subject} cannot be read`));
  const read = text === null ? null : readOfficeFile(text);
  if (read === null) process.exitCode = 1;
  else if ('faults' in read) {
    fail(
      [
        `${subject} was not imported:`,
        ...read.faults.map(({ line, message }) => `  line ${line}: ${message.id} / ${message.en}`),
      ].join('\n'),
    );
  } else {
    const outcome = await importOffice(
      await openToolDatabase(stack, { config, log, mayMake: true }),
      read.office,
    );
    const { code } = read.office;
    if (outcome.kind === 'in-use') {
      fail(`Nothing was imported: ${outcome.section} still in use: ${outcome.codes.join(', ')}.`);
    } else if (outcome.kind === 'other-zone') {
      fail(`Nothing was imported: office ${code} keeps its zone ${outcome.timeZone}.`);
    } else process.stdout.write(`Office ${code} ${outcome.kind}.\n`);
  }
} else if (command === '--help') process.stdout.write(usage);
else fail(usage);

/** Reports why a file could not be used, in the system's words. */
function failWith(message: string): (error: unknown) => null {
  return (error) => {
    fail(`${message}: ${messageOf(error)}`);
    return null;
  };
}

function fail(message: string): void {
  process.stderr.write(`${message.trimEnd()}\n`);
  process.exitCode = 1;
}
