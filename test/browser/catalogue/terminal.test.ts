/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { storePublications } from '../../../db/catalogue/publications.ts';
import { readSampleCollection } from '../../../db/seed/seed.ts';
import { useWorld } from '../../world/use.ts';
import { barriers } from '../screens/axe.ts';
import { picture, press, tap, useScreens } from '../screens/screens.ts';

const world = useWorld();
const screens = useScreens();

beforeAll(async () => {
  const publications = await readSampleCollection();
  await world.db
    .transaction()
    .execute((trx) => storePublications(trx, { office: world.office, publications, sample: true }));
});

const start = '/pustaka?terminal=1';
const addressOf = (page: Page): string => page.url().slice(world.base.length);
const field = (page: Page) => page.getByLabel('Judul, subjek, wilayah, atau nomor');

async function openTerminal(address = start): Promise<Page> {
  const page = await screens.open(`${world.base}${address}`, 'kiosk');
  await page.locator('reading-terminal').waitFor({ state: 'attached' });
  return page;
}

async function searchFor(page: Page, text: string): Promise<void> {
  await field(page).fill(text);
  await field(page).press('Enter');
  await page.locator('.hits h3').first().waitFor();
  await page.waitForURL(/q=/);
}

describe('the terminal of the reading room', () => {
  test('starts anew three minutes after the last touch, after a countdown that a touch stops', async () => {
    const page = await openTerminal();
    await page.clock.install();
    await page.reload();
    await page.locator('reading-terminal').waitFor({ state: 'attached' });
    await searchFor(page, 'kemiskinan');
    await press(page, 'EN, English');
    await press(page, 'ID, Bahasa Indonesia');
    await page.clock.runFor(140_000); // time goes on besides
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.clock.runFor(20_500);
    await page.getByRole('heading', { name: 'Masih mencari pustaka?' }).waitFor();
    await page.clock.runFor(1_500);
    await page.getByRole('timer').filter({ hasText: /^1\d$/ }).waitFor();
    await picture(page, 'terminal-still-there');
    expect(await barriers(page)).toEqual([]);
    await page.mouse.click(20, 20);
    await page.getByRole('heading', { name: 'Masih mencari pustaka?' }).waitFor({ state: 'hidden' });
    expect(addressOf(page)).toContain('q=kemiskinan');

    await press(page, 'EN, English');
    await page.clock.runFor(161_000);
    await page.getByRole('heading', { name: 'Still looking for a publication?' }).waitFor();
    await picture(page, 'terminal-still-there-en');
    await page.clock.runFor(21_000);
    await page.waitForURL(`${world.base}${start}`);
    await page.getByRole('heading', { name: 'Cari pustaka' }).waitFor();
    expect(await field(page).inputValue()).toBe('');
    await page.close();
  });

  test('leaves nobody signed in, nothing kept, and nothing to go back to', async () => {
    const member = await world.client().register();
    const [name = '', value = ''] = member.cookie.split('=');
    const page = await openTerminal();
    await page.context().addCookies([{ name, value, url: world.base }]);
    await page.clock.install();
    await page.reload();
    await page.locator('reading-terminal').waitFor({ state: 'attached' });
    const before = await page.evaluate(() => history.length);
    await searchFor(page, 'inflasi');
    await tap(page.locator('.hits h3 a').first());
    await page.waitForURL(/\/pustaka\/[0-9a-f-]{36}\?/);
    await page.locator('.book .name h1').waitFor();
    await page.locator('reading-terminal').waitFor({ state: 'attached' });
    expect(new URL(page.url()).searchParams.get('terminal')).toBe('1');
    await picture(page, 'terminal-publication');
    expect(await barriers(page)).toEqual([]);
    expect((await member.send('/api/v1/members/me')).status).toBe(200);

    await page.clock.runFor(185_000);
    await page.waitForURL(`${world.base}${start}`);
    await page.locator('.hits h3').first().waitFor();
    expect(await page.evaluate(() => history.length)).toBe(before);
    expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('inflasi');
    expect((await member.send('/api/v1/members/me')).status).toBe(401);
    await page.close();
  });

  test('leads nowhere else, and its controls are large', async () => {
    const page = await openTerminal();
    await page.locator('.hits h3').first().waitFor();
    await picture(page, 'terminal-start');
    expect(await barriers(page)).toEqual([]);
    expect(await page.getByRole('link', { name: /BPS Provinsi/ }).count()).toBe(0);
    const low = await page.getByRole('button').evaluateAll((buttons) =>
      buttons.flatMap((button) => {
        const { width, height } = button.getBoundingClientRect();
        return width > 0 && (height < 58 || width < 58) ? [button.textContent.trim()] : [];
      }),
    );
    expect(low).toEqual([]);
    for (const [href, download] of [
      ['https://www.bps.go.id/', false],
      ['/petugas', false],
      ['/pustaka/x', true],
    ] as const) {
      await page.evaluate(
        ([to, isFile]) => {
          const link = Object.assign(document.createElement('a'), {
            href: to,
            id: 'out',
            textContent: 'out',
          });
          if (isFile) link.download = 'x';
          document.body.prepend(link);
        },
        [href, download] as const,
      );
      await page.locator('#out').click();
      await page.locator('#out').evaluate((link) => link.remove());
    }
    await page.evaluate(() => fetch('/livez')); // whatever was to be loaded would have begun before
    expect(addressOf(page)).toBe(start);
    await page.close();
  });

  test('hides what was looked for while the server is away, and starts anew when it is back', async () => {
    const page = await openTerminal();
    await page.clock.install();
    await page.reload();
    await page.locator('reading-terminal').waitFor({ state: 'attached' });
    await searchFor(page, 'inflasi');
    await page.route('**/api/v1/member-session', (route) => route.fulfill({ status: 503, json: {} }));
    await page.clock.runFor(185_000);
    await page.getByRole('heading', { name: 'Kembali ke halaman awal' }).waitFor();
    expect(addressOf(page)).toContain('q=inflasi');
    await page.unroute('**/api/v1/member-session');
    await page.clock.runFor(10_000);
    await page.waitForURL(`${world.base}${start}`);
    await page.close();
  });

  test('is an ordinary page without its parameter', async () => {
    const page = await screens.open(`${world.base}/pustaka`, 'kiosk');
    await page.locator('.hits h3').first().waitFor();
    expect(await page.locator('reading-terminal').count()).toBe(0);
    expect(await page.getByRole('link', { name: /BPS Provinsi/ }).count()).toBe(1);
    await page.close();
  });
});
