import { describe, expect, test } from 'vitest';
import type { Policy } from '../../../domain/offices/policy.ts';
import type { StaffVisit } from '../../../wire/visits.ts';
import type { TestClient } from '../../world/client.ts';
import { useClient, useWorld } from '../../world/use.ts';

const world = useWorld();
const visitor = useClient(world);
const staff = useClient(world, 'staff');
const admin = useClient(world, 'admin');

const office = (path: string): string => `/api/v1/offices/${world.office}${path}`;

describe('the policy', () => {
  test('gets a version and never loses one; the next ticket is judged by it', async () => {
    const before = await admin.send<Policy & { version: number }>(office('/policy'));
    const { version, ...policy } = before.body;
    const next = { ...policy, slaSeconds: 600, slaWarnSeconds: 500 };
    const put = await admin.send(office('/policy'), { method: 'PUT', body: next, key: 'a-new-policy' });
    expect(put).toMatchObject({ status: 200, body: { ...next, version: version + 1 } });
    const again = await admin.send(office('/policy'), { method: 'PUT', body: next, key: 'a-new-policy' });
    expect(again.body).toEqual(put.body);
    const { body: ticket } = await visitor.takeTicket();
    const visit = (await staff.call()).body.visit as StaffVisit;
    const { body } = await visitor.fillGuestBook(ticket.token);
    const registeredAt = Date.parse(body.timeline.at(-1)?.at ?? '');
    expect(Date.parse(body.sla?.dueAt ?? '') - registeredAt).toBe(600_000);
    await staff.move({ ...visit, revision: body.revision }, 'cancel');
  });

  test('applies the newest version whose day has come, though an older one begins later', async () => {
    const { body } = await admin.send<Policy & { version: number }>(office('/policy'));
    const { version, ...policy } = body;
    const back = { ...policy, effectiveFrom: '2020-01-01', noShowSeconds: 77 };
    await admin.send(office('/policy'), { method: 'PUT', body: back });
    expect((await admin.send(office('/policy'))).body).toEqual({ ...back, version: version + 1 });
    await admin.send(office('/policy'), { method: 'PUT', body: { ...back, effectiveFrom: '2099-01-01' } });
    expect((await admin.send(office('/policy'))).body).toEqual({ ...back, version: version + 1 });
    await admin.send(office('/policy'), { method: 'PUT', body: policy });
  });

  test('with a paired kiosk gives tickets to that and to staff only', async () => {
    const { body } = await admin.send<Policy & { version: number }>(office('/policy'));
    const { version: _version, ...policy } = body;
    await admin.send(office('/policy'), { method: 'PUT', body: { ...policy, kiosk: 'paired' } });
    expect((await visitor.takeTicket()).status).toBe(401);
    const added = await admin.send<{ code: string; devices: { id: string }[] }>(office('/devices'), {
      method: 'POST',
      body: { name: 'Kios lobi' },
      key: 'a-kiosk-in-the-hall',
    });
    const again = await admin.send<{ code: string }>(office('/devices'), {
      method: 'POST',
      body: { name: 'Kios lobi' },
      key: 'a-kiosk-in-the-hall',
    });
    expect(again.body.code).toBe(added.body.code);
    const kiosk = world.client();
    const mayTake = async (client: TestClient): Promise<boolean> => {
      const { body: answer } = await client.send<{ mayTakeNumbers: boolean }>(office('/kiosk'));
      return answer.mayTakeNumbers;
    };
    expect(await mayTake(kiosk)).toBe(false);
    expect(await mayTake(staff)).toBe(true);
    const pair = (code: string) => kiosk.send('/api/v1/devices/pair', { method: 'POST', body: { code } });
    expect((await pair('00000000')).status).toBe(401);
    const { headers, status } = await pair(added.body.code);
    expect(status).toBe(200);
    expect((await pair(added.body.code)).status).toBe(401);
    expect(headers.get('set-cookie')).toMatch(/HttpOnly/);
    kiosk.cookie = headers.get('set-cookie')?.split(';')[0] ?? '';
    const fromKiosk = await kiosk.takeTicket();
    expect(fromKiosk.status).toBe(201);
    expect(await mayTake(kiosk)).toBe(true);
    await visitor.send(`/api/v1/visits/${fromKiosk.body.token}/cancel`, { method: 'POST' });
    const revoke = office(`/devices/${added.body.devices[0]?.id}/revoke`);
    expect((await admin.send(revoke, { method: 'POST' })).status).toBe(200);
    expect((await kiosk.takeTicket()).status).toBe(401);
    expect(await mayTake(kiosk)).toBe(false);
    const ticket = await staff.takeTicket();
    expect(ticket.status).toBe(201);
    await visitor.send(`/api/v1/visits/${ticket.body.token}/cancel`, { method: 'POST' });
    await admin.send(office('/policy'), { method: 'PUT', body: policy });
    expect(await mayTake(visitor)).toBe(true);
  });
});
