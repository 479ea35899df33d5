import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { settleMs } from '../../../display/ui/steady/steady-rules.ts';
import { untilTaken } from './screens.ts';

/** When a second tap comes, counted from the moment the control changed. */
const gapsMs = [50, 120, 250, 450, 600];

/** A change is seen with the next frame. */
const frameMs = 20;

/** A place on the glass. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Stops the page's clock, so that the test decides how fast a finger is; what is shown has been there for a while. */
export async function stopClock(page: Page): Promise<void> {
  await page.clock.pauseAt(new Date(Date.now() + 60_000));
  await page.clock.runFor(700);
}

/** The middle of the one button with this name, once it can be pressed: a page whose clock jumped hears from the server first. */
export async function middleOf(
  page: Page,
  name: string | RegExp,
  within: Page | Locator = page,
): Promise<Point> {
  const button = within.getByRole('button', { name, exact: true });
  await expect.poll(() => button.evaluate((found) => found.hasAttribute('disabled'))).toBe(false);
  await button.evaluate((found) => found.scrollIntoView({ block: 'nearest' }));
  const box = await button.boundingBox();
  if (!box) throw new Error(`no button ${String(name)} on the screen`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/**
 * Taps a place once. A page whose clock stands still takes no tap on what an answer from the server has just moved: the
 * clock goes on then, and the finger taps again.
 */
export async function touch(page: Page, { x, y }: Point): Promise<void> {
  await untilTaken(
    page,
    () => page.mouse.click(x, y),
    () => page.clock.runFor(settleMs + frameMs),
  );
}

/** What the page has sent to the server, beginning now; known once every line of before has gone out. */
export function commandsOf(page: Page): () => Promise<readonly string[]> {
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() !== 'GET')
      sent.push(`${new URL(request.url()).pathname} ${request.postData() ?? ''}`);
  });
  return async () => {
    await page.evaluate(() => fetch('/livez'));
    return [...sent];
  };
}

/**
 * Taps a place again and again after what stands there changed: 50 to 600 ms later nothing may come of it.
 * `happened` tells what did; it must stay as it is. Leaves the clock where a tap counts again.
 */
export async function tapsDoNothing(
  page: Page,
  { x, y }: Point,
  happened: () => Promise<unknown>,
): Promise<void> {
  const before = await happened();
  let passed = 0;
  for (const gap of gapsMs) {
    await page.clock.runFor(gap - passed);
    passed = gap;
    await page.mouse.click(x, y);
    expect(await happened(), `a second tap after ${gap} ms`).toEqual(before);
  }
  await page.clock.runFor(frameMs);
}
