/// <reference lib="dom" />
import type { Page, Route } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { storePublications } from '../../../db/catalogue/publications.ts';
import { readSampleCollection } from '../../../db/seed/seed.ts';
import { useWorld } from '../../world/use.ts';
import { barriers } from '../screens/axe.ts';
import { enter, picture, press, sizes, tap, tick, useScreens } from '../screens/screens.ts';

const world = useWorld();
const screens = useScreens();

beforeAll(async () => {
  const publications = await readSampleCollection();
  await world.db
    .transaction()
    .execute((trx) => storePublications(trx, { office: world.office, publications, sample: true }));
});

type Device = keyof typeof sizes;
const languages = ['id', 'en'] as const;
const devices = ['phone', 'kiosk', 'board'] as const;

const open = (address: string, device: Device): Promise<Page> =>
  screens.open(`${world.base}${address}`, device);

const results = (page: Page) => page.locator('#results');
const titles = (page: Page) => page.locator('.hits h3');
const filter = (page: Page, name: RegExp) => page.getByRole('checkbox', { name });

/** The page with its own fonts, and nothing still on its way. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

async function fits(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
}

/** How far what was shown moved by itself: the sum of the browser's layout shifts, 0 to 1 each. */
const shifted = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const observer = new PerformanceObserver((list) => {
          observer.disconnect();
          const shifts = list.getEntries() as (PerformanceEntry & { value: number })[];
          resolve(shifts.reduce((sum, { value }) => sum + value, 0));
        });
        observer.observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(0))); // none at all
      }),
  );

const searches = '**/api/v1/catalogue?*';
const unavailable = (route: Route): Promise<void> =>
  route.fulfill({
    status: 503,
    contentType: 'application/problem+json',
    body: JSON.stringify({
      type: '/problems/database-unavailable',
      title: 'Layanan sedang tidak tersedia.',
      status: 503,
    }),
  });

const field = (page: Page) => page.getByRole('combobox', { name: 'Judul, subjek, wilayah, atau nomor' });
const option = (page: Page, name: string | RegExp) => page.getByRole('option', { name });

describe('the examples of the search', () => {
  test('are made from the collection, and each finds something there', async () => {
    const page = await open('/pustaka', 'phone');
    const hint = page.locator('#hint', { hasText: 'Misalnya: ' });
    await hint.waitFor();
    await settle(page);
    await picture(page, 'catalogue-examples');
    const examples = ((await hint.textContent()) ?? '').replace('Misalnya: ', '').split(', ');
    expect(examples).toHaveLength(3);
    for (const example of examples) {
      await field(page).fill(example);
      await field(page).press('Enter');
      await results(page)
        .filter({ hasText: `judul untuk “${example}”` })
        .waitFor();
      expect(await page.getByText('Ini yang paling mendekati').count()).toBe(0);
    }
    await page.close();
  });
});

describe('typing a query', () => {
  test.each(devices)('suggests what may be meant, taken by arrow keys and Enter: %s', async (device) => {
    const page = await open('/pustaka', device);
    await results(page).filter({ hasText: 'Seluruh koleksi' }).waitFor();
    const last = page.waitForResponse((answer) => answer.url().includes('/suggestions?q=profil+kemis&'));
    await field(page).pressSequentially('profil kemis');
    await (await last).finished();
    await option(page, /^profil kemiskinan$/).waitFor();
    expect(await field(page).getAttribute('aria-expanded')).toBe('true');
    await settle(page);
    await picture(page, `catalogue-suggestions-${device}`);
    expect(await fits(page)).toBe(true);
    expect(await barriers(page)).toEqual([]);
    await field(page).press('ArrowUp'); // the last one
    const chosen = page.getByRole('option', { selected: true });
    expect(await field(page).getAttribute('aria-activedescendant')).toBe(await chosen.getAttribute('id'));
    const text = (await chosen.innerText()).trim();
    await field(page).press('Enter');
    await results(page)
      .filter({ hasText: `untuk “${text}”` })
      .waitFor();
    expect(await field(page).inputValue()).toBe(text);
    expect(await page.getByRole('listbox').isVisible()).toBe(false);
    await page.close();
  });

  test('closes the suggestions with Escape and takes one with a press', async () => {
    const page = await open('/pustaka', 'kiosk');
    await field(page).pressSequentially('bulungan dal');
    await option(page, /Bulungan Dalam Angka/)
      .first()
      .waitFor();
    await field(page).press('Escape');
    await option(page, /Bulungan Dalam Angka/)
      .first()
      .waitFor({ state: 'detached' });
    expect(await field(page).inputValue()).toBe('bulungan dal');
    await field(page).press('ArrowDown');
    await option(page, 'Kabupaten Bulungan Dalam Angka').click();
    await results(page).filter({ hasText: 'untuk “Kabupaten Bulungan Dalam Angka”' }).waitFor();
    await page.close();
  });

  test('has one request on its way, and the last letters win', async () => {
    const page = await open('/pustaka', 'kiosk');
    await results(page).filter({ hasText: 'Seluruh koleksi' }).waitFor();
    const asked: string[] = [];
    const held: Route[] = [];
    await page.route('**/catalogue/suggestions?*', async (route) => {
      asked.push(new URL(route.request().url()).searchParams.get('q') ?? '');
      if (asked.length === 1) held.push(route);
      else await route.continue();
    });
    const first = page.waitForRequest('**/catalogue/suggestions?*');
    await field(page).pressSequentially('profil kemis');
    await first;
    expect(asked).toEqual(['pr']);
    await held[0]?.continue();
    await option(page, /^profil kemiskinan$/).waitFor();
    expect(asked).toEqual(['pr', 'profil kemis']);
    await page.close();
  });

  test('is a plain field where nothing can be suggested', async () => {
    const page = await open('/pustaka', 'kiosk');
    await page.route('**/catalogue/suggestions?*', unavailable);
    const refused = page.waitForResponse('**/catalogue/suggestions?*');
    await field(page).pressSequentially('kemiskinan bulungan');
    await refused;
    await field(page).press('Enter');
    await results(page).filter({ hasText: 'untuk “kemiskinan bulungan”' }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    await page.close();
  });
});

describe('looking for a publication', () => {
  test('with a misspelt word finds it and says what was searched for instead', async () => {
    const page = await open('/pustaka', 'phone');
    await results(page).filter({ hasText: 'Seluruh koleksi' }).waitFor();
    await page.getByLabel('Judul, subjek, wilayah, atau nomor').fill('kemiskianan');
    await page.keyboard.press('Enter');
    await page.getByText('jadi yang dicari: “kemiskinan”').waitFor();
    await titles(page).filter({ hasText: 'Profil Kemiskinan' }).first().waitFor();
    await page.locator('.hits').getByText('Contoh', { exact: true }).first().waitFor();
    await page.locator('#status').getByText('judul untuk “kemiskinan”').waitFor();
    expect(new URL(page.url()).search).toBe('?q=kemiskianan');
    await settle(page);
    await picture(page, 'catalogue-corrected-phone');
    await page.close();
  });

  test.each([
    ['id', '1 judul untuk “pdrb bulungan”', /^Mungkin juga berguna: \d+ judul yang mendekati$/],
    ['en', '1 title for “pdrb bulungan”', /^Perhaps useful too: \d+ titles that come close$/],
  ] as const)(
    'keeps what only comes close apart from what was asked for: %s',
    async (language, found, near) => {
      const page = await open(`/pustaka?q=pdrb+bulungan&lang=${language}`, 'kiosk');
      await results(page).filter({ hasText: found }).waitFor();
      await page.getByRole('heading', { name: near }).waitFor();
      expect(await page.locator('.hits').first().locator('h3').count()).toBe(1);
      await settle(page);
      await picture(page, `catalogue-near-${language}`);
      expect(await barriers(page)).toEqual([]);
      await page.close();
    },
  );

  test.each(['phone', 'kiosk'] as const)(
    'is narrowed by year and region on a %s, and back again',
    async (device) => {
      const page = await open('/pustaka?q=dalam+angka', device);
      await results(page).filter({ hasText: 'dalam angka' }).waitFor();
      const all = await results(page).innerText();
      expect(await page.getByText(/^Angka menghitung edisi, semuanya \d+\./).count()).toBe(1);
      const isSheet = device === 'phone';
      if (isSheet) await tap(page.getByRole('button', { name: 'Saring' }));
      await tick(filter(page, /^2024/));
      await page.waitForURL(/year=2024/);
      await tick(filter(page, /^Kabupaten Bulungan/));
      await page.waitForURL(/region=/);
      if (isSheet) {
        await page.getByRole('button', { name: 'Lihat 2 judul' }).waitFor();
        await settle(page);
        await picture(page, 'catalogue-sheet-phone');
        expect(await barriers(page)).toEqual([]);
        await tap(page.getByRole('button', { name: 'Lihat 2 judul' }));
      }
      await results(page)
        .filter({ hasText: /^2 judul/ })
        .waitFor();
      await titles(page).filter({ hasText: 'Kabupaten Bulungan Dalam Angka 2024' }).waitFor();
      await settle(page);
      await picture(page, `catalogue-narrowed-${device}`);

      await page.reload();
      await results(page)
        .filter({ hasText: /^2 judul/ })
        .waitFor();
      await page.goBack();
      await page.goBack();
      await results(page).filter({ hasText: all }).waitFor();
      expect(new URL(page.url()).search).toBe('?q=dalam+angka');
      await page.close();
    },
  );

  test('by several values of one filter finds what has any of them', async () => {
    const page = await open('/pustaka?q=dalam+angka&year=2024&year=2022', 'kiosk');
    await titles(page).first().waitFor();
    expect(await filter(page, /^2022/).isChecked()).toBe(true);
    await press(page, 'Hapus saringan 2024');
    await page.waitForURL(({ search }) => search === '?q=dalam+angka&year=2022');
    await titles(page).filter({ hasText: '2024' }).first().waitFor({ state: 'detached' });
    await titles(page).filter({ hasText: '2022' }).first().waitFor();
    await page.close();
  });

  test('by keyboard alone reaches a publication and comes back', async () => {
    const page = await open('/pustaka', 'kiosk');
    await results(page).filter({ hasText: 'Seluruh koleksi' }).waitFor();
    await page.getByLabel('Judul, subjek, wilayah, atau nomor').focus();
    await page.keyboard.type('inflasi tarakan 2024');
    await page.keyboard.press('Enter');
    await results(page).filter({ hasText: 'inflasi tarakan 2024' }).waitFor();
    const link = titles(page).first().locator('a:not([aria-disabled])');
    await link.waitFor();
    for (let presses = 0; !(await link.evaluate((found) => found.matches(':focus'))); presses += 1) {
      expect(presses).toBeLessThan(60);
      await page.keyboard.press('Tab');
    }
    await enter(page);
    await page
      .getByRole('heading', { level: 1, name: /Indeks Harga Konsumen dan Inflasi Kota Tarakan 2024/ })
      .waitFor();
    await page.getByRole('link', { name: 'Kembali ke pencarian' }).focus();
    await enter(page);
    await results(page).filter({ hasText: 'inflasi tarakan 2024' }).waitFor();
    await page.close();
  });

  test('that is very long is cut where the page repeats it, and without results there is nothing to filter', async () => {
    const page = await open(`/pustaka?q=${encodeURIComponent('kemiskinan '.repeat(30))}`, 'desk');
    await titles(page).first().waitFor();
    const headline = await results(page).innerText();
    expect(headline).toMatch(/^\d+ judul untuk “kemiskinan .* …”$/);
    expect(headline.length).toBeLessThan(90);
    await page.getByRole('heading', { name: 'Saring' }).waitFor();
    await page.goto(`${world.base}/pustaka?q=zzzqqq+xxyyzz`);
    await results(page).filter({ hasText: 'Tidak ada publikasi untuk' }).waitFor();
    expect(await page.getByRole('heading', { name: 'Saring' }).count()).toBe(0);
    await settle(page);
    await picture(page, 'catalogue-none-desk');
    await page.close();
  });

  test('that is not there says so, and one press shows something again', async () => {
    const page = await open('/pustaka?q=zzzqqq+xxyyzz', 'phone');
    await results(page).filter({ hasText: 'Tidak ada publikasi untuk' }).waitFor();
    await press(page, 'Lihat seluruh koleksi');
    await results(page).filter({ hasText: 'Seluruh koleksi' }).waitFor();
    await page.goto(`${world.base}/pustaka?q=kemiskinan&region=Atlantis&page=abc&year=%20`);
    await results(page).filter({ hasText: 'Tidak ada publikasi' }).waitFor();
    await page.getByRole('button', { name: 'Hapus saringan Atlantis' }).waitFor();
    await settle(page);
    await picture(page, 'catalogue-none-phone');
    await press(page, 'Hapus semua saringan');
    await titles(page).first().waitFor();
    expect(new URL(page.url()).search).toBe('?q=kemiskinan');
    await page.close();
  });

  test('past the last page leads to it, and pages have addresses', async () => {
    const page = await open('/pustaka?page=9', 'kiosk');
    await page.getByText('Halaman 9 tidak ada').waitFor();
    await tap(page.getByRole('button', { name: 'Ke halaman terakhir' }));
    await titles(page).first().waitFor();
    await tap(page.getByRole('link', { name: 'Halaman 1', exact: true }));
    await page.locator('.pager [aria-current]').filter({ hasText: '1' }).waitFor();
    await page.goBack();
    await page.goBack();
    await page.getByText('Halaman 9 tidak ada').waitFor();
    await page.close();
  });

  test('takes a query of any length, and what was typed and cleared', async () => {
    const page = await open(`/pustaka?q=${'kemiskinan '.repeat(200)}`, 'phone');
    await titles(page).first().waitFor();
    expect(await fits(page)).toBe(true);
    await page.getByText('Hanya 400 huruf pertama yang dicari.').waitFor();
    await press(page, 'Kosongkan');
    await results(page).filter({ hasText: 'Seluruh koleksi' }).waitFor();
    expect(new URL(page.url()).search).toBe('');
    await page.getByLabel('Judul, subjek, wilayah, atau nomor').fill('pdrb');
    await tap(page.getByRole('button', { name: 'Saring' }));
    await tick(filter(page, /^2024/));
    await page.waitForURL(/q=pdrb&year=2024/);
    await page.close();
  });
});

describe('a server that answers late, or not at all', () => {
  test('never puts an older answer over a newer one', async () => {
    const page = await open('/pustaka', 'kiosk');
    await results(page).filter({ hasText: 'Seluruh koleksi' }).waitFor();
    const held: (() => Promise<void>)[] = [];
    await page.route(searches, async (route) => {
      if (route.request().url().includes('kemiskinan')) held.push(() => route.continue());
      else await route.continue();
    });
    const field = page.getByLabel('Judul, subjek, wilayah, atau nomor');
    await field.fill('kemiskinan');
    await field.press('Enter');
    await page.locator('section[aria-busy="true"]').waitFor();
    await field.fill('hortikultura');
    await field.press('Enter');
    await results(page).filter({ hasText: 'hortikultura' }).waitFor();
    const late = page.waitForResponse((response) => response.url().includes('kemiskinan'));
    expect(held).toHaveLength(1);
    await held[0]?.();
    await (await late).finished();
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    expect(await results(page).innerText()).toContain('hortikultura');
    await page.close();
  });

  test('says so, and shows what was asked for when it is asked again', async () => {
    const page = await open('/pustaka', 'phone');
    await results(page).filter({ hasText: 'Seluruh koleksi' }).waitFor();
    await page.route(searches, unavailable);
    await page.getByLabel('Judul, subjek, wilayah, atau nomor').fill('ekspor');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('Layanan sedang tidak tersedia.').waitFor();
    await settle(page);
    await picture(page, 'catalogue-failed-phone');
    expect(await barriers(page)).toEqual([]);
    await page.unroute(searches);
    await press(page, 'Coba lagi');
    await titles(page).filter({ hasText: 'Ekspor' }).first().waitFor();
    await page.close();
  });
});

describe('a phone that loses its line', () => {
  test('says so, and shows what was asked for as soon as the line is back', async () => {
    const context = await screens.browser.newContext({ viewport: sizes.phone });
    const page = await context.newPage();
    await page.goto(`${world.base}/pustaka`);
    await titles(page).first().waitFor();
    await context.setOffline(true);
    await page.getByLabel('Judul, subjek, wilayah, atau nomor').fill('perikanan');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    expect(await titles(page).count()).toBe(0);
    await context.setOffline(false);
    await titles(page).filter({ hasText: 'Perikanan' }).first().waitFor();
    await context.close();
  });
});

describe.each(languages)('in the language %s', (language) => {
  test.each(devices)('the search is whole and without barriers on a %s', async (device) => {
    const page = await open(`/pustaka?lang=${language}`, device);
    await titles(page).first().waitFor();
    await settle(page);
    expect(await fits(page)).toBe(true);
    expect(await barriers(page)).toEqual([]);
    expect(await shifted(page)).toBeLessThan(0.05);
    await picture(page, `catalogue-${device}-${language}`);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await fits(page)).toBe(true);
    await page.close();
  });

  test.each(devices)('a publication is whole and without barriers on a %s', async (device) => {
    const page = await open(`/pustaka?q=kabupaten+bulungan+dalam+angka+2024&lang=${language}`, device);
    await tap(titles(page).getByRole('link').first());
    await page.getByRole('heading', { level: 1, name: 'Kabupaten Bulungan Dalam Angka 2024' }).waitFor();
    await page.locator('.place').getByText('Rak 1, baris 3').waitFor();
    await page.locator('.related li').first().waitFor();
    expect(await page.title()).toContain('Kabupaten Bulungan Dalam Angka 2024');
    await page.getByRole('link', { name: 'Kabupaten Bulungan Dalam Angka 2023' }).waitFor();
    await settle(page);
    expect(await fits(page)).toBe(true);
    expect(await barriers(page)).toEqual([]);
    await picture(page, `publication-${device}-${language}`, { whole: device !== 'board' });
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await fits(page)).toBe(true);
    await page.setViewportSize(sizes[device]);
    await press(page, language === 'id' ? 'Tunjukkan ke petugas' : 'Show to the staff');
    await page.getByRole('dialog').getByText('Rak 1, baris 3').waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, `publication-slip-${device}-${language}`);
    await page.close();
  });

  test('a publication that does not exist says so', async () => {
    for (const id of ['7b0c8d6e-3f0a-4c55-9d83-000000000000', 'nothing']) {
      const page = await open(`/pustaka/${id}?lang=${language}`, 'phone');
      const words = language === 'id' ? 'Publikasi ini tidak ada' : 'There is no such publication';
      await page.getByRole('heading', { name: words }).waitFor();
      expect(await barriers(page)).toEqual([]);
      await page.close();
    }
  });
});

describe('the first view', () => {
  test.each(['/pustaka', '/pustaka/7b0c8d6e-3f0a-4c55-9d83-000000000000'])(
    'of %s takes at most 50 KB of packed scripts, opens no socket and asks no other host',
    async (path) => {
      const page = await screens.browser.newPage({ viewport: sizes.phone });
      const scripts: Promise<number>[] = [];
      const others: string[] = [];
      page.on('websocket', (socket) => others.push(socket.url()));
      page.on('requestfinished', (request) => {
        if (new URL(request.url()).origin !== new URL(world.base).origin) others.push(request.url());
        if (request.resourceType() === 'script')
          scripts.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
      });
      await page.goto(`${world.base}${path}`);
      await page.locator('h1').first().waitFor();
      await page.waitForLoadState('networkidle');
      const total = (await Promise.all(scripts)).reduce((sum, size) => sum + size, 0);
      expect(scripts.length).toBeGreaterThan(0);
      expect(total).toBeLessThanOrEqual(50_000);
      expect(others).toEqual([]);
      await page.close();
    },
  );
});
