import { randomUUID } from 'node:crypto';
import { io } from 'socket.io-client';
import { describe, expect, test } from 'vitest';
import type { Problem } from '../../../wire/http/problem.ts';
import type { Board } from '../../../wire/boards.ts';
import { administrate, setEngineAhead } from '../../world/postgres/administrate.ts';
import { answered } from '../../world/answered.ts';
import type { Answer } from '../../world/client.ts';
import { readExposition } from '../../world/exposition.ts';
import { password } from '../../world/office.ts';
import { until } from '../../world/until.ts';
import { useClient, useWorld } from '../../world/use.ts';
import type { World } from '../../world/world.ts';

async function engineCalls(world: World): Promise<number> {
  const { series } = readExposition(await world.metrics());
  return series
    .filter(({ name }) => name === 'kunjung_engine_call_seconds_count')
    .reduce((sum, { value }) => sum + value, 0);
}

const isOutage = ({ status, headers, body }: Answer): void => {
  expect({ status, type: (body as Problem).type, retryAfter: headers.get('retry-after') }).toEqual({
    status: 503,
    type: '/problems/database-unavailable',
    retryAfter: '1',
  });
};

describe('a database that may only be read', () => {
  const world = useWorld({ noShowSeconds: 8 });
  const staff = useClient(world, 'supervisor');

  test('is an outage to every command and every sign-in, and nothing is lost by it', async () => {
    const { body: ticket } = await world.client().takeTicket();
    const { body: answer } = await staff.call();
    const visit = answer.visit;
    if (!visit) throw new Error('nobody was called');
    await administrate(world, (name) => `alter database ${name} set default_transaction_read_only = on`);
    const keys = { ticket: randomUUID(), call: randomUUID() };

    isOutage(await world.client().takeTicket({}, keys.ticket));
    isOutage(await staff.call('FO-2', keys.call));
    isOutage(await staff.move(visit, 'arrive'));
    isOutage(await world.client().fillGuestBook(ticket.token));
    isOutage(await world.client().send(`/api/v1/visits/${ticket.token}/cancel`, { method: 'POST' }));
    const account = { username: `staff-${world.office}`, password };
    isOutage(await world.client().send('/api/v1/session', { method: 'POST', body: account }));
    isOutage(
      await world
        .client()
        .send('/api/v1/session', { method: 'POST', body: { ...account, password: 'wrong' } }),
    );
    isOutage(await staff.send(`/api/v1/visits/${ticket.visitId}/staff`));
    isOutage(
      await staff.send(`/api/v1/offices/${world.office}/announcement`, {
        method: 'PUT',
        body: { message: null, closing: null },
      }),
    );

    expect((await world.client().send(`/api/v1/offices/${world.office}/board`)).status).toBe(200);
    const ready = await world.client().send('/readyz');
    expect([ready.status, ready.body]).toEqual([503, expect.objectContaining({ database: 'down' })]);
    expect((await boardOverSocket()).calling).toHaveLength(1);

    await administrate(world, (name) => `alter database ${name} reset default_transaction_read_only`);
    expect((await answered('the tap', () => world.client().takeTicket({}, keys.ticket))).body.number).toBe(2);
    const called = await answered('the call', () => staff.call('FO-2', keys.call));
    expect(called.body.visit?.label).toBe('P-002');
    await until('the worker has made up for it', async () => {
      const { body } = await world.client().view(ticket.token);
      return body.step === 'no-show';
    });
  });

  function boardOverSocket(): Promise<Board> {
    const socket = io(`${world.base}/board`, {
      transports: ['websocket'],
      auth: { office: world.office, board: 'lobi' },
    });
    return new Promise<Board>((resolve, reject) => {
      socket.on('board', resolve);
      socket.on('connect_error', reject);
    }).finally(() => socket.close());
  }
});

describe('the clock of the engine', () => {
  const world = useWorld({ noShowSeconds: 300 });
  const staff = useClient(world, 'supervisor');

  test('six seconds ahead of the database’s costs nobody a number, a call or a recall', async () => {
    await setEngineAhead(world, 6_000);
    const before = await engineCalls(world);
    const { status, body: ticket } = await world.client().takeTicket();
    expect(status).toBe(201);
    const { body } = await staff.call('FO-1');
    expect(body.visit?.visitId).toBe(ticket.visitId);
    const again = await staff.move(body.visit ?? { visitId: '', revision: 0 }, 'recall');
    expect([again.status, again.body.step]).toEqual([200, 'called']);
    expect((await engineCalls(world)) - before).toBe(3);
  });

  test('minutes ahead refuses clearly, with three calls a press at most', async () => {
    await setEngineAhead(world, 180_000);
    const before = await engineCalls(world);
    const presses = await Promise.all(Array.from({ length: 4 }, () => world.client().takeTicket()));
    for (const { status, headers } of presses)
      expect([status, headers.get('retry-after')]).toEqual([503, '1']);
    const calls = (await engineCalls(world)) - before;
    expect(calls).toBeGreaterThanOrEqual(4);
    expect(calls).toBeLessThanOrEqual(12);
  });
});
