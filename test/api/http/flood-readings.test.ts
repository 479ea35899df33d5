import { randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import { afterAll, describe, expect, test } from 'vitest';
import type { KeptStandard } from '../../../wire/standard.ts';
import type { Problem } from '../../../wire/http/problem.ts';
import { statementsOf } from '../../world/postgres/statements.ts';
import { until } from '../../world/until.ts';
import { useClient, useWorld } from '../../world/use.ts';

/** Addresses are told by a proxy that is trusted, so that one machine can play many. */
const world = useWorld({}, { rateLimits: true, trustedProxies: '127.0.0.1' });
const staff = useClient(world, 'staff');
const agent = new Agent({ keepAlive: true, maxSockets: 40 });
afterAll(() => agent.destroy());

/** What a reading without a browser is answered, exactly as its path is written. */
interface Read {
  readonly status: number;
  readonly retryAfter: number;
  readonly body: unknown;
}

function read(path: string, from: string): Promise<Read> {
  return new Promise((answered, failed) => {
    const sent = request(
      `${world.base}/api/v1`,
      { path: `/api/v1${path}`, agent, headers: { 'x-forwarded-for': from } },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', failed);
        answer.on('end', () =>
          answered({
            status: answer.statusCode ?? 0,
            retryAfter: Number(answer.headers['retry-after']),
            body: JSON.parse(Buffer.concat(chunks).toString()) as unknown,
          }),
        );
      },
    );
    sent.on('error', failed);
    sent.end();
  });
}

/** What others do meanwhile. */
async function othersAreServed(): Promise<void> {
  const answers = await Promise.all([
    world.client().takeTicket(),
    staff.send(staff.inOffice('/lockers')),
    world.client().send(staff.inOffice('/standard')),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([201, 200, 200]);
}

const newToken = (): string => randomBytes(16).toString('base64url');

/** A stranger’s readings, each by the address of who asks. */
const readings: readonly [string, string, number, () => string][] = [
  ['links that nobody was mailed', '198.51.100.1', 404, () => `/email-checks/${newToken()}`],
  ['the published standard', '198.51.100.2', 200, () => `/offices/${world.office}/standard`],
  ['the standard of no office', '198.51.100.3', 404, () => '/offices/9999/standard'],
];

describe('a stranger who reads without end', () => {
  test.each(readings)('%s keeps nobody else waiting', async (_what, from, expected, path) => {
    const flood = Array.from({ length: 600 }, () => read(path(), from));
    await othersAreServed();
    const answers = await Promise.all(flood);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([expected]));
  });

  test.each(readings)('%s is sent away until the minute is over', async (_what, from, expected, path) => {
    const answers = await until('one is sent away', async () => {
      const besides = Array.from({ length: 1_200 }, () => read('/nothing', from));
      const wave = await Promise.all(Array.from({ length: 300 }, () => read(path(), from)));
      await Promise.all(besides);
      return wave.some(({ status }) => status === 429) && wave;
    });
    for (const { status, retryAfter, body } of answers) {
      expect([expected, 429]).toContain(status);
      if (status !== 429) continue;
      expect(retryAfter).toBeGreaterThan(0);
      expect(body).toMatchObject({ title: 'Terlalu banyak permintaan. Silakan tunggu sebentar.' });
    }
    await othersAreServed();
  });
});

describe('the published standard, asked for again and again', () => {
  test('is counted once, also when everybody asks at once', async () => {
    const from = '198.51.100.10';
    const ask = () => read(`/offices/${world.office}/standard?${newToken()}`, from);
    const times = new Set<string>();
    const { api } = await statementsOf(async () => {
      for (const { body } of await Promise.all(Array.from({ length: 50 }, ask)))
        times.add((body as KeptStandard).at);
    });
    expect(times.size).toBeLessThanOrEqual(2); // ten minutes may be over just now
    expect(api).toBeLessThan(50 * 3); // two each by their keys: the office's day, and the version of its words; and the count
  });
});

describe('a link that leads nowhere', () => {
  test.each([
    ['was never mailed', 'A'.repeat(22)],
    ['is too short', 'A'.repeat(21)],
    ['is too long', 'A'.repeat(4_000)],
    ['has a slash', `${'A'.repeat(21)}%2F`],
    ['has a zero byte', `${'A'.repeat(21)}%00`],
    ['has a quote', `${'A'.repeat(21)}'`],
    ['has a sign of four bytes', `${'A'.repeat(21)}%F0%9F%98%80`],
    ['climbs', '..%2F..%2Foffices'],
  ])('is told so in words when it %s', async (_how, token) => {
    const { status, body } = await read(`/email-checks/${token}`, '198.51.100.11');
    const { type, title } = body as Problem;
    expect({ status, type }).toEqual({ status: 404, type: '/problems/not-found' });
    expect(title).toMatch(/\w+ \w+/);
  });

  test.each([
    ['is no text', '%E0%A4%A'],
    ['is half a sign', `${'A'.repeat(21)}%C3`],
  ])('is no address at all when it %s', async (_how, token) => {
    const { status, body } = await read(`/email-checks/${token}`, '198.51.100.11');
    const { type, title } = body as Problem;
    expect({ status, type }).toEqual({ status: 400, type: '/problems/invalid-request' });
    expect(title).toMatch(/\w+ \w+/);
  });
});
