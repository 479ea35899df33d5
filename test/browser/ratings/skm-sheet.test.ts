/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { letIn } from '../../world/ratings.ts';
import { fillMonth } from '../../world/past/month.ts';
import { useClient, useWorld } from '../../world/use.ts';
import { barriers } from '../screens/axe.ts';
import { openSignedIn } from '../screens/signed-in.ts';
import { picture, press, tap, useScreens } from '../screens/screens.ts';

const world = useWorld();
const screens = useScreens();
const at = { screens, world };
const staff = useClient(world, 'staff');

let from = '';
let to = '';

beforeAll(async () => {
  const month = await fillMonth(world, { office: world.office, days: 30, seed: 14 });
  [from = '', to = ''] = [month[0]?.day, month.at(-1)?.day];
});

const sampleDays = () => ({ office: world.office, from_day: from, to_day: to, seed: 14 });

/** Pages of what the browser prints. */
async function countPages(page: Page): Promise<number> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

describe('the publication sheet', () => {
  test('is reached from /pengawas with its days, and fits one sheet of A4', async () => {
    const page = await openSignedIn(at, '/pengawas', 'supervisor');
    await page.getByLabel('Dari').fill(from);
    await page.getByLabel('Sampai').fill(to);
    await press(page, 'Tampilkan');
    const period = [from, to].map((day) => day.split('-').toReversed().join('/')).join(' – ');
    await page.getByText(period).waitFor();
    await page.getByRole('heading', { name: 'Asal penilaian' }).scrollIntoViewIfNeeded();
    await picture(page, 'skm-pengawas', { whole: true });
    expect(await barriers(page)).toEqual([]);
    await tap(page.getByRole('link', { name: 'Lembar publikasi IKM' }));
    await page.getByRole('heading', { name: 'Indeks Kepuasan Masyarakat (IKM)' }).waitFor();
    expect(await page.getByLabel('Dari').inputValue()).toBe(from);
    await page.getByText('Mutu pelayanan').waitFor();
    await page.getByText('Tidak ingin menjawab').first().waitFor();
    await page.getByText('Prioritas perbaikan').waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'skm-sheet-id', { whole: true });
    expect(await countPages(page)).toBe(1);
  });

  test('is there in English as well, on a small screen, and again after a reload', async () => {
    const page = await openSignedIn(at, `/pengawas/skm?dari=${from}&sampai=${to}`, 'supervisor');
    await tap(page.getByRole('button', { name: 'English' }));
    await page.getByRole('heading', { name: 'Index value' }).waitFor();
    await picture(page, 'skm-sheet-en', { whole: true });
    expect(await countPages(page)).toBe(1);
    await page.setViewportSize({ width: 390, height: 844 });
    await picture(page, 'skm-sheet-phone', { whole: true });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await page.reload();
    await page.getByRole('heading', { name: 'Index value' }).waitFor();
    expect(await page.getByLabel('From').inputValue()).toBe(from);
  });

  test('says on the screen and on paper that its days are invented, and only where they are', async () => {
    await world.db.insertInto('demo_data').values(sampleDays()).execute();
    try {
      const page = await openSignedIn(at, `/pengawas/skm?dari=${from}&sampai=${to}`, 'supervisor');
      const notice = page.locator('.paper').getByText('Data contoh');
      await notice.waitFor();
      await page.emulateMedia({ media: 'print' });
      expect(await notice.isVisible()).toBe(true);
      expect(await countPages(page)).toBe(1);
      await page.goto(`${world.base}/pengawas/skm?dari=2020-01-01&sampai=2020-12-31`);
      await page.getByText('Responden belum cukup').waitFor({ state: 'attached' });
      expect(await notice.count()).toBe(0);
      await page.close();
    } finally {
      await world.db.deleteFrom('demo_data').execute();
    }
  });

  test('and /pengawas keep their days in the address, over a reload and on the way back', async () => {
    const page = await openSignedIn(at, `/pengawas/skm?dari=${from}&sampai=${to}`, 'supervisor');
    const back = page.getByRole('link', { name: 'Pengawasan' });
    await page.getByText('Mutu pelayanan').waitFor();
    await tap(back);
    const period = [from, to].map((day) => day.split('-').toReversed().join('/')).join(' – ');
    await page.getByText(period).waitFor();
    const table = page.locator('load-chart ~ report-table').last();
    await table.getByRole('cell', { name: from.split('-').toReversed().join('/') }).waitFor();
    const chart = page.getByRole('img', { name: /per hari/ });
    expect(await chart.getAttribute('aria-label')).toMatch(/pada \d\d\/\d\d\.$/);
    await tap(page.getByRole('button', { name: '7 hari' }));
    await page.getByText(period).waitFor({ state: 'detached' });
    await page.reload();
    await page.getByRole('button', { name: '7 hari', pressed: true }).waitFor();
    await page.close();
  });

  test('and /pengawas leave out a period that cannot be', async () => {
    for (const query of [
      'dari=kemarin&sampai=besok',
      'dari=2026-02-31&sampai=2026-03-01',
      `dari=${to}&sampai=${from}`,
    ]) {
      const page = await openSignedIn(at, `/pengawas?${query}`, 'supervisor');
      await page.getByRole('button', { name: 'Hari ini', pressed: true }).waitFor();
      await page.close();
    }
  });

  test('gives no value where too few have answered, and nothing to who is no supervisor', async () => {
    const page = await openSignedIn(at, '/pengawas/skm?dari=2020-01-01&sampai=2020-12-31', 'supervisor');
    await page.getByText('Responden belum cukup (n = 0 pada unsur').waitFor();
    expect(await page.getByText('Mutu pelayanan').count()).toBe(0);
    await picture(page, 'skm-sheet-few', { whole: true });
    await page.getByLabel('Dari').fill('2021-02-01');
    await page.getByLabel('Sampai').fill('2021-01-01');
    await press(page, 'Tampilkan');
    await page.getByText('Tanggal akhir mendahului tanggal awal').waitFor();
    const officer = await openSignedIn(at, '/pengawas/skm', 'staff');
    await officer.getByText('Halaman ini untuk supervisor').waitFor();
    expect(await officer.locator('.paper').count()).toBe(0);
  });
});

describe('the surveys of an office', () => {
  test('are decided on /admin, and the yearly one is offered after a rating on its days', async () => {
    const admin = await openSignedIn(at, '/admin', 'admin');
    const form = admin.locator('section', {
      has: admin.getByRole('heading', { name: 'Survei', exact: true }),
    });
    await form.getByLabel('Batas responden').fill('0');
    await form.getByLabel('Alamat Survei Kebutuhan Data').fill('skd');
    await tap(form.getByRole('button', { name: 'Simpan' }));
    await form.locator('[aria-invalid=true]').first().waitFor();
    await picture(admin, 'admin-survey-faults', { whole: true });
    await form.getByLabel('Batas responden').fill('25');
    await form.getByLabel('Alamat Survei Kebutuhan Data').fill('https://s.bps.go.id/skd2026_6500');
    await form.getByLabel('Hari pertama').fill('2000-01-01');
    await form.getByLabel('Hari terakhir').fill('2999-12-31');
    await tap(form.getByRole('button', { name: 'Simpan' }));
    await form.getByText('Tersimpan.').waitFor();
    expect(await barriers(admin)).toEqual([]);

    const { ticket } = await letIn({ visitor: world.client(), staff });
    const phone = await screens.open(`${world.base}${ticket.statusUrl}`, 'phone');
    await press(phone, 'Puas');
    await press(phone, 'Selesai');
    const link = phone.getByRole('link', { name: 'Bantu kami dengan Survei Kebutuhan Data' });
    expect(await link.getAttribute('href')).toBe('https://s.bps.go.id/skd2026_6500');
    const complaint = await phone.getByRole('link', { name: /Sampaikan pengaduan/ }).getAttribute('href');
    expect(complaint).toBe(`/pengaduan?kantor=${world.office}#kunjungan=${ticket.token}`);
    await picture(phone, 'rating-phone-6-further', { whole: true });

    const stand = await screens.open(`${world.base}/penilaian?kantor=${world.office}`, 'kiosk');
    await stand.getByLabel('Atau tulis alamat').fill(ticket.token);
    await press(stand, 'Buka penilaian');
    await press(stand, 'Ubah penilaian');
    await press(stand, 'Sangat puas');
    await press(stand, 'Selesai');
    await stand.getByRole('img', { name: 'https://s.bps.go.id/skd2026_6500' }).waitFor();
    await picture(stand, 'rating-stand-6-skd');
  });
});
