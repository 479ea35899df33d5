import { describe, expect, test } from 'vitest';
import type { TestClient } from '../../world/client.ts';
import { useClient, useWorld } from '../../world/use.ts';

const world = useWorld();
const staff = useClient(world, 'staff');
const admin = useClient(world, 'admin');

describe('accounts', () => {
  const password = 'kata sandi baru';
  const account = { username: 'rina', name: 'Rina', role: 'staff', password };

  test('are created once, reset, and disabled, which signs out at once', async () => {
    expect((await admin.post(staff.inOffice('/accounts'), account)).status).toBe(201);
    expect((await admin.post(staff.inOffice('/accounts'), account)).status).toBe(409);
    const signIn = async (words: string): Promise<TestClient | null> => {
      const client = world.client();
      const body = { username: 'rina', password: words };
      const answer = await client.send('/api/v1/session', { method: 'POST', body });
      client.cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
      return answer.status === 200 ? client : null;
    };
    const first = await signIn(password);
    expect((await first?.send(staff.inOffice('/visits')))?.status).toBe(200);
    await admin.put(staff.inOffice('/accounts/rina'), { password: 'lain sama sekali' });
    expect((await first?.send(staff.inOffice('/visits')))?.status).toBe(401);
    expect(await signIn(password)).toBeNull();
    const second = await signIn('lain sama sekali');
    await admin.put(staff.inOffice('/accounts/rina'), { disabled: true });
    expect((await second?.send(staff.inOffice('/visits')))?.status).toBe(401);
    expect(await signIn('lain sama sekali')).toBeNull();
    const own = await admin.put(staff.inOffice(`/accounts/admin-${world.office}`), { disabled: true });
    expect(own.status).toBe(400);
  });
});
