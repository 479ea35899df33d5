import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { workflowIdOf } from '../../domain/visits/messages.ts';
import type { Ticket } from '../../wire/visitors/visitors.ts';
import { createDatabase } from '../../db/connect.ts';
import { TestClient } from '../world/client.ts';
import { seedTestOffice } from '../world/office.ts';
import { startEmbedded } from '../world/programs/parts.ts';

const office = '6502';
const stack = new AsyncDisposableStack();
let client: TestClient;
let engine: Client;

beforeAll(async () => {
  const embedded = stack.use(await startEmbedded('fatal'));
  const { db, pool } = createDatabase({ name: 'test', url: embedded.databaseUrl, max: 1, log: embedded.log });
  stack.defer(() => pool.end());
  await seedTestOffice(db, { code: office });
  stack.use(await embedded.start('activities/worker.ts'));
  stack.use(await embedded.start('api/server.ts'));
  client = new TestClient({ base: embedded.base, office });
  const connection = await Connection.connect({ address: embedded.temporalAddress });
  stack.defer(() => connection.close());
  engine = new Client({ connection });
});
afterAll(() => stack.disposeAsync());

test('the threads that carry visits on note no stack for each of their promises', async () => {
  const { body } = await client.post<Ticket>(`/api/v1/offices/${office}/visits`, { service: 'P' });
  const { visitId, day } = body;
  const visit = engine.workflow.getHandle(workflowIdOf({ visitId, office, day }));
  expect(await visit.query<string>('__stack_trace')).toBe('');
});
