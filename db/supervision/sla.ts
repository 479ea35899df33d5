import { sql } from 'kysely';
import type { SlaReport } from '../../wire/supervision/supervision.ts';
import { toIso, type Instant } from '../../domain/time.ts';
import { labelOf } from '../../domain/visits/label.ts';
import type { Verdict } from '../../domain/visits/sla.ts';
import type { Step } from '../../domain/visits/steps.ts';
import type { Database } from '../connect.ts';
import { answeredAt } from '../fragments.ts';

/** Counts a verdict as soon as it is recorded; local days, both included. */
export async function readSla(
  db: Database,
  { office, from, to }: { office: string; from: string; to: string },
): Promise<SlaReport> {
  const inRange = sql`v.office = ${office} and v.day between ${from}::date and ${to}::date and v.verdict is not null`;
  const [counts, seconds, breaches] = await Promise.all([
    sql<{ verdict: Verdict; step: Step; n: number }>`
      select v.verdict, v.step, count(*) as n from visit v where ${inRange} group by v.verdict, v.step
    `.execute(db),
    sql<{ p50: number | null; p90: number | null; max: number | null }>`
      select percentile_disc(0.5) within group (order by waited) as p50,
        percentile_disc(0.9) within group (order by waited) as p90, max(waited) as max
      from (
        select extract(epoch from ${answeredAt} - v.registered_at)::float8 as waited
        from visit v join policy p on p.office = v.office and p.version = v.policy_version
        where ${inRange} and v.verdict in ('met', 'breached') and ${answeredAt} is not null
      ) as waits
    `.execute(db),
    sql<{
      id: string;
      service: string;
      number: number;
      day: string;
      dueAt: Instant;
      registeredAt: Instant;
      servedAt: Instant | null;
    }>`
      select v.id, v.service, v.number, v.day, v.due_at as "dueAt", v.registered_at as "registeredAt",
        ${answeredAt} as "servedAt"
      from visit v join policy p on p.office = v.office and p.version = v.policy_version
      where ${inRange} and v.verdict = 'breached' order by v.due_at desc, v.number desc
    `.execute(db),
  ]);
  const countOf = (verdict: Verdict) =>
    counts.rows.filter((row) => row.verdict === verdict).reduce((sum, row) => sum + row.n, 0);
  const excluded = counts.rows.filter((row) => row.verdict === 'excluded');
  return {
    n: countOf('met') + countOf('breached'),
    met: countOf('met'),
    breached: countOf('breached'),
    running: countOf('running'),
    excluded: Object.fromEntries(excluded.map(({ step, n }) => [step, n])),
    seconds: seconds.rows[0] ?? { p50: null, p90: null, max: null },
    breaches: breaches.rows.map(({ id, service, number, day, dueAt, registeredAt, servedAt }) => ({
      visitId: id,
      label: labelOf(service, number),
      day,
      dueAt: toIso(dueAt),
      servedAt: toIso(servedAt),
      seconds: servedAt === null ? null : (servedAt - registeredAt) / 1000,
    })),
  };
}
