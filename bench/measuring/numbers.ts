import { readArguments } from '../../deploy/tools/arguments.ts';
import { RefusedError } from '../../deploy/tools/refused.ts';

/** A number that a bench can be given on its command line. */
export interface GivenNumber {
  /** What it is when it is not given; where this is whole, the given one must be whole as well. */
  readonly usual: number;
  /** Whether there may be none of it. */
  readonly mayBeNone?: boolean;
}

/** A bench's numbers in the order of their names, as `readNumbers` answers them; refused ones end the process with code 2. */
export function numbersOrExit<Name extends string>(given: Readonly<Record<Name, GivenNumber>>) {
  return orExit(() => readNumbers(process.argv.slice(2), given));
}

/** As many of one number as are given, or the usual ones; refused ones end the process with code 2. */
export function listOrExit(name: string, usual: readonly number[]): readonly number[] {
  return orExit(() => {
    const { positionals } = readArguments(process.argv.slice(2), {});
    if (positionals.length === 0) return usual;
    return positionals.map((text) => readNumber(text, name, { usual: usual[0] ?? 1 }));
  });
}

/** Each number that is given, in the order of the names, and what is usual for the others. Throws a RefusedError. */
export function readNumbers<Name extends string>(
  args: readonly string[],
  given: Readonly<Record<Name, GivenNumber>>,
): Record<Name, number> {
  const { positionals } = readArguments(args, {});
  const entries = Object.entries<GivenNumber>(given);
  const names = entries.map(([name]) => name).join(', ');
  if (positionals.length > entries.length)
    throw new RefusedError(
      `"${positionals.slice(entries.length).join(' ')}" is too much: it takes ${names}.`,
    );
  return Object.fromEntries(
    entries.map(([name, number], index) => {
      const text = positionals[index];
      return [name, text === undefined ? number.usual : readNumber(text, name, number)];
    }),
  ) as Record<Name, number>;
}

function readNumber(text: string, name: string, { usual, mayBeNone = false }: GivenNumber): number {
  const isWhole = Number.isInteger(usual);
  const pattern = isWhole ? /^\d{1,9}$/ : /^\d{1,9}(\.\d{1,9})?$/;
  if (pattern.test(text) && (mayBeNone || Number(text) > 0)) return Number(text);
  const kind = isWhole ? 'a whole number' : 'a number';
  throw new RefusedError(`"${text}" is not ${kind}${mayBeNone ? '' : ' above 0'} (${name}).`);
}

function orExit<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
}
