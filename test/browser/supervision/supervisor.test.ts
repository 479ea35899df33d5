/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { StaffVisit } from '../../../wire/visits.ts';
import { fillMonth } from '../../world/past/month.ts';
import { until } from '../../world/until.ts';
import { useWorld } from '../../world/use.ts';
import { shiftClock, type World } from '../../world/world.ts';
import { picture, press, tap, useScreens } from '../screens/screens.ts';
import { signIn } from '../screens/signed-in.ts';

const screens = useScreens();

async function supervise(world: World): Promise<Page> {
  const page = await screens.open(`${world.base}/pengawas`, 'desk');
  await signIn(page, `supervisor-${world.office}`);
  await page.getByRole('heading', { name: 'Janji lima menit' }).waitFor();
  return page;
}

/** The tables that are wider than the page, and those that do not say so, or say so for nothing. */
const cuesOf = (page: Page): Promise<{ wide: number; wrong: string[] }> =>
  page.locator('scroll-box').evaluateAll((boxes) => {
    const looked = boxes.map((box) => {
      const place = box.shadowRoot?.querySelector('.box');
      const isWide = (place?.scrollWidth ?? 0) > (place?.clientWidth ?? 0) + 1;
      const says = box.shadowRoot?.querySelector('.cue') !== null;
      return { isWide, isWrong: isWide !== says, text: box.textContent?.trim().slice(0, 30) ?? '' };
    });
    return {
      wide: looked.filter(({ isWide }) => isWide).length,
      wrong: looked.filter(({ isWrong }) => isWrong).map(({ text }) => text),
    };
  });

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
    await world.stopWorker(); // which may end the day meanwhile, and tell it as an error
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
  let filled: Awaited<ReturnType<typeof fillMonth>>;
  beforeAll(async () => {
    filled = await fillMonth(world, { office: world.office, days: 27, seed: 6500 });
  });

  test('shows a busy month with charts that a table repeats, in both languages, and gives files', async () => {
    const page = await supervise(world);
    await press(page, '28 hari');
    await page.getByRole('img', { name: /per hari, 27 hari/ }).waitFor();
    await page.getByRole('img', { name: /per jam/ }).waitFor();
    const chart = page.locator('load-chart').first();
    const legend = async (): Promise<string> => (await chart.locator('.u-legend').innerText()).trim();
    expect(await legend()).toMatch(/^Nomor\s*Terlambat$/);
    await picture(page, 'supervisor-chart-legend');
    await chart.locator('.u-over').hover();
    await until('what is pointed at', async () => /Jam\s*\d\d\.00/.test(await legend()));
    const mark = chart.locator('.u-marker').last();
    expect(await mark.evaluate((element) => getComputedStyle(element).borderRadius)).toBe('50%');
    const heading = page.getByRole('heading', { name: 'Per hari', exact: true });
    const table = page.locator('section').filter({ has: heading }).locator('report-table tbody tr');
    await until('a row for each day', async () => (await table.count()) === 27);
    await picture(page, 'supervisor-month', { whole: true });
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      tap(page.getByRole('button', { name: 'Unduh Melewati batas, CSV' })),
    ]);
    expect(file.suggestedFilename()).toMatch(/^kunjung-\d{4}-melewati-batas-.*\.csv$/);
    await page
      .getByRole('main')
      .getByText(/Tersimpan: kunjung-\d{4}-melewati-batas/)
      .waitFor();

    await page.getByLabel('Dari').fill(filled.at(-1)?.day ?? '');
    await page.getByLabel('Sampai').fill(filled[0]?.day ?? '');
    await press(page, 'Tampilkan');
    await page.getByText('Tanggal awal harus sebelum tanggal akhir.').waitFor();
    await tap(page.getByRole('button', { name: 'EN, English' }));
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

  test('on a phone says which of its tables go on to the right, and lets each of them be moved', async () => {
    const page = await supervise(world);
    await page.setViewportSize({ width: 360, height: 780 });
    await press(page, '28 hari');
    await page.getByRole('img', { name: /per hari/ }).waitFor();
    await until('each table says what it is', async () => {
      const { wide, wrong } = await cuesOf(page);
      return wide > 0 && wrong.length === 0;
    });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    const more = page.locator('scroll-box .more');
    await more.first().scrollIntoViewIfNeeded();
    await picture(page, 'supervisor-table-phone');
    const table = await more.first().locator('.box').elementHandle();
    await table?.evaluate((box) => box.scrollTo({ left: box.scrollWidth }));
    await until('it is at its end', async () => table?.evaluate((box) => box.closest('.more') === null));
    await page.close();
  });

  test('says whether the promise was kept often enough, and which tables go on below', async () => {
    const page = await supervise(world);
    await press(page, '28 hari');
    const budget = page.locator('.notice', { hasText: 'batas 5 %' });
    await budget.getByText(/^(Masih dalam|Melewati) batas\.$/).waitFor();
    const [late = NaN, judged = NaN] =
      (await budget.innerText()).replaceAll('.', '').match(/\d+/g)?.map(Number) ?? [];
    const isOver = late > Math.floor(judged / 20);
    expect(await budget.innerText()).toContain(isOver ? 'Melewati batas.' : 'Masih dalam batas.');
    expect(await budget.getAttribute('class')).toContain(isOver ? 'bad' : 'ok');

    const heading = page.getByRole('heading', { name: 'Per hari', exact: true });
    const days = page.locator('section').filter({ has: heading }).locator('report-table');
    const below = days.locator('scroll-box .below');
    await days.getByText('Gulir tabel untuk baris lainnya').waitFor();
    await below.scrollIntoViewIfNeeded();
    await picture(page, 'supervisor-table-below');
    await days.locator('.box').evaluate((box) => box.scrollTo({ top: box.scrollHeight }));
    await below.waitFor({ state: 'detached' });
    await page.close();
  });

  test('tells in its own words what is wrong with a period', async () => {
    const page = await supervise(world);
    await page.getByLabel('Dari').fill('');
    await press(page, 'Tampilkan');
    await page.getByRole('alert').getByText('Wajib diisi.').waitFor();
    await page.getByLabel('Sampai').fill('2099-01-01');
    await press(page, 'Tampilkan');
    await page.getByText(/^Paling akhir \d\d\/\d\d\/\d{4}\.$/).waitFor();
    await picture(page, 'supervisor-own-words');
    await page.close();
  });

  test('gives the documents of a month, those with personal data for a purpose', async () => {
    const page = await supervise(world);
    const month = page.getByRole('button', { name: '28 hari' });
    await tap(month);
    await until('the month is shown', async () => (await month.getAttribute('aria-pressed')) === 'true');
    const from = await page.getByLabel('Dari').inputValue();
    const to = await page.getByLabel('Sampai').inputValue();
    const documents = page.locator('office-documents');
    await tap(documents.getByRole('button', { name: 'Unduh Daftar pengunjung (SLiMS), PDF' }));
    await documents.getByRole('alert').getByText('Tulis keperluan berkas ini').waitFor();
    const purpose = documents.getByLabel('Keperluan');
    await documents.locator('#purpose-hint').getByText('sedikitnya 10 huruf').waitFor();
    await purpose.fill('Uji coba');
    await tap(documents.getByRole('button', { name: 'Unduh Daftar pengunjung (SLiMS), PDF' }));
    const fault = documents.getByRole('alert').getByText('sedikitnya 10 huruf');
    await fault.waitFor();
    expect(await purpose.getAttribute('aria-invalid')).toBe('true');
    expect(await purpose.getAttribute('aria-describedby')).toContain((await fault.getAttribute('id')) ?? '-');
    expect(await documents.locator('report-files .fault').count(), 'told at the field alone').toBe(0);
    await picture(page, 'supervisor-documents', { whole: true });
    await purpose.fill('Laporan tahunan ke perpustakaan nasional');
    await fault.waitFor({ state: 'detached' });
    for (const [name, format] of [
      ['Daftar pengunjung (SLiMS)', 'PDF'],
      ['Register kunjungan', 'XLSX'],
      ['Ringkasan pelayanan', 'PDF'],
    ] as const) {
      const [saved] = await Promise.all([
        page.waitForEvent('download'),
        tap(documents.getByRole('button', { name: `Unduh ${name}, ${format}` })),
      ]);
      expect(saved.suggestedFilename()).toContain(`-${from}-${to}.${format.toLowerCase()}`);
    }
    await documents.getByText('Tersimpan:').first().waitFor();
    await press(page, '7 hari');
    await documents.getByText('Tersimpan:').first().waitFor({ state: 'detached' });
    await page.close();
  });

  test('shows the incidents of a period, and says when they cannot be read', async () => {
    const page = await supervise(world);
    const documents = page.locator('office-documents');
    const show = documents.getByRole('button', { name: 'Tampilkan kejadian' });
    const refuseWith = (name: string, status: number): Promise<unknown> =>
      page.route('**/incidents?*', (route) =>
        route.fulfill({
          status,
          json: { type: `/problems/${name}`, title: 'Layanan sedang terganggu.', status },
        }),
      );
    await refuseWith('database-unavailable', 503);
    await tap(show);
    await documents.getByRole('alert').getByText('Layanan sedang terganggu.').waitFor();
    await picture(page, 'supervisor-incidents-failed', { whole: true });
    await page.unroute('**/incidents?*');
    await tap(show);
    await documents.getByText('Tidak ada kejadian pada periode ini.').waitFor();
    expect(await documents.getByRole('alert').count()).toBe(0);
    const staff = await world.client().signIn('staff');
    const { body: ticket } = await world.client().takeTicket();
    await staff.call('FO-1');
    await world.client().fillGuestBook(ticket.token);
    const { body: serving } = await staff.move(await staff.readVisit(ticket), 'serve');
    await staff.move(serving, 'deposit', { idType: 'ktp', idLast4: '0003', locker: '07' });
    const note = 'Kunci jatuh di halaman parkir.';
    await staff.post(`/api/v1/visits/${ticket.visitId}/incidents`, { kind: 'key-lost', note });
    await tap(show);
    const today = (await page.getByLabel('Sampai').inputValue()).split('-').toReversed().join('/');
    await documents.locator('li', { hasText: ticket.label }).getByText(today).waitFor();
    await picture(page, 'supervisor-incidents', { whole: true });
    await refuseWith('not-signed-in', 401);
    await tap(show);
    await page.getByLabel('Nama pengguna').waitFor();
    await page.close();
  });

  test('opens in a browser whose language has no valid name', async () => {
    const page = await screens.open(`${world.base}/`, 'desk');
    await page.addInitScript(() =>
      Object.defineProperty(navigator, 'language', { value: 'en-US@posix', configurable: true }),
    );
    await page.goto(`${world.base}/pengawas`);
    await signIn(page, `supervisor-${world.office}`);
    await page.getByRole('heading', { name: 'Janji lima menit' }).waitFor();
    await page.close();
  });

  test('is shut to officers', async () => {
    const page = await screens.open(`${world.base}/pengawas`, 'desk');
    await signIn(page, `staff-${world.office}`);
    await page.getByText('Halaman ini untuk supervisor.').waitFor();
    await page.close();
  });
});
