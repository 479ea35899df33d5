import { parseArgs, type ParseArgsConfig } from 'node:util';
import { RefusedError } from './refused.ts';

/** Takes a command's words and options apart; an option it does not know is refused in a sentence. */
export function readArguments<const Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new RefusedError(error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error));
  }
}

/** An option that is given or not. */
export const flag = { type: 'boolean', default: false } as const;

/** Asks for the usage. */
export const help = { ...flag, short: 'h' } as const;
