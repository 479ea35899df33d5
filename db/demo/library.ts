import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { useLinkDays } from '../../domain/catalogue/in-room-use.ts';
import type { InventedVisit } from '../../domain/demo/month.ts';
import { inventUses } from '../../domain/demo/people.ts';
import { between, oneOf, type Random } from '../../domain/demo/random.ts';
import type { Instant } from '../../domain/time.ts';
import type { LibraryUse } from '../../domain/supervision/library-uses.ts';
import { institutionCategories, purposes } from '../../domain/visitors/guest-book.ts';
import type { Transaction } from '../connect.ts';

/** Whose collection is used, by whom it is noted, and until when. */
interface LibraryOf {
  readonly office: string;
  readonly officer: string;
  readonly now: Instant;
  readonly visits: readonly InventedVisit[];
}

const dayMs = 86_400_000;
const shareOfReaders = 0.45;

/** Writes what was read in the room, and the day's counts of searches and registrations. Answers how many were read. */
export async function writeLibrary(trx: Transaction, random: Random, of: LibraryOf): Promise<number> {
  const uses = await inventReading(trx, random, of);
  for (let from = 0; from < uses.length; from += 1_000) {
    await trx
      .insertInto('in_room_use')
      .values(uses.slice(from, from + 1_000))
      .execute();
  }
  const { office, visits } = of;
  const days = [...new Set(visits.map(({ day }) => day))];
  const counts: { office: string; day: string; use: LibraryUse; n: number }[] = [];
  for (const day of days) {
    const visitors = visits.filter((visit) => visit.day === day).length;
    const { registration, ...searches } = inventUses(random, visitors);
    const read = uses.filter((use) => use.day === day).length;
    const all = { ...searches, registration, 'in-room-use': read };
    for (const [use, n] of Object.entries(all)) {
      if (n > 0) counts.push({ office, day, use: use as LibraryUse, n });
    }
    await writeRegistrations(trx, random, { office, day, n: registration });
  }
  if (counts.length === 0) return 0;
  await trx.insertInto('library_use').values(counts).execute();
  await sql`
    insert into library_use_total (office, use, n)
    select office, use, sum(n) from library_use where office = ${office} and day = any(${days}::date[]) group by 1, 2
    on conflict (office, use) do update set n = library_use_total.n + excluded.n
  `.execute(trx);
  return uses.length;
}

/** Some publications are read often and most hardly ever; some visitors read two, and most uses are old enough to be nobody's. */
async function inventReading(trx: Transaction, random: Random, { office, officer, now, visits }: LibraryOf) {
  const publications = await trx
    .selectFrom('publication')
    .select('id')
    .where('office', '=', office)
    .where('removed_at', 'is', null)
    .where('copies', '>', 0)
    .orderBy('year', 'desc')
    .orderBy('key')
    .limit(40)
    .execute();
  if (publications.length === 0) return [];
  return visits.flatMap(({ visit, day }) => {
    const { enteredAt, endedAt } = visit;
    if (enteredAt === null || endedAt === null || random() >= shareOfReaders) return [];
    return Array.from({ length: between(random, 1, 2) }, () => {
      const wanted = publications[Math.floor(random() ** 2 * publications.length)];
      const at = Math.floor(enteredAt + random() * 0.6 * (endedAt - enteredAt));
      const isForgotten = now - at > useLinkDays * dayMs;
      return {
        id: randomUUID(),
        office,
        publication_id: (wanted ?? oneOf(random, publications)).id,
        source: 'visit' as const,
        visit_id: isForgotten ? null : visit.id,
        day,
        at: new Date(at),
        staff_id: officer,
        returned_at: new Date(endedAt),
        removed_by: null,
      };
    });
  });
}

/** The same registrations by who they are and what for; most are confirmed. */
async function writeRegistrations(
  trx: Transaction,
  random: Random,
  { office, day, n }: { office: string; day: string; n: number },
): Promise<void> {
  for (let count = 0; count < n; count += 1) {
    const confirmed = random() < 0.85 ? 1 : 0;
    const kind = {
      institution_category: oneOf(random, institutionCategories),
      purpose: oneOf(random, purposes),
    };
    await trx
      .insertInto('registration_count')
      .values({ office, day, ...kind, registered: 1, confirmed })
      .onConflict((conflict) =>
        conflict.columns(['office', 'day', 'institution_category', 'purpose']).doUpdateSet((eb) => ({
          registered: eb('registration_count.registered', '+', 1),
          confirmed: eb('registration_count.confirmed', '+', confirmed),
        })),
      )
      .execute();
  }
}
