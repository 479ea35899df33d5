import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import type { StaffVisit } from '../../../wire/visits.ts';
import { answered } from '../../world/answered.ts';
import { guestBook, type Sent } from '../../world/client.ts';
import { createEngineFront } from '../../world/outside/engine-front.ts';
import { createMovingLine } from '../../world/outside/moving-line.ts';
import { password } from '../../world/office.ts';
import { useClient, useResource, useWorld } from '../../world/use.ts';

/** The deadline is 4.5 s; the rest is for a busy machine. What has none is never answered, or not before twice as long. */
const answeredWithinMs = 9_000;

const line = useResource(createMovingLine);
const front = useResource(() => createEngineFront(inject('temporalAddress')));
const world = useWorld({ noShowSeconds: 300 }, () => ({ line, engineFront: front.address }));
const staff = useClient(world, 'supervisor');

let visit: StaffVisit;
let token: string;
beforeAll(async () => {
  token = (await world.client().takeTicket()).body.token;
  const { body } = await staff.call();
  if (!body.visit) throw new Error('nobody was called');
  visit = body.visit;
});
afterEach(async () => {
  line.revive();
  front.failWith(null);
  await answered('a read', () => staff.send(`/api/v1/visits/${visit.visitId}/staff`));
});

/** One request of each kind. */
const requests = (): Record<string, [string, Sent]> => ({
  'a public read': [staff.inOffice('/board'), {}],
  'a read of staff': [`/api/v1/visits/${visit.visitId}/staff`, {}],
  'a read of a visitor': [`/api/v1/visits/${token}`, {}],
  'a report': [staff.inOffice('/sla'), {}],
  'a number': [staff.inOffice('/visits'), { method: 'POST', body: { service: 'P' } }],
  'a call': [staff.inOffice('/calls'), { method: 'POST', body: { counter: 'FO-2' } }],
  'a move': [
    `/api/v1/visits/${visit.visitId}/moves`,
    { method: 'POST', body: { move: 'recall', expectedRevision: visit.revision } },
  ],
  'a guest book': [`/api/v1/visits/${token}/guest-book`, { method: 'PUT', body: guestBook }],
  'a sign-in': [
    '/api/v1/session',
    { method: 'POST', body: { username: `supervisor-${world.office}`, password } },
  ],
  'an announcement': [
    staff.inOffice('/announcement'),
    { method: 'PUT', body: { message: null, closing: null } },
  ],
  'the page of a visitor': [`/v/${token}`, {}],
});

/** Sends all of them at once; answers the statuses, and which were not answered in time. */
async function sendAll(): Promise<Record<string, { status: number | 'late'; retryAfter: string | null }>> {
  const found = await Promise.all(
    Object.entries(requests()).map(async ([name, [path, { method = 'GET', body }]]) => {
      const sending = fetch(`${world.base}${path}`, {
        method,
        headers: {
          cookie: staff.cookie,
          'idempotency-key': randomUUID(),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(answeredWithinMs),
      });
      const answer = await sending.then(
        ({ status, headers }) => ({ status, retryAfter: headers.get('retry-after') }),
        (): { status: 'late'; retryAfter: null } => ({ status: 'late', retryAfter: null }),
      );
      return [name, answer] as const;
    }),
  );
  return Object.fromEntries(found);
}

const late = (answers: Awaited<ReturnType<typeof sendAll>>): string[] =>
  Object.entries(answers).flatMap(([name, { status }]) => (status === 'late' ? [name] : []));

describe('whatever fails, every request is answered by its deadline', () => {
  test('a database and an engine that swallow everything', async () => {
    line.swallow();
    front.failWith('silence');
    const answers = await sendAll();
    expect(late(answers)).toEqual([]);
    const { 'the page of a visitor': page, ...rest } = answers;
    for (const answer of Object.values(rest)) expect(answer).toEqual({ status: 503, retryAfter: '1' });
    expect(page?.status).toBe(200); // filled in by the browser
  });

  test('an engine that swallows everything', async () => {
    front.failWith('silence');
    const answers = await sendAll();
    expect(late(answers)).toEqual([]);
    expect([answers['a number']?.status, answers['a move']?.status]).toEqual([503, 503]);
  });

  test.each([1_000, 1_900])('a database that takes %i ms for each answer', async (milliseconds) => {
    line.delay(milliseconds);
    expect(late(await sendAll())).toEqual([]);
  });
});
