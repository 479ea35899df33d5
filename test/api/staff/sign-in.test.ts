import { afterEach, describe, expect, test } from 'vitest';
import { countTry, takeBackTry } from '../../../db/staff/failed-tries.ts';
import type { Problem } from '../../../wire/http/problem.ts';
import { password } from '../../world/office.ts';
import { TestClient, type Answer } from '../../world/client.ts';
import { useWorld } from '../../world/use.ts';

/** Addresses are told by a proxy that is trusted, so that one machine can play many. */
const world = useWorld({}, { rateLimits: true, trustedProxies: '127.0.0.1' });
const account = (): string => `staff-${world.office}`;
afterEach(async () => {
  await world.db.deleteFrom('failed_try').execute();
});

interface SignIn {
  readonly username?: string;
  readonly secret?: string;
  readonly from?: string;
  readonly cookie?: string;
  readonly base?: string;
}

function signIn({
  username = account(),
  secret = 'wrong',
  from = '10.0.0.1',
  cookie = '',
  base,
}: SignIn): Promise<Answer> {
  const client = base === undefined ? world.client() : new TestClient({ base, office: world.office });
  client.cookie = cookie;
  return client.send('/api/v1/session', {
    method: 'POST',
    body: { username, password: secret },
    headers: { 'x-forwarded-for': from },
  });
}

/** How many of some sign-ins were looked at, and how many were told to wait. */
function countOf(answers: readonly Answer[]): { wrong: number; tooMany: number } {
  const statusIs = (status: number) => answers.filter((answer) => answer.status === status).length;
  return { wrong: statusIs(401), tooMany: statusIs(429) };
}

/** The cookies an answer sets, as a browser would send them back. */
const cookiesOf = ({ headers }: Answer): string =>
  headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');

describe('guessing one account from one address', () => {
  test('is slowed down after ten tries, with blanks around the name as well', async () => {
    const answers: Answer[] = [];
    for (let tries = 0; tries < 60; tries += 1) {
      const blanks = ' '.repeat(tries % 20);
      answers.push(
        await signIn({ username: tries % 2 === 0 ? `${blanks}${account()}` : `${account()}${blanks}` }),
      );
    }
    expect(countOf(answers)).toEqual({ wrong: 10, tooMany: 50 });
    const refused = answers[59] as Answer<Problem>;
    expect(refused.body.type).toBe('/problems/too-many-requests');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  test('is slowed down as much when all tries come at once', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, () => signIn({})));
    expect(countOf(answers)).toEqual({ wrong: 10, tooMany: 30 });
  });

  test('is slowed down as much where there is no such account', async () => {
    const answers: Answer[] = [];
    for (let tries = 0; tries < 12; tries += 1) answers.push(await signIn({ username: 'nobody' }));
    expect(countOf(answers)).toEqual({ wrong: 10, tooMany: 2 });
  });

  test('is slowed down on every api alike, and after a restart', async () => {
    for (let tries = 0; tries < 10; tries += 1) await signIn({});
    const base = await world.startApi();
    expect(await signIn({ base })).toMatchObject({ status: 429 });
  });

  test('does not keep the officer at another address out', async () => {
    for (let tries = 0; tries < 12; tries += 1) await signIn({});
    expect(await signIn({ from: '10.0.0.2', secret: password })).toMatchObject({ status: 200 });
  });

  test('does not keep out a browser the officer signed in with before, even at that address', async () => {
    const browser = cookiesOf(await signIn({ secret: password }));
    for (let tries = 0; tries < 12; tries += 1) await signIn({});
    expect(await signIn({ secret: password })).toMatchObject({ status: 429 });
    expect(await signIn({ secret: password, cookie: browser })).toMatchObject({ status: 200 });
  });

  test('from a known browser is slowed down by itself', async () => {
    const browser = cookiesOf(await signIn({ secret: password }));
    const answers: Answer[] = [];
    for (let tries = 0; tries < 12; tries += 1) answers.push(await signIn({ cookie: browser }));
    expect(countOf(answers)).toEqual({ wrong: 10, tooMany: 2 });
  });

  test('is forgotten once the password was right', async () => {
    for (let tries = 0; tries < 9; tries += 1) await signIn({});
    expect(await signIn({ secret: password })).toMatchObject({ status: 200 });
    for (let tries = 0; tries < 9; tries += 1) expect(await signIn({})).toMatchObject({ status: 401 });
  });
});

describe('a new sign-in', () => {
  test('ends the session that this browser had, and no other', async () => {
    const first = cookiesOf(await signIn({ secret: password }));
    const elsewhere = cookiesOf(await signIn({ secret: password }));
    const second = cookiesOf(await signIn({ secret: password, cookie: first }));
    const statusWith = async (cookie: string): Promise<number> =>
      (await world.client().send('/api/v1/session', { headers: { cookie } })).status;
    expect(second).not.toBe(first);
    expect(await Promise.all([first, second, elsewhere].map(statusWith))).toEqual([401, 200, 200]);
  });
});

describe('many tries at once', () => {
  test('that are counted and taken back never stand in each other’s way', async () => {
    const limit = { free: 1_000_000, firstPauseMs: 1, longestPauseMs: 1 };
    const [one, two] = ['one', 'two'].map((name) => ({ subject: Buffer.from(name), limit }));
    if (!one || !two) throw new Error('two subjects');
    for (let wave = 0; wave < 60; wave += 1) {
      const tries = Array.from({ length: 8 }, async (_, nth) => {
        const subjects = nth % 2 === 0 ? ([one, two] as const) : ([two, one] as const);
        await countTry(world.db, subjects);
        await takeBackTry(world.db, subjects);
      });
      await Promise.all(tries);
    }
    const left = await world.db.selectFrom('failed_try').select('failures').execute();
    expect(left).toEqual([{ failures: 0 }, { failures: 0 }]);
  });
});

describe('guessing a device’s code', () => {
  test('is slowed down like guessing a password', async () => {
    const answers: Answer[] = [];
    for (let tries = 0; tries < 14; tries += 1) {
      answers.push(
        await world.client().send('/api/v1/devices/pair', {
          method: 'POST',
          body: { code: String(10_000_000 + tries) },
          headers: { 'x-forwarded-for': '10.0.0.9' },
        }),
      );
    }
    expect(countOf(answers)).toEqual({ wrong: 10, tooMany: 4 });
  });
});
