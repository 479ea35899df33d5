import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answered } from '../world/answered.ts';
import { startKunjung, useFolder } from './kunjung.ts';
import { checkOutPrevious } from './previous.ts';
import { deposit, finish, supervisorOf, visitUpTo } from './visits.ts';

const office = '6500';
const password = 'a password for upgrades';

let stack: AsyncDisposableStack;
beforeEach(() => {
  stack = new AsyncDisposableStack();
});
afterEach(() => stack.disposeAsync());

describe('visits of the release before', () => {
  test('are finished by this one, from whatever step they were left in', { timeout: 600_000 }, async () => {
    const { commit, tree } = checkOutPrevious();
    console.log(`upgrade: from ${commit} (PREVIOUS names another)`);
    const env = { DATA_DIR: `${await useFolder(stack)}/data`, DEMO_PASSWORD: password };
    const before = await startKunjung({ ...env, KUNJUNG_SKIP_SETUP: '' }, tree);
    const staff = await supervisorOf(before, { office, password });
    const left = [
      await visitUpTo(staff, 'call', 'guest-book', 'serve', deposit('01'), 'enter'),
      await visitUpTo(staff, 'call', 'guest-book', 'serve', deposit('02')),
      await visitUpTo(staff, 'call', 'guest-book', 'serve', 'undo'),
      await visitUpTo(staff, 'call', 'guest-book'),
      await visitUpTo(staff, 'call'),
      await visitUpTo(staff),
    ];
    await before[Symbol.asyncDispose]();
    expect(await before.program.ended).toBe(0);

    const after = stack.use(await startKunjung(env));
    const next = await supervisorOf(after, { office, password });
    for (const ticket of left) expect(await finish(next, ticket)).toMatchObject({ step: 'done' });
    const { body } = await answered('a number', () => next.takeTicket());
    expect(body.number).toBe(left.length + 1);
  });
});
