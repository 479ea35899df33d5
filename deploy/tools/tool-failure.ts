import { BackupError } from '../../db/backup/format.ts';
import { RefusedError } from './refused.ts';

/**
 * Tells on stderr why a tool ended, and sets the exit code: 2 when it was asked for something it cannot do, 1 when
 * a backup, the database, the disk or the network was at fault. Everything else is thrown again.
 */
export function tellFailure(
  error: unknown,
  { tool, besides = '' }: { tool: string; besides?: string },
): void {
  if (error instanceof RefusedError) {
    process.stderr.write(`${error.message}\nTry: npm run ${tool} -- --help\n`);
    process.exitCode = 2;
  } else if (error instanceof BackupError || isFromOutside(error)) {
    process.stderr.write(`${reasonOf(error)}\n${besides}`);
    process.exitCode = 1;
  } else throw error;
}

/** Errors of the system and of PostgreSQL have a code in capitals and digits. */
function isFromOutside(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && /^[A-Z0-9]{5,}$/.test(String(error.code));
}

/** A connection refused at every address of a name is an AggregateError without a message of its own. */
function reasonOf(error: Error): string {
  return error.message === '' && error instanceof AggregateError
    ? error.errors.map((one) => (one instanceof Error ? one.message : String(one))).join('; ')
    : error.message;
}
