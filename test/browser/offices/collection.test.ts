import { describe, expect, test } from 'vitest';
import { storePublications } from '../../../db/catalogue/publications.ts';
import { readSampleCollection } from '../../../db/seed/seed.ts';
import { password } from '../../world/office.ts';
import { createWebapi, sourceRow, status } from '../../world/outside/webapi.ts';
import { useResource, useWorld } from '../../world/use.ts';
import { barriers } from '../screens/axe.ts';
import { picture, press, useScreens } from '../screens/screens.ts';

const source = useResource(createWebapi);
const world = useWorld({}, () => ({ webapi: { base: source.url, key: source.key } }));
const screens = useScreens();

describe.each([
  {
    language: 'id' as const,
    signIn: ['Nama pengguna', 'Kata sandi', 'Masuk'] as const,
    remove: 'Hapus koleksi contoh',
    sure: 'Ya, hapus contoh',
    run: 'Jalankan sekarang',
    done: 'Selesai',
    failed: 'Gagal: WebAPI tidak menerima kuncinya. Periksa WEBAPI_KEY. (403)',
    refused: 'tanpa nomor katalog dan nomor publikasi',
    size: '4 publikasi.',
    file: 'Berkas koleksi',
    choose: 'Pilih berkas',
    trial: 'Belum ada yang berubah.',
    apply: 'Terapkan',
    applied: 'Sudah diterapkan.',
    broken: 'Layanan sedang terganggu.',
  },
  {
    language: 'en' as const,
    signIn: ['User name', 'Password', 'Sign in'] as const,
    remove: 'Remove the sample collection',
    sure: 'Yes, remove the samples',
    run: 'Run now',
    done: 'Done',
    failed: 'Failed: The WebAPI does not take the key. Check WEBAPI_KEY. (403)',
    refused: 'has neither catalogue nor publication number',
    size: '5 publications.',
    file: 'Collection file',
    choose: 'Choose a file',
    trial: 'Nothing has changed yet.',
    apply: 'Apply',
    applied: 'Applied.',
    broken: 'The service is disturbed.',
  },
])('an admin ($language)', (texts) => {
  test('imports from the WebAPI, sees what it met, and removes the samples', async () => {
    source.rows = [sourceRow(1), sourceRow(2), sourceRow(3), sourceRow(4, { kat_no: null, pub_no: null })];
    source.misdeeds.push(status(403));
    await world.db.deleteFrom('webapi_publication').execute();
    await world.db.deleteFrom('webapi_run').execute();
    const publications = await readSampleCollection();
    await world.db
      .transaction()
      .execute((trx) => storePublications(trx, { office: world.office, publications, sample: true }));
    const page = await screens.open(`${world.base}/admin?lang=${texts.language}`, 'desk');
    await page.getByLabel(texts.signIn[0]).fill(`admin-${world.office}`);
    await page.getByLabel(texts.signIn[1]).fill(password);
    await press(page, texts.signIn[2]);
    const section = page.locator('catalogue-settings');
    await section.getByRole('button', { name: texts.run }).scrollIntoViewIfNeeded();
    await section.locator('.notice', { hasText: 'PUBLIC_URL' }).filter({ hasText: world.base }).waitFor();
    await press(page, texts.run);
    await section.getByText(texts.failed).waitFor();
    await press(page, texts.run);
    await section.getByText(texts.done, { exact: true }).waitFor();
    await section.getByText(texts.refused).waitFor();
    await picture(page, `admin-katalog-${texts.language}`);
    const number = texts.language === 'id' ? 901 : 902;
    const csv = `publication_number;title;year\n${number}.2401;Berkas Satu 2024;2024\n903.2401;;2024\n`;
    const file = section.locator('collection-file');
    const choose = (name: string): Promise<void> =>
      file
        .locator('input[type=file]')
        .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(csv) });
    await choose('lama.csv');
    await file.getByText(texts.trial).waitFor();
    await page.route('**/collection/file?*', (route) =>
      route.fulfill({
        status: 503,
        json: { type: '/problems/database-unavailable', title: texts.broken, status: 503 },
      }),
    );
    await choose('koleksi.csv');
    await file.getByRole('alert').getByText(texts.broken).waitFor();
    expect(await file.getByRole('button', { name: texts.apply }).count()).toBe(0); // it was of the other file
    await page.unroute('**/collection/file?*');
    await choose('koleksi.csv');
    await file.getByText(texts.trial).waitFor();
    await file.getByText('koleksi.csv', { exact: true }).waitFor();
    await file.getByRole('button', { name: texts.choose }).and(page.locator(':focus')).waitFor();
    await section.getByRole('heading', { name: texts.file }).scrollIntoViewIfNeeded();
    await picture(page, `admin-katalog-berkas-${texts.language}`);
    await press(page, texts.apply);
    await section.getByText(texts.applied).waitFor();
    await press(page, texts.remove);
    await picture(page, `admin-katalog-hapus-${texts.language}`);
    expect(await barriers(page)).toEqual([]);
    await press(page, texts.sure);
    await section.getByText(texts.size).waitFor();
    expect(await section.getByRole('button', { name: texts.remove }).count()).toBe(0);
  });
});
