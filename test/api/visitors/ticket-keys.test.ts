import { describe, expect, test } from 'vitest';
import type { Ticket } from '../../../wire/visitors/visitors.ts';
import { TestClient, type Answer } from '../../world/client.ts';
import { openWorld, useWorld } from '../../world/use.ts';

const key = '12345678'; // as short as keys may be, and easily guessed

const world = useWorld({}, { rateLimits: true, trustedProxies: '127.0.0.1' });

/** A client behind an address, with the cookie of the kiosk's page when it opened that. */
async function come({ from, kiosk, base = world.base }: { from: string; kiosk: boolean; base?: string }) {
  const client = new TestClient({ base, office: world.office });
  const headers = { 'x-forwarded-for': from };
  if (kiosk) {
    const page = await client.send('/kios', { headers });
    client.cookie = page.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    expect(client.cookie).toMatch(/^kunjung-kiosk=[A-Za-z0-9_-]{22,}$/);
  }
  return {
    client,
    tap: (on = client, withKey = key): Promise<Answer<Ticket>> =>
      on.send(`/api/v1/offices/${world.office}/visits`, {
        method: 'POST',
        body: { service: 'P' },
        key: withKey,
        headers,
      }),
  };
}

describe('the same short key', () => {
  test('at two kiosks of one address takes two numbers, and each kiosk gets its own again', async () => {
    const [one, two] = [
      await come({ from: '10.1.0.1', kiosk: true }),
      await come({ from: '10.1.0.1', kiosk: true }),
    ];
    const first = await one.tap();
    const second = await two.tap();
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body.number).not.toBe(first.body.number);
    expect(second.body.token).not.toBe(first.body.token);
    expect((await one.tap()).body.token).toBe(first.body.token);
    expect((await two.tap()).body.token).toBe(second.body.token);
  });

  test('brings a kiosk its number again after the api was started anew, and at another address', async () => {
    const { client, tap } = await come({ from: '10.1.0.2', kiosk: true });
    const { body: ticket } = await tap();
    const again = new TestClient({ base: await world.startApi(), office: world.office });
    again.cookie = client.cookie;
    expect((await tap(again)).body).toMatchObject({ number: ticket.number, token: ticket.token });
    const moved = await come({ from: '10.1.0.3', kiosk: false });
    moved.client.cookie = client.cookie;
    expect((await moved.tap()).body.token).toBe(ticket.token);
  });

  test('brings a program without cookies its number again, and nobody at another address', async () => {
    const program = await come({ from: '10.1.0.4', kiosk: false });
    const { body: ticket } = await program.tap();
    expect((await program.tap()).body.token).toBe(ticket.token);
    const stranger = await come({ from: '10.1.0.5', kiosk: false });
    const other = await stranger.tap();
    expect(other.status).toBe(201);
    expect(other.body.token).not.toBe(ticket.token);
    const kiosk = await come({ from: '10.1.0.4', kiosk: true });
    expect((await kiosk.tap()).body.token).not.toBe(ticket.token);
  });

  test('of two officers takes two numbers', async () => {
    const tokens: string[] = [];
    for (const role of ['staff', 'supervisor'] as const) {
      const officer = await come({ from: '10.1.0.6', kiosk: false });
      await officer.client.signIn(role);
      tokens.push((await officer.tap()).body.token, (await officer.tap()).body.token);
    }
    expect(new Set(tokens).size).toBe(2);
    expect(tokens[0]).toBe(tokens[1]);
  });

  test('at two paired devices takes two numbers, whatever page they opened', async () => {
    const admin = await world.client().signIn('admin');
    const tokens: string[] = [];
    for (const name of ['Kios A', 'Kios B']) {
      const { body } = await admin.send<{ code: string }>(`/api/v1/offices/${world.office}/devices`, {
        method: 'POST',
        body: { name },
      });
      const device = await come({ from: '10.1.0.7', kiosk: true });
      const paired = await device.client.send('/api/v1/devices/pair', {
        method: 'POST',
        body: { code: body.code },
      });
      const own = paired.headers.getSetCookie()[0]?.split(';')[0] ?? '';
      const kiosk = device.client.cookie;
      device.client.cookie = `${own}; ${kiosk}`;
      tokens.push((await device.tap()).body.token);
      device.client.cookie = own;
      tokens.push((await device.tap()).body.token);
    }
    expect(tokens[0]).toBe(tokens[1]);
    expect(tokens[2]).toBe(tokens[3]);
    expect(new Set(tokens).size).toBe(2);
  });
});

describe('a number asked for while the office is closed', () => {
  test('is refused alike each time, and leaves nothing behind', async () => {
    await using closed = await openWorld({ hours: { sunday: [], monday: [] } });
    const client = closed.client();
    const first = await client.takeTicket({}, key);
    const second = await client.takeTicket({}, key);
    expect([first.status, second.status]).toEqual([409, 409]);
    expect(first.body).toMatchObject({ type: '/problems/office-closed' });
    expect(second.body).toMatchObject({ type: '/problems/office-closed' });
    for (const table of ['command', 'ticket_request'] as const) {
      const { n } = await closed.db
        .selectFrom(table)
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow();
      expect([table, n]).toEqual([table, 0]);
    }
  });

  test('brings the number that the key took before the office closed', async () => {
    await using office = await openWorld();
    const client = office.client();
    const { body: ticket } = await client.takeTicket({}, key);
    const supervisor = await office.client().signIn('supervisor');
    const closing = await supervisor.send(`/api/v1/offices/${office.office}/announcement`, {
      method: 'PUT',
      body: { message: null, closing: { reason: { id: 'Rapat', en: 'Meeting' }, until: null } },
    });
    expect(closing.status).toBe(200);
    expect(await client.takeTicket({}, key)).toMatchObject({ status: 201, body: { token: ticket.token } });
    expect((await client.takeTicket({}, 'another-key')).status).toBe(409);
    expect((await client.takeTicket({ language: 'en' }, key)).status).toBe(422);
  });
});
