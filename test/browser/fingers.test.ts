import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { StaffVisit } from '../../domain/visit/views.ts';
import { password } from '../world/office.ts';
import { createWorld, violations } from '../world/world.ts';
import type { World } from '../world/world.ts';
import { commandsOf, middleOf, stopClock, tapsDoNothing } from './fingers.ts';
import { openScreens, press } from './screens.ts';
import type { Screens } from './screens.ts';

let world: World;
let screens: Screens;

beforeAll(async () => {
  world = await createWorld();
  screens = await openScreens();
});
afterAll(async () => {
  await screens?.[Symbol.asyncDispose]();
  await world?.[Symbol.asyncDispose]();
});
afterEach(async () => {
  expect(world.takeErrors()).toEqual([]);
  expect(screens.takeComplaints()).toEqual([]);
  expect(await violations(world.db)).toEqual([]);
});

/** A visitor who is being served, with the card in a locker. */
async function holding(locker: string): Promise<StaffVisit> {
  const staff = await world.client().signIn('staff');
  const { token, visitId } = (await world.client().takeTicket()).body;
  await staff.call('FO-2');
  await world.client().fillGuestBook(token);
  const { body: seen } = await staff.send<StaffVisit>(`/api/v1/visits/${visitId}/staff`);
  const { body: serving } = await staff.move(seen, 'serve');
  return (await staff.move(serving, 'deposit', { idType: 'ktp', idLast4: '0003', locker })).body;
}

async function openDesk(visit: { label: string }): Promise<Page> {
  const desk = await screens.open(`${world.base}/petugas`, 'desk');
  await desk.getByLabel('Nama pengguna').fill(`staff-${world.office}`);
  await desk.getByLabel('Kata sandi').fill(password);
  await press(desk, 'Masuk');
  await desk.getByRole('button', { name: new RegExp(visit.label) }).click();
  await desk.getByRole('heading', { name: visit.label }).waitFor();
  return desk;
}

describe('a second tap on the desk', () => {
  test('after "Izinkan masuk" ends no reading, and after "Kembalikan ID" no visit', async () => {
    const visit = await holding('01');
    const desk = await openDesk(visit);
    const commands = commandsOf(desk);
    await stopClock(desk);
    const primary = await middleOf(desk, 'Izinkan masuk');
    const big = desk.locator('desk-bar button.primary');
    for (const [from, to] of [
      ['Izinkan masuk', 'Selesai membaca'],
      ['Selesai membaca', 'Kembalikan ID'],
      ['Kembalikan ID', 'Selesai'],
    ] as const) {
      await big.filter({ hasText: from }).waitFor();
      await desk.mouse.click(primary.x, primary.y);
      await big.filter({ hasText: to }).waitFor();
      await tapsDoNothing(desk, primary, commands);
    }
    await desk.mouse.click(primary.x, primary.y);
    await desk.getByText('Selesai. Urungkan').waitFor();
    await desk.close();
  });
});
