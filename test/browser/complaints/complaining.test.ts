/// <reference lib="dom" />
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { ListedComplaint, ComplaintView } from '../../../wire/complaints/complaints.ts';
import { readCodes } from '../../world/codes.ts';
import { useClient, useWorld } from '../../world/use.ts';
import { barriers } from '../screens/axe.ts';
import { picture, press, sizes, tap, tick, useScreens } from '../screens/screens.ts';

const world = useWorld();
const supervisor = useClient(world, 'supervisor');
const screens = useScreens();

type Device = keyof typeof sizes;
const text = 'Saya menunggu satu jam di loket tanpa penjelasan apa pun dari petugas.';
const at = (path = ''): string => `/api/v1/offices/${world.office}/complaints${path}`;
const open = (address: string, device: Device = 'phone'): Promise<Page> =>
  screens.open(`${world.base}${address}`, device);
const fits = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

/** The id of what has the focus in the page of the form. */
const focusedField = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => document.querySelector('complaint-page')?.shadowRoot?.activeElement?.id);

async function move(reference: string, body: object): Promise<void> {
  const { body: list } = await supervisor.send<{ complaints: ListedComplaint[] }>(at('?state=all'));
  const id = list.complaints.find((one) => one.reference === reference)?.id ?? '';
  const { body: read } = await supervisor.send<ComplaintView>(at(`/${id}`));
  const answer = await supervisor.post(at(`/${id}/moves`), { expectedRevision: read.revision, ...body });
  expect(answer.status).toBe(200);
}

/** Complains, and answers the page of the complaint. */
async function complain(page: Page, identity: string): Promise<string> {
  await page.getByLabel('Isi pengaduan').fill(text);
  await tick(page.getByRole('radio', { name: identity }));
  if (identity !== 'Anonim') await page.getByLabel('Nama', { exact: true }).fill('Rina Wati');
  await press(page, 'Kirim pengaduan');
  await page.getByRole('heading', { name: 'Pengaduan Anda sudah kami terima' }).waitFor();
  return (await page.locator('#reference').textContent()) ?? '';
}

describe('whoever complains', () => {
  test.each(['Dengan nama', 'Rahasia', 'Anonim'])(
    '%s gets a number, follows it up, reads the answer and accepts it',
    async (identity) => {
      const page = await open('/pengaduan');
      await page.getByRole('heading', { name: 'Pengaduan', exact: true }).waitFor();
      const reference = await complain(page, identity);
      await picture(page, `complaint-receipt-${identity}`, { whole: true });
      await tap(page.getByRole('link', { name: 'Ikuti pengaduan ini' }));
      await page.getByRole('heading', { name: `Pengaduan ${reference}` }).waitFor();
      const message = page.getByLabel('Pesan untuk kami');
      await message.fill('Kejadiannya hari Senin.');
      await page.reload();
      await expect.poll(() => message.inputValue()).toBe('Kejadiannya hari Senin.');
      await press(page, 'Kirim pesan');
      await page.locator('ol').getByText('Kejadiannya hari Senin.', { exact: true }).waitFor();
      await expect.poll(() => message.inputValue()).toBe('');
      await move(reference, { move: 'verify', kind: 'normative' });
      await move(reference, { move: 'answer', text: 'Loket kini dijaga dua petugas.' });
      await page.reload();
      const question = page.locator('section', {
        hasText: 'Apakah jawaban ini menyelesaikan pengaduan Anda?',
      });
      await question.getByText('Loket kini dijaga dua petugas.').waitFor();
      await picture(page, `complaint-answered-${identity}`, { whole: true });
      await press(page, 'Terima jawaban');
      await page.locator('#stage').getByText('Ditutup').waitFor();
      expect(await barriers(page)).toEqual([]);
      await page.close();
    },
  );

  test.each(['id', 'en'] as const)(
    'takes number, code and address away, copied and on paper, in %s',
    async (lang) => {
      const page = await open(`/pengaduan?lang=${lang}`);
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      // as somebody outside reaches it: a code of an address of this very machine would lead nowhere
      await page.route(`**${at()}`, async (route) => {
        const response = await route.fetch();
        const filed = (await response.json()) as { statusUrl: string };
        const statusUrl = filed.statusUrl.replace(world.base, 'https://kunjung.example');
        return route.fulfill({ response, json: { ...filed, statusUrl } });
      });
      const [says, who, send, copy] =
        lang === 'id'
          ? ['Isi pengaduan', 'Anonim', 'Kirim pengaduan', 'Salin nomor dan kode']
          : ['Your complaint', 'Anonymously', 'Send the complaint', 'Copy number and code'];
      await page.getByLabel(says).fill(text);
      await tick(page.getByRole('radio', { name: who }));
      await press(page, send);
      const [reference, secret] = [page.locator('dd#reference'), page.locator('dd#secret')];
      await reference.waitFor();
      const address = `kunjung.example/pengaduan/${await reference.textContent()}`;
      await page.getByText(address, { exact: true }).waitFor();
      await press(page, copy);
      await page.getByText(lang === 'id' ? 'Tersalin.' : 'Copied.').waitFor();
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      for (const part of [await reference.textContent(), await secret.textContent(), address])
        expect(copied).toContain(part);
      expect(await barriers(page)).toEqual([]);
      expect(await fits(page)).toBe(true);
      await picture(page, `complaint-receipt-slip-${lang}`, { whole: true });

      await page.emulateMedia({ media: 'print' });
      await picture(page, `complaint-receipt-print-${lang}`, { whole: true });
      expect(await page.getByRole('button', { name: copy }).isVisible()).toBe(false);
      const [code] = await readCodes(
        new Uint8Array(await page.locator('svg.qr').screenshot({ scale: 'css' })),
      );
      const bare = (await secret.textContent())?.replaceAll(' ', '') ?? '';
      expect(code?.text).toBe(`https://${address}#${bare}`);
      await page.close();
    },
  );

  test('is told what is missing, and finds what was typed after a reload', async () => {
    const page = await open('/pengaduan');
    await page.getByText('2.000 huruf tersisa').waitFor();
    await press(page, 'EN, English');
    await page.getByText('2,000 letters left').waitFor();
    await press(page, 'ID, Bahasa Indonesia');
    await page.getByLabel('Isi pengaduan').fill('terlalu pendek');
    await press(page, 'Kirim pengaduan');
    await page.getByRole('link', { name: /Tulis sedikitnya 20 huruf/ }).waitFor();
    await page.getByRole('link', { name: /Pilih salah satu/ }).waitFor();
    await page.getByLabel('Isi pengaduan').fill('masih pendek');
    await page.locator('#text-fault').waitFor();
    await page.getByLabel('Isi pengaduan').fill(text);
    await page.locator('#text-fault').waitFor({ state: 'detached' });
    await tick(page.getByRole('radio', { name: 'Dengan nama' }));
    await page.locator('#faults').waitFor({ state: 'detached' });
    expect(await page.locator('.fault').count()).toBe(0);
    await page.reload();
    await page.getByText(/huruf tersisa/).waitFor();
    await expect.poll(() => page.getByLabel('Isi pengaduan').inputValue()).toBe(text);
    await page.close();
  });

  test.each(['id', 'en'] as const)(
    'is told everything that is wrong at once, above and at the fields, in %s',
    async (lang) => {
      const [mail, phone] =
        lang === 'id'
          ? [
              'Tulis alamat lengkap, misalnya siti@contoh.go.id.',
              'Tulis nomor lengkap, misalnya 0812-3456-7890.',
            ]
          : [
              'Write the whole address, such as siti@example.org.',
              'Write the whole number, such as 0812-3456-7890 or +65 6123 4567.',
            ];
      const expected =
        lang === 'id'
          ? [
              'Isi pengaduan: Tulis sedikitnya 20 huruf.',
              'Nama: Wajib diisi.',
              `Alamat e-mail: ${mail}`,
              `Nomor HP/WA: ${phone}`,
            ]
          : [
              'Your complaint: Write at least 20 letters.',
              'Name: Required.',
              `E-mail address: ${mail}`,
              `Phone number: ${phone}`,
            ];
      const page = await open(`/pengaduan?lang=${lang}`);
      const sent: string[] = [];
      page.on('request', (request) => {
        if (request.method() === 'POST') sent.push(request.url());
      });
      const send = page.locator('button.primary:enabled');
      await tick(page.getByRole('radio', { name: lang === 'id' ? 'Dengan nama' : 'By name' }));
      await page.locator('#email').fill('rina@');
      await page.locator('#phone').fill('12');
      await tap(send);
      const told = page.locator('#faults li');
      await expect.poll(() => told.allInnerTexts()).toEqual(expected);
      expect(await page.locator('.fault').allInnerTexts()).toEqual(
        expected.map((each) => each.slice(each.indexOf(':') + 2)),
      );
      await picture(page, `complaint-faults-${lang}`, { whole: true });
      expect(await barriers(page)).toEqual([]);

      await tap(told.getByRole('link').nth(2));
      await expect.poll(() => focusedField(page)).toBe('email');
      await page.locator('#email').fill('rina@contoh.id');
      await page.locator('#email-fault').waitFor({ state: 'detached' });
      await page.locator('#phone').fill('');
      await page.locator('#name').fill('Rina Wati');
      await page.locator('#text').fill(text);
      await page.locator('#faults').waitFor({ state: 'detached' });
      expect(sent).toEqual([]);
      await page.close();
    },
  );

  test('is told in the language that the page speaks by now', async () => {
    const page = await open('/pengaduan');
    await page.locator('button.primary:enabled').waitFor();
    await press(page, 'Kirim pengaduan');
    const told = page.locator('#faults li');
    const who = 'Bagaimana Anda ingin disebut? Pilih salah satu.';
    await expect.poll(() => told.allInnerTexts()).toEqual(['Isi pengaduan: Tulis sedikitnya 20 huruf.', who]);
    await press(page, 'EN, English');
    await expect
      .poll(() => told.allInnerTexts())
      .toEqual([
        'Your complaint: Write at least 20 letters.',
        'How do you want to be named? Please choose one.',
      ]);
    expect(await page.getByText('Tulis sedikitnya').count()).toBe(0);
    await tap(told.getByRole('link').last());
    await expect.poll(() => focusedField(page)).toBe('identity');
    await page.close();
  });

  test('is told at the field what only the api refuses, until it is changed', async () => {
    const page = await open('/pengaduan');
    await page.route(`**${at()}`, (route) =>
      route.fulfill({
        status: 400,
        contentType: 'application/problem+json',
        json: {
          type: '/problems/invalid-request',
          title: 'Isian belum benar.',
          status: 400,
          requestId: randomUUID(),
          errors: [{ pointer: '/person/email', message: 'Alamat e-mail belum benar.' }],
        },
      }),
    );
    await page.getByLabel('Isi pengaduan').fill(text);
    await tick(page.getByRole('radio', { name: 'Dengan nama' }));
    await page.getByLabel('Nama', { exact: true }).fill('Rina Wati');
    await page.getByLabel('Alamat e-mail').fill('rina@contoh.id');
    await press(page, 'Kirim pengaduan');
    await page.locator('#email-fault').waitFor();
    expect(await page.locator('#faults li').allInnerTexts()).toEqual(['Alamat e-mail belum benar.']);
    screens.takeComplaints();
    await page.getByLabel('Alamat e-mail').fill('rina@contoh.go.id');
    await page.locator('#email-fault').waitFor({ state: 'detached' });
    expect(await page.locator('#faults').count()).toBe(0);
    await page.close();
  });

  test('is told in view that a phone without a line sent nothing', async () => {
    const page = await open('/pengaduan');
    await page.getByLabel('Isi pengaduan').fill(text);
    await tick(page.getByRole('radio', { name: 'Anonim' }));
    await page.locator('button.primary:enabled').waitFor();
    await page.context().setOffline(true);
    await press(page, 'Kirim pengaduan');
    const alert = page.locator('form > .notice.bad');
    await alert.waitFor();
    await expect
      .poll(() => alert.evaluate((told) => told.getBoundingClientRect()))
      .toSatisfy(({ top, bottom }: DOMRect) => top >= 0 && bottom <= sizes.phone.height);
    await picture(page, 'complaint-offline');
    await page.context().setOffline(false);
    expect(new Set(screens.takeComplaints())).toEqual(
      new Set([expect.stringContaining('ERR_INTERNET_DISCONNECTED')]),
    );
    await press(page, 'Kirim pengaduan');
    await page.getByRole('heading', { name: 'Pengaduan Anda sudah kami terima' }).waitFor();
    await page.close();
  });

  test('stays in English from the complaint to where it is followed up', async () => {
    const page = await open('/pengaduan?lang=en');
    await page.getByLabel('Your complaint').fill(text);
    await tick(page.getByRole('radio', { name: 'Anonymously' }));
    await press(page, 'Send the complaint');
    await page.getByRole('heading', { name: 'We have received your complaint' }).waitFor();
    const reference = (await page.locator('#reference').textContent()) ?? '';
    const secret = (await page.locator('#secret').textContent()) ?? '';
    await tap(page.getByRole('link', { name: 'Follow this complaint' }));
    await page.getByRole('heading', { name: `Complaint ${reference}` }).waitFor();
    await press(page, 'Send the message');
    const fault = page.locator('#message-fault');
    expect(await fault.textContent()).toContain('Write your message or reason');
    await page.getByLabel('Your message to us').fill('It was on Monday.');
    await fault.waitFor({ state: 'detached' });

    await page.goto(`${world.base}/pengaduan?lang=en`);
    await page.getByLabel('Number of the complaint').fill(reference);
    await page.getByLabel('Code', { exact: true }).fill('2222 2222 2222 2222');
    await press(page, 'Open the complaint');
    await page.getByText('do not belong together').waitFor();
    expect(await page.getByLabel('Number of the complaint').inputValue()).toBe(reference);
    expect(await page.getByLabel('Code', { exact: true }).inputValue()).toBe('2222 2222 2222 2222');
    await page.getByLabel('Code', { exact: true }).fill(secret);
    await press(page, 'Open the complaint');
    await page.getByRole('heading', { name: `Complaint ${reference}` }).waitFor();
    await page.close();
  });

  test('opens it again with number and code as they were written down, and nobody with others', async () => {
    const page = await open('/pengaduan');
    const reference = await complain(page, 'Anonim');
    const secret = (await page.locator('#secret').textContent()) ?? '';
    await page.goto(`${world.base}/pengaduan`);
    await page.getByLabel('Nomor pengaduan').fill(reference.toLowerCase().replaceAll('-', ' '));
    await page.getByLabel('Kode', { exact: true }).fill('salah');
    await press(page, 'Buka pengaduan');
    await page.getByText('16 huruf dan angka').waitFor();
    await page.getByLabel('Kode', { exact: true }).fill(secret.toLowerCase());
    await press(page, 'Buka pengaduan');
    await page.getByRole('heading', { name: `Pengaduan ${reference}` }).waitFor();
    await page.goto(`${world.base}/pengaduan/${reference}#2222222222222222`);
    await page.reload();
    await page.getByText('tidak cocok').waitFor();
    await page.close();
  });

  test('reopens it once, in words', async () => {
    const page = await open('/pengaduan');
    const reference = await complain(page, 'Anonim');
    await tap(page.getByRole('link', { name: 'Ikuti pengaduan ini' }));
    await page.getByRole('heading', { name: `Pengaduan ${reference}` }).waitFor();
    await move(reference, { move: 'verify', kind: 'ordinary' });
    await move(reference, { move: 'answer', text: 'Sudah diperbaiki.' });
    await page.reload();
    await press(page, 'Buka kembali');
    const reason = page.getByLabel('Mengapa perlu dibuka kembali?');
    await reason.fill('Hari ini terjadi lagi.');
    await page.reload();
    await expect.poll(() => reason.inputValue()).toBe('Hari ini terjadi lagi.');
    await press(page, 'Buka kembali');
    await page.locator('#stage').getByText('Ditindaklanjuti').waitFor();
    await page.close();
  });
});

describe('the other ways to complain', () => {
  test('are one tap away, and lead nowhere from the terminal of a reading room', async () => {
    const page = await open('/pengaduan');
    const links = page.locator('.channels a');
    await links.first().waitFor();
    const addresses = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    expect(addresses).toEqual([
      'https://s.bps.go.id/pengaduan6500',
      'mailto:bps6500@bps.go.id',
      'https://wa.me/6281217678691',
      'tel:+6281217678691',
    ]);
    await links.last().scrollIntoViewIfNeeded();
    await picture(page, 'complaint-channels');
    await page.goto(`${world.base}/pengaduan?terminal=1`);
    await page.locator('.channels').getByText('bps6500@bps.go.id').waitFor();
    expect(await links.count()).toBe(0);
    await page.close();
  });
});

describe('a visitor', () => {
  test('is led from the own page to a complaint about the visit, whose token no server is told', async () => {
    const { body: ticket } = await world.client().takeTicket();
    const [, token = ''] = /\/v\/([\w-]+)/.exec(ticket.statusUrl) ?? [];
    await world
      .client()
      .send(`/api/v1/visits/${token}/cancel`, { method: 'POST', key: randomUUID(), body: {} });
    const page = await open(`/v/${token}`);
    await tap(page.getByRole('link', { name: 'Sampaikan pengaduan' }));
    await page.getByText('Pengaduan ini akan ditautkan dengan kunjungan Anda').waitFor();
    expect(page.url()).not.toContain(token);
    const reference = await complain(page, 'Dengan nama');
    const { body } = await supervisor.send<{ complaints: ListedComplaint[] }>(
      at(`?state=all&reference=${reference}`),
    );
    const { body: read } = await supervisor.send<ComplaintView>(at(`/${body.complaints[0]?.id}`));
    expect(read.visit).not.toBeNull();
    await page.close();
  });
});

describe('the pages of complaints', () => {
  const devices = ['phone', 'kiosk', 'board'] as const;
  const each = devices.flatMap((device) => (['id', 'en'] as const).map((lang) => [device, lang] as const));

  test.each(each)('on the %s in %s have no barrier and fit', async (device, lang) => {
    const { body: filed } = await world
      .client()
      .post<{ statusUrl: string }>(at(), { text, identity: 'anonymous' });
    for (const [name, path] of [
      ['form', `/pengaduan?lang=${lang}`],
      ['tracking', new URL(filed.statusUrl).pathname + `?lang=${lang}` + new URL(filed.statusUrl).hash],
      ['unknown', `/pengaduan/ADU-0000-2026-0001?lang=${lang}`],
    ] as const) {
      const page = await open(path, device);
      await page.getByRole('heading', { level: 1 }).waitFor();
      if (name === 'form') await page.locator('button.primary:enabled').waitFor();
      await page.evaluate(() => document.fonts.ready.then(() => undefined));
      expect(await barriers(page)).toEqual([]);
      expect(await fits(page)).toBe(true);
      await picture(page, `complaint-${name}-${device}-${lang}`, { whole: true });
      await page.close();
    }
  });

  test('take at most 50 KB of packed scripts and open no socket', async () => {
    const page = await open('/pengaduan');
    let bytes = 0;
    const sockets: string[] = [];
    page.on('websocket', (socket) => sockets.push(socket.url()));
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script')
        bytes += Number(response.headers()['content-length']);
    });
    await page.reload();
    await page.locator('button.primary:enabled').waitFor();
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThanOrEqual(50 * 1024);
    expect(sockets).toEqual([]);
    await page.close();
  });
});
