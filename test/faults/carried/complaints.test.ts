import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readClock } from '../../../db/clock.ts';
import { createPostOffice, type PostOffice } from '../../world/outside/post-office.ts';
import { until } from '../../world/until.ts';
import { shiftClock } from '../../world/world.ts';
import { kill, startStack, type Stack } from '../stack.ts';

const hourMs = 3_600_000;
const watch = 'jaga@bps.example';

const parts = new AsyncDisposableStack();
let post: PostOffice;
let stack: Stack;

beforeAll(async () => {
  post = parts.use(await createPostOffice());
  await post.open();
  const env = {
    MAIL_URL: post.url,
    MAIL_FROM: 'pst@kunjung.example',
    PUBLIC_URL: 'https://kunjung.example',
    ESCALATION_MAIL_TO: watch,
  };
  stack = parts.use(await startStack({ env }));
});
afterAll(() => parts.disposeAsync());

const rowOf = (reference: string) =>
  stack.db.selectFrom('complaint').selectAll().where('reference', '=', reference).executeTakeFirstOrThrow();
const alarmsOf = (id: string) =>
  stack.db
    .selectFrom('complaint_notice')
    .select(['due', 'due_at'])
    .where('complaint_id', '=', id)
    .where('told', '=', 'overdue')
    .execute();

/** A complaint whose workflow sleeps until something is due. */
async function complain() {
  const { body } = await stack
    .client()
    .post<{ reference: string }>(`/api/v1/offices/${stack.office}/complaints`, {
      text: 'Saya menunggu satu jam di loket tanpa penjelasan apa pun.',
      identity: 'anonymous',
    });
  return until(
    'its workflow sleeps',
    async () => {
      const [row, now] = [await rowOf(body.reference), await readClock(stack.db)];
      return row.due_at !== null && row.due_at > now + 130_000 && row;
    },
    { withinMs: 60_000 },
  );
}

/** The alarm of a complaint, which is one and has its own time, by mail as well. */
async function expectOneAlarm({
  id,
  reference,
  verification_due_at: dueAt,
}: Awaited<ReturnType<typeof complain>>) {
  const told = () => post.letters.filter(({ subject }) => subject.includes(reference));
  await until('the alarm is mailed', async () => told().length > 0, { withinMs: 150_000 });
  const next = await complain(); // whatever would be told twice has been told by then
  expect(next.reference).not.toBe(reference);
  expect(await alarmsOf(id)).toEqual([{ due: 'verification', due_at: dueAt }]);
  expect(told()).toHaveLength(1);
}

describe('a due time that falls into an hour', () => {
  test('without a worker, which is killed again as it comes back, is told of once, with its own time', async () => {
    const complaint = await complain();
    await stack.stopWorker();
    await shiftClock(stack.db, (complaint.verification_due_at ?? 0) + hourMs - Date.now());
    await stack.startWorker();
    kill(stack.worker());
    await expectOneAlarm(complaint);
  }, 300_000);

  test('without an engine is told of once, with its own time', async () => {
    const complaint = await complain();
    const pid = stack.parts.temporal.pid();
    if (pid === undefined) throw new Error('the engine does not run');
    process.kill(pid, 'SIGSTOP');
    await shiftClock(stack.db, (complaint.verification_due_at ?? 0) + hourMs - Date.now());
    kill(stack.parts.temporal);
    await expectOneAlarm(complaint);
  }, 300_000);
});
