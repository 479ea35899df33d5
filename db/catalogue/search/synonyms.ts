import { sql } from 'kysely';
import type { SynonymLine } from '../../../domain/catalogue/search/synonyms.ts';
import type { ChangedBy } from '../../audit.ts';
import type { Database, Transaction } from '../../connect.ts';
import { changedBy, endChange } from '../../endings.ts';
import { lockVersion, raiseVersion } from '../../offices/settings-versions.ts';

/** The scope of the version of the list. */
const scope = 'synonyms';

/** The synonyms of all offices, in their order, and the version to change them by. */
export async function readSynonymLines(db: Database): Promise<{ version: number; lines: SynonymLine[] }> {
  // one statement: a change in between would give its version to the lines before it
  const { rows } = await sql<{ version: number; lines: SynonymLine[] }>`
    select version, coalesce((
      select json_agg(terms order by line)
      from (select line, json_agg(term order by place, term) as terms from synonym group by line) l
    ), '[]') as lines
    from settings_version where scope = ${scope}
  `.execute(db);
  const [row] = rows;
  if (!row) throw new Error('the synonyms have no version');
  return row;
}

/** Replaces the synonyms; every search of every api answers by them from then on. */
export async function changeSynonyms(
  trx: Transaction,
  { expectedVersion, lines, by }: { expectedVersion: number; lines: readonly SynonymLine[]; by: ChangedBy },
): Promise<'changed' | 'stale'> {
  if ((await lockVersion(trx, scope)) !== expectedVersion) return 'stale';
  const { lines: before } = await readSynonymLines(trx);
  await trx.deleteFrom('synonym').execute();
  await sql`
    insert into synonym (line, term, place)
    select l.line, t.term, t.place
    from jsonb_array_elements(${JSON.stringify(lines)}::jsonb) with ordinality l (terms, line),
      jsonb_array_elements_text(l.terms) with ordinality t (term, place)
  `.execute(trx);
  await raiseVersion(trx, scope);
  const detail = { added: without(lines, before), removed: without(before, lines) };
  const done = { action: 'synonyms-changed', detail };
  await endChange(trx, { ...changedBy(by, 200), office: null, done, changed: [] });
  return 'changed';
}

/** Lines of the one list that the other does not have. */
function without(lines: readonly SynonymLine[], others: readonly SynonymLine[]): SynonymLine[] {
  const known = new Set(others.map((terms) => terms.join()));
  return lines.filter((terms) => !known.has(terms.join()));
}
