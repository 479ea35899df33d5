/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { storePublications } from '../../../db/catalogue/publications.ts';
import type { ShelfItem } from '../../../wire/catalogue/in-room-uses.ts';
import { unknown } from '../../world/catalogue/unknown.ts';
import { readCodes } from '../../world/codes.ts';
import { useWorld } from '../../world/use.ts';
import { barriers } from '../screens/axe.ts';
import { picture, press, useScreens } from '../screens/screens.ts';
import { openSignedIn, signIn } from '../screens/signed-in.ts';

const world = useWorld();
const screens = useScreens();
const titles = 480;
const millimetre = 96 / 25.4;

beforeAll(async () => {
  const publications = Array.from({ length: titles }, (_, index) => ({
    ...unknown,
    title: `Provinsi Kalimantan Utara Dalam Angka dengan Judul yang Sangat Panjang sampai Tiga Baris, Buku ${index}`,
    year: 2024,
    publicationNumber: `65000.${String(index).padStart(4, '0')}`,
    shelf: `Rak ${1 + (index % 12)}, baris ${1 + (index % 5)}`,
    copies: index < 20 ? 2 : 1,
  }));
  await world.db.transaction().execute(async (trx) => {
    await storePublications(trx, { office: world.office, publications });
    await storePublications(trx, {
      office: world.office,
      publications: [{ ...unknown, title: 'Tanpa cetakan', year: 2024, publicationNumber: '65000.9999' }],
    });
  });
});

/** Pages of what the browser prints. */
async function countPages(page: Page): Promise<number> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

const labels = (page: Page) => page.locator('.label');

describe('labels for books', () => {
  test('are 500 on 21 sheets, none of them cut', async () => {
    const page = await openSignedIn({ screens, world }, '/label-rak', 'staff');
    await page.getByText('500 label pada 21 lembar').waitFor();
    expect(await labels(page).count()).toBe(500);
    expect(await countPages(page)).toBe(21);
    await page.emulateMedia({ media: 'print' });
    const places = await page.locator('.sheet').evaluateAll((sheets) =>
      sheets.map((sheet) => {
        const { top, height } = sheet.getBoundingClientRect();
        return { top: top + scrollY, height };
      }),
    );
    for (const [index, { top, height }] of places.entries()) {
      expect(top).toBeCloseTo(index * 297 * millimetre, 0);
      expect(height).toBeCloseTo(297 * millimetre, 0);
    }
    const outside = await labels(page).evaluateAll(
      (all) =>
        all.filter((label) => {
          const sheet = label.parentElement?.getBoundingClientRect() ?? new DOMRect();
          const { left, right, top, bottom } = label.getBoundingClientRect();
          return (
            left < sheet.left - 1 ||
            right > sheet.right + 1 ||
            top < sheet.top - 1 ||
            bottom > sheet.bottom + 1
          );
        }).length,
    );
    expect(outside).toBe(0);
    const cut = await labels(page).evaluateAll(
      (all) =>
        all.filter(
          (label) => label.scrollWidth > label.clientWidth || label.scrollHeight > label.clientHeight,
        ).length,
    );
    expect(cut).toBe(0);
    await page.emulateMedia({ media: null });
    await picture(page, 'labels');
    expect(await barriers(page)).toEqual([]);
    await page.getByLabel('Satu label untuk tiap eksemplar').uncheck();
    await page.getByText('480 label pada 20 lembar').waitFor();
    await page.getByLabel('Mulai dari label ke-').fill('24');
    await page.getByLabel('Mulai dari label ke-').blur();
    await page.getByText('480 label pada 21 lembar').waitFor();
    expect(await countPages(page)).toBe(21);
    await page.close();
  });

  test('of one shelf, or of what came since a day, stand in the order of the shelves', async () => {
    const page = await openSignedIn({ screens, world }, '/label-rak', 'staff');
    await page.getByText('500 label pada 21 lembar').waitFor();
    const places = await page.locator('.label .shelf').allInnerTexts();
    const numbers = places.map((place) => Number(/\d+/.exec(place)?.[0]));
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    await page.getByLabel('Rak', { exact: true }).selectOption('Rak 10, baris 5');
    await page.getByText(/^9 label pada 1 lembar$/).waitFor();
    await press(page, 'EN, English');
    await page.getByText(/^9 labels on 1 sheet$/).waitFor();
    await picture(page, 'labels-shelf-en');
    await page.getByLabel('Only what came since').fill('2100-01-01');
    await page.getByText('No printed publication fits.').waitFor();
    await page.close();
  });

  test('are read by a scanner, and each names one publication', async () => {
    const context = await screens.window({ deviceScaleFactor: 4 });
    const page = await context.newPage();
    await page.goto(`${world.base}/label-rak`);
    await signIn(page, `staff-${world.office}`);
    await page.getByText('500 label pada 21 lembar').waitFor();
    const staff = await world.client().signIn('staff');
    for (const index of [0, 41, 499]) {
      const label = labels(page).nth(index);
      const shot = await label.screenshot({ path: `.cache/pictures/label-${index}.png` });
      const codes = await readCodes(new Uint8Array(shot));
      expect(codes.map(({ format }) => format).toSorted()).toEqual(['Code128', 'QRCode']);
      const title = await label.locator('.title').innerText();
      for (const { text } of codes) {
        const query = new URLSearchParams({ label: text }).toString();
        const { body } = await staff.send<{ items: ShelfItem[] }>(staff.inOffice(`/shelf?${query}`));
        expect(body.items.map((item) => item.title)).toEqual([title]);
      }
    }
    await context.close();
  });
});
