import pino from 'pino';
import type { Logger } from 'pino';

export type Log = Logger;

/** JSON lines on stdout. Errors are cut to what carries no data of people: never a query's parameters. */
export function createLog({ level, part }: { level: string; part: string }): Log {
  return pino({
    level,
    base: { part },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: toErrorFields },
  });
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
