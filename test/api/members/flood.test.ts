import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { signingIn } from '../../../api/members/members.ts';
import { copying } from '../../../api/softcopies/softcopies.ts';
import { mailLimits } from '../../../domain/members/links.ts';
import { tryLimits } from '../../../domain/staff/tries.ts';
import type { Problem } from '../../../wire/http/problem.ts';
import type { SoftcopyView } from '../../../wire/softcopies/softcopies.ts';
import { registration, type Answer, type TestClient } from '../../world/client.ts';
import { createPostOffice } from '../../world/outside/post-office.ts';
import { addPublication, confirmedMember } from '../../world/softcopies/collection.ts';
import { makeDocument } from '../../world/softcopies/documents.ts';
import { until } from '../../world/until.ts';
import { useClient, useResource, useWorld } from '../../world/use.ts';

const post = useResource(createPostOffice);
beforeAll(() => post.open());
/** Addresses are told by a proxy that is trusted, so that one machine can play many. */
const world = useWorld({}, () => ({
  rateLimits: true,
  trustedProxies: '127.0.0.1',
  mail: { url: post.url, from: 'pst@kunjung.example', linkBase: 'https://kunjung.example/' },
}));
const staff = useClient(world, 'staff');
let member: TestClient;
let publication = '';
beforeAll(async () => {
  publication = await addPublication(world, { number: '65000.2701', pdf: makeDocument([{}]) });
  member = await confirmedMember(world);
  await world.client().takeTicket(); // the worker has met its first visit
});
afterEach(async () => {
  await world.db.deleteFrom('failed_try').execute();
});

const strangers = (count: number): string[] =>
  Array.from({ length: count }, (_, nth) => `198.51.${100 + Math.floor(nth / 250)}.${nth % 250}`);
const one = (count: number): string[] => Array.from({ length: count }, () => '203.0.113.7');
const newAddress = (): string => `${randomUUID()}@example.com`;

const register = (from: string): Promise<Answer> =>
  world.client().send('/api/v1/members', {
    method: 'POST',
    body: { ...registration, email: newAddress() },
    headers: { 'x-forwarded-for': from },
  });
const askLink = (from: string, email = newAddress()): Promise<Answer> =>
  world.client().send('/api/v1/member-links', {
    method: 'POST',
    body: { email },
    headers: { 'x-forwarded-for': from },
  });
const guess = (from: string, proof: object = { token: randomUUID().slice(0, 22).replaceAll('-', 'x') }) =>
  world.client().send('/api/v1/member-session', {
    method: 'POST',
    body: proof,
    headers: { 'x-forwarded-for': from },
  });

const count = async (table: 'member' | 'member_link' | 'softcopy_request'): Promise<number> =>
  (
    await world.db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
  ).n;

/** What others do meanwhile: a visitor takes a number, the desk looks, a reader searches, a member looks at a request. */
async function othersAreServed(): Promise<void> {
  const answers = await Promise.all([
    world.client().takeTicket(),
    staff.send(staff.inOffice('/lockers')),
    world.client().send('/api/v1/catalogue?q=kalimantan'),
    member.send('/api/v1/softcopies'),
    world.client().send('/api/v1/member-session'),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([201, 200, 200, 200, 200]);
}

/** Sends a flood at once, while others are served; each of its answers is one of these, or says when to come back, in words. */
async function flood(answers: readonly Promise<Answer>[], allowed: number): Promise<Answer[]> {
  await othersAreServed();
  const all = await Promise.all(answers);
  expect(new Set(all.map(({ status }) => status))).toEqual(new Set([allowed, 429]));
  for (const { headers, body } of all.filter(({ status }) => status === 429)) {
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect((body as Problem).title).toBe('Terlalu banyak permintaan. Silakan tunggu sebentar.');
  }
  return all;
}
const countOf = (answers: readonly Answer[], status: number): number =>
  answers.filter((answer) => answer.status === status).length;

describe('registrations without end', () => {
  test('from one address are bounded, and so is what they leave', async () => {
    const before = await count('member');
    const answers = await flood(one(120).map(register), 201);
    const taken = countOf(answers, 201);
    expect(taken).toBeLessThanOrEqual(tryLimits.registration.free + 1);
    expect((await count('member')) - before).toBe(taken);
    expect((await register('203.0.113.8')).status).toBe(201);
  });

  test('from many addresses at once are taken a few at a time', async () => {
    const before = await count('member');
    const answers = await flood(strangers(120).map(register), 201);
    expect(countOf(answers, 201)).toBeGreaterThanOrEqual(signingIn.atOnce); // whose turn comes too late is sent away as well
    expect(countOf(answers, 429)).toBeGreaterThan(0);
    expect((await count('member')) - before).toBe(countOf(answers, 201));
  });

  test.each([
    ['registrations', register, 201],
    ['wishes for links', askLink, 202],
  ])('from ever new addresses are slowed down together: %s', async (_what, send, allowed) => {
    const [first = '', ...others] = strangers(5);
    expect((await send(first)).status).toBe(allowed);
    await world.db.updateTable('failed_try').set({ failures: tryLimits.everybody.free }).execute(); // as after a day of them
    expect((await send(others[0] ?? '')).status).toBe(allowed);
    const more = await Promise.all(others.map((from) => send(from)));
    expect(countOf(more, 429)).toBeGreaterThanOrEqual(more.length - 1); // one a second may come in
    await until('one more is let in', async () => (await send(others[1] ?? '')).status === allowed);
  });
});

describe('wishes for links without end', () => {
  test.each([
    ['one address', one],
    ['many addresses', strangers],
  ])('from %s are bounded, and each is answered alike', async (_where, addresses) => {
    const answers = await flood(
      addresses(120).map((from) => askLink(from)),
      202,
    );
    if (addresses === one) expect(countOf(answers, 202)).toBeLessThanOrEqual(tryLimits.link.free + 1);
    else expect(countOf(answers, 202)).toBeGreaterThanOrEqual(signingIn.atOnce + signingIn.waiting);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body, dropId)))).toHaveProperty('size', 2);
  });

  test('tell nobody who is registered, also where they are refused', async () => {
    const email = newAddress();
    const owner = world.client();
    await owner.register({ email });
    await world.db
      .updateTable('member')
      .set({ confirmed_by: 'mail', confirmed_at: new Date() })
      .where('confirmed_by', 'is', null)
      .where(
        'id',
        '=',
        (
          await world.db
            .selectFrom('member')
            .select('id')
            .orderBy('registered_at', 'desc')
            .executeTakeFirstOrThrow()
        ).id,
      )
      .execute();
    const told = async (from: string, of: string) => {
      const answers: unknown[] = [];
      for (let n = 0; n < tryLimits.link.free + 5; n += 1) {
        const { status, headers, body } = await askLink(from, of);
        const names = [...headers.keys()].toSorted();
        answers.push({
          status,
          names,
          isTimeTold: Number(headers.get('retry-after')) > 0,
          body: JSON.stringify(body, dropId),
        });
      }
      return answers;
    };
    const links = await count('member_link');
    const known = await told('203.0.113.20', email);
    const linksOfKnown = (await count('member_link')) - links;
    const unknown = await told('203.0.113.21', newAddress());
    expect(unknown).toEqual(known);
    expect((await count('member_link')) - links - linksOfKnown).toBe(linksOfKnown);
    const mailed = post.letters.filter(({ to }) => to.includes(email)).length;
    expect(mailed).toBeLessThanOrEqual((mailLimits[0]?.fromAll ?? 0) + 1);
  });
});

describe('guesses at links without end', () => {
  test.each([
    ['of secrets', {}],
    ['of codes', { code: '1234 5678' }],
  ])('%s from one address are bounded, and others sign in meanwhile', async (_what, proof) => {
    const wrong = 'code' in proof ? 401 : 404;
    const answers = await flood(
      one(120).map((from) => ('code' in proof ? guess(from, proof) : guess(from))),
      wrong,
    );
    expect(countOf(answers, wrong)).toBeLessThanOrEqual(tryLimits.link.free + 1);
    expect((await guess('203.0.113.9')).status).toBe(404);
  });

  test('from many addresses are taken a few at a time', async () => {
    const answers = await flood(
      strangers(120).map((from) => guess(from)),
      404,
    );
    expect(countOf(answers, 429)).toBeGreaterThan(0);
  });
});

describe('copies without end', () => {
  const order = (client: TestClient, from = '203.0.113.30') =>
    client.send<SoftcopyView>('/api/v1/softcopies', {
      method: 'POST',
      body: { publication },
      headers: { 'x-forwarded-for': from },
    });

  test.each([
    ['by one account at one address', one],
    ['by one account at many addresses', strangers],
  ])('are one request %s', async (_who, addresses) => {
    const before = await count('softcopy_request');
    const answers = await flood(
      addresses(120).map((from) => order(member, from)),
      202,
    );
    expect(countOf(answers, 202)).toBeLessThanOrEqual(tryLimits.softcopy.free + 1);
    expect((await count('softcopy_request')) - before).toBeLessThanOrEqual(1);
  });

  test('fetched by one account are handed out a few at a time', async () => {
    const { body } = await order(await confirmedMember(world));
    expect(body.requestId).toBeTypeOf('string');
    const own = await order(member);
    const { requestId } = own.body;
    await until(
      'the copy is there',
      async () => (await member.send<SoftcopyView>(`/api/v1/softcopies/${requestId}`)).body.fileUrl !== null,
      { withinMs: 60_000 },
    );
    const answers = await flood(
      Array.from({ length: 200 }, () => member.send(`/api/v1/softcopies/${requestId}/file`)),
      200,
    );
    expect(countOf(answers, 200)).toBeGreaterThanOrEqual(copying.atOnce + copying.waiting);
  });

  test('verified by guesses are told apart, and nobody waits for it', async () => {
    const codes = Array.from({ length: 300 }, (_, n) => `SC-${world.office}-2026-${900_000 + n}`);
    const checks = codes.map((code) => world.client().send(`/api/v1/softcopies/verify/${code}`));
    await othersAreServed();
    expect(new Set((await Promise.all(checks)).map(({ status }) => status))).toEqual(new Set([404]));
  });
});

/** A problem's id differs each time. */
function dropId(name: string, value: unknown): unknown {
  return name === 'requestId' ? undefined : value;
}
