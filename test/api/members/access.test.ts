import { describe, expect, test } from 'vitest';
import { useClient, useWorld } from '../../world/use.ts';

const world = useWorld();
const admin = useClient(world, 'admin');
const staff = useClient(world, 'staff');

const setAccess = async (catalogueAccess?: 'open' | 'registered') => {
  const path = admin.inOffice('/policy');
  const {
    version: _version,
    catalogueAccess: _before,
    ...policy
  } = (await admin.send<{ version: number; catalogueAccess?: string }>(path)).body;
  const body = { ...policy, ...(catalogueAccess ? { catalogueAccess } : {}) };
  expect((await admin.put(path, body)).status).toBe(200);
};

describe('the search of an office', () => {
  test('is open, until its policy asks for a registration first', async () => {
    const stranger = world.client();
    const member = await world.client().register();
    const searches = ['/api/v1/catalogue', '/api/v1/catalogue/suggestions'].flatMap((path) => [
      `${path}?q=a`,
      `${path}?q=a&office=${world.office}`,
    ]);
    const statuses = (client: typeof stranger) =>
      Promise.all(searches.map(async (path) => (await client.send(path)).status));
    const allowed = [200, 200, 200, 200];
    expect(await statuses(stranger)).toEqual(allowed);
    await setAccess('registered');
    expect(await statuses(stranger)).toEqual([401, 401, 401, 401]);
    expect((await stranger.send(searches[0] ?? '')).body).toMatchObject({
      type: '/problems/registration-needed',
    });
    for (const client of [member, staff]) expect(await statuses(client)).toEqual(allowed);
    expect((await stranger.send('/oai?verb=Identify')).status).toBe(200);
    await setAccess('open');
    expect(await statuses(stranger)).toEqual(allowed);
    await setAccess();
    expect(await statuses(stranger)).toEqual(allowed);
  });
});
