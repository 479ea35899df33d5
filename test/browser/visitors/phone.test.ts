/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { StaffVisit } from '../../../wire/visits.ts';
import type { Ticket } from '../../../wire/visitors/visitors.ts';
import { until } from '../../world/until.ts';
import { openWorld, useClient, useWorld } from '../../world/use.ts';
import { useScreens, picture, sizes, tap, tick } from '../screens/screens.ts';

const world = useWorld();
const screens = useScreens();
const staff = useClient(world, 'staff');

const takeTicket = async (): Promise<Ticket> => (await world.client().takeTicket()).body;
const openPhone = (ticket: Ticket): Promise<Page> =>
  screens.open(`${world.base}${ticket.statusUrl}`, 'phone');

/** Calls whoever stands before a number and sends them away, then calls it. */
async function call({ visitId }: Pick<Ticket, 'visitId'>): Promise<StaffVisit> {
  for (;;) {
    const { visit } = (await staff.call()).body;
    if (!visit) throw new Error('nobody waits');
    if (visit.visitId === visitId) return visit;
    await staff.move(visit, 'no-show');
  }
}

describe('a page that comes over a slow line', () => {
  /** Notes frame by frame what a person sees, and when the line to the server is opened. */
  function watch(): void {
    const seen = { unsupported: false, empty: 0, drawn: false, drawnBeforeLine: [] as boolean[], jumps: 0 };
    Object.assign(globalThis, { seen });
    const isVisible = (element: Element | null | undefined): boolean =>
      (element?.getClientRects().length ?? 0) > 0;
    let top: number | undefined;
    const look = (): void => {
      const page = document.querySelector('visitor-page');
      const number = page?.shadowRoot?.querySelector('.number') ?? page?.querySelector('.number');
      seen.unsupported ||= isVisible(document.querySelector('.unsupported'));
      seen.drawn ||= isVisible(page?.shadowRoot?.querySelector('.number'));
      if (isVisible(number)) top ??= number?.getBoundingClientRect().top;
      if (top !== undefined && !isVisible(number)) seen.empty += 1;
      if (top !== undefined && Math.abs((number?.getBoundingClientRect().top ?? top) - top) > 1)
        seen.jumps += 1;
      requestAnimationFrame(look);
    };
    look();
    const Line = WebSocket;
    Object.assign(globalThis, {
      WebSocket: class extends Line {
        constructor(...args: ConstructorParameters<typeof Line>) {
          super(...args);
          seen.drawnBeforeLine.push(seen.drawn);
        }
      },
    });
  }

  test.each(['id', 'en'])('shows its number once and for all, before its line: %s', async (language) => {
    const { statusUrl, label } = await takeTicket();
    await using context = await screens.browser.newContext({ viewport: sizes.phone, locale: 'id-ID' });
    const page = await context.newPage();
    const slow = await context.newCDPSession(page);
    const bytesPerSecond = 50_000;
    await slow.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 400,
      downloadThroughput: bytesPerSecond,
      uploadThroughput: bytesPerSecond,
    });
    await page.addInitScript(watch);
    const lines: string[] = [];
    page.on('websocket', (line) => lines.push(line.url()));
    await page.goto(`${world.base}${statusUrl}?lang=${language}`);
    await until('the line is open', async () => lines.length > 0);
    const seen = await page.evaluate(() => (globalThis as unknown as { seen: object }).seen);
    expect(seen).toEqual({ unsupported: false, empty: 0, drawn: true, drawnBeforeLine: [true], jumps: 0 });
    expect(await page.locator('visitor-page').getByText(label, { exact: true }).count()).toBeGreaterThan(0);
    const loaded = await page.evaluate(() =>
      performance.getEntriesByType('resource').map((entry) => {
        const { name, encodedBodySize } = entry as PerformanceResourceTiming;
        return { path: new URL(name).pathname, bytes: encodedBodySize };
      }),
    );
    expect(loaded.filter(({ path }) => path.startsWith('/api/'))).toEqual([]);
    const scripts = loaded.filter(({ path }) => path.endsWith('.js'));
    expect(scripts.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(36_000);
  });

  test('is readable without scripts, and says so to a browser that is too old', async () => {
    const { statusUrl, label } = await takeTicket();
    await using context = await screens.browser.newContext({
      viewport: sizes.phone,
      javaScriptEnabled: false,
    });
    const page = await context.newPage();
    await page.goto(`${world.base}${statusUrl}`);
    await page.getByText(label, { exact: true }).waitFor();
    expect(await page.getByText('Peramban ini tidak didukung').isVisible()).toBe(false);
    await picture(page, 'phone-first-answer');
    await page.route('**/*.css', async (route) => {
      const sheet = await route.fetch();
      const body = (await sheet.text()).replace(/@supports selector\([^)]*\)\{.*?\}\}/g, '');
      await route.fulfill({ response: sheet, body });
    });
    await page.reload();
    await page.getByText('Peramban ini tidak didukung').waitFor();
    await picture(page, 'phone-too-old');
  });
});

describe('a guest book that was typed half', () => {
  const typed = {
    'Nama lengkap': 'Siti Nurhaliza',
    'E-mail aktif': 'siti@example.com',
    'Asal instansi': 'Umum',
    'Jumlah laki-laki': '3',
  };
  const chosen = { 'Jenis kelamin': 'P', Umur: '2', 'Kategori instansi': '9' };

  async function type(page: Page): Promise<void> {
    for (const [label, text] of Object.entries(typed)) await page.getByLabel(label).fill(text);
    for (const [label, code] of Object.entries(chosen)) await page.getByLabel(label).selectOption(code);
    await tick(page.getByLabel('Konsultasi'));
    await tick(page.getByLabel('Simpan isian ini'));
  }

  async function expectTyped(page: Page): Promise<void> {
    await page.getByLabel('Nama lengkap').waitFor();
    for (const [label, value] of [...Object.entries(typed), ...Object.entries(chosen)]) {
      expect(await page.getByLabel(label).inputValue(), label).toBe(value);
    }
    expect(await page.getByLabel('Konsultasi').isChecked()).toBe(true);
    expect(await page.getByLabel('Perpustakaan').isChecked()).toBe(true);
    expect(await page.getByLabel('Simpan isian ini').isChecked(), 'a consent is given anew').toBe(false);
  }

  const kept = (page: Page): Promise<number> => page.evaluate(() => sessionStorage.length);

  test('is there again after a reload, a key, a way back and another call, and goes when it is sent', async () => {
    const ticket = await takeTicket();
    const visit = await call(ticket);
    const page = await openPhone(ticket);
    await type(page);
    for (const _time of [1, 2, 3]) {
      await page.reload();
      await expectTyped(page);
    }
    await picture(page, 'phone-draft', { whole: true });
    await page.getByLabel('No. HP/WA').pressSequentially('0');
    await page.reload();
    await expectTyped(page);
    await page.getByLabel('No. HP/WA').fill('');
    await page.goto(`${world.base}/`);
    await page.goBack();
    await expectTyped(page);

    const requeued = (await staff.move(visit, 'requeue')).body;
    await page.getByLabel('Nama lengkap').waitFor({ state: 'detached' });
    await call(requeued);
    await expectTyped(page);

    for (const label of ['Pendidikan tertinggi', 'Pekerjaan utama', 'Pemanfaatan utama']) {
      await page.getByLabel(label).selectOption('1');
    }
    await page.getByLabel('Penyandang disabilitas').selectOption('none');
    await page.getByLabel('Jumlah perempuan').fill('0');
    await tap(page.getByRole('button', { name: 'Kirim buku tamu' }));
    await page.getByText('Buku tamu sudah diterima').waitFor();
    expect(await kept(page)).toBe(0);
  });

  test('is never shown to another number, and goes with the visit', async () => {
    const first = await takeTicket();
    const visit = await call(first);
    const page = await openPhone(first);
    await type(page);
    expect(await kept(page)).toBe(1);
    await staff.move(visit, 'no-show');
    const second = await takeTicket();
    await call(second);
    await page.goto(`${world.base}${second.statusUrl}`);
    await page.getByLabel('Nama lengkap').waitFor();
    expect(await page.getByLabel('Nama lengkap').inputValue()).toBe('');
    expect(await kept(page)).toBe(0);

    await type(page);
    expect(await kept(page)).toBe(1);
    await tap(page.getByRole('button', { name: 'Batalkan nomor ini' }));
    await tap(page.getByRole('dialog').getByRole('button', { name: 'Ya, batalkan nomor ini' }));
    await page.getByLabel('Nama lengkap').waitFor({ state: 'detached' });
    expect(await kept(page)).toBe(0);
  });
});

/** Counts from now on how often the page shakes the phone, and how many notes it plays. */
function countAlerts(): void {
  const alerts = { shaken: 0, notes: 0 };
  Object.assign(globalThis, { alerts });
  navigator.vibrate = () => (alerts.shaken += 1) > 0;
  const { start } = Object.getOwnPropertyDescriptors(AudioScheduledSourceNode.prototype);
  AudioScheduledSourceNode.prototype.start = function count(when) {
    alerts.notes += 1;
    start.value?.call(this, when);
  };
}

const alertsOf = (page: Page): Promise<unknown> =>
  page.evaluate(() => (globalThis as unknown as { alerts: unknown }).alerts);

describe('a number that is called', () => {
  test('rings and shakes the phone of whoever asked for it, each time, and no other', async () => {
    const ticket = await takeTicket();
    const asked = await openPhone(ticket);
    const silent = await openPhone(ticket);
    for (const page of [asked, silent]) await page.evaluate(countAlerts);
    await tap(asked.getByRole('button', { name: 'Aktifkan bunyi dan getar' }));
    await asked.getByText('Bunyi dan getar aktif').waitFor();
    await expect.poll(() => alertsOf(asked)).toEqual({ shaken: 1, notes: 1 });
    await picture(asked, 'phone-alert-on');

    const called = await call(ticket);
    await expect.poll(() => alertsOf(asked)).toEqual({ shaken: 2, notes: 3 });
    const line = asked.waitForEvent('websocket');
    await asked.evaluate(() => globalThis.dispatchEvent(new Event('offline')));
    await line; // a line that is back tells of the same call
    const recalled = (await staff.move(called, 'recall')).body;
    await expect.poll(() => alertsOf(asked)).toEqual({ shaken: 3, notes: 5 });
    await staff.move(recalled, 'no-show');
    for (const page of [asked, silent]) await page.getByText('Nomor Anda terlewat').first().waitFor();
    expect(await alertsOf(asked)).toEqual({ shaken: 3, notes: 5 });
    expect(await alertsOf(silent)).toEqual({ shaken: 0, notes: 0 });
    for (const page of [asked, silent]) await page.close();
  });

  test('tells how long it waits, holds while the guest book is typed, and says what to do when it was missed', async () => {
    const ticket = await takeTicket();
    const page = await openPhone(ticket);
    const visit = await call(ticket);
    await page.getByRole('heading', { name: 'Giliran Anda: Front Office 1' }).waitFor();
    await page
      .getByRole('timer')
      .getByText(/^[34]:\d\d$/)
      .waitFor();
    const said = page.getByRole('status');
    expect(await said.evaluate((region) => region.textContent)).not.toMatch(/\d:\d\d/);
    expect(await page.getByRole('timer').evaluate((timer) => timer.closest('[aria-live]'))).toBeNull();
    await picture(page, 'phone-called-countdown');

    const signs: number[] = [];
    page.on('response', (response) => {
      if (response.url().endsWith('/typing')) signs.push(response.status());
    });
    await page.getByLabel('Nama lengkap').pressSequentially('Siti Nurhaliza');
    await until('the sign of typing is answered', async () => signs.length > 0);
    expect(signs).toEqual([204]);

    const missed = (await staff.move(visit, 'no-show')).body;
    await page.getByRole('heading', { name: 'Nomor Anda terlewat' }).waitFor();
    await page.getByText(/Anda dipanggil pukul .*, tetapi belum datang/).waitFor();
    await page.getByText(/Silakan temui petugas; nomor Anda dapat dipanggil kembali sampai pukul/).waitFor();
    expect(await page.getByRole('timer').count()).toBe(0);
    await picture(page, 'phone-missed');
    await tap(page.getByRole('button', { name: 'English' }));
    await page.getByRole('heading', { name: 'Your number was missed' }).waitFor();
    await picture(page, 'phone-missed-en');

    expect((await staff.move(missed, 'requeue')).status).toBe(200);
    await page.getByText('Your number is back in the queue').waitFor();
    await picture(page, 'phone-came-back');
    await tap(page.getByRole('button', { name: 'Bahasa Indonesia' }));
    await call(ticket);
    await page.getByLabel('Nama lengkap').waitFor();
    expect(await page.getByLabel('Nama lengkap').inputValue()).toBe('Siti Nurhaliza');
  });
});

describe('a server that was upgraded while a phone waited', () => {
  test('brings the guest book all the same', async () => {
    const ticket = await takeTicket();
    await using context = await screens.browser.newContext({ viewport: sizes.phone, locale: 'id-ID' });
    context.setDefaultTimeout(20_000);
    const page = await context.newPage();
    await page.clock.install();
    let loads = 0;
    page.on('framenavigated', () => (loads += 1));
    await page.goto(`${world.base}${ticket.statusUrl}`);
    await page.route('**/guest-book-form-*.js', (route) =>
      loads < 2 ? route.fulfill({ status: 404 }) : route.continue(),
    );
    await page.clock.runFor(11_000);
    await call(ticket);
    await page.getByLabel('Nama lengkap').waitFor();
    expect(loads).toBe(2);
  });
});

describe('a visitor who waits longer than was promised', () => {
  test('reads until when the promise holds, and no longer that it will be kept', async () => {
    await using impatient = await openWorld({ slaSeconds: 3, slaWarnSeconds: 1 });
    const clerk = await impatient.client().signIn('staff');
    const { body: ticket } = await impatient.client().takeTicket();
    await clerk.call();
    await impatient.client().fillGuestBook(ticket.token);
    const page = await screens.open(`${impatient.base}${ticket.statusUrl}`, 'phone');
    await page.getByText('Mohon maaf, Anda menunggu lebih lama').waitFor();
    expect(await page.getByText('Anda akan dilayani paling lambat').count()).toBe(0);
    await picture(page, 'phone-late');
    await page.close();
  });
});
