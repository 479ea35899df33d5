import { describe, expect, test } from 'vitest';
import { kioskModes } from '../../../domain/offices/policy.ts';
import { roles } from '../../../domain/staff/roles.ts';
import { TestClient } from '../../world/client.ts';
import { changePolicy, seedTestOffice } from '../../world/office.ts';
import { useWorld } from '../../world/use.ts';

const world = useWorld();
const elsewhere = '0350';

/** A browser on a device that was paired with an office. */
async function paired(office: string): Promise<TestClient> {
  const admin = await new TestClient({ base: world.base, office }).signIn('admin');
  const { body } = await admin.post<{ code: string }>(admin.inOffice('/devices'), { name: 'Kios' });
  const device = world.client();
  const { headers } = await device.post('/api/v1/devices/pair', { code: body.code });
  device.cookie = headers.get('set-cookie')?.split(';')[0] ?? '';
  return device;
}

describe('whether numbers are taken in a browser', () => {
  test('is told to its page as it is when somebody taps', async () => {
    await seedTestOffice(world.db, { code: elsewhere });
    const stranger = new TestClient({ base: world.base, office: elsewhere });
    await stranger.signIn('staff');
    const here = world.client();
    here.cookie = stranger.cookie;
    const browsers = new Map<string, TestClient>([
      ['nobody', world.client()],
      ['a colleague of another office', here],
      ['a device of the office', await paired(world.office)],
      ['a device of another office', await paired(elsewhere)],
    ]);
    for (const role of roles) browsers.set(role, await world.client().signIn(role));

    const answers: Record<string, readonly [told: boolean, tapped: number]> = {};
    for (const kiosk of kioskModes) {
      await changePolicy(world, { kiosk });
      for (const [who, client] of browsers) {
        const { body } = await client.send<{ mayTakeNumbers: boolean }>(client.inOffice('/kiosk'));
        answers[`${kiosk}: ${who}`] = [body.mayTakeNumbers, (await client.takeTicket()).status];
      }
    }
    expect(answers).toEqual({
      'open: nobody': [true, 201],
      'open: a colleague of another office': [true, 201],
      'open: a device of the office': [true, 201],
      'open: a device of another office': [true, 201],
      'open: staff': [true, 201],
      'open: supervisor': [true, 201],
      'open: admin': [true, 201],
      'paired: nobody': [false, 401],
      'paired: a colleague of another office': [false, 403],
      'paired: a device of the office': [true, 201],
      'paired: a device of another office': [false, 401],
      'paired: staff': [true, 201],
      'paired: supervisor': [true, 201],
      'paired: admin': [false, 403],
    });
  });
});
