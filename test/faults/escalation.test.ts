import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { EscalationView } from '../../wire/supervision/supervision.ts';
import type { DeskVisit, StaffVisit } from '../../wire/visits.ts';
import { answered } from '../world/answered.ts';
import type { TestClient } from '../world/client.ts';
import { changePolicy } from '../world/office.ts';
import { createReceiver, taking, type Received, type Receiver } from '../world/outside/receiver.ts';
import { until } from '../world/until.ts';
import { violations } from '../world/world.ts';
import { kill, startStack, type Stack } from './stack.ts';

const secret = 'a secret of twenty-four letters';
const patient = { withinMs: 45_000 };
/** Time enough for the worker to be gone before the warning. */
const unhurried = { slaSeconds: 12, slaWarnSeconds: 10 };

const parts = new AsyncDisposableStack();
let receiver: Receiver;
let stack: Stack;
let supervisor: TestClient;

beforeAll(async () => {
  receiver = parts.use(await createReceiver());
  await receiver.open();
  const env = { ESCALATION_URL: receiver.url, ESCALATION_SECRET: secret };
  stack = parts.use(await startStack({ env, policy: { escalationRepeatMinutes: 0 } }));
  supervisor = await stack.client().signIn('supervisor');
});
afterAll(() => parts.disposeAsync());
afterEach(async () => {
  expect(await violations(stack.db)).toEqual([]);
});

const registered = async (): Promise<DeskVisit> => {
  const [ticketKey, callKey, bookKey] = [randomUUID(), randomUUID(), randomUUID()];
  const { body: ticket } = await answered('a ticket', () => stack.client().takeTicket({}, ticketKey));
  await answered('a call', () => supervisor.call('FO-1', callKey));
  await answered('a guest book', () => stack.client().fillGuestBook(ticket.token, {}, bookKey));
  const path = `/api/v1/visits/${ticket.visitId}/staff`;
  return (await answered('the visit', () => supervisor.send<StaffVisit>(path))).body;
};
const escalationOf = async (visitId: string): Promise<EscalationView | undefined> => {
  const path = `/api/v1/offices/${stack.office}/escalations`;
  const { body } = await answered('the list', () => supervisor.send<{ escalations: EscalationView[] }>(path));
  return body.escalations.find((escalation) => escalation.visitId === visitId);
};
const noticesOf = (visitId: string) =>
  stack.db
    .selectFrom('visit_notice')
    .select(['kind', 'at'])
    .where('visit_id', '=', visitId)
    .orderBy('at')
    .execute();
const about = ({ label }: { label: string }): Received[] =>
  receiver.received.filter(({ body }) => body['label'] === label);
const audited = async (visitId: string): Promise<string[]> =>
  (
    await stack.db
      .selectFrom('audit')
      .select('action')
      .where('visit_id', '=', visitId)
      .where('action', 'in', ['warning', 'breach'])
      .execute()
  )
    .map(({ action }) => action)
    .toSorted();

/** Each level once, with its due time, and one message, however often it was posted. */
async function expectOnce(visit: DeskVisit): Promise<void> {
  await until(
    'the message is taken',
    async () => (await escalationOf(visit.visitId))?.deliveries[0]?.sentAt,
    patient,
  );
  const notices = await noticesOf(visit.visitId);
  expect(notices.map(({ kind, at }) => [kind, new Date(at).toISOString()])).toEqual([
    ['warning', visit.sla?.warnAt],
    ['breach', visit.sla?.dueAt],
  ]);
  expect(await audited(visit.visitId)).toEqual(['breach', 'warning']);
  const escalation = await escalationOf(visit.visitId);
  expect(escalation).toMatchObject({ state: 'waiting', times: 1, dueAt: visit.sla?.dueAt });
  expect(escalation?.deliveries).toHaveLength(1);
  expect(new Set(about(visit).map(({ body }) => body['id']))).toEqual(
    new Set([escalation?.deliveries[0]?.id]),
  );
  for (const { headers, text } of about(visit)) {
    const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${text}`;
    const signature = createHmac('sha256', secret).update(signed).digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${signature}`);
  }
}
const served = async (visitId: string): Promise<void> => {
  const { body } = await answered('the visit', () =>
    supervisor.send<StaffVisit>(`/api/v1/visits/${visitId}/staff`),
  );
  const [serveKey, cancelKey] = [randomUUID(), randomUUID()];
  const serving = await answered('a service start', () => supervisor.move(body, 'serve', {}, serveKey));
  const left = await answered('a cancel', () => supervisor.move(serving.body, 'cancel', {}, cancelKey));
  expect(left.status).toBe(200);
};

describe('warning and breach come once each, with their due times', () => {
  test('when the worker dies between the commit of the warning and its report', async () => {
    const visit = await registered();
    stack.workerProxy.atNextCommit(() => kill(stack.worker()));
    await expectOnce(visit);
    await served(visit.visitId);
  });

  test('when the worker dies between the commit of the breach and its report', async () => {
    const visit = await registered();
    await until('the warning', async () => (await noticesOf(visit.visitId)).length === 1, patient);
    stack.workerProxy.atNextCommit(() => kill(stack.worker()));
    await expectOnce(visit);
    await served(visit.visitId);
  });

  test('when the worker dies once the receiver has the message, which then comes again with its id', async () => {
    const visit = await registered();
    receiver.answer = (response) => {
      receiver.answer = taking;
      kill(stack.worker());
      response.destroy();
    };
    await expectOnce(visit);
    expect(about(visit).length).toBeGreaterThan(1);
    await served(visit.visitId);
  });

  test('when the engine dies before the warning', async () => {
    const visit = await registered();
    kill(stack.parts.temporal);
    await expectOnce(visit);
    await served(visit.visitId);
  });

  test('when all workers are away past both, late and in one go', async () => {
    await changePolicy(stack, unhurried);
    const visit = await registered();
    await stack.stopWorker();
    await until('both are past', async () => Date.now() > Date.parse(visit.sla?.dueAt ?? '') + 500, patient);
    expect(await noticesOf(visit.visitId)).toEqual([]);
    await stack.startWorker();
    await expectOnce(visit);
    await served(visit.visitId);
  });
});

describe('a visitor who was served while all workers were away', () => {
  test('is late by the record, and nobody is alarmed', async () => {
    await changePolicy(stack, unhurried);
    const visit = await registered();
    await stack.stopWorker();
    await until(
      'the limit is past',
      async () => Date.now() > Date.parse(visit.sla?.dueAt ?? '') + 500,
      patient,
    );
    const key = 'served-while-nobody-works';
    expect((await supervisor.move(visit, 'serve', {}, key)).status).toBe(503);
    await stack.startWorker();
    const late = await answered('the press', () => supervisor.move(visit, 'serve', {}, key));
    expect(late.body.sla?.verdict).toBe('breached');
    expect((await noticesOf(visit.visitId)).filter(({ kind }) => kind === 'breach')).toHaveLength(1);
    expect(await escalationOf(visit.visitId)).toBeUndefined();
    expect(about(visit)).toEqual([]);
    await supervisor.move(late.body, 'cancel');
  });
});
