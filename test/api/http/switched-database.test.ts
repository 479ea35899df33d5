import { io } from 'socket.io-client';
import { expect, test } from 'vitest';
import type { Board } from '../../../wire/boards.ts';
import { disconnecting, onDatabaseServer } from '../../world/postgres/administrate.ts';
import { answered } from '../../world/answered.ts';
import { createMovingLine } from '../../world/outside/moving-line.ts';
import { until } from '../../world/until.ts';
import { useResource, useWorld } from '../../world/use.ts';

const line = useResource(createMovingLine);
const world = useWorld({ noShowSeconds: 300 }, () => ({ line }));

test('a database that another took over from is left within seconds, by every connection', async () => {
  const old = new URL(world.databaseUrl);
  const name = old.pathname.slice(1);
  const heir = `${name}_heir`;
  const { body: ticket } = await world.client().takeTicket();
  await using stack = new AsyncDisposableStack();
  stack.defer(() => onDatabaseServer(`drop database if exists ${heir} with (force)`));

  // the old one is demoted and copied, and what is connected anew still finds it
  await onDatabaseServer(`alter database ${name} with allow_connections false`, disconnecting(name));
  await until('it is copied', async () => {
    await onDatabaseServer(`create database ${heir} template ${name}`);
    return true;
  });
  await onDatabaseServer(
    `alter database ${name} set default_transaction_read_only = on`,
    `alter database ${name} with allow_connections true`,
  );
  const visitor = world.client();
  await until('it is noticed', async () => {
    const { status, body } = await visitor.send<{ database: string; listener: string }>('/readyz');
    return status === 503 && body.database === 'down' && body.listener === 'up';
  });
  const key = 'asked-between-two-databases';
  expect((await visitor.takeTicket({}, key)).status).toBe(503);

  line.leadTo(Object.assign(new URL(old), { pathname: `/${heir}` }).href);
  const { body: next } = await answered('the number', () => visitor.takeTicket({}, key));
  expect(next.number).toBe(ticket.number + 1);
  await until('all is up', async () => (await visitor.send('/readyz')).status === 200);
  const staff = await world.client().signIn('staff');
  let shown: Board | undefined;
  const socket = io(`${world.base}/board`, {
    transports: ['websocket'],
    auth: { office: world.office, board: 'lobi' },
  });
  stack.defer(() => void socket.close());
  socket.on('board', (board: Board) => (shown = board));
  await until('the board is there', async () => shown);
  const { body: called } = await staff.call();
  expect(called.visit?.visitId).toBe(ticket.visitId);
  await until('the board hears of the call', async () => shown?.calling.length === 1);
});
