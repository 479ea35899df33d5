/// <reference lib="dom" />
import type { Browser } from 'playwright-core';
import type { Ticket } from '../wire/visitors/visitors.ts';
import { launchChromium } from '../test/browser/screens/chromium.ts';
import { BenchClient } from './client.ts';
import { medianOf, rounded } from './measuring/figures.ts';
import { startStack } from './stack.ts';

/** A cheap phone on a poor line: round trip, bytes a second, and how much slower its processor is. */
const slowPhone = { latencyMs: 400, bytesPerSecond: 50_000, slower: 4 } as const;

const size = { width: 390, height: 844 } as const;
const openings = 5;

/** What one opening of the visitor's page cost; milliseconds from the press of the link. */
export interface FirstNumber {
  /** The number stands on the glass. */
  readonly numberMs: number;
  /** The page's own script has drawn it, so that it follows the queue from now on. */
  readonly liveMs: number;
  /** How long it said that the browser is not supported. */
  readonly unsupportedMs: number;
  /** Everything that came over the line until the page was live, fonts included. */
  readonly kilobytes: number;
}

interface Seen {
  number?: number;
  live?: number;
  unsupported: number;
}

/** Notes frame by frame what a person would see. */
function watch(): void {
  const seen: Seen = { unsupported: 0 };
  Object.assign(globalThis, { seen });
  const isVisible = (element: Element | null | undefined): boolean =>
    (element?.getClientRects().length ?? 0) > 0;
  let last = performance.now();
  const look = (): void => {
    const now = performance.now();
    const page = document.querySelector('visitor-page');
    const drawn = isVisible(page?.shadowRoot?.querySelector('.number'));
    if (isVisible(document.querySelector('.unsupported'))) seen.unsupported += now - last;
    if (drawn || isVisible(page?.querySelector('.number'))) seen.number ??= now;
    if (drawn) seen.live ??= now;
    last = now;
    requestAnimationFrame(look);
  };
  look();
}

/** Opens the page of a fresh number on a slow phone with nothing cached, several times; medians. */
export async function firstNumbers(options: {
  browser: Browser;
  staff: BenchClient;
  base: string;
}): Promise<FirstNumber> {
  const { browser, staff, base } = options;
  const runs: FirstNumber[] = [];
  for (let run = 0; run < openings; run += 1) {
    const { statusUrl } = await staff.post<Ticket>('/api/v1/offices/6500/visits', { service: 'P' });
    await using context = await browser.newContext({ viewport: size, locale: 'id-ID' });
    const page = await context.newPage();
    const line = await context.newCDPSession(page);
    let bytes = 0;
    line.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
    await line.send('Network.enable');
    await line.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: slowPhone.latencyMs,
      downloadThroughput: slowPhone.bytesPerSecond,
      uploadThroughput: slowPhone.bytesPerSecond,
    });
    await line.send('Emulation.setCPUThrottlingRate', { rate: slowPhone.slower });
    await page.addInitScript(watch);
    await page.goto(`${base}${statusUrl}`, { waitUntil: 'commit' });
    await page.waitForFunction(() => (globalThis as unknown as { seen?: Seen }).seen?.live !== undefined);
    const seen = await page.evaluate(() => (globalThis as unknown as { seen: Required<Seen> }).seen);
    runs.push({
      numberMs: rounded(seen.number),
      liveMs: rounded(seen.live),
      unsupportedMs: rounded(seen.unsupported),
      kilobytes: rounded(bytes / 1000),
    });
  }
  const middle = (name: keyof FirstNumber): number => medianOf(runs.map((run) => run[name]));
  return {
    numberMs: middle('numberMs'),
    liveMs: middle('liveMs'),
    unsupportedMs: middle('unsupportedMs'),
    kilobytes: middle('kilobytes'),
  };
}

if (import.meta.main) {
  await using stack = await startStack();
  await using browser = await launchChromium();
  const staff = await new BenchClient(stack.base).signIn('petugas');
  console.log(JSON.stringify(await firstNumbers({ browser, staff, base: stack.base }), null, 2));
}
