/// <reference lib="dom" />
import { readdirSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { arrivingPdfs } from '../../../api/softcopies/softcopies.ts';
import { password } from '../../world/office.ts';
import { addPublication } from '../../world/softcopies/collection.ts';
import { makeDocument } from '../../world/softcopies/documents.ts';
import { useClient, useWorld } from '../../world/use.ts';
import { barriers } from '../screens/axe.ts';
import { choose, enter, picture, tap, useScreens, type sizes } from '../screens/screens.ts';

const world = useWorld();
const screens = useScreens();
const admin = useClient(world, 'admin');
const pages = (count: number) =>
  makeDocument(Array.from({ length: count }, (_, index) => ({ media: [0, 0, 500, 700 + index] })));
const fileOf = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/pdf', buffer });

/** The collection's part of the admin's page, and the row of one publication in it. */
async function openRow(
  { lang, title }: { lang: 'id' | 'en'; title: string },
  device: keyof typeof sizes = 'desk',
): Promise<{ page: Page; row: Locator }> {
  const page = await screens.open(`${world.base}/admin?lang=${lang}`, device);
  const [user, word, enterIt] =
    lang === 'id' ? ['Nama pengguna', 'Kata sandi', 'Masuk'] : ['User name', 'Password', 'Sign in'];
  await page.getByLabel(user ?? '').fill(`admin-${world.office}`);
  await page.getByLabel(word ?? '').fill(password);
  await tap(page.getByRole('button', { name: enterIt ?? '', exact: true }));
  await page.getByLabel(lang === 'id' ? 'Judul atau nomor publikasi' : 'Title or number').fill(title);
  await enter(page);
  const row = page.locator('publication-pdf').filter({ hasText: title });
  await row.scrollIntoViewIfNeeded();
  return { page, row };
}

let made = 0;
let title = '';
let publication = '';
beforeEach(async () => {
  made += 1;
  title = `Statistik Perikanan Laut ${2000 + made}`;
  publication = await addPublication(world, { number: `65000.31${made + 10}`, title, pdf: null });
});
const hasSoftcopy = async () =>
  (await world.client().send<{ softcopy: boolean }>(`/api/v1/catalogue/${publication}`)).body.softcopy;

describe.each([
  {
    lang: 'id' as const,
    lacks: 'Belum ada PDF',
    first: 'PDF 2 halaman',
    second: 'PDF 3 halaman',
    notPdf: 'Berkas ini bukan PDF.',
    replace: 'Ya, ganti',
    remove: 'Hapus PDF',
    sure: 'Ya, hapus',
    removed: 'PDF dihapus.',
  },
  {
    lang: 'en' as const,
    lacks: 'No PDF yet',
    first: 'PDF of 2 pages',
    second: 'PDF of 3 pages',
    notPdf: 'This file is not a PDF.',
    replace: 'Yes, replace it',
    remove: 'Remove the PDF',
    sure: 'Yes, remove it',
    removed: 'The PDF was removed.',
  },
])('an admin ($lang)', (texts) => {
  test('gives a publication its PDF, replaces it, and takes it away', async () => {
    const { page, row } = await openRow({ lang: texts.lang, title });
    await row.getByText(texts.lacks).waitFor();
    const input = row.locator('input[type=file]');

    await input.setInputFiles(fileOf('catatan.pdf', Buffer.from('halo')));
    await row.getByRole('alert').getByText(texts.notPdf).waitFor();
    await picture(page, `admin-pdf-refused-${texts.lang}`);
    expect(await barriers(page)).toEqual([]);

    await input.setInputFiles(fileOf('perikanan.pdf', pages(2)));
    await row.getByText(texts.first).waitFor();
    expect(await row.getByRole('alert').count()).toBe(0);
    expect(await hasSoftcopy()).toBe(true);
    await picture(page, `admin-pdf-given-${texts.lang}`);
    expect(await barriers(page)).toEqual([]);

    await input.setInputFiles(fileOf('perikanan-baru.pdf', pages(3)));
    await row.getByText('perikanan-baru.pdf').waitFor();
    await picture(page, `admin-pdf-replace-${texts.lang}`);
    expect(await barriers(page)).toEqual([]);
    await tap(row.getByRole('button', { name: texts.replace }));
    await row.getByText(texts.second).waitFor();

    await tap(row.getByRole('button', { name: texts.remove }));
    await row.getByRole('button', { name: texts.sure }).waitFor();
    await picture(page, `admin-pdf-remove-${texts.lang}`);
    expect(await barriers(page)).toEqual([]);
    expect(await hasSoftcopy()).toBe(true);
    await tap(row.getByRole('button', { name: texts.sure }));
    await row.getByText(texts.removed).waitFor();
    await row.getByText(texts.lacks).waitFor();
    expect(await hasSoftcopy()).toBe(false);
  });
});

test('a dropped file is sent to the row it was dropped on, and one beside it goes nowhere', async () => {
  const { page, row } = await openRow({ lang: 'id', title });
  const dropped = await page.evaluateHandle((text) => {
    const data = new DataTransfer();
    const bytes = Uint8Array.from(text, (sign) => sign.codePointAt(0) ?? 0);
    data.items.add(new File([bytes], 'jatuh.pdf', { type: 'application/pdf' }));
    return data;
  }, pages(2).toString('latin1'));
  await page.locator('main').dispatchEvent('drop', { dataTransfer: dropped });
  await row.dispatchEvent('dragover', { dataTransfer: dropped });
  await row.getByText('Lepaskan PDF di sini').waitFor();
  await picture(page, 'admin-pdf-drop');
  await row.dispatchEvent('drop', { dataTransfer: dropped });
  await row.getByText('PDF 2 halaman').waitFor();
  expect(new URL(page.url()).pathname).toBe('/admin');
});

test('everything works by the keyboard, and the focus stays where it was needed', async () => {
  await addPublication(world, { number: `65000.31${made + 10}`, title, pdf: pages(1) });
  const { page, row } = await openRow({ lang: 'id', title });
  const focused = () =>
    page.evaluate(() => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      return element?.textContent?.replaceAll(/\s+/g, ' ').trim();
    });
  await row.getByRole('button', { name: /Ganti PDF/ }).focus();
  await page.keyboard.press('Tab');
  expect(await focused()).toBe(`Hapus PDF: ${title}`);
  await enter(page);
  await row.getByRole('button', { name: 'Ya, hapus' }).waitFor();
  await expect.poll(focused).toBe('Batal');
  await page.keyboard.press('Tab');
  await enter(page);
  await row.getByText('PDF dihapus.').waitFor();
  await expect.poll(focused).toBe(`Pilih PDF: ${title}`);
  await choose(page, () => enter(page), fileOf('baru.pdf', pages(2)));
  await row.getByText('PDF 2 halaman').waitFor();
  await expect.poll(focused).toBe(`Ganti PDF: ${title}`);
});

test('a file that is still leaving shows how far it is, can be stopped, and holds its row', async () => {
  const { page, row } = await openRow({ lang: 'id', title }, 'phone');
  const line = await page.context().newCDPSession(page);
  await line.send('Network.enable');
  const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 100_000 };
  await line.send('Network.emulateNetworkConditions', slow);
  const large = Buffer.concat([pages(2), Buffer.alloc(6_000_000, ' ')]);
  await row.locator('input[type=file]').setInputFiles(fileOf('besar.pdf', large));
  await row.getByText(/Mengirim besar.pdf, [1-9]\d* %/).waitFor();
  await picture(page, 'admin-pdf-sending');
  expect(await barriers(page)).toEqual([]);
  expect(await page.getByRole('button', { name: 'Cari' }).isDisabled()).toBe(true);
  await tap(row.getByRole('button', { name: 'Batalkan pengiriman' }));
  await row.getByRole('button', { name: /Pilih PDF/ }).waitFor();
  expect(await row.getByRole('alert').count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Cari' }).isDisabled()).toBe(false);
  expect(await hasSoftcopy()).toBe(false);
});

/** Sends a PDF that stays on its way until it is let go. */
async function hold(number: string): Promise<{ letGo: () => Promise<number> }> {
  const id = await addPublication(world, { number, pdf: null });
  const bytes = new Uint8Array(pages(1));
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const answer = fetch(`${world.base}/api/v1/publications/${id}/softcopy`, {
    method: 'PUT',
    headers: { cookie: admin.cookie, 'content-type': 'application/pdf' },
    body: readable,
    ...{ duplex: 'half' }, // which the types of browsers do not know yet
  });
  await writer.write(bytes.subarray(0, 100));
  return {
    async letGo() {
      await Promise.all([writer.write(bytes.subarray(100)), writer.close()]);
      return (await answer).status;
    },
  };
}

test.each([
  ['id' as const, 'menunggu giliran', 'PDF 2 halaman'],
  ['en' as const, 'waits for its turn', 'PDF of 2 pages'],
])(
  'a file that finds no place says that it waits, and goes by itself once there is one (%s)',
  async (lang, waits, has) => {
    const { page, row } = await openRow({ lang, title });
    const numbers = Array.from(
      { length: arrivingPdfs.atOnce },
      (_, nth) => `65000.3${lang === 'id' ? 3 : 4}${10 + nth}`,
    );
    const held = await Promise.all(numbers.map(hold));
    await expect.poll(() => readdirSync(world.softcopies.workFolder).length).toBe(arrivingPdfs.atOnce);
    await row.locator('input[type=file]').setInputFiles(fileOf('menyusul.pdf', pages(2)));
    await row.getByText(waits).waitFor();
    await picture(page, `admin-pdf-waiting-${lang}`);
    expect(await barriers(page)).toEqual([]);
    expect(await Promise.all(held.map(({ letGo }) => letGo()))).toEqual(held.map(() => 200));
    await row.getByText(has).waitFor();
  },
);
