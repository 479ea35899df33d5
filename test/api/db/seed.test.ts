import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { listOffices } from '../../../db/offices/offices.ts';
import { seedFirstStart } from '../../../db/seed/seed.ts';
import { createTestDatabase } from '../../world/database.ts';

const log = pino({ level: 'silent' });

describe('an empty database', () => {
  test('that four launchers find at once is filled by one of them, which alone tells the accounts', async () => {
    await using empty = await createTestDatabase(log);
    const told = await Promise.all(
      Array.from({ length: 4 }, () => seedFirstStart({ databaseUrl: empty.url, demoPassword: null, log })),
    );
    expect(told.filter((accounts) => accounts.length > 0)).toHaveLength(1);
    expect(told.flat().map(({ username }) => username)).toEqual(['petugas', 'supervisor', 'admin']);
    expect(await listOffices(empty.db)).toHaveLength(1);
    expect(await empty.db.selectFrom('staff').select('id').execute()).toHaveLength(3);
  });
});
