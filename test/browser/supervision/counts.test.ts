import { expect, test } from 'vitest';
import type { Supervision } from '../../../wire/supervision/supervision.ts';
import { useWorld } from '../../world/use.ts';
import { press, useScreens } from '../screens/screens.ts';
import { signIn } from '../screens/signed-in.ts';

const world = useWorld();
const screens = useScreens();

test('thousands of visitors are told with their dot in Indonesian, and with a comma in English', async () => {
  const page = await screens.open(`${world.base}/pengawas`, 'desk');
  await page.route(/\/supervision(\?|$)/, async (route) => {
    const answer = await route.fetch();
    const { now, sla, ...rest } = (await answer.json()) as Supervision;
    const judged = { ...sla, n: 12_345, met: 12_000, breached: 345, running: 1_500 };
    await route.fulfill({
      response: answer,
      json: { ...rest, now: { ...now, waiting: 1_234 }, sla: judged },
    });
  });
  await signIn(page, `supervisor-${world.office}`);
  await page.getByText('12.000 dari 12.345 tepat waktu').waitFor();
  await page.getByText('1.500 masih berjalan').waitFor();
  const waiting = page.locator('.tile dd').filter({ hasText: /234$/ });
  expect(await waiting.innerText()).toBe('1.234');
  await press(page, 'EN, English');
  await page.getByText('12,000 of 12,345 on time').waitFor();
  expect(await waiting.innerText()).toBe('1,234');
  await page.close();
});
