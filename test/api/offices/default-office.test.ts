import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { sql } from 'kysely';
import { Client } from 'pg';
import { defaultFirst } from '../../../api/offices/default-office.ts';
import { importOffice } from '../../../db/offices/office-import.ts';
import { readFirstOffice } from '../../../db/seed/seed.ts';
import { useWorld } from '../../world/use.ts';

const world = useWorld();

const offices = async (): Promise<string[]> => {
  const { body } = await world.client().send<{ offices: { code: string }[] }>('/api/v1/offices');
  return body.offices.map(({ code }) => code);
};

const importAs = async (code: string) =>
  importOffice(world.db, { ...(await readFirstOffice()), code, disabled: false, calendar: [] });

describe('the office of a page that is asked for none', () => {
  test('stays the one that was first, whatever code is imported later', async () => {
    expect(await importAs('0350')).toEqual({ kind: 'created' });
    expect(await importAs('9400')).toEqual({ kind: 'created' });
    expect(await offices()).toEqual([world.office, '0350', '9400']);
    await importAs('0350');
    expect(await offices()).toEqual([world.office, '0350', '9400']);
  });

  test('is the pinned one when one is pinned', () => {
    const all = [{ code: '6500' }, { code: '3500' }, { code: '9400' }];
    expect(defaultFirst(all, '3500').map(({ code }) => code)).toEqual(['3500', '6500', '9400']);
    expect(defaultFirst(all, null)).toEqual(all);
    expect(defaultFirst(all, '1234')).toEqual(all);
  });

  test('is found in a database that is older than this rule, by when each office was made', async () => {
    const client = new Client({ connectionString: world.databaseUrl });
    await client.connect();
    await client.query('begin');
    await client.query('alter table office drop column position');
    await client.query(
      await readFile(new URL('../../../db/migrations/0012_office_order.sql', import.meta.url), 'utf8'),
    );
    const { rows } = await client.query<{ code: string }>('select code from office order by position');
    await client.query('rollback');
    await client.end();
    const synthetic = await sql<{ code: string }>`select code from office where code = '9999'`.execute(
      world.db,
    );
    expect(rows.map(({ code }) => code).filter((code) => code !== '9999')).toEqual([
      world.office,
      '0350',
      '9400',
    ]);
    expect(rows.length).toBe(3 + synthetic.rows.length);
  });
});
