/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { pathOf } from '../../domain/pages.mjs';
import type { StaffVisit } from '../../wire/visits.ts';
import type { Ticket } from '../../wire/visitors/visitors.ts';
import type { BenchClient } from '../client.ts';

const office = '6500';

/** The clock both processes share: milliseconds since 1970 with fractions. */
const now = (): number => performance.timeOrigin + performance.now();

/** Notes in the page when each number has been painted as the newest call. */
async function watchPaint(page: Page): Promise<void> {
  await page.evaluate(() => {
    const painted: Record<string, number> = {};
    Object.assign(globalThis, { painted });
    const look = (): void => {
      const board = document.querySelector('board-page')?.shadowRoot?.querySelector('visit-board');
      const card = board?.shadowRoot?.querySelector('call-card')?.shadowRoot?.querySelector('b');
      const label = card?.textContent ?? '';
      if (label && !(label in painted)) {
        painted[label] = Number.NaN;
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener('message', () => {
          painted[label] = performance.timeOrigin + performance.now();
          port1.close();
        });
        port1.start();
        port2.postMessage(null); // a task of its own runs after the frame
      }
      requestAnimationFrame(look);
    };
    look();
  });
}

/** From the press of "call next" to its answer, and to the number on the glass, in milliseconds. */
export async function callsToPaint(options: {
  page: Page;
  staff: BenchClient;
  base: string;
  times: number;
}): Promise<{ answeredMs: number[]; paintedMs: number[] }> {
  const { page, staff, base, times } = options;
  await page.goto(`${base}${pathOf('board')}`);
  await page.locator('visit-board').waitFor();
  await watchPaint(page);
  const answeredMs: number[] = [];
  const paintedMs: number[] = [];
  for (let call = 0; call < times; call += 1) {
    await staff.post<Ticket>(`/api/v1/offices/${office}/visits`, { service: 'P' });
    const pressedAt = now();
    const { visit } = await staff.post<{ visit: StaffVisit }>(`/api/v1/offices/${office}/calls`, {
      counter: 'FO-1',
    });
    answeredMs.push(now() - pressedAt);
    const painted = await page.waitForFunction(
      (label) => (globalThis as unknown as { painted: Record<string, number> }).painted[label],
      visit.label,
      { polling: 20 },
    );
    paintedMs.push(Number(await painted.jsonValue()) - pressedAt);
    await staff.post(`/api/v1/visits/${visit.visitId}/moves`, {
      move: 'no-show',
      expectedRevision: visit.revision,
    });
  }
  return { answeredMs, paintedMs };
}
