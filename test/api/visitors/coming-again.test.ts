import { describe, expect, test } from 'vitest';
import type { StaffVisit } from '../../../wire/visits.ts';
import { guestBook } from '../../world/client.ts';
import { useClient, useWorld } from '../../world/use.ts';

const world = useWorld();
const visitor = useClient(world);
const staff = useClient(world, 'staff');

describe('a visitor who comes again', () => {
  const email = 'Kembali@Example.com';

  test('is recognised by the exact address, after consent alone', async () => {
    const { body: ticket } = await visitor.takeTicket();
    const visit = (await staff.call()).body.visit as StaffVisit;
    await visitor.fillGuestBook(ticket.token, { email, remember: true, group: { male: 12, female: 14 } });
    const lookUp = (address: string) =>
      staff.post<{ profile: object | null }>(staff.inOffice('/profiles/lookup'), { email: address });
    expect((await lookUp('kembali@example.com')).body.profile).toMatchObject({ name: guestBook.name, email });
    expect((await lookUp('kembal@example.com')).body.profile).toBeNull();
    expect((await lookUp(guestBook.email)).body.profile).toBeNull();
    expect((await visitor.post(staff.inOffice('/profiles/lookup'), { email })).status).toBe(401);
    const forgotten = await staff.post(staff.inOffice('/profiles/forget'), { email });
    expect(forgotten.body).toEqual({ forgotten: true });
    expect((await lookUp(email)).body.profile).toBeNull();
    await staff.move({ ...visit, revision: visit.revision + 1 }, 'cancel');
  });

  test.each([{ male: 1, female: 0 }, { male: -1, female: 9 }, { male: 400, female: 400 }, { male: 3 }])(
    'leads no group like %j',
    async (group) => {
      const { body: ticket } = await visitor.takeTicket();
      const visit = (await staff.call()).body.visit as StaffVisit;
      expect((await visitor.fillGuestBook(ticket.token, { group })).status).toBe(400);
      await staff.move(visit, 'cancel');
    },
  );
});
