/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { StaffVisit } from '../../../wire/visits.ts';
import { deposit, serveVisitor } from '../../world/desk.ts';
import { password } from '../../world/office.ts';
import { useClient, useWorld } from '../../world/use.ts';
import { barriers } from '../screens/axe.ts';
import { isWithinReach, sidewaysFaults } from '../screens/layout-faults.ts';
import { picture, press, tap, useScreens } from '../screens/screens.ts';
import { openSignedIn } from '../screens/signed-in.ts';

const world = useWorld();
const staff = useClient(world, 'staff');
const screens = useScreens();

const visitors = 6;
let seen: StaffVisit;

beforeAll(async () => {
  const { visit } = await serveVisitor({ visitor: world.client(), staff }, 'FO-2');
  seen = await deposit(staff, visit, '03');
  for (let taken = 0; taken < visitors; taken += 1) await world.client().takeTicket();
});

const pressable = ['button', 'a[href]', 'input', 'select', 'textarea', 'summary']
  .map((each) => `${each}:visible`)
  .join(', ');

/** Nothing asks to be scrolled sideways, and every control can be scrolled to and pressed: those of a dialog while one is open. */
async function expectReflow(desk: Page, name: string): Promise<void> {
  await picture(desk, `desk-zoom-${name}`);
  expect(await sidewaysFaults(desk), name).toEqual([]);
  const dialog = desk.locator('dialog[open]');
  const room = (await dialog.count()) > 0 ? dialog : desk.locator('body');
  const unreached: string[] = [];
  for (const control of await room.locator(pressable).all()) {
    if (!(await isWithinReach(control)))
      unreached.push(await control.evaluate(({ outerHTML }) => outerHTML.slice(0, 150)));
  }
  expect(unreached, name).toEqual([]);
  expect(await barriers(desk), name).toEqual([]);
}

/** Chooses the visit in the list. */
async function choose(desk: Page): Promise<void> {
  await tap(desk.getByRole('button', { name: new RegExp(seen.label) }));
  await expectInSight(desk);
}

/** A visit that was chosen or called is brought into sight. */
async function expectInSight(desk: Page): Promise<void> {
  const head = desk.locator('visit-card h1');
  const isInSight = (): Promise<boolean> =>
    head.evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    });
  await expect.poll(isInSight).toBe(true);
}

/** A window so high, and as wide as one of 1280 pixels is at this zoom. */
async function openDesk(height: number, width = 320): Promise<Page> {
  const desk = await openSignedIn({ screens, world }, '/petugas', 'staff');
  await desk.getByText(/Menunggu \(/).waitFor();
  await desk.setViewportSize({ width, height });
  return desk;
}

const heights = [256, 700];

describe.each(heights)('the desk at a zoom of 400 %, in a window %i high', (height) => {
  test('shows and reaches the list, the visit that was chosen, and what its buttons ask', async () => {
    const desk = await openDesk(height);
    await expectReflow(desk, `list-${height}`);
    await choose(desk);
    await press(desk, 'Lihat buku tamu');
    await desk.getByRole('heading', { name: 'Riwayat' }).waitFor();
    await expectReflow(desk, `visit-${height}`);
    for (const [name, button] of [
      ['handover', 'Serah terima …'],
      ['count', 'Hitung dari meja …'],
      ['paper', '+ Nomor dari kertas'],
      ['locker', /05\s*Tersedia/],
      ['incident', 'Catat kejadian …'],
      ['key-lost', 'Kunci hilang …'],
      ['change-locker', 'Pindah loker'],
      ['transfer', 'Alihkan ke loket lain'],
      ['return', 'Kembalikan ID'],
      ['account', `staff of ${world.office}`],
    ] as const) {
      await tap(desk.getByRole('button', { name: button }));
      await desk.locator('dialog[open]').getByRole('button').first().waitFor();
      await expectReflow(desk, `${name}-${height}`);
      await desk.keyboard.press('Escape');
      await desk.locator('dialog[open]').waitFor({ state: 'hidden' });
    }
    await desk.close();
  });

  test('shows and reaches the guest book, the way back of a press, and the choice of the counter', async () => {
    const desk = await openDesk(height);
    await press(desk, 'Panggil berikutnya');
    await desk.getByRole('button', { name: 'Isi buku tamu di sini' }).waitFor();
    await expectInSight(desk);
    await expectReflow(desk, `called-${height}`);
    await press(desk, 'Isi buku tamu di sini');
    await desk.getByLabel('Nama lengkap').waitFor();
    await press(desk, 'Kirim buku tamu');
    await desk.locator('#faults').waitFor();
    await expectReflow(desk, `guest-book-${height}`);
    await desk.keyboard.press('Escape');
    await desk.locator('dialog[open]').waitFor({ state: 'hidden' });
    await press(desk, 'Batalkan');
    await expectReflow(desk, `cancel-${height}`);
    await tap(desk.locator('dialog[open] button.danger'));
    await desk.locator('desk-bar .undo').waitFor();
    await expectReflow(desk, `undo-${height}`);
    await tap(desk.locator('desk-header .counter'));
    await desk.getByRole('heading', { name: 'Tablet ini berada di loket mana?' }).waitFor();
    await expectReflow(desk, `counter-${height}`);
    await press(desk, 'Kembali');
    desk.once('dialog', (asked) => void asked.accept()); // a card is held
    await press(desk, 'Keluar');
    await desk.getByLabel('Kata sandi').fill(password);
    await expectReflow(desk, `sign-in-${height}`);
    await desk.close();
  });
});

describe.each([
  [768, 1024],
  [820, 1180],
  [1024, 768],
  [1024, 1366],
])('the desk on a tablet of %i by %i', (width, height) => {
  test('shows and reaches the list, the lockers and the visit that was chosen', async () => {
    const desk = await openDesk(height, width);
    await expectReflow(desk, `tablet-list-${width}`);
    await choose(desk);
    await expectReflow(desk, `tablet-visit-${width}-${height}`);
    await desk.close();
  });
});

describe('the rating on a tablet at a zoom of 400 %', () => {
  beforeAll(async () => {
    expect((await staff.move(seen, 'enter')).status).toBe(200);
  });

  test.each(heights)('shows and reaches everything in a window %i high', async (height) => {
    const desk = await openDesk(height);
    await choose(desk);
    await expectReflow(desk, `reading-${height}`);
    await press(desk, 'Serahkan tablet untuk penilaian');
    await desk.locator('visit-rating').getByRole('button').first().waitFor();
    await expectReflow(desk, `rating-${height}`);
    await desk.close();
  });
});
