import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { queueImport } from '../../../db/catalogue/import-runs.ts';
import { createWebapi, sourceRow, type Webapi } from '../../world/outside/webapi.ts';
import { until } from '../../world/until.ts';
import { loseEngine } from '../engine-files.ts';
import { kill, startStack, type Stack } from '../stack.ts';

const parts = new AsyncDisposableStack();
let source: Webapi;
let stack: Stack;

beforeAll(async () => {
  source = parts.use(await createWebapi());
  const env = {
    WEBAPI_BASE_URL: source.url,
    WEBAPI_KEY: source.key,
    WEBAPI_DOMAINS: '6501=6500',
  };
  stack = parts.use(await startStack({ env }));
});
afterAll(() => parts.disposeAsync());
beforeEach(() => {
  source.requests.length = 0;
  source.asked = () => undefined;
});

/** Publications that the source did not have before. */
function publish(from: number): void {
  source.rows = Array.from({ length: 14 }, (_, index) => sourceRow(from + index));
}
async function ask(): Promise<string> {
  const run = await queueImport(stack.db, { office: stack.office, askedBy: null });
  if (run === null) throw new Error('an import is under way');
  return run;
}
const rowOf = (run: string) =>
  stack.db.selectFrom('webapi_run').selectAll().where('id', '=', run).executeTakeFirstOrThrow();
/** Lets most of the time pass that a page may take before its import is looked at again. */
const soonDue = (run: string) =>
  stack.db
    .updateTable('webapi_run')
    .set({ due_at: sql`due_at - interval '110 seconds'` })
    .where('id', '=', run)
    .execute();
const untilDone = (run: string) =>
  until(
    'the import is done',
    async () => {
      const row = await rowOf(run);
      return row.run_state === 'done' && row;
    },
    { withinMs: 170_000 },
  );
/** How often each publication was asked for. */
function timesAsked(): number[] {
  const views = source.requests.filter((request) => request.startsWith('view'));
  return [...Map.groupBy(views, (view) => view).values()].map(({ length }) => length);
}
const onceAt = (number: number, act: () => void): void => {
  let isDone = false;
  source.asked = (what) => {
    if (isDone || !('id' in what) || what.id !== sourceRow(number).pub_id) return;
    isDone = true;
    act();
  };
};

describe('an import in the middle of a page', () => {
  test('goes on where it stood when the worker is killed', async () => {
    publish(1);
    onceAt(12, () => kill(stack.worker()));
    const row = await untilDone(await ask());
    expect(row).toMatchObject({ added: 14, refused: 0, pass: 1 });
    expect(source.requests.filter((request) => request === 'list 1')).toHaveLength(1); // page 1 was stored
    expect(Math.max(...timesAsked())).toBe(2);
    expect(source.most()).toBe(1);
  }, 180_000);

  test('goes on when the api is killed, and when the engine is', async () => {
    publish(101);
    onceAt(103, () => {
      kill(stack.parts.api);
      kill(stack.parts.temporal);
    });
    expect(await untilDone(await ask())).toMatchObject({ added: 14, refused: 0 });
    expect(Math.max(...timesAsked())).toBeLessThanOrEqual(2);
  }, 180_000);

  test('is begun anew from its row when the engine has lost its file', async () => {
    publish(201);
    const run = await ask();
    await until('the second page', async () => (await rowOf(run)).page === 2);
    await loseEngine(stack);
    await soonDue(run);
    expect(await untilDone(run)).toMatchObject({ added: 14, refused: 0 });
    expect(source.requests.filter((request) => request === 'list 1')).toHaveLength(1);
  }, 180_000);
});
