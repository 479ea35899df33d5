import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createDatabase } from '../../../db/connect.ts';
import { isCompared } from '../../../db/visits/stores/comparisons.ts';
import { disconnecting, onDatabaseServer } from '../../world/postgres/administrate.ts';
import { createTestDatabase } from '../../world/database.ts';

const log = pino({ level: 'silent' });

test('a copy made within the server is another database, which was not compared with the engine yet', async () => {
  await using stack = new AsyncDisposableStack();
  const original = stack.use(await createTestDatabase(log));
  expect(await isCompared(original.db)).toBe(true);
  const url = new URL(original.url);
  const name = url.pathname.slice(1);
  const copy = `${name}_copy`;
  stack.defer(() => onDatabaseServer(`drop database if exists ${copy} with (force)`));
  await onDatabaseServer(
    `alter database ${name} with allow_connections false`, // nobody is connected while it is copied
    disconnecting(name),
    `create database ${copy} template ${name}`,
  );
  url.pathname = `/${copy}`;
  const { db, pool } = createDatabase({ url: url.href, max: 1, log });
  stack.defer(() => pool.end());
  expect(await isCompared(db)).toBe(false);
});
