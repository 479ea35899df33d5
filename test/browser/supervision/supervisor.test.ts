import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { StaffVisit } from '../../../wire/visits.ts';
import { fillMonth } from '../../world/past/month.ts';
import { until } from '../../world/until.ts';
import { useWorld } from '../../world/use.ts';
import { shiftClock, type World } from '../../world/world.ts';
import { picture, press, useScreens, tap } from '../screens/screens.ts';
import { signIn } from '../screens/signed-in.ts';

const screens = useScreens();

async function supervise(world: World): Promise<Page> {
  const page = await screens.open(`${world.base}/pengawas`, 'desk');
  await signIn(page, `supervisor-${world.office}`);
  await page.getByRole('heading', { name: 'Janji lima menit' }).waitFor();
  return page;
}

/** Waits until the tile of this name shows a value. */
const showsTile = (page: Page, name: string, value: string): Promise<void> =>
  page.locator('.tile', { hasText: name }).locator('dd').getByText(value, { exact: true }).waitFor();

describe('the supervisor’s page of a desk that is watched live', () => {
  const world = useWorld({ slaSeconds: 2, slaWarnSeconds: 1 });

  test('on an empty day says that there is nothing, and shows no chart of nothing', async () => {
    const page = await supervise(world);
    await showsTile(page, 'Menunggu dipanggil', '0');
    await page.getByText('Belum ada kunjungan yang dinilai.').first().waitFor();
    expect(await page.locator('canvas').count()).toBe(0);
    await picture(page, 'supervisor-empty', { whole: true });
    await page.close();
  });

  test('follows the desk live: waiting, overdue, served late, card held', async () => {
    const page = await supervise(world);
    const staff = await world.client().signIn('staff');
    const { body: ticket } = await world.client().takeTicket();
    await world.client().takeTicket();
    await showsTile(page, 'Menunggu dipanggil', '2');
    await staff.call('FO-1');
    await world.client().fillGuestBook(ticket.token);
    await page.locator('.unserved', { hasText: ticket.label }).getByText('Lewat').waitFor();
    const alarm = page.locator('breach-alarm li', { hasText: ticket.label });
    await alarm.getByText('Menunggu').waitFor();
    await picture(page, 'supervisor-overdue', { whole: true });
    await alarm.getByRole('button', { name: 'Tanggapi' }).dblclick();
    await alarm.getByText('Ditanggapi supervisor').waitFor();
    await picture(page, 'supervisor-acknowledged', { whole: true });
    const { body: seen } = await staff.send<StaffVisit>(`/api/v1/visits/${ticket.visitId}/staff`);
    const { body: serving } = await staff.move(seen, 'serve');
    await staff.move(serving, 'deposit', { idType: 'ktp', idLast4: '0003', locker: '07' });
    await page.getByText('0 dari 1 tepat waktu (0 %)').first().waitFor();
    await page.getByText('Tidak ada yang menunggu dilayani.').waitFor();
    await showsTile(page, 'ID dititip', '1');
    await alarm.waitFor({ state: 'detached' });
    await page.getByText('1 diteruskan ke supervisor, 1 ditanggapi').waitFor();
    await tap(
      page.locator('report-table', { hasText: 'Lama' }).first().getByRole('link', { name: ticket.label }),
    );
    await page.getByRole('heading', { name: new RegExp(`Riwayat ${ticket.label}`) }).waitFor();
    await page.close();
  });

  test('says above all that a card stayed overnight, and why the day was bad', async () => {
    await shiftClock(world.db, 13 * 3_600_000);
    const page = await supervise(world);
    await page.getByRole('alert').getByText('1 kartu identitas belum dikembalikan setelah tutup').waitFor();
    await press(page, '7 hari');
    await page.getByText('0 dari 1 tepat waktu (0 %)').waitFor();
    await picture(page, 'supervisor-bad-day', { whole: true });
    await page.close();
    await shiftClock(world.db, 0);
  });
});

describe('the supervisor’s page of a busy office', () => {
  const world = useWorld();

  test('shows a busy month with charts that a table repeats, in both languages, and gives files', async () => {
    const month = await fillMonth(world.db, { office: world.office, days: 27, seed: 6500 });
    const page = await supervise(world);
    await press(page, '28 hari');
    await page.getByRole('img', { name: /per hari, 27 hari/ }).waitFor();
    await page.getByRole('img', { name: /per jam/ }).waitFor();
    const heading = page.getByRole('heading', { name: 'Per hari', exact: true });
    const table = page.locator('section').filter({ has: heading }).locator('report-table tbody tr');
    await until('a row for each day', async () => (await table.count()) === 27);
    await picture(page, 'supervisor-month', { whole: true });
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Unduh CSV' }).first().click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/^kunjung-\d{4}-breaches-.*\.csv$/);

    await page.getByLabel('Dari').fill(month.at(-1)?.day ?? '');
    await page.getByLabel('Sampai').fill(month[0]?.day ?? '');
    await press(page, 'Tampilkan');
    await page.getByText('Tanggal awal harus sebelum tanggal akhir.').waitFor();
    await tap(page.getByRole('button', { name: 'EN' }));
    await page.getByRole('heading', { name: 'The five-minute promise' }).waitFor();
    await picture(page, 'supervisor-month-en', { whole: true });
    for (const width of [390, 320]) {
      await page.setViewportSize({ width, height: 844 });
      const overflow = (): Promise<number> =>
        page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      await until('the page fits', async () => (await overflow()) <= 0);
    }
    await picture(page, 'supervisor-month-phone', { whole: true });
    await page.close();
  });

  test('is shut to officers', async () => {
    const page = await screens.open(`${world.base}/pengawas`, 'desk');
    await signIn(page, `staff-${world.office}`);
    await page.getByText('Halaman ini untuk supervisor.').waitFor();
    await page.close();
  });
});
