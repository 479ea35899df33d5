import { expect, test } from 'vitest';
import type { ListedComplaint } from '../../../wire/complaints/complaints.ts';
import { useClient, useWorld } from '../../world/use.ts';

const world = useWorld();
const supervisor = useClient(world, 'supervisor');
const at = (path = ''): string => `/api/v1/offices/${world.office}/complaints${path}`;

const listed = async (): Promise<readonly ListedComplaint[]> =>
  (await supervisor.send<{ complaints: ListedComplaint[] }>(at('?state=open'))).body.complaints;

test('complaints that are due at the end of one day stand in the order they came, whatever was done since', async () => {
  const came: string[] = [];
  for (const what of ['pertama', 'kedua', 'ketiga', 'keempat']) {
    const text = `Pengaduan ${what}: saya menunggu satu jam di loket.`;
    const { body } = await world.client().post<{ reference: string }>(at(), { text, identity: 'anonymous' });
    came.push(body.reference);
  }
  for (const moved of came.slice(0, 3)) {
    const complaint = (await listed()).find(({ reference }) => reference === moved);
    const message = { move: 'message', text: 'Kami memeriksa.', expectedRevision: complaint?.revision };
    expect((await supervisor.post(at(`/${complaint?.id}/moves`), message)).status).toBe(200);
    expect((await listed()).map(({ reference }) => reference)).toEqual(came);
  }
});
