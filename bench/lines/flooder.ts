import { setTimeout as pause } from 'node:timers/promises';
import { io } from 'socket.io-client';

/**
 * A stranger's process: opens one board's line and tells receipts, so many a second or, with 0, as fast as it can;
 * comes back whenever it is sent away. `node flooder.ts <base> <office> <per second>`, until it is killed.
 */
const [base = '', office = '', given = '0'] = process.argv.slice(2);
const perSecond = Number(given);
const sliceMs = 10;

const line = io(`${base}/board`, {
  transports: ['websocket'],
  auth: { office, board: 'banjir' },
  reconnectionDelay: 100,
  reconnectionDelayMax: 100,
});
let shown = { epoch: '', revision: 0 };
line.on('board', ({ epoch, revision }: typeof shown) => (shown = { epoch, revision }));
line.on('disconnect', () => line.active || line.connect());
line.on('connect_error', () => line.active || setTimeout(() => line.connect(), 100));

for (;;) {
  const slice = perSecond === 0 ? 1_000 : (perSecond * sliceMs) / 1_000;
  for (let sent = 0; sent < slice && line.connected; sent += 1) line.emit('shown', shown);
  await (perSecond === 0 ? new Promise(setImmediate) : pause(sliceMs));
}
