/// <reference lib="dom" />
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { sampleSoftcopies } from '../../../db/seed/sample-softcopies.ts';
import { serveVisitor } from '../../world/desk.ts';
import { addPublication } from '../../world/softcopies/collection.ts';
import { hasPoppler, readPages } from '../../world/softcopies/poppler.ts';
import { useWorld } from '../../world/use.ts';
import { barriers } from '../screens/axe.ts';
import { picture, press, tap, useScreens } from '../screens/screens.ts';
import { openSignedIn } from '../screens/signed-in.ts';

const world = useWorld();
const screens = useScreens();
const title = 'Provinsi Kalimantan Utara Dalam Angka 2024';

beforeAll(async () => {
  const file = sampleSoftcopies.get('65000.2401');
  if (!file) throw new Error('the sample is gone');
  await addPublication(world, { number: '65000.2401', title, pdf: await readFile(file) });
  await addPublication(world, { number: '65000.2402', title: 'Statistik Kriminal 2024', pdf: null });
});

/** The scripts that a page has fetched. */
const scriptsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => new URL(name).pathname)
      .filter((path) => path.endsWith('.js')),
  );

test('a press on the tablet brings a marked copy to the phone of the visitor, and its story tells so', async () => {
  const staff = await world.client().signIn('staff');
  const { ticket, visit } = await serveVisitor({ visitor: world.client(), staff }, 'FO-1');
  const phone = await screens.open(`${world.base}${ticket.statusUrl}`, 'phone');
  await phone.getByText(ticket.label, { exact: true }).waitFor();
  expect((await scriptsOf(phone)).filter((path) => path.includes('own-copies'))).toEqual([]);

  const desk = await openSignedIn({ screens, world }, '/petugas', 'staff');
  await tap(desk.getByRole('button', { name: new RegExp(visit.label) }));
  const finder = desk.getByRole('textbox', { name: 'Cari atau pindai pustaka' });
  await finder.fill('statistik kriminal');
  await desk.locator('book-finder li').filter({ hasText: 'Statistik Kriminal' }).waitFor();
  const ask = desk.getByRole('button', { name: `Minta softcopy: ${title}` });
  expect(await ask.count()).toBe(0);
  await finder.fill('kalimantan utara dalam angka');
  await ask.waitFor();
  await picture(desk, 'desk-copy-offered');
  expect(await barriers(desk)).toEqual([]);
  await tap(ask);
  await desk.locator('book-finder li').getByText('Softcopy: Siap diunduh').waitFor();
  await ask.waitFor({ state: 'detached' });
  await picture(desk, 'desk-copy-ready');
  await desk.locator('visit-books .copies').scrollIntoViewIfNeeded();
  await picture(desk, 'desk-copies');
  expect(await barriers(desk)).toEqual([]);

  await phone.getByRole('heading', { name: 'Softcopy Anda' }).waitFor();
  const link = phone.getByRole('link', { name: /Unduh PDF/ });
  await link.scrollIntoViewIfNeeded();
  await picture(phone, 'phone-copy-ready', { whole: true });
  expect(await barriers(phone)).toEqual([]);
  const [download] = await Promise.all([phone.waitForEvent('download'), tap(link)]);
  const number = download.suggestedFilename().replace(/\.pdf$/, '');
  expect(number).toMatch(/^SC-/);
  const file = join(world.softcopies.workFolder, '..', 'downloaded.pdf');
  await download.saveAs(file);
  await phone.locator('own-copies').getByText('Sudah diunduh').waitFor();
  await desk.locator('visit-books .copies').getByText('Sudah diunduh').waitFor();
  if (hasPoppler()) {
    const pages = await readPages(file);
    expect(pages).toHaveLength(6);
    for (const text of pages) {
      expect(text).toContain(`· ${number} ·`);
      expect(text).not.toContain(visit.label);
    }
  }
  await press(phone, 'EN, English');
  await phone.getByRole('heading', { name: 'Your softcopies' }).waitFor();
  await picture(phone, 'phone-copy-downloaded-en', { whole: true });
  await press(desk, 'EN, English');
  await desk.getByRole('heading', { name: 'Softcopies for the visitor' }).waitFor();
  await picture(desk, 'desk-copy-downloaded-en', { whole: true });
  await desk.close();
  await phone.close();

  const story = await openSignedIn({ screens, world }, `/riwayat/${visit.visitId}`, 'supervisor');
  await story.getByText(`Softcopy diminta: ${title}`).scrollIntoViewIfNeeded();
  await picture(story, 'story-of-copy', { whole: true });
  expect(await barriers(story)).toEqual([]);
  await story.close();
  expect((await staff.move(await staff.readVisit(visit), 'cancel')).status).toBe(200);
});
