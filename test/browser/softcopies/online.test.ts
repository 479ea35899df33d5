import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { createPostOffice } from '../../world/outside/post-office.ts';
import { addPublication } from '../../world/softcopies/collection.ts';
import { makeDocument } from '../../world/softcopies/documents.ts';
import { hasPoppler, readPages } from '../../world/softcopies/poppler.ts';
import { until } from '../../world/until.ts';
import { useResource, useWorld } from '../../world/use.ts';
import { fillRegistration, linkBase, linkIn } from '../members/registering.ts';
import { barriers } from '../screens/axe.ts';
import { picture, picturesFolder, press, tap, useScreens } from '../screens/screens.ts';

const post = useResource(createPostOffice);
beforeAll(() => post.open());
const world = useWorld({}, () => ({ mail: { url: post.url, from: 'pst@kunjung.example', linkBase } }));
const screens = useScreens();

const email = 'rina@example.com';
const title = 'Profil Kemiskinan Provinsi Kalimantan Utara 2025';
const pages = 2_000;

beforeAll(async () => {
  const sizes = Array.from({ length: pages }, (_, index) => ({ media: [0, 0, 595, 842 + (index % 500)] }));
  const pdf = makeDocument(sizes); // it takes so long that its progress can be seen
  await addPublication(world, { number: '65000.2511', title, pdf });
});

test('whoever needs a publication registers, finds it in spite of a typo, and takes home a copy that proves itself', async () => {
  const page = await screens.open(`${world.base}/pustaka/daftar`, 'phone');
  await fillRegistration(page, email);
  await press(page, 'Daftar dan masuk');
  const letter = await until('the letter', async () => post.letters.find(({ to }) => to.includes(email)));
  await page.goto(linkIn(letter, world.base));
  await page.getByText('E-mail terkonfirmasi').waitFor();

  await page.goto(`${world.base}/pustaka`);
  await page.getByRole('combobox').fill('kemiskinann');
  await page.getByRole('combobox').press('Enter');
  await tap(page.getByRole('heading', { name: title }).getByRole('link'));
  await page.getByRole('heading', { name: title, level: 1 }).waitFor();
  await tap(page.getByRole('button', { name: 'Minta softcopy' }));
  const link = page.getByRole('link', { name: /Unduh PDF/ });
  const progress = page.getByText(/Disiapkan \d+ %/);
  await progress.or(link).first().waitFor(); // a copy may be there before its first per cent is told
  await picture(page, 'online-progress');
  await link.waitFor({ timeout: 60_000 });
  const [download] = await Promise.all([page.waitForEvent('download'), tap(link)]);
  const number = download.suggestedFilename().slice(0, -'.pdf'.length);
  const file = join(world.softcopies.workFolder, '..', 'taken-home.pdf');
  await download.saveAs(file);

  if (hasPoppler()) {
    const texts = await readPages(file);
    expect(texts).toHaveLength(pages);
    expect(texts.filter((text) => !text.includes(`· ${number} ·`))).toEqual([]);
    await promisify(execFile)('pdftoppm', [
      ...['-f', '7', '-singlefile', '-r', '100', '-png'],
      file,
      join(picturesFolder, 'online-copy-page'),
    ]);
  }

  const { code } = await world.db
    .selectFrom('softcopy_request')
    .select('code')
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  const stranger = await screens.open(`${world.base}/pustaka/cek/${code}`, 'phone');
  await stranger.getByRole('heading', { name: 'Softcopy ini dibuat oleh perpustakaan' }).waitFor();
  const bytes = await readFile(file);
  const altered = Buffer.from(bytes);
  altered.write('0', altered.lastIndexOf('startxref') + 'startxref\n'.length);
  const check = (buffer: Buffer) =>
    stranger.locator('#file').setInputFiles({ name: 'a.pdf', mimeType: 'application/pdf', buffer });
  await check(bytes);
  await stranger.getByText(/Asli: berkas/).waitFor();
  await check(altered);
  await stranger.getByText(/Berbeda: berkas/).waitFor();
  expect(await barriers(stranger)).toEqual([]);
}, 120_000);
