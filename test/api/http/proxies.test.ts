import { fork } from 'node:child_process';
import { request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { io, type Socket } from 'socket.io-client';
import { afterEach, describe, expect, test } from 'vitest';
import { useResource, useWorld } from '../../world/use.ts';

const lines: Socket[] = [];
const world = useWorld({}, { rateLimits: true, trustedProxies: '127.0.0.2' });
const proxy = useResource(() => startProxy(world.base));
afterEach(() => {
  for (const line of lines.splice(0)) line.disconnect();
});

/** A proxy in a process of its own, which speaks from 127.0.0.2. */
async function startProxy(base: string): Promise<AsyncDisposable & { url: string }> {
  const child = fork(fileURLToPath(new URL('../../world/outside/proxy.ts', import.meta.url)), [
    base,
    '127.0.0.2',
  ]);
  const port = await new Promise<number>((told) => child.once('message', (message) => told(Number(message))));
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill();
      await gone;
    },
  };
}

/** A wrong password typed at an address of this machine; answers the status. */
function guess(
  base: string,
  { localAddress, claims }: { localAddress: string; claims?: string },
): Promise<number> {
  const body = JSON.stringify({ username: `staff-${world.office}`, password: 'wrong' });
  return new Promise((answered, failed) => {
    const sent = request(
      `${base}/api/v1/session`,
      {
        method: 'POST',
        localAddress,
        headers: { 'content-type': 'application/json', ...(claims ? { 'x-forwarded-for': claims } : {}) },
      },
      (answer) => {
        answer.resume();
        answered(answer.statusCode ?? 0);
      },
    );
    sent.on('error', failed);
    sent.end(body);
  });
}

async function guesses(base: string, from: { localAddress: string; claims?: (nth: number) => string }) {
  const statuses: number[] = [];
  for (let nth = 0; nth < 11; nth += 1) {
    const { localAddress, claims } = from;
    statuses.push(await guess(base, { localAddress, ...(claims ? { claims: claims(nth) } : {}) }));
  }
  return statuses;
}
const slowedDown = [...Array.from({ length: 10 }, () => 401), 429];

/** Opens lines under one board's name until one is refused; answers how many were let in. */
async function linesLetIn(
  base: string,
  { localAddress, claims }: { localAddress: string; claims?: (nth: number) => string },
): Promise<number> {
  for (let nth = 0; nth < 40; nth += 1) {
    const line = io(`${base}/board`, {
      transports: ['websocket'],
      auth: { office: world.office, board: 'lobi' },
      forceNew: true,
      reconnection: false,
      localAddress,
      ...(claims ? { extraHeaders: { 'x-forwarded-for': claims(nth) } } : {}),
    } as Parameters<typeof io>[1]);
    lines.push(line);
    const isIn = await new Promise<boolean>((answered) => {
      line.once('connect', () => answered(true));
      line.once('connect_error', () => answered(false));
    });
    if (!isIn) return nth;
  }
  return 40;
}

describe('behind a trusted proxy', () => {
  test('each sender is throttled for itself', async () => {
    expect(await guesses(proxy.url, { localAddress: '127.0.0.11' })).toEqual(slowedDown);
    expect(await guess(proxy.url, { localAddress: '127.0.0.12' })).toBe(401);
  });

  test('a sender who claims to be others is known all the same', async () => {
    const claims = (nth: number): string => `203.0.113.${nth}`;
    expect(await guesses(proxy.url, { localAddress: '127.0.0.13', claims })).toEqual(slowedDown);
  });

  test('each sender’s lines are counted for itself', async () => {
    expect(await linesLetIn(proxy.url, { localAddress: '127.0.0.14' })).toBe(25);
    expect(await linesLetIn(proxy.url, { localAddress: '127.0.0.15' })).toBe(25);
  });
});

describe('a peer that is no trusted proxy', () => {
  test('is not believed about others', async () => {
    const claims = (nth: number): string => `203.0.113.${nth}`;
    expect(await guesses(world.base, { localAddress: '127.0.0.3', claims })).toEqual(slowedDown);
  });

  test('is not believed about its lines', async () => {
    const claims = (nth: number): string => `203.0.113.${nth}`;
    expect(await linesLetIn(world.base, { localAddress: '127.0.0.4', claims })).toBe(25);
  });
});
