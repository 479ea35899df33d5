import { sql } from 'kysely';
import type { SkdRow } from '../../domain/supervision/skd.ts';
import type { Cipher } from '../sealing/cipher.ts';
import type { Transaction } from '../connect.ts';
import { openDataNeeded } from '../visitors/guest-books.ts';
import type { Period } from '../supervision/period.ts';
import { during, readByCursor } from './cursor.ts';

/**
 * The users of the service over some local days for the yearly survey of data needs, in the order they came: a row for each
 * current guest book, then one for each registration at the online service whose address was confirmed, of which two answers
 * are known: who never confirmed has fetched nothing.
 */
export async function* readSkd(
  trx: Transaction,
  cipher: Cipher,
  period: Period,
): AsyncGenerator<readonly SkdRow[]> {
  const visitors = sql<
    Omit<SkdRow, 'channel' | 'dataNeeded'> & { commandId: string; dataNeeded: Buffer | null }
  >`
    select v.day, g.gender, g.age_band as "ageBand", g.disability, g.education, g.occupation,
      g.institution_category as "institutionCategory", g.purpose,
      (select sum(kind) from unnest(g.services) as kind) as services, g.command_id as "commandId",
      g.data_needed as "dataNeeded"
    from visit v join guest_book g on g.visit_id = v.id and g.current_at is not null
    where v.office = ${period.office} and ${during('v.day', period)} order by v.day, v.created_at, v.id
  `;
  for await (const rows of readByCursor(trx, visitors)) {
    yield rows.map(({ commandId, dataNeeded, ...answers }): SkdRow => {
      const text = dataNeeded === null ? null : openDataNeeded(cipher, { commandId, dataNeeded });
      return Object.assign(answers, { channel: 'in-person', dataNeeded: text } as const);
    });
  }
  const members = sql<Pick<SkdRow, 'day' | 'institutionCategory' | 'purpose'>>`
    select day, institution_category as "institutionCategory", purpose
    from registration_count, generate_series(1, confirmed)
    where office = ${period.office} and ${during('day', period)} order by 1, 2, 3
  `;
  for await (const rows of readByCursor(trx, members)) {
    yield rows.map((answers): SkdRow => Object.assign(answers, unasked));
  }
}

/** What a registration leaves open. */
const unasked = {
  channel: 'online',
  gender: null,
  ageBand: null,
  disability: null,
  education: null,
  occupation: null,
  services: null,
  dataNeeded: null,
} as const;
