import { createHmac } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { Client } from '@temporalio/client';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { workflowIdOf } from '../../domain/visits/messages.ts';
import type { EscalationView } from '../../wire/supervision/supervision.ts';
import type { StaffVisit } from '../../wire/visits.ts';
import { registerVisitor } from '../world/desk.ts';
import { changeClosing } from '../../workflows/messages.ts';
import { keepHistory } from '../world/history.ts';
import { createPostOffice } from '../world/outside/post-office.ts';
import { createReceiver, taking, type Received } from '../world/outside/receiver.ts';
import { until } from '../world/until.ts';
import { useClient, useResource, useWorld } from '../world/use.ts';
import { shiftClock } from '../world/world.ts';

const secret = 'a secret of both sides of it';
const slaSeconds = 2;
const repeatSeconds = 2;
const mailTo = 'jaga@bps.example';

const receiver = useResource(createReceiver);
const post = useResource(createPostOffice);
beforeAll(async () => {
  await receiver.open();
  await post.open();
});
const world = useWorld(
  { slaSeconds, slaWarnSeconds: 1, undoSeconds: 30, escalationRepeatMinutes: repeatSeconds / 60 },
  () => ({
    outside: {
      webhook: { url: receiver.url, secret },
      mail: { url: post.url, from: 'pst@bps.example', linkBase: 'https://kunjung.example', to: [mailTo] },
    },
  }),
);
const visitor = useClient(world);
const staff = useClient(world, 'supervisor');
afterEach(() => {
  receiver.answer = taking;
});

const read = (visitId: string): Promise<StaffVisit> => staff.readVisit({ visitId });
const escalationOf = async (visitId: string): Promise<EscalationView | undefined> => {
  const path = `/api/v1/offices/${world.office}/escalations`;
  const { body } = await staff.send<{ escalations: EscalationView[] }>(path);
  return body.escalations.find((escalation) => escalation.visitId === visitId);
};

/** Takes a number, calls it, and lets its guest book be filled. */
const register = () => registerVisitor({ visitor, staff });
const acknowledge = (visitId: string) =>
  staff.send(`/api/v1/offices/${world.office}/escalations/${visitId}/acknowledgement`, { method: 'POST' });
const about = ({ label }: { label: string }): Received[] =>
  receiver.received.filter(({ body }) => body['label'] === label);
const told = (visit: { label: string }, times: number): Promise<Received[]> =>
  until(`${visit.label} told ${times} times`, async () => {
    const messages = about(visit);
    return messages.length >= times && messages;
  });

describe('a promise that is broken', () => {
  test('is told outside, signed, with nothing about the person, again and again until it is acknowledged', async () => {
    const { visit } = await register();
    const [first, second] = await told(visit, 2);
    if (!first || !second) throw new Error('nothing was told');
    expect(first.body).toEqual({
      id: first.headers['webhook-id'],
      event: 'raised',
      level: 'breach',
      number: 1,
      office: { code: world.office, name: 'BPS Provinsi Kalimantan Utara' },
      label: visit.label,
      dueAt: visit.sla?.dueAt,
      counter: { code: 'FO-1', label: 'Front Office 1' },
    });
    expect(second.body).toEqual({ ...first.body, id: second.headers['webhook-id'], number: 2 });
    expect(second.body['id']).not.toBe(first.body['id']);
    for (const { headers, text } of [first, second]) {
      const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${text}`;
      const signature = createHmac('sha256', secret).update(signed).digest('base64');
      expect(headers['webhook-signature']).toBe(`v1,${signature}`);
      expect(Math.abs(Number(headers['webhook-timestamp']) - Date.now() / 1000)).toBeLessThan(30);
    }

    const letters = await until('two letters', async () => {
      const mine = post.letters.filter(({ text }) => text.includes(visit.label));
      return mine.length >= 2 && mine;
    });
    expect(letters[0]?.to).toEqual([mailTo]);
    expect(letters[0]?.headers).toContain(`${world.office} ${visit.label}`);
    for (const { text } of letters) expect(text).not.toMatch(/Budi|budi@|Umum/);

    expect((await acknowledge(visit.visitId)).status).toBe(200);
    const known = await until('what was told in that moment is sent', async () => {
      const now = await escalationOf(visit.visitId);
      return now?.deliveries.every(({ sentAt }) => sentAt !== null) && now;
    });
    expect(known.state).toBe('acknowledged');
    expect((await staff.move(await read(visit.visitId), 'serve')).status).toBe(200);
    const after = await escalationOf(visit.visitId);
    expect(after).toMatchObject({ state: 'served', times: known.times });
    expect(after?.deliveries.every(({ attempts, sentAt }) => attempts === 1 && sentAt !== null)).toBe(true);
    expect(about(visit)).toHaveLength(known.times);
  });

  test('is told again when the service start is taken back, and not while somebody is served', async () => {
    const { visit } = await register();
    await told(visit, 1);
    const served = await staff.move(await read(visit.visitId), 'serve');
    expect(served.body.escalation).toBeNull();
    const before = about(visit).length;
    const undone = await staff.move(served.body, 'undo');
    expect(undone.body.escalation?.level).toBe('breach');
    await told(visit, before + 1);
    const numbers = about(visit).map(({ body }) => body['number']);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(about(visit).every(({ body }) => body['event'] === 'raised')).toBe(true);
    await staff.move(await read(visit.visitId), 'cancel');
  });

  test('is taken back outside as well, when a service start in time is recorded late', async () => {
    const { visit } = await register();
    await told(visit, 1);
    // a press claimed before the limit is recorded after the breach was told
    await shiftClock(world.db, -60_000);
    const served = await staff.move(await read(visit.visitId), 'serve');
    await shiftClock(world.db, 0);
    expect(served.body.sla?.verdict).toBe('met');
    await until('the withdrawal', async () => about(visit).some(({ body }) => body['event'] === 'withdrawn'));
    expect(await escalationOf(visit.visitId)).toMatchObject({ state: 'withdrawn' });
    expect((await acknowledge(visit.visitId)).status).toBe(409);
    const undone = await staff.move(served.body, 'undo');
    expect(undone.body).toMatchObject({ sla: { verdict: 'breached' }, escalation: { level: 'breach' } });
    await until('it is told anew', async () => about(visit).at(-1)?.body['event'] === 'raised');
    expect(await escalationOf(visit.visitId)).toMatchObject({ state: 'waiting', acknowledged: null });
    await staff.move(await read(visit.visitId), 'cancel');
  });
});

describe('a promise of which the office turns out to have closed before it could be broken', () => {
  test('is taken back outside as well', async () => {
    const { ticket, visit } = await register();
    await told(visit, 1);
    const workflowId = workflowIdOf({ ...ticket, office: world.office });
    const closesAt = Date.parse(visit.sla?.dueAt ?? '') - slaSeconds * 1_000; // when the guest book was filled
    const handle = new Client({ connection: world.connection }).workflow.getHandle(workflowId);
    await until('the telling is over', async () => {
      const { raw } = await handle.describe();
      return raw.pendingActivities?.length === 0;
    });
    await handle.executeUpdate(changeClosing, { args: [{ closesAt }] });
    await until('the withdrawal', async () => about(visit).at(-1)?.body['event'] === 'withdrawn');
    expect(await read(visit.visitId)).toMatchObject({ step: 'expired', sla: { verdict: 'excluded' } });
    await keepHistory(world.connection, { workflowId, story: 'refuted-afterwards' });
    expect(
      about(visit)
        .map(({ body }) => body['event'])
        .filter((event) => event === 'withdrawn'),
    ).toHaveLength(1);
  });
});

describe('a receiver', () => {
  const failing: [string, (response: ServerResponse) => void][] = [
    ['that answers 500', (response) => void response.writeHead(500).end('no')],
    ['that redirects', (response) => void response.writeHead(307, { location: receiver.url }).end()],
    ['that hangs up', (response) => void response.destroy()],
    ['that never answers', () => undefined],
  ];
  test.each(failing)(
    '%s holds up neither moves nor mail, and gets the message with its id',
    async (_what, answer) => {
      const { visit } = await register();
      const { visit: other } = await register();
      receiver.answer = answer;
      const [first] = await told(visit, 1);
      await until('the letter', async () => post.letters.some(({ text }) => text.includes(visit.label)));
      expect((await staff.move(await read(other.visitId), 'serve')).status).toBe(200);
      receiver.answer = taking;
      const delivery = await until(
        'a message is taken',
        async () =>
          (await escalationOf(visit.visitId))?.deliveries.find(
            ({ channel, sentAt }) => channel === 'webhook' && sentAt !== null,
          ),
        { withinMs: 30_000 },
      );
      const sent = about(visit).find(({ body }) => body['id'] === delivery.id);
      expect(sent?.body).toMatchObject({ event: 'raised', number: delivery.number });
      expect(first?.body['id']).toBe(first?.headers['webhook-id']);
      for (const each of [visit, other]) await staff.move(await read(each.visitId), 'cancel');
    },
  );

  test('that is away for long gets the newest message when it is back, and no heap of old ones', async () => {
    await receiver.close();
    const { visit } = await register();
    const waited = await until(
      'it was told four times in vain',
      async () => {
        const escalation = await escalationOf(visit.visitId);
        return (escalation?.times ?? 0) >= 4 && escalation;
      },
      { withinMs: 30_000 },
    );
    expect(
      waited?.deliveries.filter(({ channel, sentAt }) => channel === 'webhook' && sentAt !== null),
    ).toEqual([]);
    await receiver.open();
    const [taken] = await told(visit, 1);
    expect(Number(taken?.body['number'])).toBeGreaterThanOrEqual(4);
    await acknowledge(visit.visitId);
    await staff.move(await read(visit.visitId), 'cancel');
    const numbers = about(visit).map(({ body }) => Number(body['number']));
    expect(numbers.every((number) => number >= 4)).toBe(true);
  });

  test('that is away does not stretch the pauses between tellings', async () => {
    await receiver.close();
    const { ticket, visit } = await register();
    await until('it was told twice', async () => ((await escalationOf(visit.visitId))?.times ?? 0) >= 2, {
      withinMs: 30_000,
    });
    await receiver.open();
    await staff.move(await read(visit.visitId), 'cancel');
    const id = workflowIdOf({ visitId: visit.visitId, day: ticket.day, office: world.office });
    const { events } = await new Client({ connection: world.connection }).workflow
      .getHandle(id)
      .fetchHistory();
    const gaveUp = events?.findIndex(
      ({ activityTaskFailedEventAttributes, activityTaskTimedOutEventAttributes }) =>
        activityTaskFailedEventAttributes ?? activityTaskTimedOutEventAttributes,
    );
    const pause = events
      ?.slice(gaveUp)
      .find(({ timerStartedEventAttributes }) => timerStartedEventAttributes)?.timerStartedEventAttributes;
    // it was tried for a part of the time until the next telling, and the pause is what was left of it
    expect(Number(pause?.startToFireTimeout?.seconds)).toBeLessThan(repeatSeconds);
  });
});
