import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { password } from '../world/office.ts';
import { createWorld } from '../world/world.ts';
import type { World } from '../world/world.ts';
import { openScreens, picture, press } from './screens.ts';
import type { Screens } from './screens.ts';

let world: World;
let screens: Screens;

beforeAll(async () => {
  world = await createWorld({ kiosk: 'paired' }, { rateLimits: true });
  screens = await openScreens();
});
afterAll(async () => {
  await screens?.[Symbol.asyncDispose]();
  await world?.[Symbol.asyncDispose]();
});
afterEach(() => {
  expect(world.takeErrors()).toEqual([]);
  expect(screens.takeComplaints()).toEqual([]);
});

test('a new board shows the numbers at once, and is on the desk’s list when a supervisor has accepted it', async () => {
  const office = `kantor=${world.office}`;
  await world
    .client()
    .signIn('staff')
    .then((staff) => staff.takeTicket());
  const board = await screens.open(`${world.base}/papan?${office}&papan=lobi`, 'board');
  await board.getByText('P-001').first().waitFor();

  const admin = await screens.open(`${world.base}/admin?${office}`, 'desk');
  await admin.getByLabel('Nama pengguna').fill(`supervisor-${world.office}`);
  await admin.getByLabel('Kata sandi').fill(password);
  await press(admin, 'Masuk');
  await admin.getByText('Papan “lobi” ingin masuk daftar.').waitFor();
  await picture(admin, 'admin-board-waits', { whole: true });
  const desk = await admin.context().newPage();
  await desk.goto(`${world.base}/petugas?${office}`);
  await desk.getByText('Papan 0/0').waitFor();

  await admin.getByRole('button', { name: 'Terima', exact: true }).first().click();
  await desk.getByText('Papan 1/1').waitFor();
  await admin.getByRole('cell', { name: 'Diterima' }).waitFor();
  await admin.getByRole('button', { name: 'English' }).click();
  await admin.getByRole('cell', { name: 'Accepted' }).waitFor();
  await admin.setViewportSize({ width: 390, height: 844 });
  await picture(admin, 'admin-board-accepted', { whole: true });
});
