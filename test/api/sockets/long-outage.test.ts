import { io, type Socket } from 'socket.io-client';
import { afterEach, expect, test } from 'vitest';
import { disconnecting, onDatabaseServer } from '../../world/postgres/administrate.ts';
import { until } from '../../world/until.ts';
import { useWorld } from '../../world/use.ts';

const world = useWorld();
const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close();
});

/** A board that tries once to come in; resolves when it was turned away. */
const turnedAway = (): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = io(`${world.base}/board`, {
      transports: ['websocket'],
      auth: { office: world.office, board: 'lobi' },
      forceNew: true,
      reconnection: false,
    });
    sockets.push(socket);
    socket.on('connect', () => reject(new Error('a board was let in without a database')));
    socket.on('connect_error', ({ message }) => resolve(message));
  });

interface Told {
  readonly msg: string;
  readonly leftOut?: number;
}

const told = (): Told[] =>
  world
    .logged()
    .split('\n')
    .filter((line) => line.includes('connection check failed'))
    .map((line) => JSON.parse(line) as Told);

/** Of how many the log tells. */
const toldOf = (): number => told().reduce((sum, { leftOut = 0 }) => sum + 1 + leftOut, 0);

test('boards that come again and again without a database do not fill the log, and what was left out is counted', async () => {
  const name = new URL(world.databaseUrl).pathname.slice(1);
  await onDatabaseServer(`alter database ${name} with allow_connections false`, disconnecting(name));
  let turned = 0;
  const come = async (boards: number): Promise<void> => {
    const refusals = await Promise.all(Array.from({ length: boards }, turnedAway));
    expect(new Set(refusals)).toEqual(new Set(['unavailable']));
    turned += boards;
  };
  try {
    await come(60);
    expect(told().length).toBeLessThan(30);
    await until('all that came are told of, one by one or as left out', async () => {
      await come(1);
      return toldOf() === turned;
    });
  } finally {
    await onDatabaseServer(`alter database ${name} with allow_connections true`);
  }
  await until(
    'the database is reached again',
    async () => (await world.client().takeTicket()).status === 201,
  );
});
