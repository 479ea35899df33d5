import { readFile } from 'node:fs/promises';
import ExifReader from 'exifreader';
import { sql } from 'kysely';
import type { Dialog, Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { attachmentLimits } from '../../../domain/complaints/attachments.ts';
import type { ComplaintView, ListedComplaint } from '../../../wire/complaints/complaints.ts';
import { noiseOf, pictureOf, readPicture, traces } from '../../world/pictures/samples.ts';
import { makeDocument } from '../../world/softcopies/documents.ts';
import { useClient, useWorld } from '../../world/use.ts';
import { barriers } from '../screens/axe.ts';
import { commandsOf } from '../screens/fingers.ts';
import {
  choose,
  type Chosen,
  enter,
  picture,
  press,
  type sizes,
  tap,
  tick,
  useScreens,
} from '../screens/screens.ts';
import { signIn } from '../screens/signed-in.ts';

const world = useWorld();
const supervisor = useClient(world, 'supervisor');
const screens = useScreens();

type Device = keyof typeof sizes;
const text = 'Saya menunggu satu jam di loket tanpa penjelasan apa pun dari petugas.';
const at = (path = ''): string => `/api/v1/offices/${world.office}/complaints${path}`;
const photo: Chosen = { name: 'loket.jpg', mimeType: 'image/jpeg', buffer: readPicture('photo.jpg') };
const pdf: Chosen = { name: 'surat.pdf', mimeType: 'application/pdf', buffer: makeDocument([{}]) };
const svg: Chosen = {
  name: 'gambar.jpg',
  mimeType: 'image/jpeg',
  buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
};
const empty: Chosen = { name: 'kosong.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(0) };
const jpegMark = Buffer.from([0xff, 0xd8, 0xff]);
/** A photograph by its first bytes alone. */
const damaged: Chosen = { name: 'rusak.jpg', mimeType: 'image/jpeg', buffer: jpegMark };

const six = Array.from({ length: 6 }, (_, nth) => ({
  ...photo,
  name: `photo-${nth}.jpg`,
  buffer: pictureOf(nth),
}));

async function file(): Promise<{ reference: string; path: string }> {
  const { body } = await world
    .client()
    .post<{ reference: string; statusUrl: string }>(at(), { text, identity: 'anonymous' });
  const { pathname, hash } = new URL(body.statusUrl);
  return { reference: body.reference, path: `${pathname}#${hash.slice(1)}` };
}
const open = (path: string, device: Device = 'phone'): Promise<Page> =>
  screens.open(`${world.base}${path}`, device);

const attach = (page: Page, ...files: Chosen[]): Promise<void> =>
  choose(
    page,
    () => tap(page.getByRole('button', { name: /^(Pilih foto atau PDF|Choose photos or PDFs)$/ })),
    ...files,
  );
/** Sends a message with files, as whoever complained does. */
async function write(page: Page, ...files: Chosen[]): Promise<void> {
  await page.getByLabel('Pesan untuk kami').fill('Ini berkasnya.');
  await attach(page, ...files);
  await press(page, 'Kirim pesan');
}

/** Complains in English, and answers the page with number and code. */
async function receipt(): Promise<Page> {
  const page = await open('/pengaduan?lang=en');
  await page.getByLabel('Your complaint').fill(text);
  await tick(page.getByRole('radio', { name: 'Anonymously' }));
  await press(page, 'Send the complaint');
  await page.getByRole('heading', { name: 'We have received your complaint' }).waitFor();
  return page;
}
const rowOf = (page: Page, name: string): Locator => page.locator('attachment-sender li', { hasText: name });
const buttonOf = (page: Page, what: string, name: string): Locator =>
  rowOf(page, name).getByRole('button', { name: new RegExp(`^${what}`) });
const attached = (page: Page, name: string): Promise<void> =>
  rowOf(page, name)
    .getByText(/^(Terlampir|Attached)$/)
    .waitFor();

/** While `during` runs, whatever is attached has left and is not written down. */
const held = (during: () => Promise<void>): Promise<void> =>
  world.db.transaction().execute(async (transaction) => {
    await sql`lock table complaint_attachment in share mode`.execute(transaction);
    await during();
  });

/** Presses what leads away, and answers the question that the browser asks then. */
async function leave(page: Page, link: Locator, answer: (asked: Dialog) => Promise<void>): Promise<void> {
  const asked = page.waitForEvent('dialog').then(async (dialog) => {
    expect(dialog.message()).toMatch(/^Berkas masih dikirim/);
    await answer(dialog);
  });
  await Promise.all([asked, tap(link)]);
}

/** What the browser was given to keep. */
async function saved(page: Page, press: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const coming = page.waitForEvent('download');
  await press();
  const download = await coming;
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

async function idOf(reference: string): Promise<string> {
  const { body } = await supervisor.send<{ complaints: ListedComplaint[] }>(
    at(`?state=all&reference=${reference}`),
  );
  return body.complaints[0]?.id ?? '';
}
async function move(reference: string, body: object): Promise<void> {
  const id = await idOf(reference);
  const { body: before } = await supervisor.send<ComplaintView>(at(`/${id}`));
  const answer = await supervisor.post(at(`/${id}/moves`), { expectedRevision: before.revision, ...body });
  expect(answer.status).toBe(200);
}

describe('a photograph', () => {
  test('goes from a phone to the desk and back, without where it was taken', async () => {
    const phone = await open('/pengaduan');
    await phone.getByLabel('Isi pengaduan').fill(text);
    await tick(phone.getByRole('radio', { name: 'Anonim' }));
    await attach(phone, photo, svg, empty, damaged, { ...pdf, name: 'salah.pdf' });
    await rowOf(phone, 'loket.jpg').getByText('Dikirim bersama tulisan ini').waitFor();
    for (const { name } of [svg, empty])
      await rowOf(phone, name).getByText('Hanya foto (JPEG, PNG, WebP) dan PDF').waitFor();
    await rowOf(phone, 'rusak.jpg').getByText('Dikirim bersama tulisan ini').waitFor();
    await tap(rowOf(phone, 'salah.pdf').getByRole('button', { name: /^Hapus dari daftar/ }));
    expect(await barriers(phone)).toEqual([]);
    await picture(phone, 'attachment-form', { whole: true });
    await press(phone, 'Kirim pengaduan');
    await phone.getByRole('heading', { name: 'Pengaduan Anda sudah kami terima' }).waitFor();
    const reference = (await phone.locator('#reference').textContent()) ?? '';
    await attached(phone, 'loket.jpg');
    await rowOf(phone, 'rusak.jpg').getByText('Berkas ini terpotong').waitFor();
    expect(await rowOf(phone, 'gambar.jpg').count()).toBe(0);
    expect(await barriers(phone)).toEqual([]);
    await picture(phone, 'attachment-receipt', { whole: true });

    await tap(phone.getByRole('link', { name: 'Ikuti pengaduan ini' }));
    const own = await saved(phone, () => tap(phone.getByRole('button', { name: /^Lampiran 1/ })));
    expect(own.name).toBe(`${reference}-1.jpg`);
    expect(own.bytes.toString('latin1')).not.toMatch(traces);
    await write(phone, pdf);
    await attached(phone, 'surat.pdf');
    const message = phone.locator('ol li', { hasText: 'Ini berkasnya.' });
    await message.getByRole('button', { name: /^Lampiran 2 \(PDF/ }).waitFor();
    await picture(phone, 'attachment-tracking', { whole: true });

    const desk = await screens.open(`${world.base}/pengaduan/kelola`, 'desk');
    await signIn(desk, `supervisor-${world.office}`);
    await desk.locator('complaints-desk').waitFor();
    await desk.goto(`${world.base}/pengaduan/kelola#${reference}`);
    const theirs = await saved(desk, () => tap(desk.getByRole('link', { name: /^Lampiran 1/ })));
    expect(theirs.name).toBe(own.name);
    expect(theirs.bytes.equals(own.bytes)).toBe(true);
    await move(reference, { move: 'verify', kind: 'normative' });
    await desk.locator('.stage').getByText('Diverifikasi').waitFor();
    await press(desk, 'Jawab');
    await desk.getByLabel('Jawaban untuk pengadu').fill('Terlampir jadwal loket.');
    await attach(desk, { ...pdf, name: 'jadwal.pdf' });
    await rowOf(desk, 'jadwal.pdf').getByText('Dikirim bersama tulisan ini').waitFor();
    await picture(desk, 'attachment-answer', { whole: true });
    await press(desk, 'Jawab');
    await desk.getByRole('link', { name: /^Lampiran 3/ }).waitFor();
    await desk.locator('complaint-move').waitFor({ state: 'detached' });
    expect(await barriers(desk)).toEqual([]);
    await picture(desk, 'attachment-desk', { whole: true });

    await phone.reload();
    const answer = phone.locator('ol li', { hasText: 'Terlampir jadwal loket.' });
    const schedule = await saved(phone, () => tap(answer.getByRole('button', { name: /^Lampiran 3/ })));
    expect(schedule.bytes.toString('latin1', 0, 5)).toBe('%PDF-');
    await desk.close();
    await phone.close();
  });

  test('on a slow line tells how much of it has left, and arrives once though its answer was lost', async () => {
    const { reference, path } = await file();
    const page = await open(path);
    await page.getByRole('heading', { name: `Pengaduan ${reference}` }).waitFor();
    const line = await page.context().newCDPSession(page);
    const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 40_000 };
    await line.send('Network.enable');
    await line.send('Network.emulateNetworkConditions', slow);
    await write(page, { ...photo, buffer: pictureOf(1, 600_000) });
    const percent = page.getByText(/^Mengirim [1-9]\d* %/);
    await percent.waitFor();
    const send = page.getByRole('button', { name: 'Kirim pesan' });
    expect(await send.isDisabled()).toBe(true); // another message would get what is left
    await picture(page, 'attachment-slow', { whole: true });
    await tap(buttonOf(page, 'Batalkan', 'loket.jpg'));
    await rowOf(page, 'loket.jpg').waitFor({ state: 'detached' });
    await expect.poll(() => send.isDisabled()).toBe(false);
    await write(page, { ...photo, buffer: pictureOf(2, 600_000) });
    await percent.waitFor();
    await line.send('Network.emulateNetworkConditions', { ...slow, uploadThroughput: -1 });
    await attached(page, 'loket.jpg');

    const lost: (() => Promise<void>)[] = [];
    await page.route('**/attachments*', async (route) => {
      if (lost.length > 0) return route.fallback();
      const answer = await route.fetch();
      lost.push(() => route.abort('connectionreset'));
      expect(answer.status()).toBe(201);
    });
    await write(page, pdf);
    await expect.poll(() => lost.length).toBe(1);
    const told = rowOf(page, 'surat.pdf').getByText('Terputus').waitFor(); // it is there for two seconds
    await lost[0]?.();
    await told;
    await attached(page, 'surat.pdf');
    expect(screens.takeComplaints()).toEqual([expect.stringContaining('ERR_CONNECTION_RESET')]);
    await page.unroute('**/attachments*');
    const shown = page.getByRole('button', { name: /^Lampiran/ });
    await shown.nth(1).waitFor();
    expect(await shown.count()).toBe(2);
    await page.close();
  });

  test('of more than 5 MB is made smaller before it leaves', async () => {
    const { reference, path } = await file();
    const page = await open(path);
    const noise = noiseOf(1_400);
    expect(noise.length).toBeGreaterThan(attachmentLimits.mostBytes);
    await write(page, { name: 'besar.png', mimeType: 'image/png', buffer: noise });
    await attached(page, 'besar.png');
    const own = await saved(page, () => tap(page.getByRole('button', { name: /^Lampiran 1/ })));
    expect(own.name).toBe(`${reference}-1.jpg`);
    const size = ExifReader.load(own.bytes, { expanded: true }).file;
    expect([size?.['Image Width']?.value, size?.['Image Height']?.value]).toEqual([1_400, 1_400]);
    await page.close();
  });

  test('too large, or the sixth, is told so at its own line, and the others arrive', async () => {
    const page = await receipt();
    const buffer = Buffer.alloc(attachmentLimits.mostBytes + 1, 0xff);
    jpegMark.copy(buffer);
    await attach(page, { ...photo, name: 'large.jpg', buffer });
    await rowOf(page, 'large.jpg').getByText('too large').waitFor();
    await attach(page, ...six);
    await page.getByText('1 file left out: 5 attachments at most for each message.').waitFor();
    for (const { name } of six.slice(0, 5)) await attached(page, name);
    expect(await rowOf(page, 'photo-5.jpg').count()).toBe(0);
    await attach(page, ...six.slice(5));
    await rowOf(page, 'photo-5.jpg').getByText('5 at most for each message').waitFor();
    await buttonOf(page, 'Try again', 'photo-5.jpg').waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'attachment-refused-en', { whole: true });
    await tap(buttonOf(page, 'Remove from the list', 'photo-5.jpg'));
    await rowOf(page, 'photo-5.jpg').waitFor({ state: 'detached' });
    await page.close();
  });

  test('is the sixth of a complaint only once another makes room for it', async () => {
    const page = await open('/pengaduan');
    await page.getByLabel('Isi pengaduan').fill(text);
    await tick(page.getByRole('radio', { name: 'Anonim' }));
    await attach(page, ...six, pdf);
    await page.getByText('2 berkas tidak dimasukkan: paling banyak 5 lampiran').waitFor();
    expect(await page.locator('attachment-sender li').count()).toBe(5);
    await picture(page, 'attachment-sixth', { whole: true });

    await buttonOf(page, 'Hapus dari daftar', 'photo-0.jpg').focus();
    await enter(page);
    await page.locator('attachment-sender #choose:focus').waitFor();
    expect(await page.locator('#left-out').count()).toBe(0);
    await attach(page, ...six.slice(5));
    await rowOf(page, 'photo-5.jpg').getByText('Dikirim bersama tulisan ini').waitFor();
    await press(page, 'Kirim pengaduan');
    for (const { name } of six.slice(1)) await attached(page, name);
    expect(await page.locator('attachment-sender li').count()).toBe(5);
    await page.close();
  });

  test('that is chosen twice is told to be attached already', async () => {
    const { path } = await file();
    const page = await open(path);
    await write(page, photo, { ...photo, name: 'sama.jpg' });
    await attached(page, 'loket.jpg');
    await rowOf(page, 'sama.jpg').getByText('Sudah terlampir').waitFor();
    const shown = page.getByRole('button', { name: /^Lampiran/ });
    await shown.first().waitFor();
    expect(await shown.count()).toBe(1);
    await page.close();
  });

  test('that is given up while it is made smaller never leaves', async () => {
    const { path } = await file();
    const page = await open(path);
    await page.evaluate(() => {
      const make = createImageBitmap;
      const asked = new Promise((go) => Object.assign(globalThis, { go }));
      globalThis.createImageBitmap = (async (from: Blob) => {
        await asked;
        return make(from);
      }) as typeof make;
    });
    await write(page, { name: 'besar.png', mimeType: 'image/png', buffer: noiseOf(1_400) }, pdf);
    await tap(buttonOf(page, 'Batalkan', 'besar.png'));
    await page.evaluate(() => (globalThis as unknown as { go: () => void }).go());
    await attached(page, 'surat.pdf');
    const shown = page.getByRole('button', { name: /^Lampiran/ });
    await shown.first().waitFor();
    expect(await shown.allTextContents()).toEqual([expect.stringMatching(/Lampiran 1 \(PDF/)]);
    await page.close();
  });

  test('waits for the message that it comes with, and is taken away before it leaves', async () => {
    const { reference, path } = await file();
    const page = await open(path);
    await page.getByRole('heading', { name: `Pengaduan ${reference}` }).waitFor();
    const sent = commandsOf(page);
    await attach(page, photo, pdf);
    for (const { name } of [photo, pdf])
      await rowOf(page, name).getByText('Dikirim bersama tulisan ini').waitFor();
    await tap(buttonOf(page, 'Hapus dari daftar', 'loket.jpg'));
    await rowOf(page, 'loket.jpg').waitFor({ state: 'detached' });
    expect(await sent()).toEqual([]);
    await page.getByLabel('Pesan untuk kami').fill('Ini suratnya.');
    await press(page, 'Kirim pesan');
    await attached(page, 'surat.pdf');
    const paths = (await sent()).map((command) => command.split(' ', 1)[0]?.split('/').at(-1));
    expect(paths).toEqual(['moves', 'attachments']);
    const message = page.locator('ol li', { hasText: 'Ini suratnya.' });
    await message.getByRole('button', { name: /^Lampiran 1 \(PDF/ }).waitFor();
    expect(await page.getByRole('button', { name: /^Lampiran/ }).count()).toBe(1);
    await page.close();
  });

  test('that has left whole is not given up any more', async () => {
    const { path } = await file();
    const page = await open(path);
    await held(async () => {
      await write(page, photo);
      await rowOf(page, 'loket.jpg').getByText('Diperiksa …').waitFor();
      expect(await rowOf(page, 'loket.jpg').getByRole('button').count()).toBe(0);
    });
    await attached(page, 'loket.jpg');
    await page.close();
  });

  test('is sent again when the service is busy, and nobody is told that the line broke', async () => {
    const { path } = await file();
    const page = await open(path);
    const refused: (() => Promise<void>)[] = [];
    const problem = { type: '/problems/engine-unavailable', title: 'Sibuk.', status: 503 };
    await page.route('**/attachments*', (route) =>
      refused.length > 0
        ? route.fallback()
        : void refused.push(() =>
            route.fulfill({ status: 503, headers: { 'retry-after': '2' }, json: problem }),
          ),
    );
    await write(page, photo);
    await expect.poll(() => refused.length).toBe(1);
    const told = rowOf(page, 'loket.jpg')
      .getByText('Layanan sedang sibuk. Dicoba lagi dalam 2 detik.')
      .waitFor(); // it is there for two seconds
    await refused[0]?.();
    await told;
    await picture(page, 'attachment-busy', { whole: true });
    await attached(page, 'loket.jpg');
    await page.close();
  });
});

describe('an attachment that is fetched', () => {
  test('is fetched once however often it is tapped, and a failure is told beside it', async () => {
    const { path } = await file();
    const page = await open(path);
    await write(page, photo);
    const entry = page.locator('ol li', { has: page.getByRole('button', { name: /^Lampiran 1/ }) });
    const button = entry.getByRole('button');
    await button.waitFor();
    const asked: (() => void)[] = [];
    await page.route('**/attachments/*', async (route) => {
      await new Promise<void>((go) => asked.push(go));
      return asked.length === 1 ? route.fallback() : route.abort('connectionreset');
    });
    await tap(button);
    await entry.getByText('Mengunduh …').waitFor();
    await picture(page, 'attachment-fetching', { whole: true });
    const own = await saved(page, async () => {
      await tap(button);
      asked[0]?.();
    });
    expect(own.name).toMatch(/-1\.jpg$/);
    await entry.getByText('Mengunduh …').waitFor({ state: 'detached' });
    expect(asked.length).toBe(1);

    await tap(button);
    await entry.getByText('Mengunduh …').waitFor();
    await expect.poll(() => asked.length).toBe(2);
    asked[1]?.();
    await entry.getByRole('alert').getByText('Lampiran belum dapat diunduh').waitFor();
    expect(screens.takeComplaints()).toEqual([expect.stringContaining('ERR_CONNECTION_RESET')]);
    await picture(page, 'attachment-not-fetched', { whole: true });
    await page.close();
  });
});

describe('a supervisor', () => {
  test('deletes an attachment for a reason, which both sides read', async () => {
    const { reference, path } = await file();
    const phone = await open(path);
    await write(phone, photo);
    await attached(phone, 'loket.jpg');
    const desk = await screens.open(`${world.base}/pengaduan/kelola`, 'desk');
    await signIn(desk, `supervisor-${world.office}`);
    await desk.locator('complaints-desk').waitFor();
    await desk.goto(`${world.base}/pengaduan/kelola#${reference}`);
    const row = desk.locator('case-attachment');
    await row.getByRole('link', { name: /^Lampiran 1/ }).waitFor();
    await tap(row.getByRole('button', { name: /^Hapus lampiran/ }));
    await press(desk, 'Hapus lampiran');
    await row.getByText('Pilih salah satu.').waitFor();
    await row.getByLabel('Mengapa dihapus?').selectOption('other-person');
    expect(await barriers(desk)).toEqual([]);
    await picture(desk, 'attachment-deleting', { whole: true });
    await press(desk, 'Hapus lampiran');
    await row.getByText(/dihapus oleh supervisor of .* Alasan: memuat orang lain/).waitFor();
    await desk.locator('ol').getByText('Lampiran 1 dihapus', { exact: true }).waitFor();
    expect(await row.getByRole('link').count()).toBe(0);
    await picture(desk, 'attachment-deleted', { whole: true });
    await phone.reload();
    await phone.getByText(/^Lampiran 1 \(gambar\) dihapus pada .* Alasan: memuat orang lain/).waitFor();
    expect(await phone.getByRole('button', { name: /^Lampiran 1/ }).count()).toBe(0);
    await picture(phone, 'attachment-deleted-phone', { whole: true });
    await desk.close();
    await phone.close();
  });
});

describe('an officer with a file under way', () => {
  test('is told which files of a message did not arrive', async () => {
    const { reference } = await file();
    const desk = await screens.open(`${world.base}/pengaduan/kelola`, 'desk');
    await signIn(desk, `supervisor-${world.office}`);
    await desk.locator('complaints-desk').waitFor();
    await desk.goto(`${world.base}/pengaduan/kelola?lang=en#${reference}`);
    await press(desk, 'Send a message');
    await desk.getByLabel('Your message to the complainant').fill('Terlampir formulir.');
    await attach(desk, pdf, damaged);
    await press(desk, 'Send a message');
    await desk.getByText('Saved, but not every attachment was sent.').waitFor();
    await attached(desk, 'surat.pdf');
    await rowOf(desk, 'rusak.jpg').getByRole('alert').waitFor();
    await desk.locator('ol').getByText('Terlampir formulir.').waitFor();
    expect(await barriers(desk)).toEqual([]);
    await picture(desk, 'attachment-missing-en', { whole: true });
    await press(desk, 'Close');
    await desk.locator('complaint-move').waitFor({ state: 'detached' });
    await desk.close();
  });

  test('is asked before another complaint takes its place', async () => {
    const [one, other] = [await file(), await file()];
    await move(one.reference, { move: 'verify', kind: 'normative' });
    await move(one.reference, { move: 'answer', text: 'Terlampir jadwal loket.' });
    const desk = await screens.open(`${world.base}/pengaduan/kelola`, 'desk');
    await signIn(desk, `supervisor-${world.office}`);
    await desk.locator('complaints-desk').waitFor();
    await desk.goto(`${world.base}/pengaduan/kelola#${one.reference}`);
    await desk.getByRole('heading', { name: /^Lampiran untuk Jawaban/ }).waitFor();
    const link = desk.locator('nav a.item', { hasText: other.reference });
    const sent: string[] = [];
    desk.on('request', (request) => {
      if (request.method() === 'POST') sent.push(new URL(request.url()).pathname);
    });
    await held(async () => {
      await attach(desk, photo);
      await rowOf(desk, 'loket.jpg').getByText('Diperiksa …').waitFor();
      await leave(desk, link, (asked) => asked.dismiss());
      expect(await desk.evaluate(() => location.hash)).toBe(`#${one.reference}`);
    });
    await attached(desk, 'loket.jpg');
    await held(async () => {
      await attach(desk, pdf, { ...photo, name: 'lain.jpg', buffer: pictureOf(7) });
      await rowOf(desk, 'surat.pdf').getByText('Diperiksa …').waitFor();
      await leave(desk, link, (asked) => asked.accept());
      await desk.getByRole('heading', { name: other.reference }).waitFor();
    });
    expect(sent).toHaveLength(2);
    await desk.close();
  });
});
