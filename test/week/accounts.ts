import { sql } from 'kysely';
import { expect } from 'vitest';
import type { Database } from '../../db/connect.ts';
import { figureRows } from '../../db/supervision/figure-rows.ts';
import { correctedVerdictOf } from '../../domain/supervision/correction.ts';
import { isFinal } from '../../domain/visits/steps.ts';
import type { Ticket } from '../../wire/visitors/visitors.ts';
import { violations } from '../world/world.ts';

/** Whatever the days brought: nothing lost, every card accounted for, every promise judged once, sums right. */
export async function expectSettled(
  db: Database,
  { office, acknowledged, note }: { office: string; acknowledged: readonly Ticket[]; note: string },
): Promise<void> {
  expect(await violations(db), note).toEqual([]);

  const visits = await db.selectFrom('visit').selectAll().where('office', '=', office).execute();
  const given = visits.map(({ id, day, number }) => `${day} ${number} ${id}`).toSorted();
  const answered = acknowledged.map(({ visitId, day, number }) => `${day} ${number} ${visitId}`).toSorted();
  expect(given, note).toEqual(answered);
  expect(
    visits.filter(({ step }) => !isFinal(step)),
    note,
  ).toEqual([]);

  const cards = await db.selectFrom('custody').selectAll().where('office', '=', office).execute();
  const open = cards.filter(
    ({ returned_at, resolved_at }) => (returned_at === null) === (resolved_at === null),
  );
  expect(open, note).toEqual([]);
  const { rows: ledger } = await sql<{ move: string; n: number }>`
    select move, count(*) as n from custody_ledger where office = ${office} group by 1
  `.execute(db);
  const count = (move: string): number => ledger.find((row) => row.move === move)?.n ?? 0;
  expect(count('deposit'), note).toBe(cards.length);
  expect(count('return-id') - count('undo') + count('resolve-custody'), note).toBe(cards.length);

  const policies = await db.selectFrom('policy').selectAll().where('office', '=', office).execute();
  for (const visit of visits) {
    const { body } = policies.find(({ version }) => version === visit.policy_version) ?? {};
    if (!body) throw new Error('a visit without a policy');
    const times = {
      taken: visit.created_at,
      called: visit.called_at,
      registered: visit.registered_at,
      served: visit.served_at,
      entered: visit.entered_at,
      ended: visit.ended_at,
    };
    const terms = { ...body, closesAt: visit.closes_at };
    const verdict = correctedVerdictOf(times, { terms, at: visit.ended_at ?? visit.last_at });
    expect(visit.verdict, `${note} ${visit.id}`).toBe(verdict);
    expect(visit.verdict === null, `${note} ${visit.id}`).toBe(visit.registered_at === null);
    expect(visit.verdict, `${note} ${visit.id}`).not.toBe('running');
  }

  const columns = sql`office, day, metric, label, bucket, value`;
  const order = sql`day, metric, label, bucket`;
  const { rows: rolled } = await sql`
    select ${columns} from daily_rollup where office = ${office} order by ${order}
  `.execute(db);
  const { rows: counted } = await sql`
    select ${columns} from (${figureRows(sql`v.office = ${office}`)})
      as f(office, day, metric, label, bucket, value) order by ${order}
  `.execute(db);
  expect(rolled, note).toEqual(counted);
}
