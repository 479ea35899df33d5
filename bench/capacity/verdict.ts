import type { Checked } from './check.ts';
import type { Watchings } from './costs.ts';
import { partNames, type Cost } from './load.ts';
import { screenKinds } from './screens.ts';

/** A time in which the product was watched. */
export interface Look {
  readonly what: string;
  readonly cost: Cost;
}

/** Everything that was looked at, in the order of the run. */
export function looksOf(
  first: Pick<Watchings, 'rest' | 'open' | 'alone' | 'ladders' | 'few' | 'all'>,
  second: Cost,
): Look[] {
  const lines = screenKinds.flatMap((kind) =>
    first.ladders[kind].map(({ lines, cost }) => ({ what: `${lines} lines of kind ${kind}`, cost })),
  );
  return [
    { what: 'rest', cost: first.rest },
    { what: 'people who wait', cost: first.open },
    { what: 'visits without screens', cost: first.alone },
    ...lines,
    { what: 'visits with a screen of each kind', cost: first.few },
    { what: 'visits with all screens', cost: first.all },
    { what: 'the second point', cost: second },
  ];
}

/**
 * Why a run must not be told to anybody who buys machines; nothing when it may. Processor time below nothing was not measured but lost, as it is
 * on a machine that does other things.
 */
export function reasonsAgainst({
  looks,
  checked,
}: {
  looks: readonly Look[];
  checked: readonly Checked[];
}): string[] {
  const impossible = looks.flatMap(({ what, cost: { ms } }) =>
    partNames
      .filter((part) => !(ms[part] >= 0))
      .map((part) => `${what}: ${ms[part]} ms a second of ${part} cannot be; the machine was not quiet`),
  );
  const wrong = checked
    .filter(({ holds }) => !holds)
    .map(
      ({ what, ratio, most }) =>
        `${what}: ${ratio.toFixed(2)} times what was predicted, which is more than a factor of ${most}`,
    );
  return [...impossible, ...wrong];
}
