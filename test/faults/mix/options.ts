import { parseArgs } from 'node:util';

/** What a run was asked for. */
export interface Options {
  readonly minutes: number;
  readonly seed: number;
  /** The numbers of the faults to do; null for all. */
  readonly only: readonly number[] | null;
  /** Whether they are only mixed, and none is done alone before. */
  readonly together: boolean;
}

const usualMinutes = '30';

/** Reads the options; a string says what is wrong with them. */
export function readOptions(
  args: readonly string[],
  { known, random }: { known: readonly number[]; random: () => number },
): Options | string {
  const options = {
    minutes: { type: 'string', default: usualMinutes },
    seed: { type: 'string', default: String(Math.floor(random() * 2 ** 30)) },
    only: { type: 'string' },
    together: { type: 'boolean', default: false },
  } as const;
  let values;
  try {
    ({ values } = parseArgs({ args: [...args], options }));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const only = values.only?.split(',').map(Number) ?? null;
  const unknown = only?.filter((number) => !known.includes(number)) ?? [];
  if (unknown.length > 0) return `--only knows ${known.join(', ')}`;
  if (!/^\d{1,4}(\.\d+)?$/.test(values.minutes) || Number(values.minutes) === 0)
    return '--minutes takes a number of minutes';
  if (!/^\d{1,10}$/.test(values.seed)) return '--seed takes a whole number';
  return { minutes: Number(values.minutes), seed: Number(values.seed), only, together: values.together };
}
