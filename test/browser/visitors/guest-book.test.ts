import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Ticket } from '../../../wire/visitors/visitors.ts';
import { guestBook } from '../../world/client.ts';
import { useClient, useWorld } from '../../world/use.ts';
import { useScreens, picture, press, sizes, tap } from '../screens/screens.ts';

const world = useWorld();
const screens = useScreens();
const staff = useClient(world, 'staff');

/** A number that is called, so that its guest book is open. */
async function calledTicket(): Promise<Ticket> {
  const { body } = await world.client().takeTicket();
  await staff.call();
  return body;
}

async function fillTheRest(page: Page): Promise<void> {
  await page.getByLabel('Nama lengkap').fill(guestBook.name);
  await page.getByLabel('Asal instansi').fill(guestBook.institution);
  for (const label of ['Jenis kelamin', 'Umur', 'Pendidikan tertinggi', 'Pekerjaan utama'])
    await page.getByLabel(label).selectOption('none');
  await page.getByLabel('Penyandang disabilitas').selectOption('none');
  for (const label of ['Kategori instansi', 'Pemanfaatan utama'])
    await page.getByLabel(label).selectOption('1');
}

describe('a guest book with several faults', () => {
  test('is told all of them at once, in the order of its fields', async () => {
    const { statusUrl } = await calledTicket();
    const page = await screens.open(`${world.base}${statusUrl}`, 'phone');
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'PUT') sent.push(request.url());
    });
    await page.getByLabel('E-mail aktif').fill('siti@contoh');
    await page.getByLabel('No. HP/WA').fill('12');
    await page.getByLabel('Jumlah laki-laki').fill('1');
    await press(page, 'Kirim buku tamu');
    const told = page.locator('#faults li');
    await expect
      .poll(() => told.allInnerTexts())
      .toEqual([
        'Nama lengkap: Wajib diisi.',
        'E-mail aktif: Tulis alamat lengkap, misalnya siti@contoh.go.id.',
        'No. HP/WA: Tulis nomor lengkap, misalnya 0812-3456-7890.',
        'Jenis kelamin: Wajib diisi.',
        'Umur: Wajib diisi.',
        'Pendidikan tertinggi yang ditamatkan: Wajib diisi.',
        'Pekerjaan utama: Wajib diisi.',
        'Penyandang disabilitas: Wajib diisi.',
        'Asal instansi: Wajib diisi.',
        'Kategori instansi: Wajib diisi.',
        'Pemanfaatan utama hasil kunjungan: Wajib diisi.',
        'Rombongan: Hitung semua, sekurangnya 2 dan paling banyak 500 orang.',
      ]);
    await picture(page, 'phone-all-faults', { whole: true });
    await press(page, 'EN, English');
    await expect.poll(() => told.first().innerText()).toBe('Full name: Required.');
    expect(await page.getByText('Wajib diisi.').count()).toBe(0);
    await picture(page, 'phone-all-faults-en', { whole: true });
    await press(page, 'ID, Bahasa Indonesia');
    await tap(told.getByRole('link', { name: /E-mail aktif/ }));
    const mail = page.getByLabel('E-mail aktif');
    const hasFocus = (): Promise<boolean> => mail.evaluate((field) => field.matches(':focus'));
    await expect.poll(hasFocus).toBe(true);
    const time = page.getByRole('timer');
    const before = await time.innerText();
    await expect.poll(() => time.innerText(), { message: 'the page goes on counting' }).not.toBe(before);
    expect(await hasFocus(), 'and leaves the field to who puts it right').toBe(true);
    expect(await mail.getAttribute('aria-invalid')).toBe('true');

    await fillTheRest(page);
    await press(page, 'Kirim buku tamu');
    await expect.poll(() => told.count()).toBe(3);
    expect(sent).toEqual([]);
    await mail.fill('siti@contoh.go.id');
    await page.getByLabel('No. HP/WA').fill('0812-3456-7890');
    await page.getByLabel('Jumlah perempuan').fill('2');
    await press(page, 'Kirim buku tamu');
    await page.getByText('Buku tamu sudah diterima').waitFor();
    expect(sent).toHaveLength(1);
    await page.close();
  });
});

describe('a guest book that is sent while the phone has no line', () => {
  test('says beside its button that it was not sent until it is, also when the line is back', async () => {
    const { statusUrl } = await calledTicket();
    const page = await screens.open(`${world.base}${statusUrl}`, 'phone');
    await fillTheRest(page);
    await page.getByLabel('E-mail aktif').fill(guestBook.email);
    await page.context().setOffline(true);
    await press(page, 'Kirim buku tamu');
    const alert = page.locator('guest-book-form').getByRole('alert');
    await alert.getByText('Layanan tidak dapat dihubungi').waitFor();
    await expect
      .poll(() => alert.evaluate((told) => told.getBoundingClientRect()))
      .toSatisfy(({ top, bottom }: DOMRect) => top >= 0 && bottom <= sizes.phone.height);
    expect(await page.getByText('Layanan tidak dapat dihubungi').count()).toBe(1);
    await picture(page, 'phone-offline');

    await page.context().setOffline(false);
    await alert.getByText('Belum terkirim').waitFor();
    expect(await page.getByText('Layanan tidak dapat dihubungi').count()).toBe(0);
    await picture(page, 'phone-not-sent');
    const complaints = screens.takeComplaints();
    expect(complaints.filter((told) => !told.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
    await page.getByLabel('Nama lengkap').fill('Siti Nurhaliza');
    expect(await alert.getByText('Belum terkirim').count(), 'also of what was changed since').toBe(1);
    await press(page, 'Kirim buku tamu');
    await page.getByText('Buku tamu sudah diterima').waitFor();
    expect(await page.getByText('Belum terkirim').count()).toBe(0);
    await page.close();
  });
});

describe('what arrives while its answer is lost', () => {
  /** A phone whose requests to `path` arrive, each without an answer; `known` resolves when it has read its visit since. */
  async function openDeaf(
    context: BrowserContext,
    { statusUrl, token }: Ticket,
    path: string,
  ): Promise<{ readonly page: Page; readonly known: () => Promise<unknown> }> {
    const page = await context.newPage();
    await page.goto(`${world.base}${statusUrl}`);
    let tries = 0;
    const read = Promise.withResolvers<void>();
    page.on('requestfinished', (request) => {
      if (tries === 4 && request.url().endsWith(`/visits/${token}`)) read.resolve();
    });
    await page.route(`**${path}`, async (route) => {
      await route.fetch();
      tries += 1;
      await route.abort('connectionreset');
    });
    return { page, known: () => read.promise };
  }

  /** The line breaks and comes back. */
  async function renewLine(page: Page): Promise<void> {
    const line = page.waitForEvent('websocket');
    await page.evaluate(() => globalThis.dispatchEvent(new Event('offline')));
    await line;
  }

  const alerts = (page: Page) => page.locator('visitor-page').getByRole('alert').allInnerTexts();

  test('is not told as unsent: a guest book', async () => {
    const ticket = await calledTicket();
    await using context = await screens.window({ viewport: sizes.phone });
    const { page, known } = await openDeaf(context, ticket, '/guest-book');
    await fillTheRest(page);
    await page.getByLabel('E-mail aktif').fill(guestBook.email);
    await press(page, 'Kirim buku tamu');
    await known();
    await renewLine(page);
    await page.getByText('Buku tamu sudah diterima').waitFor();
    await picture(page, 'phone-book-answer-lost');
    await expect.poll(() => alerts(page)).toEqual([]);
  });

  test('is not told as unsent: a number that was given up', async () => {
    const { body: ticket } = await world.client().takeTicket();
    await using context = await screens.window({ viewport: sizes.phone });
    const { page, known } = await openDeaf(context, ticket, '/cancel');
    await press(page, 'Batalkan nomor ini');
    await tap(page.getByRole('dialog').getByRole('button', { name: 'Ya, batalkan nomor ini' }));
    await known();
    await renewLine(page);
    await page.getByRole('heading', { name: 'dibatalkan' }).waitFor();
    await expect.poll(() => alerts(page)).toEqual([]);
  });
});

describe('a number that is given up without a line', () => {
  test.each([
    { way: 'by its button', keep: (page: Page) => press(page, 'Kembali') },
    { way: 'by Escape', keep: (page: Page) => page.keyboard.press('Escape') },
  ])('leaves no message once it is kept $way', async ({ keep }) => {
    const { body: ticket } = await world.client().takeTicket();
    await using context = await screens.window({ viewport: sizes.phone });
    const page = await context.newPage();
    await page.goto(`${world.base}${ticket.statusUrl}`);
    await page.route('**/cancel', (route) => route.abort('connectionreset'));
    await press(page, 'Batalkan nomor ini');
    await tap(page.getByRole('dialog').getByRole('button', { name: 'Ya, batalkan nomor ini' }));
    const told = page.locator('visitor-page').getByRole('alert');
    await told.getByText('Silakan coba lagi').waitFor();
    await press(page, 'Batalkan nomor ini');
    await keep(page);
    await told.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Batalkan nomor ini', exact: true }).waitFor();
  });

  test('is asked about at once, is told as not given up, and goes when it is tried again', async () => {
    const { body: ticket } = await world.client().takeTicket();
    await using context = await screens.window({ viewport: sizes.phone });
    const page = await context.newPage();
    await page.routeWebSocket(/socket\.io/, () => undefined); // nothing that comes after the line has come
    await page.goto(`${world.base}${ticket.statusUrl}`);
    const give = page.getByRole('button', { name: 'Batalkan nomor ini', exact: true });
    await give.waitFor();
    await context.setOffline(true);
    await tap(give);
    const yes = page.getByRole('dialog').getByRole('button', { name: 'Ya, batalkan nomor ini' });
    await tap(yes);
    const told = page.locator('visitor-page').getByRole('alert');
    await told.getByText('Layanan tidak dapat dihubungi').waitFor();
    await picture(page, 'phone-give-up-offline', { whole: true });

    await context.setOffline(false);
    await tap(give);
    await tap(yes);
    await page.getByRole('heading', { name: 'dibatalkan' }).waitFor();
    expect(await told.count()).toBe(0);
  });
});
