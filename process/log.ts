import { isatty } from 'node:tty';
import pino from 'pino';
import type { DestinationStream, Logger } from 'pino';

export type Log = Logger;

/** Readable lines on a terminal, JSON everywhere else. */
const terminal = isatty(1) ? await createTerminal() : null;

/** JSON lines on stdout, readable ones on a terminal. Errors lose whatever may hold personal data, such as query parameters. */
export function createLog({ level, part }: { level: string; part: string }): Log {
  const options = {
    level,
    base: { part },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: toErrorFields },
  };
  return terminal === null ? pino(options) : pino(options, terminal);
}

async function createTerminal(): Promise<DestinationStream> {
  const { prettyFactory } = await import('pino-pretty'); // costs memory that only a terminal pays
  const toLine = prettyFactory({
    translateTime: 'SYS:HH:MM:ss',
    ignore: 'part',
    messageFormat: '{part}: {msg}',
    singleLine: true,
  });
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EIO') throw error; // the terminal was closed, and the stop goes on without it
  });
  return { write: (line) => void process.stdout.write(toLine(line)) };
}

function toErrorFields(error: unknown): object {
  if (!(error instanceof Error)) return { message: 'not an error' };
  const { name, message, stack, cause } = error;
  const { code } = error as Error & { code?: unknown };
  return {
    name,
    message,
    stack,
    ...(typeof code === 'string' ? { code } : {}),
    ...(cause instanceof Error ? { cause: toErrorFields(cause) } : {}),
  };
}
