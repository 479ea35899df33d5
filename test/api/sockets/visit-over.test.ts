import { io } from 'socket.io-client';
import { afterEach, expect, test } from 'vitest';
import { until } from '../../world/until.ts';
import { useClient, useWorld } from '../../world/use.ts';
import { shiftClock } from '../../world/world.ts';

const world = useWorld();
const visitor = useClient(world);

afterEach(() => shiftClock(world.db, 0));

test('a phone whose day has ended is cut off, so that it asks and is told so', async () => {
  const { body: ticket } = await visitor.takeTicket();
  await visitor.post(`/api/v1/visits/${ticket.token}/cancel`, {});
  const line = io(`${world.base}/visit`, {
    transports: ['websocket'],
    auth: { token: ticket.token },
    forceNew: true,
  });
  const heard: string[] = [];
  line.on('visit', ({ step }: { step: string }) => void heard.push(step));
  line.on('disconnect', (reason) => void heard.push(reason));
  await until('the visit', async () => heard.includes('cancelled'));
  await shiftClock(world.db, 26 * 3_600_000);
  await until('the end', async () => heard.includes('io server disconnect'));
  expect((await visitor.send(`/api/v1/visits/${ticket.token}`)).status).toBe(410);
  line.close();
});
