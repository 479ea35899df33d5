import { sql } from 'kysely';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { heldAfterClosing } from '../../../db/fragments.ts';
import { isHeldAfterClosing } from '../../../domain/custody/after-closing.ts';
import type { Custody } from '../../../domain/custody/custody.ts';
import { held, terms, visitWith } from '../../unit/domain/visits.ts';
import { createTestDatabase } from '../../world/database.ts';
import { useResource } from '../../world/use.ts';

const database = useResource(() => createTestDatabase(pino({ level: 'silent' })));
const returned: Custody = { state: 'returned', at: terms.closesAt - 1 };

describe('a card at closing time', () => {
  test.each([
    { custody: held, ms: -1, after: false },
    { custody: held, ms: 0, after: true },
    { custody: held, ms: 1, after: true },
    { custody: returned, ms: 0, after: false },
  ])('$custody.state, $ms ms from closing: SQL and domain say $after', async ({ custody, ms, after }) => {
    const at = terms.closesAt + ms;
    const { rows } = await sql<{ after: boolean }>`
      select ${heldAfterClosing(sql`${new Date(at)}::timestamptz`)} as after
      from (values (${custody.state}, ${new Date(terms.closesAt)}::timestamptz)) as v(custody, closes_at)
    `.execute(database.db);
    expect(rows).toEqual([{ after }]);
    expect(isHeldAfterClosing(visitWith({ step: 'library', custody }), at)).toBe(after);
  });
});
