import { readdirSync, readFileSync } from 'node:fs';
import { request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { setImmediate as turn } from 'node:timers/promises';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, test } from 'vitest';
import { arrivingPdfs } from '../../../api/softcopies/softcopies.ts';
import type { Problem } from '../../../wire/http/problem.ts';
import { addPublication } from '../../world/softcopies/collection.ts';
import { makeDocument } from '../../world/softcopies/documents.ts';
import { until } from '../../world/until.ts';
import { useClient, useWorld } from '../../world/use.ts';

const world = useWorld();
const admin = useClient(world, 'admin');
const publications: string[] = [];
beforeAll(async () => {
  const numbers = Array.from({ length: arrivingPdfs.atOnce + 1 }, (_, nth) => `65000.29${10 + nth}`);
  // one after the other: each waits for the collection's lock, and nobody waits long for one
  for (const number of numbers) publications.push(await addPublication(world, { number, pdf: null }));
});

let made = 0;
/** A document like no other, so that it has to be looked at. */
const pdf = () => makeDocument([{ media: [0, 0, 500, 700 + (made += 1)] }]);

/** A PDF on its way: its head is sent, the rest when it is asked for. */
function begin(id: string, { cookie = admin.cookie, headers = {}, bytes = pdf() } = {}) {
  const sent: ClientRequest = httpRequest(`${world.base}/api/v1/publications/${id}/softcopy`, {
    method: 'PUT',
    agent: false,
    headers: { cookie, 'content-type': 'application/pdf', 'content-length': bytes.length, ...headers },
  });
  const isInvited = { now: false };
  sent.on('continue', () => (isInvited.now = true));
  const answer = new Promise<{ status: number; headers: IncomingMessage['headers']; body: unknown }>(
    (resolve, reject) => {
      sent.on('error', reject);
      sent.on('response', (response: IncomingMessage) => {
        const { statusCode = 0, headers } = response;
        text(response).then(
          (body) => resolve({ status: statusCode, headers, body: JSON.parse(body) as unknown }),
          reject,
        );
      });
    },
  );
  answer.catch(() => undefined); // told to whoever awaits it; one that is broken off has none
  sent.flushHeaders();
  const half = bytes.subarray(0, 100);
  let rest = bytes;
  return {
    sent,
    answer,
    isInvited,
    start: () => {
      sent.write(half);
      rest = bytes.subarray(half.length);
    },
    finish: () => sent.end(rest),
  };
}

/** Files that are being received lie in the working folder. */
const receiving = () => readdirSync(world.softcopies.workFolder).length;

async function fill() {
  const first = publications.slice(0, arrivingPdfs.atOnce).map((id) => begin(id));
  for (const { start } of first) start();
  await until('every place is taken', () => Promise.resolve(receiving() === arrivingPdfs.atOnce));
  return first;
}
const last = () => publications.at(-1) ?? '';

describe('more PDFs than there are places', () => {
  test.each([
    ['id', 'Beberapa PDF lain sedang diterima'],
    ['en', 'Other PDFs are being received'],
  ])(
    'the next one is told to come back, unread, and is taken once there is room (%s)',
    async (lang, words) => {
      const first = await fill();
      const { status, headers, body } = await begin(last(), { headers: { 'accept-language': lang } }).answer;
      expect(status).toBe(503);
      expect((body as Problem).type).toBe('/problems/pdfs-waiting');
      expect((body as Problem).title).toContain(words);
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
      for (const { finish } of first) finish();
      expect((await Promise.all(first.map(({ answer }) => answer))).map((each) => each.status)).toEqual(
        first.map(() => 200),
      );
      const again = begin(last());
      again.finish();
      expect((await again.answer).status).toBe(200);
    },
  );

  test('one that breaks off leaves its place', async () => {
    const [broken, ...others] = await fill();
    broken?.sent.destroy();
    await until('its place is free', () => Promise.resolve(receiving() < arrivingPdfs.atOnce));
    const next = begin(last());
    next.finish();
    expect((await next.answer).status).toBe(200);
    for (const { finish } of others) finish();
    for (const { answer } of others) expect((await answer).status).toBe(200);
  });

  test('they are looked at one after the other', async () => {
    const first = publications.slice(0, arrivingPdfs.atOnce).map((id) => begin(id));
    for (const { finish } of first) finish();
    const answers = Promise.all(first.map(({ answer }) => answer));
    let most = 0;
    while ((await Promise.race([answers, turn(null)])) === null) most = Math.max(most, looks());
    expect((await answers).map(({ status }) => status)).toEqual(first.map(() => 200));
    expect(most).toBe(1);
  });
});

describe('the PDF of somebody who may not send it', () => {
  test('is refused before any of it was sent, and takes no place', async () => {
    const first = await fill();
    expect((await begin(last(), { cookie: '' }).answer).status).toBe(401);
    const officer = await world.client().signIn('staff');
    expect((await begin(last(), { cookie: officer.cookie }).answer).status).toBe(403);
    for (const { finish } of first) finish();
    await Promise.all(first.map(({ answer }) => answer));
  });

  test('is not invited when it is announced; that of an admin is', async () => {
    const expecting = { headers: { expect: '100-continue' } };
    const stranger = begin(last(), { cookie: '', ...expecting });
    expect((await stranger.answer).status).toBe(401);
    expect(stranger.isInvited.now).toBe(false);
    const own = begin(last(), expecting);
    await until('it is invited', () => Promise.resolve(own.isInvited.now));
    own.finish();
    expect((await own.answer).status).toBe(200);
  });
});

/** The processes of this test that look at a PDF. */
function looks(): number {
  return readdirSync('/proc').filter((id) => /^\d+$/.test(id) && isLook(id)).length;
}

function isLook(id: string): boolean {
  try {
    const [parent] = /(?<=^PPid:\s+)\d+/m.exec(readFileSync(`/proc/${id}/status`, 'utf8')) ?? [];
    return (
      parent === String(process.pid) && readFileSync(`/proc/${id}/cmdline`, 'utf8').includes('pdf/child.ts')
    );
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return false; // it has ended
    throw error;
  }
}
