import { sql } from 'kysely';
import { skmElements, type SkmElement } from '../../domain/ratings/rating.ts';
import { prioritiesOf, skmOf, type ElementAnswers, type SkmResult } from '../../domain/ratings/skm.ts';
import { toIso } from '../../domain/time.ts';
import { ageBands, educations, genders, occupations } from '../../domain/visitors/guest-book.ts';
import type { SkmReport } from '../../wire/ratings.ts';
import type { Database, Transaction } from '../connect.ts';
import { atOneInstant } from '../one-instant.ts';
import { readOfficeNow } from '../offices/offices.ts';
import { readSurvey } from '../offices/surveys.ts';
import { inPeriod, periodOf, type Period } from '../supervision/period.ts';

/** The survey of an office over a period, with who answered it; null when there is no such office. */
export async function readSkm(
  db: Database,
  asked: { readonly office: string; readonly from?: string | undefined; readonly to?: string | undefined },
): Promise<SkmReport | null> {
  return atOneInstant(db, (trx) => readSkmIn(trx, asked));
}

/** The same inside a transaction that sees one instant. */
export async function readSkmIn(
  trx: Transaction,
  asked: Parameters<typeof readSkm>[1],
): Promise<SkmReport | null> {
  const office = await readOfficeNow(trx, asked.office);
  if (!office) return null;
  const period = { office: asked.office, ...periodOf(asked, office.opening.day) };
  const { minimumRespondents: minimum } = await readSurvey(trx, asked.office);
  const result = await readResult(trx, period, minimum);
  return {
    ...period,
    timeZone: office.timeZone,
    at: toIso(office.now),
    minimum,
    ...result,
    priorities: prioritiesOf(result),
    by: await readRespondents(trx, period),
  };
}

/** The rating of a visit `v`; by itself, so that nothing but the index finds it however many there are. */
const ratingOf = sql`lateral (select skm from rating where visit_id = v.id offset 0)`;

/** The result of the survey over a period, with how many answered at least one of its elements. */
export async function readResult(
  db: Database,
  period: Period,
  minimum: number,
): Promise<SkmResult & { readonly respondents: number }> {
  const { rows } = await sql<ElementAnswers & { element: SkmElement }>`
    select a.key as element, sum(a.value::integer) as sum, count(*) as n
    from visit v, ${ratingOf} as r, jsonb_each_text(r.skm) as a
    where ${inPeriod(period)} and a.value is not null group by 1
  `.execute(db);
  const answersOf = (wanted: SkmElement): ElementAnswers => {
    const { sum: total, n } = rows.find(({ element }) => element === wanted) ?? { sum: 0, n: 0 };
    return { sum: total, n };
  };
  const answers = Object.fromEntries(skmElements.map((element) => [element, answersOf(element)]));
  const { rows: filled } = await sql<{ n: number }>`
    select count(*) as n from visit v, ${ratingOf} as r where ${inPeriod(period)} and r.skm <> '{}'
  `.execute(db);
  const result = skmOf(answers as Record<SkmElement, ElementAnswers>, minimum);
  return { ...result, respondents: filled[0]?.n ?? 0 };
}

interface GroupRow {
  gender: (typeof genders)[number] | null;
  ageBand: (typeof ageBands)[number] | null;
  education: (typeof educations)[number] | null;
  occupation: (typeof occupations)[number] | null;
  /** Which column the row is of: the highest bit is that of the first. */
  without: number;
  n: number;
}

/** The respondents by what their guest books say of them; null where they did not want to. */
async function readRespondents(db: Database, period: Period): Promise<SkmReport['by']> {
  const { rows } = await sql<GroupRow>`
    select g.gender, g.age_band as "ageBand", g.education, g.occupation,
      grouping(g.gender, g.age_band, g.education, g.occupation) as without, count(*) as n
    from visit v cross join ${ratingOf} as r left join lateral (
      select gender, age_band, education, occupation from guest_book
      where visit_id = v.id and current_at is not null offset 0
    ) as g on true
    where ${inPeriod(period)} and r.skm <> '{}'
    group by grouping sets ((g.gender), (g.age_band), (g.education), (g.occupation))
  `.execute(db);
  const groups = <Code>(without: number, codes: readonly Code[], codeOf: (row: GroupRow) => Code | null) => {
    const own = rows.filter((row) => row.without === without);
    return [...codes, null].map((code) => ({ code, n: own.find((row) => codeOf(row) === code)?.n ?? 0 }));
  };
  return {
    gender: groups(0b0111, genders, ({ gender }) => gender),
    ageBand: groups(0b1011, ageBands, ({ ageBand }) => ageBand),
    education: groups(0b1101, educations, ({ education }) => education),
    occupation: groups(0b1110, occupations, ({ occupation }) => occupation),
  };
}
