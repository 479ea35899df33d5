import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from './chromium.ts';

/** The screens of the house. */
export const sizes = {
  board: { width: 1920, height: 1080 },
  desk: { width: 1280, height: 800 },
  kiosk: { width: 1280, height: 800 },
  phone: { width: 390, height: 844 },
} as const;

const pictures = fileURLToPath(new URL('../../.cache/pictures/', import.meta.url));

/** A browser whose pages must not complain about anything. */
export interface Screens extends AsyncDisposable {
  readonly browser: Browser;
  /** Opens a page as one device. */
  readonly open: (address: string, device: keyof typeof sizes) => Promise<Page>;
  /** What pages have complained about since the last look; a test expects nothing. */
  readonly takeComplaints: () => string[];
}

/** Starts a browser for one suite. */
export async function openScreens(): Promise<Screens> {
  await mkdir(pictures, { recursive: true });
  const browser = await launchChromium();
  const complaints: string[] = [];
  return {
    browser,
    async open(address, device) {
      const context = await browser.newContext({ viewport: sizes[device], locale: 'id-ID' });
      context.setDefaultTimeout(10_000);
      const page = await context.newPage();
      const { pathname } = new URL(address);
      page.on('pageerror', (error) => complaints.push(`${pathname}: ${error.message}`));
      page.on('console', (line) => {
        const expected = /status of (400|401|404|409|410|503)/.test(line.text()); // answers a story asks for
        if (line.type() === 'error' && !expected) complaints.push(`${pathname}: ${line.text()}`);
      });
      await page.goto(address);
      return page;
    },
    takeComplaints: () => complaints.splice(0),
    [Symbol.asyncDispose]: () => browser.close(),
  };
}

/** Keeps a picture of the page for people to look at. */
export const picture = (page: Page, name: string, { whole = false } = {}) =>
  page.screenshot({ path: `${pictures}${name}.png`, fullPage: whole });

export const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
