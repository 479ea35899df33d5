/// <reference lib="dom" />
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { sampleSoftcopies } from '../../../db/seed/sample-softcopies.ts';
import { addPublication, confirmedMember } from '../../world/softcopies/collection.ts';
import { hasPoppler, readPages } from '../../world/softcopies/poppler.ts';
import { useWorld } from '../../world/use.ts';
import { barriers } from '../screens/axe.ts';
import { picture, tap, useScreens } from '../screens/screens.ts';

const world = useWorld();
const screens = useScreens();
const title = 'Provinsi Kalimantan Utara Dalam Angka 2024';
let path = '';

beforeAll(async () => {
  const file = sampleSoftcopies.get('65000.2401');
  if (!file) throw new Error('the sample is gone');
  const id = await addPublication(world, { number: '65000.2401', title, pdf: await readFile(file) });
  path = `/pustaka/${id}`;
});

/** A page of somebody whose address is confirmed. */
async function openAsMember(device: 'phone' | 'desk' = 'phone'): Promise<Page> {
  const { cookie } = await confirmedMember(world);
  const [name = '', value = ''] = (cookie ?? '').split('=');
  const page = await screens.open(`${world.base}${path}`, device);
  await page.context().addCookies([{ name, value, url: world.base }]);
  return page;
}

/** Lets a tab be seen or not, which a browser without a window always shows. */
const show = (page: Page, isSeen: boolean): Promise<boolean> =>
  page.evaluate((seen) => {
    Object.defineProperty(document, 'hidden', { configurable: true, value: !seen });
    return document.dispatchEvent(new Event('visibilitychange'));
  }, isSeen);

describe('a reader of the collection', () => {
  test('is told to register before a copy is asked for', async () => {
    const page = await screens.open(`${world.base}${path}`, 'phone');
    await tap(page.getByRole('button', { name: 'Minta softcopy' }));
    await page.getByRole('main').getByRole('link', { name: 'Daftar', exact: true }).waitFor();
    await picture(page, 'softcopy-register');
    expect(await barriers(page)).toEqual([]);
  });

  test('asks, waits, downloads, and finds the mark on every page', async () => {
    const page = await openAsMember();
    await tap(page.getByRole('button', { name: 'Minta softcopy' }));
    const link = page.getByRole('link', { name: /Unduh PDF/ });
    await link.waitFor();
    await picture(page, 'softcopy-ready');
    expect(await barriers(page)).toEqual([]);
    const [download] = await Promise.all([page.waitForEvent('download'), tap(link)]);
    expect(download.suggestedFilename()).toMatch(/^SC-.*\.pdf$/);
    const file = join(world.softcopies.workFolder, '..', 'downloaded.pdf');
    await download.saveAs(file);
    await page.getByText('Sudah diunduh').waitFor();
    if (hasPoppler()) {
      const pages = await readPages(file);
      expect(pages).toHaveLength(6);
      for (const text of pages) expect(text).toContain(`· ${download.suggestedFilename().slice(0, -4)} ·`);
    }

    await page.goto(`${world.base}/pustaka/saya`);
    await page.getByRole('heading', { name: 'Permintaan softcopy' }).waitFor();
    await page.getByRole('link', { name: /Unduh PDF/ }).waitFor();
    await picture(page, 'softcopy-list');
    expect(await barriers(page)).toEqual([]);

    const { code } = await world.db
      .selectFrom('softcopy_request')
      .select('code')
      .orderBy('requested_at', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    await page.goto(`${world.base}/pustaka/cek`);
    await tap(page.getByRole('button', { name: 'Periksa' }));
    await page.getByRole('alert').getByText('Wajib diisi.').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByLabel('Kode atau nomor').fill('SC-6500-20');
    await tap(page.getByRole('button', { name: 'Periksa' }));
    await page.getByRole('alert').getByText('Nomor ini belum lengkap').waitFor();
    await picture(page, 'copy-check-half');
    expect(await barriers(page)).toEqual([]);
    await page.getByLabel('Kode atau nomor').fill(`${code.slice(0, 5)}-${code.slice(5)}`.toLowerCase());
    await picture(page, 'copy-check');
    expect(await barriers(page)).toEqual([]);
    await tap(page.getByRole('button', { name: 'Periksa' }));
    await page.getByRole('heading', { name: 'Softcopy ini dibuat oleh perpustakaan' }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/pustaka/cek/${code}`);
    const bytes = await readFile(file);
    await page.locator('#file').setInputFiles({ name: 'a.pdf', mimeType: 'application/pdf', buffer: bytes });
    await page.getByText(/Asli: berkas/).waitFor();
    await picture(page, 'copy-check-same');
    expect(await barriers(page)).toEqual([]);
    const altered = Buffer.from(bytes);
    altered[altered.length - 40] = (altered[altered.length - 40] ?? 0) ^ 1;
    await page
      .locator('#file')
      .setInputFiles({ name: 'b.pdf', mimeType: 'application/pdf', buffer: altered });
    await page.getByText(/Berbeda: berkas/).waitFor();
    await picture(page, 'copy-check-altered');
  });

  test('keeps the request in sight while the service does not answer, and is told that it is not up to date', async () => {
    await world.stopWorker();
    const page = await openAsMember();
    await tap(page.getByRole('button', { name: 'Minta softcopy' }));
    await page.getByText('Diterima', { exact: true }).waitFor();
    const problem = {
      type: '/problems/database-unavailable',
      title: 'Layanan sedang terganggu.',
      status: 503,
    };
    await page.route('**/api/v1/softcopies/*', (route) => route.fulfill({ status: 503, json: problem }));
    await page.getByText('belum dapat diperbarui').waitFor();
    await page.getByText('Diterima', { exact: true }).waitFor();
    await picture(page, 'softcopy-stale');
    expect(await barriers(page)).toEqual([]);
    await page.reload();
    await page.getByText('belum dapat diperbarui').waitFor();
    expect(await page.getByRole('button', { name: 'Minta softcopy' }).count()).toBe(0);
    await page.unroute('**/api/v1/softcopies/*');
    const list = await page.context().newPage();
    await list.route('**/api/v1/softcopies', (route) => route.fulfill({ status: 503, json: problem }));
    await list.goto(`${world.base}/pustaka/saya`);
    await list.getByRole('alert').getByText('belum dapat ditampilkan').waitFor();
    await picture(list, 'softcopy-list-failed', { whole: true });
    await list.unroute('**/api/v1/softcopies');
    await tap(list.getByRole('button', { name: 'Coba lagi' }));
    await list.getByText('Diterima').waitFor();
    await list.close();
    await world.startWorker();
    await page.getByRole('link', { name: /Unduh PDF/ }).waitFor();
    expect(await page.getByText('belum dapat diperbarui').count()).toBe(0);
    await page.close();
  });

  test('is told on the own page what is old because it was refused, and reads it again by a press', async () => {
    await world.stopWorker();
    const page = await openAsMember();
    await tap(page.getByRole('button', { name: 'Minta softcopy' }));
    await page.getByText('Diterima', { exact: true }).waitFor();
    await page.goto(`${world.base}/pustaka/saya`);
    const parts = [
      { address: '**/api/v1/members/me', told: 'Halaman ini belum dapat diperbarui.' },
      {
        address: '**/api/v1/softcopies',
        told: 'Daftar ini belum dapat diperbarui. Permintaan Anda tetap tercatat.',
      },
    ];
    await page.getByText('Diterima').waitFor();
    const problem = { type: '/problems/internal-error', title: 'Terjadi kesalahan.', status: 500 };
    for (const { address } of parts)
      await page.route(address, (route) => route.fulfill({ status: 500, json: problem }));
    await show(page, true);
    for (const { told } of parts) await page.getByText(told, { exact: true }).waitFor();
    await page.getByText('Diterima').waitFor();
    await picture(page, 'softcopy-list-refused', { whole: true });
    expect(await barriers(page)).toEqual([]);
    await tap(page.getByRole('button', { name: 'EN, English' }));
    await picture(page, 'softcopy-list-refused-en', { whole: true });
    await tap(page.getByRole('button', { name: 'ID, Bahasa Indonesia' }));
    for (const { address, told } of parts) {
      await page.unroute(address);
      await tap(page.getByRole('button', { name: 'Coba lagi' }).first());
      await page.getByText(told, { exact: true }).waitFor({ state: 'detached' });
    }
    for (const complaint of screens.takeComplaints()) expect(complaint).toContain('status of 500');
    await page.close();
    await world.startWorker();
  });

  test('sees on the own page how far it is, without loading it anew, and asks no more once nothing is under way', async () => {
    await world.stopWorker();
    const page = await openAsMember();
    await tap(page.getByRole('button', { name: 'Minta softcopy' }));
    await page.getByText('Diterima', { exact: true }).waitFor();
    const list = await page.context().newPage();
    await list.clock.install();
    let looks = 0;
    list.on('request', (request) => (looks += request.url().endsWith('/api/v1/softcopies') ? 1 : 0));
    await list.goto(`${world.base}/pustaka/saya`);
    await list.getByText('Diterima').waitFor();
    await list.getByRole('progressbar').waitFor();
    await picture(list, 'softcopy-list-waiting', { whole: true });
    expect(await barriers(list)).toEqual([]);

    await show(list, false);
    const before = looks;
    await list.clock.runFor(120_000);
    expect(looks).toBe(before);
    await show(list, true);
    await expect.poll(() => looks).toBe(before + 1);

    const problem = {
      type: '/problems/database-unavailable',
      title: 'Layanan sedang terganggu.',
      status: 503,
    };
    await list.route('**/api/v1/softcopies', (route) => route.fulfill({ status: 503, json: problem }));
    await list.clock.runFor(20_000);
    await list.getByText('Daftar ini belum dapat diperbarui').waitFor();
    await list.getByText('Diterima').waitFor();
    await picture(list, 'softcopy-list-stale', { whole: true });
    expect(await barriers(list)).toEqual([]);
    await list.unroute('**/api/v1/softcopies');

    await world.startWorker();
    await page.getByRole('link', { name: /Unduh PDF/ }).waitFor();
    await list.clock.runFor(60_000);
    await list.getByRole('link', { name: /Unduh PDF/ }).waitFor();
    expect(await list.getByText('Daftar ini belum dapat diperbarui').count()).toBe(0);
    const last = looks;
    await list.clock.runFor(600_000);
    expect(looks).toBe(last);
    await list.close();
    await page.close();
  });

  test('sees it on a desktop too, and in English', async () => {
    const page = await openAsMember('desk');
    await page.goto(`${world.base}${path}?lang=en`);
    await tap(page.getByRole('button', { name: 'Ask for the softcopy' }));
    await page.getByRole('link', { name: /Download the PDF/ }).waitFor();
    await picture(page, 'softcopy-ready-desktop');
    await page.goto(`${world.base}/pustaka/cek/AAAAAAAAAA?lang=en`);
    await page.getByRole('heading', { name: 'This code or number is not known' }).waitFor();
    await picture(page, 'copy-check-unknown');
    expect(await barriers(page)).toEqual([]);
  });
});
