import { describe, expect, test } from 'vitest';
import type { TestClient } from '../../world/client.ts';
import { password } from '../../world/office.ts';
import { useWorld } from '../../world/use.ts';

const world = useWorld({}, { rateLimits: true });

const change = (client: TestClient, body: object) =>
  client.send('/api/v1/session/password', { method: 'POST', body });
const who = async (client: TestClient): Promise<number> => (await client.send('/api/v1/session')).status;

describe('the own password', () => {
  test('is changed by who knows it: other sessions end, this one goes on under a new secret', async () => {
    const own = await world.client().signIn('staff');
    const before = own.cookie;
    const next = 'kata sandi berikutnya';
    const answer = await change(own, { current: password, next });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ username: `staff-${world.office}`, office: world.office });
    own.cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect(answer.headers.get('set-cookie')).toMatch(/HttpOnly/);
    expect(own.cookie).not.toBe(before);
    expect(await who(own)).toBe(200);

    const elsewhere = world.client();
    elsewhere.cookie = before;
    expect(await who(elsewhere)).toBe(401);
    const rows = await world.db
      .selectFrom('audit')
      .select(['actor', 'office', 'detail'])
      .where('action', '=', 'password-changed')
      .execute();
    expect(rows).toEqual([{ actor: 'staff', office: world.office, detail: null }]);
    const again = await world.client().send('/api/v1/session', {
      method: 'POST',
      body: { username: `staff-${world.office}`, password: next },
    });
    expect(again.status).toBe(200);
  });

  test('is refused to who has no session, and when the new one is too short', async () => {
    expect((await change(world.client(), { current: password, next: 'long enough' })).status).toBe(401);
    const own = await world.client().signIn('admin');
    const short = await change(own, { current: password, next: 'short' });
    expect(short.status).toBe(400);
    expect(short.body).toMatchObject({ errors: [{ pointer: '/next' }] });
    expect(await who(own)).toBe(200);
  });

  test('typed wrong counts as a refused sign-in, so that a found tablet is no place to guess', async () => {
    const own = await world.client().signIn('supervisor');
    const tries: number[] = [];
    for (let n = 0; n < 12; n += 1) {
      tries.push((await change(own, { current: `guess ${n}`, next: 'long enough' })).status);
    }
    expect(tries[0]).toBe(401);
    expect(tries.at(-1)).toBe(429);
    expect(await who(own)).toBe(200);
    const { rows } = {
      rows: await world.db.selectFrom('audit').select('id').where('action', '=', 'sign-in-refused').execute(),
    };
    expect(rows.length).toBe(tries.filter((status) => status === 401).length);
  });
});
