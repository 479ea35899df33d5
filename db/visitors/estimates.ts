import { sql } from 'kysely';
import { timeOfDayOf } from '../../domain/offices/calendar.ts';
import {
  comparable,
  estimateOf,
  samplesOf,
  type PastWait,
  type WaitSample,
} from '../../domain/visitors/estimate.ts';
import type { Estimate } from '../../domain/visitors/headline.ts';
import { clock } from '../clock.ts';
import type { Database } from '../connect.ts';
import type { OfficeNow } from '../offices/offices.ts';

const lookBackDays = 28;
const goodForMs = 300_000;
const hourMs = 3_600_000;

/** The waits of an office's last four weeks, without visits recorded on paper, which have no calls. */
export async function readPastWaits(db: Database, office: string): Promise<PastWait[]> {
  const { rows } = await sql<PastWait>`
    select v.day, v.created_at as "takenAt", coalesce(c.at, v.ended_at) as "leftAt", c.at is not null as called
    from visit v
    left join lateral (
      select min(e.at) as at from visit_event e where e.visit_id = v.id and e.move = 'call'
    ) as c on true
    where v.office = ${office} and v.day > ${clock}::date - ${sql.lit(lookBackDays)}
      and coalesce(c.at, v.ended_at) is not null
  `.execute(db);
  return rows;
}

/** Estimates waits from measured ones; reads an office's waits again every five minutes. */
export function createEstimates({ db }: { db: Database }) {
  const known = new Map<string, { samples: Promise<WaitSample[]>; readAt: number }>();
  const ranges = new WeakMap<Promise<WaitSample[]>, Map<string, Estimate | null>>();

  const samplesFor = (office: string): Promise<WaitSample[]> => {
    const entry = known.get(office);
    if (entry && performance.now() - entry.readAt < goodForMs) return entry.samples;
    const samples = readPastWaits(db, office).then(samplesOf);
    known.set(office, { samples, readAt: performance.now() });
    ranges.set(samples, new Map());
    samples.catch(() => known.delete(office));
    return samples;
  };

  /** The estimator of an office at this hour: people ahead to a range, or null for too little data. */
  return async ({
    code,
    now,
    timeZone,
  }: Pick<OfficeNow, 'code' | 'now' | 'timeZone'>): Promise<(ahead: number) => Estimate | null> => {
    const reading = samplesFor(code);
    const samples = await reading;
    const shown = ranges.get(reading) ?? new Map<string, Estimate | null>();
    const hour = Math.floor(timeOfDayOf(now, timeZone) / hourMs);
    return (ahead) => {
      const key = `${hour} ${ahead}`;
      const known = shown.get(key);
      if (known !== undefined) return known;
      const range = estimateOf(
        ahead,
        comparable(samples, now, (at) => timeOfDayOf(at, timeZone)),
      );
      shown.set(key, range);
      return range;
    };
  };
}

export type Estimates = ReturnType<typeof createEstimates>;
