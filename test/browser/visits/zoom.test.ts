/// <reference lib="dom" />
import type { Locator, Page, Route } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { StaffVisit } from '../../../wire/visits.ts';
import { deposit, serveVisitor } from '../../world/desk.ts';
import { password } from '../../world/office.ts';
import { useClient, useWorld } from '../../world/use.ts';
import { barriers } from '../screens/axe.ts';
import { isWithinReach, sidewaysFaults } from '../screens/layout-faults.ts';
import { picture, press, tap, useScreens } from '../screens/screens.ts';
import { openSignedIn } from '../screens/signed-in.ts';

const world = useWorld({ noShowSeconds: 3_600, undoSeconds: 600 }); // nothing goes away while it is looked at
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
  await expectInSight(desk.locator('visit-card h1'));
}

/** Whether the whole height of a text or control stands in the window, and nothing over it. */
const isInSight = (what: Locator): Promise<boolean> =>
  what.evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const root = element.getRootNode() as Document | ShadowRoot;
    return [top + 4, bottom - 4].every((y) => element.contains(root.elementFromPoint((left + right) / 2, y)));
  });

/** What has just come is brought into sight. */
async function expectInSight(what: Locator): Promise<void> {
  await expect.poll(() => isInSight(what)).toBe(true);
}

/** A window so high, and as wide as one of 1280 pixels is at this zoom. */
async function openDesk(height: number, width = 320): Promise<Page> {
  const desk = await openSignedIn({ screens, world }, '/petugas', 'staff');
  await desk.getByRole('button', { name: new RegExp(seen.label) }).waitFor();
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
    await expectInSight(desk.locator('visit-card h1'));
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
    await desk.locator('dialog[open]').waitFor({ state: 'hidden' });
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

  test('keeps its header in sight when a visit is chosen, where toolbars make the page higher than the window', async () => {
    const desk = await openDesk(height, width);
    await desk.locator('visit-desk').evaluate((page) => {
      page.style.height = '115vh';
    });
    await choose(desk);
    expect(await desk.evaluate(() => scrollY)).toBe(0);
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

describe('what comes of a press at a zoom of 400 %, while the list is in sight', () => {
  const notices = (desk: Page): Locator => desk.locator('desk-notices');
  /** Back to the list, where what comes of a press is out of sight. */
  async function backToList(desk: Page, hidden: Locator): Promise<void> {
    await desk.locator('desk-header').evaluate((header) => header.scrollIntoView());
    await expect.poll(() => isInSight(hidden)).toBe(false);
  }

  beforeAll(async () => {
    let { visit } = (await staff.call('FO-2')).body;
    while (visit !== null) {
      expect((await staff.move(visit, 'cancel')).status).toBe(200);
      ({ visit } = (await staff.call('FO-2')).body);
    }
  });

  test.each(heights)(
    'that nobody waits is brought into sight and said, as often as it is asked, in a window %i high',
    async (height) => {
      const desk = await openDesk(height);
      await press(desk, 'Panggil berikutnya');
      const nobody = notices(desk).getByText('Tidak ada yang menunggu.');
      await expectInSight(nobody);
      await picture(desk, `desk-zoom-nobody-${height}`);
      expect(await barriers(desk)).toEqual([]);
      await desk.locator('#status').getByText('Tidak ada yang menunggu.').waitFor({ state: 'attached' });
      await backToList(desk, nobody);
      await press(desk, 'Panggil berikutnya');
      await expectInSight(nobody);
      await desk.close();
    },
  );

  test('a refusal and what was not sent are brought into sight', async () => {
    await world.client().takeTicket();
    const desk = await openDesk(256);
    const call = desk.getByRole('button', { name: 'Panggil berikutnya', exact: true });
    const first = Promise.withResolvers<StaffVisit | null>();
    const anotherCallsFirst = async (route: Route): Promise<void> => {
      first.resolve((await staff.call('FO-1')).body.visit);
      await route.continue();
    };
    await desk.route('**/calls', anotherCallsFirst, { times: 1 });
    await tap(call);
    const close = notices(desk).getByRole('button', { name: 'Tutup' });
    await expectInSight(close);
    await picture(desk, 'desk-zoom-refused');
    const called = await first.promise;
    if (called === null) throw new Error('nobody was called');
    expect((await staff.move(called, 'cancel')).status).toBe(200);

    await backToList(desk, close);
    await desk.route('**/calls', (route) => route.abort());
    await tap(call);
    const again = notices(desk).getByRole('button', { name: 'Belum terkirim. Coba lagi' });
    await expectInSight(again);
    await picture(desk, 'desk-zoom-unsent');
    await desk.unrouteAll();
    await tap(again);
    await expectInSight(notices(desk).getByText('Tidak ada yang menunggu.'));
    screens.takeComplaints(); // of the requests that were cut off
    await desk.close();
  });
});
