import type { Connection } from '@temporalio/client';
import { clocksToldApartMs } from '../../domain/visits/clocks.ts';
import { readEngineClock } from '../../process/engine-clock.ts';
import type { Finding } from './finding.ts';

/** A clock's lead over this host's, in milliseconds; negative when it is behind. */
export type Lead = number;

/** The engine's lead. Null when the engine does not tell it: what it may not be asked is no fault of its clock. */
export async function engineLead(
  connection: Connection,
  namespace: string,
  now: () => number = Date.now,
): Promise<Lead | null> {
  const askedAt = now();
  const at = await readEngineClock({ connection, namespace }).catch(() => null);
  return at === null ? null : at - (askedAt + now()) / 2;
}

/** What to tell of clocks that are apart: each pair of engine, database and host. */
export function clockFindings({ engine, database }: { engine: Lead | null; database: Lead }): Finding[] {
  const clocks = [
    ['this host', 0],
    ['the database', database],
    ...(engine === null ? [] : [['the engine', engine] as const]),
  ] as const;
  return clocks.flatMap(([name, lead], index) =>
    clocks.slice(index + 1).flatMap(([other, otherLead]) => {
      const apart = otherLead - lead;
      if (Math.abs(apart) <= clocksToldApartMs) return [];
      const seconds = Math.round(Math.abs(apart) / 1_000);
      const message = `The clock of ${other} is ${seconds} s ${apart > 0 ? 'ahead of' : 'behind'} that of ${name}. Set both by the same time server.`;
      return [{ message }];
    }),
  );
}
