import { test } from 'vitest';
import { createHungProxy } from '../../world/outside/hung-proxy.ts';
import { until } from '../../world/until.ts';
import { useResource, useWorld } from '../../world/use.ts';
import { useScreens, picture, press } from '../screens/screens.ts';
import { signIn } from '../screens/signed-in.ts';

const world = useWorld();
const line = useResource(() => createHungProxy(world.base));
const screens = useScreens();

test('"Belum terkirim" leaves the desk by itself when the list shows that the call was made', async () => {
  const { body: ticket } = await world.client().takeTicket();
  const desk = await screens.open(`${line.base}/petugas`, 'desk');
  await signIn(desk, `staff-${world.office}`);
  await desk.getByText(ticket.label).first().waitFor();
  line.hang('answers');
  await press(desk, 'Panggil berikutnya');
  await until('the call was made', async () => {
    const { step } = await world.db.selectFrom('visit').select('step').executeTakeFirstOrThrow();
    return step === 'called';
  });
  const unsent = desk.getByRole('button', { name: 'Belum terkirim. Coba lagi' });
  await unsent.waitFor({ timeout: 40_000 });
  await picture(desk, 'desk-unsent');
  line.revive();
  await desk.getByText('Dipanggil').first().waitFor();
  await unsent.waitFor({ state: 'detached' });
  await desk.close();
}, 120_000);

test('a number whose answer was lost is not given again to the next visitor', async () => {
  const desk = await screens.open(`${line.base}/petugas`, 'desk');
  await signIn(desk, `staff-${world.office}`);
  await desk.getByRole('button', { name: '+ Ambilkan nomor', exact: true }).waitFor();
  const taken = () => world.db.selectFrom('visit').select('id').execute();
  const before = (await taken()).length;
  line.hang('answers');
  await press(desk, '+ Ambilkan nomor');
  await until('the number was issued', async () => (await taken()).length === before + 1);
  await desk.getByRole('button', { name: 'Belum terkirim. Coba lagi' }).waitFor({ timeout: 40_000 });
  line.revive();
  await press(desk, '+ Ambilkan nomor');
  await until('a second number was issued', async () => (await taken()).length === before + 2);
  await desk.close();
}, 120_000);
