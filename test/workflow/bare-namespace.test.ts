import { randomUUID } from 'node:crypto';
import { Connection } from '@temporalio/client';
import { describe, expect, inject, test } from 'vitest';
import { until } from '../world/until.ts';
import { useClient, useResource, useWorld } from '../world/use.ts';

/** A namespace as an operator makes it, without our search attributes. */
async function createBareNamespace() {
  const namespace = `bare-${randomUUID()}`;
  const connection = await Connection.connect({ address: inject('temporalAddress') });
  await connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: { seconds: 72 * 3_600 } as never,
  });
  return { namespace, [Symbol.asyncDispose]: () => connection.close() };
}

describe('an engine with a namespace and nothing else', () => {
  const bare = useResource(createBareNamespace);
  const world = useWorld({ slaSeconds: 1, slaWarnSeconds: 0.5 }, () => ({ namespace: bare.namespace }));
  const visitor = useClient(world);
  const staff = useClient(world, 'supervisor');

  test('carries a visit, also when the promise was broken', async () => {
    const { status, body: ticket } = await visitor.takeTicket();
    expect(status).toBe(201);
    await staff.call();
    await visitor.fillGuestBook(ticket.token);
    await until('the breach is noticed', async () => {
      const { sla } = await staff.readVisit(ticket);
      return sla?.verdict === 'breached';
    });
    const served = await staff.move(await staff.readVisit(ticket), 'serve');
    expect(served).toMatchObject({ status: 200, body: { step: 'serving', sla: { verdict: 'breached' } } });
  });
});
