import type { OfficeSurvey } from '../../domain/offices/survey.ts';
import type { Database } from '../connect.ts';

/** What an office has decided about its surveys. */
export async function readSurvey(db: Database, office: string): Promise<OfficeSurvey> {
  const { survey } = await db
    .selectFrom('office')
    .select('survey')
    .where('code', '=', office)
    .executeTakeFirstOrThrow();
  return survey;
}
