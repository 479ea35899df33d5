/// <reference lib="dom" />
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { fillMonth } from '../../world/past/month.ts';
import { useWorld } from '../../world/use.ts';
import { barriers } from '../screens/axe.ts';
import { picture, picturesFolder, useScreens } from '../screens/screens.ts';

const world = useWorld();
const screens = useScreens();
const seed = 65;

beforeAll(() => fillMonth(world, { office: world.office, days: 65, seed }), 120_000);

/** Marks the days as those of a demo are. */
async function markAsSample(): Promise<void> {
  const sample = { office: world.office, from_day: '2020-01-01', to_day: '2099-12-31', seed };
  await world.db.insertInto('demo_data').values(sample).execute();
}

describe('the page of the standard', () => {
  const devices = ['phone', 'kiosk', 'board'] as const;
  const each = devices.flatMap((device) => (['id', 'en'] as const).map((lang) => [device, lang] as const));

  test.each(each)('on the %s in %s has no barrier and fits', async (device, lang) => {
    const page = await screens.open(`${world.base}/standar?lang=${lang}`, device);
    await page.getByText(lang === 'id' ? /kunjungan pada/ : /visits in/).waitFor();
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    await page.getByText(/Bulungan 77212/).waitFor();
    expect(await barriers(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await picture(page, `standard-${device}-${lang}`, { whole: true });
    await page.close();
  });

  afterEach(() => world.db.deleteFrom('demo_data').execute());

  test.each([true, false])('is one sheet on paper (sample: %s)', async (isSample) => {
    if (isSample) await markAsSample();
    const page = await screens.open(`${world.base}/standar`, 'kiosk');
    await page.getByText(/kunjungan pada/).waitFor();
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    await writeFile(join(picturesFolder, 'standard.pdf'), pdf);
    expect(pdf.toString('latin1').match(/\/Type \/Page\b(?!s)/g)).toHaveLength(1);
    await page.emulateMedia({ media: 'print' });
    const head = page.locator('.whose').first();
    const looks = await head.evaluate((element) => ({
      letters: getComputedStyle(element).color,
      ground: getComputedStyle(element.closest('header') ?? element).backgroundColor,
    }));
    expect(looks).toEqual({ letters: 'rgb(11, 27, 51)', ground: 'rgba(0, 0, 0, 0)' });
    expect(await page.getByText('Data contoh').count()).toBe(isSample ? 1 : 0);
    await page.close();
  });
});
