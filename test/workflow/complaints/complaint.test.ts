import { Client } from '@temporalio/client';
import { describe, expect, test } from 'vitest';
import { complaintQueueOf, complaintWorkflowIdOf } from '../../../domain/complaints/keeping.ts';
import { endOfWorkingDay } from '../../../domain/complaints/working-days.ts';
import { readWorkingWeek } from '../../../db/complaints/week.ts';
import { dayAfter, localDayOf } from '../../../domain/offices/calendar.ts';
import type { ComplaintView } from '../../../wire/complaints/complaints.ts';
import { keepHistory } from '../../world/history.ts';
import { until } from '../../world/until.ts';
import { useClient, useClock, useWorld } from '../../world/use.ts';
import { shiftClock } from '../../world/world.ts';

const world = useWorld({}, { timeZone: 'Asia/Makassar' });
const supervisor = useClient(world, 'supervisor');
/** A Tuesday, nine in the morning in WITA. */
const start = Date.parse('2026-11-24T01:00:00Z');
useClock(world, start);
let shift = start - Date.now();
const now = (): number => Date.now() + shift;
const canary = 'Kenari-7731 lama menunggu di loket tanpa penjelasan apa pun.';

/** Another time, at which a session of before is over. */
async function goTo(instant: number): Promise<void> {
  shift = instant - Date.now();
  await shiftClock(world.db, shift);
  await supervisor.signIn('supervisor');
}
const handleOf = (id: string) =>
  new Client({ connection: world.connection }).workflow.getHandle(complaintWorkflowIdOf(id));

async function complain(): Promise<string> {
  const { status, body } = await world
    .client()
    .post<{ reference: string }>(`/api/v1/offices/${world.office}/complaints`, {
      text: canary,
      identity: 'confidential',
      person: { name: 'Kenari Rahasia', email: 'kenari@example.com' },
    });
  expect(status).toBe(201);
  const { id } = await world.db
    .selectFrom('complaint')
    .select('id')
    .where('reference', '=', body.reference)
    .executeTakeFirstOrThrow();
  await untilLooked(id);
  return id;
}
/** A workflow has looked once the row is due later than a look may take. */
const untilLooked = (id: string) =>
  until('its workflow has looked', async () => {
    const { due_at: due } = await world.db
      .selectFrom('complaint')
      .select('due_at')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    return due === null || due > now() + 130_000;
  });
const read = async (id: string): Promise<ComplaintView> =>
  (await supervisor.send<ComplaintView>(`/api/v1/offices/${world.office}/complaints/${id}`)).body;
async function move(id: string, body: object): Promise<ComplaintView> {
  const { revision: expectedRevision } = await read(id);
  const answer = await supervisor.post<ComplaintView>(
    `/api/v1/offices/${world.office}/complaints/${id}/moves`,
    { expectedRevision, ...body },
  );
  expect(answer.status).toBe(200);
  return answer.body;
}
const dueOf = async (days: number): Promise<number> =>
  endOfWorkingDay(await readWorkingWeek(world.db, world.office), start, days);

describe('a complaint', () => {
  test('is told of once in time and once when it is late, each with its own time, and falls silent after an answer', async () => {
    await goTo(start);
    const id = await complain();
    const verifyBy = await dueOf(3);
    await goTo(verifyBy - 3_600_000);
    await until('the reminder', async () => (await read(id)).notices.length === 1);
    await goTo(verifyBy + 26 * 3_600_000); // nobody looked for a day
    await until('the alarm', async () => (await read(id)).notices.length === 2);
    const dueAt = new Date(verifyBy).toISOString();
    expect((await read(id)).notices).toMatchObject([
      { due: 'verification', kind: 'reminder', dueAt },
      { due: 'verification', kind: 'overdue', dueAt },
    ]);
    await move(id, { move: 'verify', kind: 'information' });
    const answered = await move(id, { move: 'answer', text: 'Loket tambahan dibuka setiap Senin.' });
    expect(answered.dues).toMatchObject([
      { due: 'verification', late: true, open: false },
      { due: 'first-follow-up', late: false, open: false },
      { due: 'answer', late: false, open: false },
      { due: 'silence', late: false, open: true },
    ]);
    const silentAt = Date.parse(answered.dues[3]?.at ?? '');
    await untilLooked(id);
    await goTo(silentAt + 5 * 3_600_000);
    await until('the end', async () => (await read(id)).stage === 'closed');
    expect((await read(id)).timeline.at(-1)).toMatchObject({
      move: 'fall-silent',
      at: new Date(silentAt).toISOString(),
    });
    await keepHistory(world.connection, { workflowId: complaintWorkflowIdOf(id), story: 'complaint' });
    const history = await handleOf(id).fetchHistory();
    const queues = history.events?.flatMap(
      ({ activityTaskScheduledEventAttributes: scheduled }) => scheduled?.taskQueue?.name ?? [],
    );
    expect(new Set(queues)).toEqual(new Set([complaintQueueOf(world.taskQueue)]));
    expect(JSON.stringify(history) + world.logged()).not.toContain('Kenari');
  });

  test('whose workflow was lost goes on from its row, and what fell due meanwhile is told once', async () => {
    await goTo(start);
    const id = await complain();
    await handleOf(id).terminate('lost');
    const verifyBy = await dueOf(3);
    await goTo(verifyBy + 60_000);
    await until('the alarm', async () => (await read(id)).notices.some(({ kind }) => kind === 'overdue'));
    await goTo(verifyBy + 120_000);
    await move(id, { move: 'message', text: 'Kami masih memeriksa.' });
    await untilLooked(id);
    expect((await read(id)).notices.filter(({ kind }) => kind === 'overdue')).toHaveLength(1);
  });

  test('has its due times moved by a holiday that is added later, and back when it is removed', async () => {
    await goTo(start);
    const id = await complain();
    const before = (await read(id)).dues.map(({ at }) => at);
    const holiday = dayAfter(localDayOf(start, 'Asia/Makassar'));
    const admin = await world.client().signIn('admin');
    const settings = `/api/v1/offices/${world.office}/settings`;
    const change = async (calendar: object[]) => {
      const { body } = await admin.send<{ version: number }>(settings);
      const answer = await admin.put(settings, { expectedVersion: body.version, calendar });
      expect(answer.status).toBe(200);
    };
    await change([{ day: holiday, kind: 'holiday', name: 'Libur daerah', hours: null, verified: true }]);
    await until(
      'the due times have moved',
      async () => (await read(id)).timeline.at(-1)?.move === 'move-due',
    );
    const moved = await read(id);
    expect(moved.timeline.at(-1)?.dues).toMatchObject([
      { due: 'verification', from: before[0] },
      { due: 'first-follow-up', from: before[1] },
      { due: 'answer', from: before[2] },
    ]);
    expect(moved.dues.map(({ at }) => Date.parse(at))).toEqual([
      await dueOf(3),
      await dueOf(5),
      await dueOf(14),
    ]);
    await change([]);
    await until('they are back', async () => (await read(id)).dues[0]?.at === before[0]);
  });
});
