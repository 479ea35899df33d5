import { describe, expect, test } from 'vitest';
import { tryLimits } from '../../../domain/staff/tries.ts';
import { pictureOf } from '../../world/pictures/samples.ts';
import { until } from '../../world/until.ts';
import { useClient, useWorld } from '../../world/use.ts';

const world = useWorld({}, { rateLimits: true });
const visitor = useClient(world);
const staff = useClient(world, 'supervisor');
const at = (path = ''): string => `/api/v1/offices/${world.office}/complaints${path}`;

describe('a stranger who complains without end', () => {
  test('is slowed down and told for how long, and takes nothing from tickets and from the desk', async () => {
    const text = 'Saya menunggu satu jam di loket tanpa penjelasan apa pun.';
    const flood = Array.from({ length: 80 }, (_, n) =>
      world.client().post(at(), { text: `${text} ${n}`, identity: 'anonymous' }),
    );
    const [ticket, list] = await Promise.all([visitor.takeTicket(), staff.send(at())]);
    expect([ticket.status, list.status]).toEqual([201, 200]);
    const answers = await Promise.all(flood);
    const taken = answers.filter(({ status }) => status === 201).length;
    expect(taken).toBeGreaterThan(0);
    expect(taken).toBeLessThanOrEqual(tryLimits.complaint.free + 1);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 429]));
    for (const { status, headers } of answers) {
      if (status === 429) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    }
    const entered = { text, identity: 'anonymous', channel: 'desk' };
    expect((await staff.post(at('/entered'), entered)).status).toBe(201);
  });

  test('and who fetches an attachment again and again is slowed down like one who sends', async () => {
    const { body: filed } = await staff.post<{ reference: string; secret: string }>(at('/entered'), {
      text: 'Saya menunggu satu jam di loket tanpa penjelasan apa pun.',
      identity: 'anonymous',
      channel: 'desk',
    });
    const own = `/api/v1/complaints/${filed.reference}/attachments`;
    const headers = { 'complaint-secret': filed.secret, 'content-type': 'image/jpeg' };
    const { body: attached } = await world
      .client()
      .send<{ id: string }>(own, { method: 'POST', body: new Uint8Array(pictureOf(1)), headers });
    const fetchOwn = async (): Promise<number> => {
      const response = await fetch(`${world.base}${own}/${attached.id}`, { headers });
      await response.arrayBuffer();
      return response.status;
    };
    for (let n = 0; n < tryLimits.attachment.free; n += 1) expect(await fetchOwn()).toBe(200);
    await until('one is slowed down', async () => (await fetchOwn()) === 429);
    const again = await world
      .client()
      .send(own, { method: 'POST', body: new Uint8Array(pictureOf(2)), headers });
    expect(again.status).toBe(201);
  });

  test('and who guesses secrets is stopped, also for the right one', async () => {
    const { body } = await staff.post<{ reference: string; secret: string }>(at('/entered'), {
      text: 'Saya menunggu satu jam di loket tanpa penjelasan apa pun.',
      identity: 'anonymous',
      channel: 'desk',
    });
    const track = (secret: string) =>
      world
        .client()
        .send(`/api/v1/complaints/${body.reference}`, { headers: { 'complaint-secret': secret } });
    const statuses: number[] = [];
    for (let n = 0; n < tryLimits.tracking.free + 5; n += 1)
      statuses.push((await track('2'.repeat(16))).status);
    expect(new Set(statuses)).toEqual(new Set([404, 429]));
    expect((await track(body.secret)).status).toBe(429);
  });
});
