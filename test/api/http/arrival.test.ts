import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { useClient, useWorld } from '../../world/use.ts';

/** Small, so that the tests are short: two seconds for a request, a kilobyte in each two of a file, eight in all. */
const world = useWorld(
  {},
  { arrival: { wholeMs: 2_000, lookEveryMs: 50, file: { leastBytes: 1_000, mostMs: 8_000 } } },
);
const admin = useClient(world, 'admin');

const collection = (bytes: number): string =>
  `publication_number;title;year\n${Array.from({ length: bytes / 24 }, (_, nth) => `${10_000 + nth}.2401;Judul;2024\n`).join('')}`;

interface Slow {
  readonly to: string;
  readonly body: string;
  /** How much of it is ever sent. */
  readonly upTo?: number;
  readonly piece: number;
  readonly everyMs: number;
  readonly type?: string;
  readonly cookie?: string;
}

/** Sends a body in pieces as long as the server listens, and answers what it said and whether all was sent. */
async function sendSlowly(asked: Slow): Promise<{ answer: string; isSent: boolean }> {
  const { to, body, upTo = body.length, piece, everyMs, type = 'text/csv', cookie = '' } = asked;
  const { hostname, port, host } = new URL(world.base);
  const line = connect(Number(port), hostname);
  const parts: Buffer[] = [];
  line.on('data', (part: Buffer) => parts.push(part));
  line.on('error', () => undefined); // the server ended it; what it said before is what counts
  const ended = new Promise<void>((resolve) => line.once('close', () => resolve()));
  const headers = {
    host,
    connection: 'close',
    'content-type': type,
    'content-length': body.length,
    cookie,
    'idempotency-key': 'slow-and-steady',
  };
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  line.write(`${to} HTTP/1.1\r\n${head.join('')}\r\n`);
  let sent = 0;
  while (sent < upTo && line.writable) {
    line.write(body.slice(sent, (sent += piece)));
    await Promise.race([pause(everyMs), ended]);
  }
  await ended;
  return { answer: Buffer.concat(parts).toString(), isSent: sent >= body.length };
}
const file = (): string => `POST /api/v1/offices/${world.office}/collection/file`;

describe('a file of somebody who may send it', () => {
  test('is taken from a slow line, though it takes longer than any other request may', async () => {
    const body = collection(9_000);
    const asked = { to: file(), body, piece: 500, everyMs: 200, cookie: admin.cookie };
    const { answer } = await sendSlowly(asked);
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(answer).toContain('"added":375,"changed":0,"unchanged":0,"refused":0');
  });

  test.each([
    ['hardly moves', { piece: 20, everyMs: 50 }],
    ['stops', { piece: 3_000, everyMs: 0, upTo: 3_000 }],
    ['moves for ever', { piece: 500, everyMs: 200 }],
  ])('is given up when it %s', async (_what, pace) => {
    const asked = { to: file(), body: collection(24_000), cookie: admin.cookie, ...pace };
    const { answer, isSent } = await sendSlowly(asked);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toContain('/problems/too-slow');
    expect(isSent).toBe(false);
  });
});

describe('anything else that takes longer than a request may', () => {
  const pace = { piece: 500, everyMs: 200 };
  const form = `{"username":"${'n'.repeat(10_000)}"}`;

  test('is cut off: a form', async () => {
    const asked = { to: 'POST /api/v1/session', type: 'application/json', body: form, ...pace };
    const { answer, isSent } = await sendSlowly(asked);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(isSent).toBe(false);
  });

  test('is cut off: a file of somebody who may not send it', async () => {
    const { answer, isSent } = await sendSlowly({ to: file(), body: collection(24_000), ...pace });
    expect(answer).toMatch(/^HTTP\/1\.1 401 /);
    expect(isSent).toBe(false);
  });

  test('is cut off: a head', async () => {
    const { hostname, port } = new URL(world.base);
    const line = connect(Number(port), hostname);
    line.write('GET /livez HTTP/1.1\r\n');
    const [answer] = (await once(line, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 408 /);
    if (!line.closed) await once(line, 'close');
  });
});

test.each([
  ['no HTTP at all', 'NONSENSE\r\n\r\n', 400],
  ['a head without end', `GET / HTTP/1.1\r\nx: ${'n'.repeat(40_000)}`, 431],
])('%s is answered before the line ends', async (_what, sent, status) => {
  const { hostname, port } = new URL(world.base);
  const line = connect(Number(port), hostname);
  line.write(sent);
  const [answer] = (await once(line, 'data')) as [Buffer];
  expect(answer.toString()).toContain(`HTTP/1.1 ${status} `);
  if (!line.closed) await once(line, 'close');
});
