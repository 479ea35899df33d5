import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { StaffVisit } from '../../../wire/visits.ts';
import { holdCard } from '../../world/desk.ts';
import { useWorld } from '../../world/use.ts';
import { commandsOf, middleOf, stopClock, tapsDoNothing, touch } from '../screens/fingers.ts';
import { useScreens, tap } from '../screens/screens.ts';
import { openSignedIn } from '../screens/signed-in.ts';

const world = useWorld();
const screens = useScreens();
const at = { screens, world };

async function openDesk(visit: { label: string }): Promise<Page> {
  const desk = await openSignedIn(at, '/petugas', 'staff');
  await tap(desk.getByRole('button', { name: new RegExp(visit.label) }));
  await desk.getByRole('heading', { name: visit.label }).waitFor();
  return desk;
}

describe('a second tap on the desk', () => {
  test('after "Izinkan masuk" calls nobody, and runs no second move of the same visit', async () => {
    const visit = (await holdCard(world, '01')).visit;
    const desk = await openDesk(visit);
    const commands = commandsOf(desk);
    await stopClock(desk);
    const primary = await middleOf(desk, 'Izinkan masuk');
    const big = desk.locator('desk-bar button.primary');

    await touch(desk, primary);
    await big.filter({ hasText: 'Panggil berikutnya' }).waitFor();
    await tapsDoNothing(desk, primary, commands);
    await touch(desk, await middleOf(desk, new RegExp(visit.label), desk.locator('visit-list')));
    await big.filter({ hasText: 'Selesai membaca' }).waitFor();
    await tapsDoNothing(desk, primary, commands);
    await touch(desk, primary);
    await big.filter({ hasText: 'Kembalikan ID' }).waitFor();
    await tapsDoNothing(desk, primary, commands);

    // a dialog that opens or closes has nothing to press for the second tap either, above or below it
    await touch(desk, primary);
    const dialog = desk.getByRole('dialog');
    const confirm = await middleOf(desk, 'Kembalikan kartu ini', dialog);
    await desk.keyboard.press('Enter');
    await tapsDoNothing(desk, primary, commands);
    await desk.clock.runFor(100); // Enter had closed the dialog, and the first of these taps opened it again
    await touch(desk, confirm);
    await big.filter({ hasText: /^\s*Selesai\s*$/ }).waitFor();
    await dialog.waitFor({ state: 'hidden' });
    await tapsDoNothing(desk, confirm, commands);
    await touch(desk, primary);
    await big.filter({ hasText: 'Panggil berikutnya' }).waitFor(); // whether it can be undone, a clock that stands still may not tell
    await desk.close();
  });

  test('does nothing when another tablet moved the visit, by finger or by key', async () => {
    const visit = (await holdCard(world, '02')).visit;
    const desk = await openDesk(visit);
    const commands = commandsOf(desk);
    await stopClock(desk);
    const primary = await middleOf(desk, 'Izinkan masuk');
    const big = desk.locator('desk-bar button.primary');
    await big.focus();
    const staff = await world.client().signIn('staff');
    const { body: reading } = await staff.move(visit, 'enter');
    await big.filter({ hasText: 'Selesai membaca' }).waitFor();
    await desk.keyboard.press('Enter');
    await desk.keyboard.press('Space');
    await tapsDoNothing(desk, primary, commands);
    expect(await big.evaluate((button) => button.matches(':focus'))).toBe(true);
    await desk.keyboard.press('Enter');
    await big.filter({ hasText: 'Kembalikan ID' }).waitFor();
    await desk.close();
    const { body: seen } = await staff.send<StaffVisit>(`/api/v1/visits/${reading.visitId}/staff`);
    await staff.move((await staff.move(seen, 'return-id')).body, 'leave');
  });

  test('as fast as a hand is, without a stopped clock', async () => {
    const visit = (await holdCard(world, '03')).visit;
    const desk = await openDesk(visit);
    const commands = commandsOf(desk);
    await desk.getByRole('button', { name: 'Izinkan masuk', exact: true }).click({ trial: true });
    const primary = await middleOf(desk, 'Izinkan masuk');
    await desk.mouse.dblclick(primary.x, primary.y, { delay: 30 });
    await desk.getByText(`${visit.label} sudah masuk`).waitFor();
    expect(await commands()).toHaveLength(1);
    await desk.close();
    const staff = await world.client().signIn('staff');
    const { body: seen } = await staff.send<StaffVisit>(`/api/v1/visits/${visit.visitId}/staff`);
    await staff.move((await staff.move(seen, 'return-id')).body, 'leave');
  });
});

describe('a page that takes no tap', () => {
  test('is told of in words, however its clock stands', async () => {
    const kiosk = await screens.open(`${world.base}/kios`, 'kiosk');
    const tile = await middleOf(kiosk, /^Prioritas/);
    await stopClock(kiosk);
    await kiosk.evaluate(() =>
      globalThis.addEventListener('click', (event) => event.stopImmediatePropagation(), true),
    );
    await expect(touch(kiosk, tile)).rejects.toThrow(/\/kios took none of \d+ presses$/);
    await kiosk.close();
  });
});

describe('a second tap elsewhere', () => {
  test('on the kiosk takes no ticket of a group', async () => {
    const kiosk = await screens.open(`${world.base}/kios`, 'kiosk');
    const commands = commandsOf(kiosk);
    const tile = await middleOf(kiosk, /^Prioritas/);
    await stopClock(kiosk);
    await touch(kiosk, tile);
    await kiosk.getByRole('button', { name: 'Anak-anak' }).waitFor();
    await tapsDoNothing(kiosk, tile, commands);
    await kiosk.close();
  });

  test('on the settings page opens or closes nothing, and on the supervisor’s and the history’s either', async () => {
    const visit = (await holdCard(world, '04')).visit;
    const admin = await openSignedIn(at, '/admin', 'admin');
    const reset = admin.getByRole('button', { name: 'Kata sandi baru' }).first();
    await reset.waitFor();
    await admin.locator('policy-settings form').waitFor(); // which stands above, and moves it
    await reset.scrollIntoViewIfNeeded();
    await stopClock(admin);
    const box = await reset.boundingBox();
    if (!box) throw new Error('no account to reset');
    const place = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    await touch(admin, place);
    await tapsDoNothing(admin, place, commandsOf(admin));
    await admin.close();

    const story = await openSignedIn(at, `/riwayat/${visit.visitId}`, 'supervisor');
    await story.getByRole('button', { name: 'Buka buku tamu' }).waitFor();
    await stopClock(story);
    const open = await middleOf(story, 'Buka buku tamu');
    await touch(story, open);
    await story.getByLabel('Nama lengkap').waitFor();
    const isOpen = (): Promise<number> => story.getByLabel('Nama lengkap').count();
    await tapsDoNothing(story, open, isOpen);
    await story.close();
    const staff = await world.client().signIn('staff');
    await staff.move((await staff.move(visit, 'return-id')).body, 'cancel');
  });
});
