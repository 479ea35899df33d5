import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
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

/** Where pictures are kept. */
export const picturesFolder = fileURLToPath(new URL('../../../.cache/pictures/', import.meta.url));

/** A browser whose pages must not complain about anything. */
export interface Screens extends AsyncDisposable {
  readonly browser: Browser;
  /** Opens a window of its own, for what `open` does not offer; what its pages complain about is not kept. */
  readonly window: (options: BrowserContextOptions) => Promise<BrowserContext>;
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
  await mkdir(picturesFolder, { recursive: true });
  const browser = await launchChromium();
  const complaints: string[] = [];
  const openWindow = async (options: BrowserContextOptions): Promise<BrowserContext> => {
    const context = await browser.newContext({ locale: 'id-ID', ...options });
    context.setDefaultTimeout(30_000);
    await context.addInitScript(watchPresses);
    return context;
  };
  return {
    browser,
    window: openWindow,
    async open(address, device) {
      const context = await openWindow({ viewport: sizes[device] });
      if (device === 'desk') await settleCounters(context, address);
      const page = await context.newPage();
      const { pathname } = new URL(address);
      page.on('pageerror', (error) => complaints.push(`${pathname}: ${error.message}`));
      page.on('console', (line) => {
        const expected = /status of (400|401|404|409|410|422|503)/.test(line.text()); // answers a story asks for
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
  page.screenshot({ path: `${picturesFolder}${name}.png`, fullPage: whole });

/**
 * Notes of the last press whether the page took it. One that the page swallows gets no further than the window, and one
 * whose control was replaced or moved away before the finger was up is no press of it.
 */
function watchPresses(): void {
  const noted = Object.assign(globalThis, { pressTaken: true });
  const controls = 'button, a[href], summary, select, input, label, [role="button"]';
  let pressed: EventTarget | undefined;
  const pressBegins = (event: Event): void => {
    pressed = event.composedPath().find((at) => at instanceof Element && at.matches(controls));
    noted.pressTaken = pressed === undefined;
  };
  window.addEventListener('pointerdown', pressBegins, true);
  const keyBegins = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') pressBegins(event);
  };
  window.addEventListener('keydown', keyBegins, true);
  const pressArrives = (event: MouseEvent): void => {
    const byKey = event.detail === 0; // in a field it presses the button of the form
    if (byKey || (pressed !== undefined && event.composedPath().includes(pressed))) noted.pressTaken = true;
  };
  document.addEventListener('click', pressArrives, true);
}

/** A page that has taken none of so many presses will not take one. */
const mostPresses = 100;

/**
 * Presses a control as a person does, who presses again when nothing came of it: a page takes no press on what has
 * just changed under the finger, and on a busy machine it may change once more when the press is under way.
 */
export async function tap(control: Locator): Promise<void> {
  await untilTaken(control.page(), () => control.click());
}

/** Ticks a box, or chooses one of several, in the same way. */
export async function tick(box: Locator): Promise<void> {
  if (!(await box.isChecked())) await tap(box);
}

/** Presses the control that has the focus by Enter, and again when nothing came of it. */
export async function enter(page: Page): Promise<void> {
  await untilTaken(
    page,
    () => page.keyboard.press('Enter'),
    () => focusSettles(page),
  );
}

/** A control that took another's place is inert for a while, in which a key can be pressed more than `mostPresses` times. */
async function focusSettles(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    let focused = document.activeElement;
    while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
    return focused?.getAttribute('aria-disabled') !== 'true';
  });
}

/** Presses until the page took it, and does something `inBetween`; fails on a page that never takes any. */
export async function untilTaken(
  page: Page,
  pressOnce: () => Promise<void>,
  inBetween: () => Promise<void> = async () => undefined,
): Promise<void> {
  for (let presses = 1; ; presses += 1) {
    await pressOnce();
    if (await wasTaken(page)) return;
    if (presses === mostPresses) throw new Error(`${page.url()} took none of ${presses} presses`);
    await inBetween();
  }
}

/** Whether the page took the last press; one that leads to another page was taken. */
async function wasTaken(page: Page): Promise<boolean> {
  try {
    return await page.evaluate(() => (globalThis as { pressTaken?: boolean }).pressTaken !== false);
  } catch (error) {
    if (/context was destroyed/.test(String(error))) return true;
    throw error;
  }
}

/** Files as a browser gives them to a page. */
export type Chosen = { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };

/**
 * Chooses files in the browser's dialogue, which `open` asks for. A press that overtakes the order to hand the
 * dialogue over opens it for nobody, so the page answers once in between.
 */
export async function choose(page: Page, open: () => Promise<void>, ...files: Chosen[]): Promise<void> {
  const asked = page.waitForEvent('filechooser');
  await page.title();
  const [chooser] = await Promise.all([asked, open()]);
  await chooser.setFiles(files);
}

/** Taps the button with exactly this name. */
export const press = (page: Page, name: string) => tap(page.getByRole('button', { name, exact: true }));
