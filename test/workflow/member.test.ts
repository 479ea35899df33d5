import { Client } from '@temporalio/client';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { memberQueueOf, memberTerms, memberWorkflowIdOf } from '../../domain/members/keeping.ts';
import { registration } from '../world/client.ts';
import { keepHistory } from '../world/history.ts';
import { createPostOffice } from '../world/outside/post-office.ts';
import { until } from '../world/until.ts';
import { useResource, useWorld } from '../world/use.ts';
import { shiftClock } from '../world/world.ts';

const dayMs = 86_400_000;
/** A workflow counts as lost once it looks so much later than it said. */
const slackMs = 11 * 60_000;
const me = '/api/v1/members/me';

const post = useResource(createPostOffice);
beforeAll(() => post.open());
const world = useWorld({}, () => ({
  mail: { url: post.url, from: 'pst@kunjung.example', linkBase: 'https://kunjung.example/' },
}));
beforeEach(() => shiftClock(world.db, 0));

let registered = 0;
/** Registers somebody with an address of their own; answers the id. */
async function register(): Promise<{ id: string; email: string; client: ReturnType<typeof world.client> }> {
  registered += 1;
  const email = `anggota-${registered}@example.com`;
  const client = await world.client().register({ email });
  const { id } = await world.db
    .selectFrom('member')
    .select('id')
    .orderBy('registered_at', 'desc')
    .orderBy('used_at', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  return { id, email, client };
}
const rowOf = (id: string) =>
  world.db.selectFrom('member').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const handleOf = (id: string) =>
  new Client({ connection: world.connection }).workflow.getHandle(memberWorkflowIdOf(id));
const statusOf = async (id: string) => (await handleOf(id).describe()).status.name;
const untilLooked = (id: string) =>
  until('its workflow has looked', async () => {
    const { due_at: due } = await rowOf(id);
    return due !== null && due > Date.now() + dayMs;
  });
const untilEnded = (id: string) =>
  until('the registration has ended', async () => (await rowOf(id)).ended_at !== null);
const confirm = (id: string) =>
  world.db
    .updateTable('member')
    .set({ confirmed_by: 'mail', confirmed_at: new Date() })
    .where('id', '=', id)
    .execute();

describe('a registration', () => {
  test('is carried by one workflow, which ends soon after its owner deleted it', async () => {
    const { id, client } = await register();
    await untilLooked(id);
    expect(await statusOf(id)).toBe('RUNNING');
    expect((await client.send(me, { method: 'DELETE' })).status).toBe(204);
    await keepHistory(world.connection, { workflowId: memberWorkflowIdOf(id), story: 'member' });
    const history = await handleOf(id).fetchHistory();
    const queues = history.events?.flatMap(
      ({ activityTaskScheduledEventAttributes: scheduled }) => scheduled?.taskQueue?.name ?? [],
    );
    expect(new Set(queues)).toEqual(new Set([memberQueueOf(world.taskQueue)]));
    await until('the row has no workflow any more', async () => (await rowOf(id)).due_at === null);
  });

  test('that was not confirmed is gone after a week', async () => {
    const { id, client } = await register();
    await untilLooked(id);
    await shiftClock(world.db, memberTerms.unconfirmedMs + slackMs);
    await untilEnded(id);
    expect(await rowOf(id)).toMatchObject({ ended_by: 'time', person: null, address_mac: null });
    expect((await client.send(me)).status).toBe(401);
    await handleOf(id).result();
  });

  test('that is confirmed is gone a year after its last use, a month after its owner was reminded', async () => {
    const { id, email, client } = await register();
    const letters = () => post.letters.filter(({ to }) => to.includes(email));
    await until('the letter that asks for confirmation', async () => letters().length === 1);
    await confirm(id);
    await untilLooked(id);
    const aYear = memberTerms.unusedMs;
    await shiftClock(world.db, 60 * dayMs);
    expect((await client.send(me)).status).toBe(200); // use moves the time on
    await shiftClock(world.db, 60 * dayMs + aYear - memberTerms.reminderMs - dayMs);
    await until('its workflow has looked and found nothing to do', async () => {
      const { due_at: due, reminded_at: reminded } = await rowOf(id);
      return (
        due !== null && due > Date.now() + 60 * dayMs + aYear - memberTerms.reminderMs && reminded === null
      );
    });
    await shiftClock(world.db, 60 * dayMs + aYear - memberTerms.reminderMs + slackMs);
    const letter = await until('the reminder', async () => letters()[1]);
    expect(letter.subject).toContain('Pendaftaran Pustaka Anda akan berakhir');
    expect((await rowOf(id)).ended_at).toBeNull();
    await shiftClock(world.db, 61 * dayMs + aYear);
    await untilEnded(id);
    expect(letters()).toHaveLength(2);
  });
});

describe('an engine that has lost the workflows of members', () => {
  test('gets new ones, which end what is due', async () => {
    const [first, second] = [await register(), await register()];
    for (const { id } of [first, second]) {
      await untilLooked(id);
      await handleOf(id).terminate('lost');
    }
    await confirm(second.id);
    await shiftClock(world.db, memberTerms.unconfirmedMs + slackMs);
    await untilEnded(first.id);
    await until('the confirmed one is carried again', async () => (await statusOf(second.id)) === 'RUNNING');
    expect((await rowOf(second.id)).ended_at).toBeNull();
  });
});

describe('what the engine is told of a member', () => {
  test('is an id', async () => {
    const { id } = await register();
    await untilLooked(id);
    const told = JSON.stringify(await handleOf(id).fetchHistory()) + world.logged();
    expect(told).toContain(id);
    const decoded = told.replaceAll(/"data":"([A-Za-z0-9+/=]+)"/g, (_all, text: string) =>
      Buffer.from(text, 'base64').toString(),
    );
    for (const { email, name, institution } of [{ ...registration, email: 'anggota-' }]) {
      for (const secret of [email, name, institution]) expect(decoded).not.toContain(secret);
    }
  });
});
