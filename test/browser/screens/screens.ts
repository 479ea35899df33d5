import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterEach, expect } from 'vitest';
import { useResource } from '../../world/use.ts';
import { launchChromium } from './chromium.ts';

/** The screens of the house. */
export const sizes = {
  board: { width: 1920, height: 1080 },
  desk: { width: 1280, height: 800 },
  kiosk: { width: 1280, height: 800 },
  phone: { width: 390, height: 844 },
} as const;

const pictures = fileURLToPath(new URL('../../../.cache/pictures/', import.meta.url));

/** A browser whose pages must not complain about anything. */
export interface Screens extends AsyncDisposable {
  readonly browser: Browser;
  /** Opens a page as one device. */
  readonly open: (address: string, device: keyof typeof sizes) => Promise<Page>;
  /** What pages have complained about since the last look; a test expects nothing. */
  readonly takeComplaints: () => string[];
}

/** A browser for these tests; after each of them no page has complained. */
export function useScreens(): Screens {
  const screens = useResource(openScreens);
  afterEach(() => {
    expect(screens.takeComplaints()).toEqual([]);
  });
  return screens;
}

/** Starts a browser. */
async function openScreens(): Promise<Screens> {
  await mkdir(pictures, { recursive: true });
  const browser = await launchChromium();
  const complaints: string[] = [];
  return {
    browser,
    async open(address, device) {
      const context = await browser.newContext({ viewport: sizes[device], locale: 'id-ID' });
      context.setDefaultTimeout(20_000);
      await context.addInitScript(watchPresses);
      if (device === 'desk') await settleCounters(context, address);
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

/** A tablet that has stood at FO-1 before; at a new one the officer is asked first. */
async function settleCounters(context: BrowserContext, address: string): Promise<void> {
  const answer = await fetch(new URL('/api/v1/offices', address));
  const { offices } = (await answer.json()) as { offices: { code: string }[] };
  await context.addInitScript(
    (codes) => {
      for (const code of codes) {
        if (localStorage.getItem(`counter-${code}`) === null) localStorage.setItem(`counter-${code}`, 'FO-1');
      }
    },
    offices.map(({ code }) => code),
  );
}

/** Keeps a picture of the page for people to look at. */
export const picture = (page: Page, name: string, { whole = false } = {}) =>
  page.screenshot({ path: `${pictures}${name}.png`, fullPage: whole });

/** Notes of the last press whether the page took it: one that it swallows gets no further than the window. */
function watchPresses(): void {
  const noted = Object.assign(globalThis, { pressTaken: true });
  window.addEventListener('click', () => (noted.pressTaken = false), true);
  document.addEventListener('click', () => (noted.pressTaken = true), true);
}

/**
 * Presses a control as a person does, who presses again when nothing came of it: a page takes no press on what has
 * just changed under the finger, and on a busy machine it may change once more when the press is under way.
 */
export async function tap(control: Locator): Promise<void> {
  do await control.click();
  while (await control.page().evaluate(() => (globalThis as { pressTaken?: boolean }).pressTaken === false));
}

/** Taps the button with exactly this name. */
export const press = (page: Page, name: string) => tap(page.getByRole('button', { name, exact: true }));
