import { sql } from 'kysely';
import { skdChannels } from '../../domain/supervision/skd.ts';
import type { Transaction } from '../connect.ts';
import type { Period } from '../supervision/period.ts';
import { during } from './cursor.ts';

/** How often an answer was given; the code is that of the survey of data needs, null where nobody wanted to answer. */
export interface AnswerCount {
  readonly field: string;
  readonly code: string | null;
  readonly n: number;
}

/** The answers of all users of the service over a period, by the fields and codes of the survey's file. */
export async function readAnswerCounts(trx: Transaction, period: Period): Promise<AnswerCount[]> {
  const [inPerson, online] = skdChannels.map((_channel, index) => sql.lit(String(index + 1)));
  const { rows } = await sql<AnswerCount>`
    with book as (
      select g.* from visit v join guest_book g on g.visit_id = v.id and g.current_at is not null
      where v.office = ${period.office} and ${during('v.day', period)}
    ), registered as (
      select institution_category::text as category, purpose::text as purpose, confirmed as n
      from registration_count where office = ${period.office} and ${during('day', period)}
    ), answer(field, code, n) as (
      select answered.field, answered.code, 1 from book g, lateral (values
        ('jenis_kelamin', g.gender), ('umur', g.age_band::text),
        ('disabilitas', case g.disability when true then '1' when false then '2' end),
        ('pendidikan', g.education::text), ('pekerjaan', g.occupation::text),
        ('kategori_instansi', g.institution_category::text), ('pemanfaatan', g.purpose::text),
        ('sarana', ${inPerson})) as answered(field, code)
      union all
      select 'layanan', kind::text, 1 from book g, unnest(g.services) as kind
      union all
      select answered.field, answered.code, r.n from registered r, lateral (values
        ('kategori_instansi', r.category), ('pemanfaatan', r.purpose), ('sarana', ${online})
      ) as answered(field, code)
    )
    select field, code, sum(n) as n from answer group by 1, 2
  `.execute(trx);
  return rows;
}
