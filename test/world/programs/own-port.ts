import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Below the ports that the system gives away by itself, so that nobody is given one of these between its choice and its use;
 * above those that browsers refuse.
 */
const lowest = 11_000;
const portsOfProcess = 4_000;
/** Test files that run side by side have a range each; within it none is chosen twice soon. */
const range = lowest + (Number(process.env['VITEST_POOL_ID'] ?? 0) % 5) * portsOfProcess;
let chosen = randomInt(portsOfProcess);

/** A port that nobody listens on, for a part or a server that is started later. */
export async function ownPort(): Promise<number> {
  for (let tried = 0; tried < portsOfProcess; tried += 1) {
    chosen = (chosen + 1) % portsOfProcess;
    if (await isFree(range + chosen)) return range + chosen;
  }
  throw new Error('no port is free');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else reject(error);
    });
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
