import type { Database } from '../../db/connect.ts';
import { readOfficeNow, readOfficeView } from '../../db/offices/offices.ts';
import { readSurvey } from '../../db/offices/surveys.ts';
import { readResult } from '../../db/ratings/skm.ts';
import { readComplaintCounts, readKeptPromise, readStandardMark } from '../../db/standard/kept.ts';
import { wholeMonthsBefore } from '../../domain/standard/periods.ts';
import { toIso } from '../../domain/time.ts';
import type { KeptStandard, standardEndpoints } from '../../wire/standard.ts';
import { createRemembered } from '../remembered.ts';
import type { Handlers } from '../http/handler.ts';

/** The standard of each office as it was counted last. */
export type KeptStandards = ReturnType<typeof createKeptStandards>;

/** How long figures of months that have passed are good for. */
const goodForMs = 600_000;
/** Every office at once. */
const mostOffices = 1_000;

/**
 * Counts how each office kept its standard, at most once in ten minutes, and after each change of its settings, of the
 * policy in force or of the day: anybody may ask, and the months have passed.
 */
export function createKeptStandards(db: Database) {
  const remembered = createRemembered<KeptStandard | null>(mostOffices);
  return {
    async of(office: string): Promise<KeptStandard | null> {
      const [now, mark] = await Promise.all([readOfficeNow(db, office), readStandardMark(db, office)]);
      if (!now || mark === null) return null;
      const { policyVersion, opening } = now;
      const counted = [office, mark, policyVersion, opening.day, Math.floor(Date.now() / goodForMs)];
      return remembered.of(counted.join(' '), () => count(db, office));
    },
  };
}

async function count(db: Database, code: string): Promise<KeptStandard | null> {
  const [now, view] = await Promise.all([readOfficeNow(db, code), readOfficeView(db, code)]);
  if (!now || !view) return null;
  const { opening, policy, timeZone } = now;
  const month = { office: code, ...wholeMonthsBefore(opening.day, 1) };
  const year = { office: code, ...wholeMonthsBefore(opening.day, 12) };
  const [kept, survey, complaints] = await Promise.all([
    readKeptPromise(db, month),
    readSurvey(db, code).then(async ({ minimumRespondents: minimum }) => ({
      minimum,
      result: await readResult(db, year, minimum),
    })),
    readComplaintCounts(db, { ...year, timeZone }),
  ]);
  const { name, unit, address, contacts, standard } = view;
  return {
    code,
    name,
    unit,
    address,
    contacts,
    timeZone,
    standard,
    promise: { seconds: policy.slaSeconds, basis: policy.slaBasis },
    kept: { from: month.from, to: month.to, n: kept.met + kept.breached, ...kept },
    index: {
      from: year.from,
      to: year.to,
      n: survey.result.n,
      respondents: survey.result.respondents,
      minimum: survey.minimum,
      value: survey.result.index,
      grade: survey.result.grade,
    },
    complaints: { from: year.from, to: year.to, ...complaints },
    at: toIso(now.now),
  };
}

/** The published standard and how it was kept, for everybody and for pages elsewhere. */
export const standardHandlers: Handlers<typeof standardEndpoints> = {
  async standard({ params: { office }, response, refuse }, { keptStandards }) {
    const kept = await keptStandards.of(office);
    if (!kept) throw refuse('not-found');
    response.set('Access-Control-Allow-Origin', '*');
    return kept;
  },
};
