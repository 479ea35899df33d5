import { randomUUID } from 'node:crypto';
import { describe, expect, inject, test } from 'vitest';
import type { Problem } from '../../../wire/http/problem.ts';
import type { StaffVisit } from '../../../wire/visits.ts';
import { answered } from '../../world/answered.ts';
import type { Answer } from '../../world/client.ts';
import {
  createEngineFront,
  grpcStatus,
  unwritten,
  withoutNamespace,
  type Failure,
} from '../../world/outside/engine-front.ts';
import { useClient, useResource, useWorld } from '../../world/use.ts';

const front = useResource(() => createEngineFront(inject('temporalAddress')));
const world = useWorld({ noShowSeconds: 300, undoSeconds: 120 }, () => ({ engineFront: front.address }));
const staff = useClient(world, 'supervisor');

/** Presses while the engine fails: the answer, and the engine's calls it took. */
async function press(
  failure: Failure,
  send: () => Promise<Answer>,
): Promise<{ answer: Answer; calls: string[] }> {
  front.failWith(failure);
  front.takeCalls();
  const answer = await send();
  front.failWith(null);
  return { answer, calls: front.takeCalls() };
}

/** A visit that rings at the counter. */
async function ringing(): Promise<StaffVisit> {
  await world.client().takeTicket();
  const { body } = await staff.call();
  if (!body.visit) throw new Error('nobody was called');
  return body.visit;
}

describe.each([
  ['is exhausted', { status: grpcStatus.resourceExhausted }, { calls: 1, rest: /^[2-5]$/ }],
  ['is away', { status: grpcStatus.unavailable }, { calls: 3, rest: /^1$/ }],
  ['has a fault', { status: grpcStatus.internal }, { calls: 1, rest: /^1$/ }],
  ['cannot write', unwritten(), { calls: 3, rest: /^1$/ }],
  ['has lost the namespace', withoutNamespace(), { calls: 1, rest: /^1$/ }],
])('an engine that %s', (_words, failure, expected) => {
  const isRefused = ({ answer, calls }: { answer: Answer; calls: string[] }): void => {
    expect([answer.status, (answer.body as Problem).type]).toEqual([503, '/problems/engine-unavailable']);
    expect(answer.headers.get('retry-after')).toMatch(expected.rest);
    expect(calls).toHaveLength(expected.calls);
  };

  test('is asked for a number, a call, a move and an undo so often only, and each press is carried out later', async () => {
    const ticketKey = randomUUID();
    isRefused(await press(failure, () => world.client().takeTicket({}, ticketKey)));
    const ticket = await answered('the number', () => world.client().takeTicket({}, ticketKey));
    expect(ticket.status).toBe(201);

    const callKey = randomUUID();
    isRefused(await press(failure, () => staff.call('FO-1', callKey)));
    const called = await answered('the call', () => staff.call('FO-1', callKey));
    const visit = called.body.visit;
    if (!visit) throw new Error('nobody was called');
    expect(visit.visitId).toBe(ticket.body.visitId);

    const moveKey = randomUUID();
    isRefused(await press(failure, () => staff.move(visit, 'cancel', {}, moveKey)));
    const gone = await answered('the move', () => staff.move(visit, 'cancel', {}, moveKey));
    expect(gone.body.step).toBe('cancelled');

    const undoKey = randomUUID();
    isRefused(await press(failure, () => staff.move(gone.body, 'undo', {}, undoKey)));
    const back = await answered('the undo', () => staff.move(gone.body, 'undo', {}, undoKey));
    expect(back.body.step).toBe('called');
    expect((await staff.move(back.body, 'cancel')).status).toBe(200);
  });
});

describe('an engine that does not answer', () => {
  test('is waited for until the deadline, and asked once', async () => {
    const visit = await ringing();
    const key = randomUUID();
    front.failWith('silence');
    front.takeCalls();
    const { status } = await staff.move(visit, 'cancel', {}, key);
    front.failWith(null);
    expect(status).toBe(503);
    expect(front.takeCalls()).toHaveLength(1);
    expect((await answered('the move', () => staff.move(visit, 'cancel', {}, key))).body.step).toBe(
      'cancelled',
    );
  });
});

describe('a sound engine', () => {
  test('is called once for each press', async () => {
    front.takeCalls();
    const visit = await ringing();
    expect((await staff.move(visit, 'cancel')).status).toBe(200);
    expect(front.takeCalls()).toEqual([
      'ExecuteMultiOperation',
      'UpdateWorkflowExecution',
      'UpdateWorkflowExecution',
    ]);
  });
});
