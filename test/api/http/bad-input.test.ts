import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../../wire/http/problem.ts';
import type { StaffVisit } from '../../../wire/visits.ts';
import type { Ticket } from '../../../wire/visitors/visitors.ts';
import { guestBook, type Answer, type Sent } from '../../world/client.ts';
import { openWorld, useClient, useWorld } from '../../world/use.ts';

let ticket: Ticket;
let visit: StaffVisit;

const world = useWorld();
const visitor = useClient(world);
const staff = useClient(world, 'staff');
const admin = useClient(world, 'admin');
beforeAll(async () => {
  ticket = (await visitor.takeTicket()).body;
  visit = (await staff.call()).body.visit as StaffVisit;
});

/** A refusal as the contract wants it: a problem with its name, no stack, an id to ask for. */
function expectProblem(answer: Answer, status: number, name: string): Problem {
  const problem = answer.body as Problem;
  expect({ status: answer.status, type: problem.type }).toEqual({ status, type: `/problems/${name}` });
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(problem).toMatchObject({
    status,
    title: expect.stringMatching(/\S/),
    requestId: expect.any(String),
  });
  expect(JSON.stringify(problem)).not.toMatch(/ at .*\.ts|node_modules|select |insert /);
  return problem;
}

const tickets = (sent: Sent): Promise<Answer> =>
  visitor.send(`/api/v1/offices/${world.office}/visits`, { method: 'POST', body: { service: 'P' }, ...sent });
const book = (extra: object): Promise<Answer> => visitor.fillGuestBook(ticket.token, extra);

describe('a body that is no good', () => {
  test.each<[string, Sent, number, string]>([
    ['malformed JSON', { body: '{"service":' }, 400, 'invalid-request'],
    ['an array', { body: [] }, 400, 'invalid-request'],
    ['a bare string', { body: '"P"' }, 400, 'invalid-request'],
    ['null', { body: 'null' }, 400, 'invalid-request'],
    ['no fields', { body: {} }, 400, 'invalid-request'],
    ['an unknown field', { body: { service: 'P', vip: true } }, 400, 'invalid-request'],
    ['__proto__', { body: '{"service":"P","__proto__":{"a":1}}' }, 400, 'invalid-request'],
    ['a wrong type', { body: { service: 7 } }, 400, 'invalid-request'],
    ['an unknown service', { body: { service: 'Z' } }, 400, 'invalid-request'],
    ['an unknown priority', { body: { service: 'P', priority: 'vip' } }, 400, 'invalid-request'],
    ['2 MB', { body: { service: 'P', pad: 'x'.repeat(2_000_000) } }, 413, 'body-too-large'],
    ['plain text', { headers: { 'content-type': 'text/plain' } }, 415, 'unsupported-media-type'],
    [
      'a form',
      { headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      415,
      'unsupported-media-type',
    ],
    [
      'a strange charset',
      { headers: { 'content-type': 'application/json; charset=latin1' } },
      415,
      'unsupported-media-type',
    ],
    ['a strange encoding', { headers: { 'content-encoding': 'lzma' } }, 415, 'unsupported-media-type'],
    ['a key too short', { key: 'short' }, 400, 'invalid-request'],
    ['a key with blanks', { key: 'not a key at all' }, 400, 'invalid-request'],
    ['a foreign origin', { headers: { origin: 'https://evil.example' } }, 403, 'forbidden'],
    ['a null origin', { headers: { origin: 'null' } }, 403, 'forbidden'],
    ['a cross-site fetch', { headers: { 'sec-fetch-site': 'cross-site' } }, 403, 'forbidden'],
    ['a same-site fetch', { headers: { 'sec-fetch-site': 'same-site' } }, 403, 'forbidden'],
  ])('%s is refused', async (_what, sent, status, name) => {
    expectProblem(await tickets(sent), status, name);
  });

  test('a missing key is refused', async () => {
    const response = await fetch(`${world.base}/api/v1/offices/${world.office}/visits`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"service":"P"}',
    });
    expect(response.status).toBe(400);
  });

  test('messages come in the language that was asked for, Indonesian by default', async () => {
    const indonesian = expectProblem(await tickets({ body: {} }), 400, 'invalid-request');
    const headers = { 'accept-language': 'en-GB,en;q=0.8' };
    const english = expectProblem(await tickets({ body: {}, headers }), 400, 'invalid-request');
    expect([indonesian.title, english.title]).toEqual(['Isian tidak sesuai.', 'The request is not valid.']);
    expect(english.errors?.[0]?.pointer).toBe('/service');
    const unknown = { service: 'Z' };
    const wrong = expectProblem(await tickets({ body: unknown }), 400, 'invalid-request');
    const same = expectProblem(await tickets({ body: unknown, headers }), 400, 'invalid-request');
    expect([wrong, same].map(({ errors }) => errors?.[0]?.message)).toEqual([
      'Kode ini tidak dikenal di kantor ini.',
      'This code is not known in this office.',
    ]);
  });
});

describe('a guest book that is no good', () => {
  test.each<[string, object, string]>([
    ['a name of 151 letters', { name: 'x'.repeat(151) }, '/name'],
    ['an empty name', { name: '   ' }, '/name'],
    ['a name with a control character', { name: 'a\u0000b' }, '/name'],
    ['half an emoji', { name: '\ud83d' }, '/name'],
    ['no e-mail address', { email: 'budi' }, '/email'],
    ['a category that does not exist', { institutionCategory: 10 }, '/institutionCategory'],
    ['a category as text', { institutionCategory: '1' }, '/institutionCategory'],
    ['a phone number in words', { phone: 'nol delapan' }, '/phone'],
    ['no services', { services: [] }, '/services'],
    ['a service twice', { services: [1, 1] }, '/services'],
    ['a service that does not exist', { services: [3] }, '/services/0'],
    ['501 letters of wishes', { dataNeeded: 'x'.repeat(501) }, '/dataNeeded'],
    ['no privacy notice', { privacyNotice: '' }, '/privacyNotice'],
    ['a birth date', { birthDate: '2000-01-01' }, '/birthDate'],
  ])('%s is refused at its field', async (_what, extra, pointer) => {
    const problem = expectProblem(await book(extra), 400, 'invalid-request');
    expect(problem.errors?.map((error) => error.pointer)).toContain(pointer);
  });

  test('every fault is named at once', async () => {
    const problem = expectProblem(await book({ name: '', email: 'x', purpose: 9 }), 400, 'invalid-request');
    expect(problem.errors).toHaveLength(3);
  });
});

describe('something that does not exist', () => {
  test.each([
    ['an unknown office', '/api/v1/offices/9998'],
    ['no office code', '/api/v1/offices/kaltara'],
    ['an unknown board', '/api/v1/offices/9998/board'],
    ['a guessed token', `/api/v1/visits/${'A'.repeat(22)}`],
    ['a token that is none', '/api/v1/visits/1'],
    ['SQL as a token', `/api/v1/visits/${encodeURIComponent("' or 1=1 --")}`],
    ['an unknown page', '/nowhere'],
    ['an unknown api path', '/api/v1/nowhere'],
  ])('%s is not found', async (_what, path) => {
    expectProblem(await visitor.send(path), 404, 'not-found');
  });

  test('a malformed escape is refused', async () => {
    expectProblem(await visitor.send('/api/v1/offices/%E0%A4%A'), 400, 'invalid-request');
  });

  test('an unknown visit is not found', async () => {
    expectProblem(await staff.move({ visitId: randomUUID(), revision: 1 }, 'arrive'), 404, 'not-found');
    expectProblem(await staff.move({ visitId: '1', revision: 1 }, 'arrive'), 404, 'not-found');
  });

  test('a wrong method is told which ones there are', async () => {
    const answer = await visitor.send(`/api/v1/offices/${world.office}/board`, { method: 'DELETE' });
    expectProblem(answer, 405, 'method-not-allowed');
    expect(answer.headers.get('allow')).toBe('GET');
  });
});

describe('someone who may not', () => {
  test('is asked to sign in', async () => {
    expectProblem(await visitor.call(), 401, 'not-signed-in');
    expectProblem(await visitor.move(visit, 'arrive'), 401, 'not-signed-in');
    expectProblem(await visitor.send(`/api/v1/offices/${world.office}/visits`), 401, 'not-signed-in');
    expectProblem(await visitor.send('/api/v1/session'), 401, 'not-signed-in');
  });

  test('is refused with the wrong role', async () => {
    expectProblem(await staff.send(`/api/v1/offices/${world.office}/sla`), 403, 'forbidden');
    expectProblem(await staff.send(`/api/v1/offices/${world.office}/policy`), 403, 'forbidden');
    expectProblem(await staff.move(visit, 'resolve-custody', { reason: 'x' }), 403, 'forbidden');
    expectProblem(await admin.call(), 403, 'forbidden');
  });

  test('is refused for another office', async () => {
    expectProblem(await staff.send('/api/v1/offices/9998/visits'), 403, 'forbidden');
  });

  test('learns nothing from a failed sign-in', async () => {
    const body = { username: `staff-${world.office}`, password: 'wrong' };
    const wrong = await visitor.send('/api/v1/session', { method: 'POST', body });
    const unknown = await visitor.send('/api/v1/session', {
      method: 'POST',
      body: { ...body, username: 'nobody' },
    });
    expect(expectProblem(wrong, 401, 'wrong-credentials').title).toBe(
      expectProblem(unknown, 401, 'wrong-credentials').title,
    );
  });
});

describe('a move that does not fit', () => {
  test('out of order is refused with the visit as it is', async () => {
    const problem = expectProblem(await staff.move(visit, 'leave'), 409, 'move-not-allowed');
    expect(problem.visit).toMatchObject({ visitId: visit.visitId, step: 'called' });
  });

  test('decided on an old revision is refused', async () => {
    const problem = expectProblem(
      await staff.move({ ...visit, revision: 1 }, 'arrive'),
      409,
      'revision-conflict',
    );
    expect(problem.visit).toMatchObject({ revision: visit.revision });
  });

  test.each([
    ['no revision', { expectedRevision: undefined }],
    ['a revision as text', { expectedRevision: '2' }],
    ['a move that staff may not choose', { move: 'call' }],
    ['a move of the clock', { move: 'expire' }],
    ['a move that does not exist', { move: 'teleport' }],
    ['arguments of another move', { move: 'arrive', locker: '01' }],
  ])('with %s is refused', async (_what, extra) => {
    const body = { move: 'arrive', expectedRevision: visit.revision, ...extra };
    const answer = await staff.send(`/api/v1/visits/${visit.visitId}/moves`, { method: 'POST', body });
    expectProblem(answer, 400, 'invalid-request');
  });

  test.each([
    ['a whole card number', { idLast4: '6501012345670003' }, '/idLast4'],
    ['an unknown kind of card', { idType: 'kartu-nama' }, '/idType'],
    ['a locker that does not exist', { locker: '99' }, '/locker'],
  ])('with %s is refused at its field', async (_what, extra, pointer) => {
    const body = { idType: 'ktp', idLast4: '0003', locker: '01', ...extra };
    const problem = expectProblem(await staff.move(visit, 'deposit', body), 400, 'invalid-request');
    expect(problem.errors?.[0]?.pointer).toBe(pointer);
  });

  test('a counter that does not exist is refused', async () => {
    expectProblem(await staff.call('FO-9'), 400, 'invalid-request');
  });

  test('a guest book after the visit is over is refused', async () => {
    const { body: gone } = await visitor.takeTicket();
    await visitor.send(`/api/v1/visits/${gone.token}/cancel`, { method: 'POST' });
    expectProblem(await visitor.fillGuestBook(gone.token), 409, 'move-not-allowed');
    expectProblem(
      await visitor.send(`/api/v1/visits/${gone.token}/rating`, { method: 'PUT', body: { overall: 5 } }),
      409,
      'move-not-allowed',
    );
  });
});

describe('a policy that is no good', () => {
  test.each<[string, object, string]>([
    ['a warning after the promise', { slaWarnSeconds: 300 }, '/slaWarnSeconds'],
    ['no time at all', { slaSeconds: 0 }, '/slaSeconds'],
    ['an impossible day', { effectiveFrom: '2026-02-30' }, '/effectiveFrom'],
    ['an interval that ends before it starts', { hours: { monday: [['16:00', '08:00']] } }, '/hours'],
    ['a weekday that does not exist', { hours: { caturday: [] } }, '/hours'],
  ])('%s is refused at its field', async (_what, extra, pointer) => {
    const path = `/api/v1/offices/${world.office}/policy`;
    const { body } = await admin.send<{ version: number }>(path);
    const { version: _version, ...policy } = body;
    const problem = expectProblem(
      await admin.send(path, { method: 'PUT', body: { ...policy, ...extra } }),
      400,
      'invalid-request',
    );
    expect(problem.errors?.[0]?.pointer).toContain(pointer);
  });
});

describe('the sign-in throttle', () => {
  test('stops guessing one account, and says when to come back', async () => {
    await using strict = await openWorld({}, { rateLimits: true });
    const body = { username: `staff-${strict.office}`, password: 'wrong' };
    const guess = () => strict.client().send('/api/v1/session', { method: 'POST', body });
    for (let tries = 0; tries < 10; tries += 1) expect((await guess()).status).toBe(401);
    const refused = await guess();
    expectProblem(refused, 429, 'too-many-requests');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    await strict.client().signIn('supervisor');
  });
});

describe('a line that is no good', () => {
  test('a body cut off in the middle does not disturb anyone', async () => {
    const { hostname, port } = new URL(world.base);
    await new Promise<void>((resolve) => {
      const cut = request({
        hostname,
        port,
        method: 'POST',
        path: `/api/v1/offices/${world.office}/visits`,
        headers: {
          'content-type': 'application/json',
          'content-length': 400,
          'idempotency-key': randomUUID(),
        },
      });
      cut.on('error', () => resolve());
      cut.on('close', () => resolve());
      cut.write('{"service":', () => cut.destroy());
    });
    expect((await visitor.send('/livez')).status).toBe(200);
  });
});

test('what was typed never comes back in a problem', async () => {
  const answer = await book({ name: 'x'.repeat(200), email: guestBook.email });
  expect(JSON.stringify(answer.body)).not.toContain('xxxx');
});
