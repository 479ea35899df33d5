import { Client } from '@temporalio/client';
import { io } from 'socket.io-client';
import { describe, expect, test } from 'vitest';
import type { StaffVisit } from '../../../wire/visits.ts';
import { useClient, useWorld } from '../../world/use.ts';

const world = useWorld();
const visitor = useClient(world);
const staff = useClient(world, 'staff');
const supervisor = useClient(world, 'supervisor');

describe('personal data', () => {
  test('stays in its tables', async () => {
    const marks = {
      name: 'Kanari Satu',
      email: 'kanari@example.com',
      institution: 'Kanari Institut',
      phone: '+6281299990001',
    };
    const { body: ticket } = await visitor.takeTicket({ priority: 'disability' });
    let visit = (await staff.call()).body.visit as StaffVisit;
    const book = await visitor.fillGuestBook(ticket.token, {
      ...marks,
      dataNeeded: 'Kanari butuh data',
      purpose: 5,
      purposeOther: 'Kanari lomba',
      disability: true,
      group: { male: 3, female: 2 },
      remember: true,
    });
    visit = (await staff.move({ ...visit, revision: book.body.revision }, 'serve')).body;
    visit = (await staff.move(visit, 'deposit', { idType: 'ktp', idLast4: 'Kn4r', locker: '12' })).body;
    visit = (await staff.move(visit, 'enter')).body;
    const refusedWhileHeld = await staff.move(visit, 'leave');
    expect(refusedWhileHeld.status).toBe(409);
    expect(JSON.stringify(refusedWhileHeld.body)).not.toMatch(/kanari|81299990001/i);
    await visitor.send(`/api/v1/visits/${ticket.token}/rating`, {
      method: 'PUT',
      body: { overall: 1, comment: 'Kanari marah' },
    });
    visit = (await supervisor.move(visit, 'resolve-custody', { reason: 'Kanari pergi' })).body;
    const refused = await staff.move(visit, 'serve');

    const { workflow } = new Client({ connection: world.connection });
    const id = `visit:${world.office}:${ticket.day}:${ticket.visitId}`;
    const history = await workflow.getHandle(id).fetchHistory();
    const plain = JSON.stringify(history, (_key, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : value,
    );
    expect(JSON.stringify(refused.body)).not.toMatch(/kanari|Kn4r|81299990001/i);
    const views = [await world.metrics(), world.logged(), plain];
    const board = await visitor.send(visitor.inOffice('/board'));
    for (const text of [...views, JSON.stringify(board.body)]) {
      expect(text).not.toMatch(/kanari|Kn4r|81299990001|disability/i);
      expect(text).not.toContain(ticket.token);
    }
    const { body: list } = await staff.send(staff.inOffice('/visits'));
    for (const shown of [JSON.stringify(list), JSON.stringify(await deskSnapshot())]) {
      expect(shown).toContain(ticket.visitId);
      expect(shown).not.toMatch(/kanari|81299990001/i);
      expect(shown).not.toMatch(/"(disability|services|group|dataNeeded|purposeOther)":/);
    }
    const { db } = world;
    const rows = JSON.stringify(
      [
        await db.selectFrom('guest_book').selectAll().execute(),
        await db.selectFrom('private_note').selectAll().execute(),
        await db.selectFrom('rating').selectAll().execute(),
        await db.selectFrom('profile').selectAll().execute(),
      ],
      // a Buffer has been turned into its numbers before the replacer sees it
      (_key, value: unknown) => (isBytes(value) ? Buffer.from(value.data).toString('latin1') : value),
    );
    expect(rows).toContain(ticket.visitId);
    expect(rows).not.toMatch(/kanari|Kn4r|81299990001/i);
    await staff.move(visit, 'leave');
  });
});

/** What the tablet hears first. */
async function deskSnapshot(): Promise<unknown> {
  const line = io(`${world.base}/desk`, {
    transports: ['websocket'],
    auth: { office: world.office },
    extraHeaders: { cookie: staff.cookie },
    reconnection: false,
  });
  const snapshot = await new Promise((resolve) => line.once('desk', resolve));
  line.close();
  return snapshot;
}

function isBytes(value: unknown): value is { data: number[] } {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer';
}
