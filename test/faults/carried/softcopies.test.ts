import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSoftcopyStore, type SoftcopyStore } from '../../../pdf/store.ts';
import type { SoftcopyView } from '../../../wire/softcopies/softcopies.ts';
import type { TestClient } from '../../world/client.ts';
import { addPublication, confirmedMember } from '../../world/softcopies/collection.ts';
import { makeDocument } from '../../world/softcopies/documents.ts';
import { until } from '../../world/until.ts';
import { loseEngine } from '../engine-files.ts';
import { kill, startStack, type Stack } from '../stack.ts';

const pages = 2_000;
const parts = new AsyncDisposableStack();
let stack: Stack;
let softcopies: SoftcopyStore;
let member: TestClient;
let made = 0;

beforeAll(async () => {
  stack = parts.use(await startStack());
  softcopies = createSoftcopyStore(`${stack.dataDir}/softcopies`);
  member = await confirmedMember(stack);
});
afterAll(() => parts.disposeAsync());

/** Asks for a copy that takes a while, and waits until it is being made. */
async function beginOne(): Promise<string> {
  made += 1;
  const document = makeDocument(
    Array.from({ length: pages }, (_, index) => ({ media: [0, 0, 600, 800 + made + (index % 3)] })),
  );
  const publication = await addPublication(
    { ...stack, softcopies },
    { number: `65010.26${made + 10}`, pdf: document },
  );
  const { status, body } = await member.post<SoftcopyView>('/api/v1/softcopies', { publication });
  expect(status).toBe(202);
  await until('the copy is being made', async () => (await readdir(softcopies.workFolder)).length > 0);
  return body.requestId;
}
const untilReady = (id: string) =>
  until(
    'the copy is ready',
    async () => (await member.send<SoftcopyView>(`/api/v1/softcopies/${id}`)).body.state === 'ready',
    { withinMs: 150_000 },
  );

describe('in the middle of a copy', () => {
  test('a worker that is killed costs a try, and its process ends with it', async () => {
    const id = await beginOne();
    kill(stack.worker());
    await untilReady(id);
    const { attempts } = await stack.db
      .selectFrom('softcopy_request')
      .select('attempts')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(attempts).toBe(2);
  }, 200_000);

  test('an api that is killed changes nothing', async () => {
    const id = await beginOne();
    kill(stack.parts.api);
    await untilReady(id);
  }, 200_000);

  test('an engine that loses its store loses no request', async () => {
    const id = await beginOne();
    await loseEngine(stack);
    await untilReady(id);
  }, 200_000);
});
