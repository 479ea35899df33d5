import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Transaction } from '../../../db/connect.ts';
import { useWorld } from '../../world/use.ts';

const world = useWorld();

/** Writes as a database is made from another: without looking at what belongs together. */
const asCopied = (work: (trx: Transaction) => Promise<unknown>): Promise<unknown> =>
  world.db.transaction().execute(async (trx) => {
    await sql`set local session_replication_role = replica`.execute(trx);
    await work(trx);
  });

test('a number that the database does not have yet is not shown, and comes when it is written back', async () => {
  const client = world.client();
  const key = randomUUID();
  const { body: ticket } = await client.takeTicket({}, key);
  await asCopied(async (trx) => {
    await sql`create table aside as select * from visit where id = ${ticket.visitId}`.execute(trx);
    await sql`delete from visit where id = ${ticket.visitId}`.execute(trx);
  });
  const meanwhile = await client.takeTicket({}, key);
  await asCopied((trx) => sql`insert into visit select * from aside`.execute(trx));
  await sql`drop table aside`.execute(world.db);
  expect(meanwhile.status).toBe(503);
  expect(meanwhile.body).toMatchObject({ type: '/problems/engine-unavailable' });
  const again = await client.takeTicket({}, key);
  expect(again.body).toMatchObject({ number: ticket.number, token: ticket.token });
});
