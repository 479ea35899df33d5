import type { Locator, Page } from 'playwright-core';
import { afterEach, describe, expect, test } from 'vitest';
import { createHungProxy } from '../../world/outside/hung-proxy.ts';
import { until } from '../../world/until.ts';
import { TestClient } from '../../world/client.ts';
import { daily, seedTestOffice } from '../../world/office.ts';
import { openWorld, useResource, useWorld } from '../../world/use.ts';
import { commandsOf, middleOf, stopClock, tapsDoNothing } from '../screens/fingers.ts';
import { layoutFaults } from '../screens/layout-faults.ts';
import { useScreens, picture, press, sizes, tap } from '../screens/screens.ts';

const world = useWorld();
const line = useResource(() => createHungProxy(world.base));
const screens = useScreens();
afterEach(() => {
  line.revive();
});

/**
 * A visitor is told within ten seconds that nothing answers (`checkEveryMs` and the limit of a reading); twice
 * that here, because it is the words that are proven, and the machine may be slow.
 */
const patienceMs = 20_000;
const notNow = 'Nomor belum dapat diambil';

async function openKiosk(base = line.base): Promise<Page> {
  const kiosk = await screens.open(`${base}/kios`, 'kiosk');
  await kiosk.getByRole('heading', { name: 'Selamat datang' }).waitFor();
  await kiosk.evaluate(async () => void (await document.fonts.ready)); // a picture waits for fonts under way
  return kiosk;
}

const tapTile = (kiosk: Page): Promise<void> => tap(kiosk.getByRole('button', { name: 'Ambil nomor' }));

async function numbersGiven(): Promise<number> {
  const rows = await world.db.selectFrom('visit').select('number').execute();
  return rows.length;
}

async function expectNumber(kiosk: Page, count: number): Promise<void> {
  await kiosk.getByText(`P-${String(count).padStart(3, '0')}`, { exact: true }).waitFor({ timeout: 20_000 });
  expect(await numbersGiven()).toBe(count);
}

describe('a kiosk whose server does not answer', () => {
  test('says so in words, and what to do, before anybody taps', async () => {
    const kiosk = await openKiosk();
    line.hang('all');
    await kiosk.getByRole('heading', { name: notNow }).waitFor({ timeout: patienceMs });
    await kiosk.getByText('Silakan ambil nomor dari petugas.').waitFor();
    expect(await kiosk.getByRole('button', { name: 'Ambil nomor' }).count()).toBe(0);
    await picture(kiosk, 'kiosk-hung');
    line.revive();
    await kiosk.getByRole('button', { name: 'Ambil nomor' }).waitFor({ timeout: patienceMs });
    await kiosk.close();
  });

  test('says so as well when it never heard of its office', async () => {
    line.hangAt('GET /api/v1/offices');
    const kiosk = await screens.open(`${line.base}/kios`, 'kiosk');
    await kiosk.getByRole('heading', { name: notNow }).waitFor({ timeout: patienceMs });
    line.revive();
    await kiosk.getByRole('button', { name: 'Ambil nomor' }).waitFor({ timeout: patienceMs });
    await kiosk.close();
  });

  test('says so at the first reading without an answer, though the ones before it had theirs', async () => {
    const kiosk = await openKiosk(world.base);
    const reading = `**/api/v1/offices/${world.office}/kiosk`;
    await kiosk.route(reading, () => undefined); // never answered
    await kiosk.getByRole('heading', { name: notNow }).waitFor({ timeout: patienceMs });
    await kiosk.unroute(reading);
    await kiosk.getByRole('button', { name: 'Ambil nomor' }).waitFor({ timeout: patienceMs });
    await kiosk.close();
  });

  test('tells who tapped within ten seconds, and shows the number when it comes late, once', async () => {
    const kiosk = await openKiosk();
    const before = await numbersGiven();
    line.hang('all');
    await kiosk.getByRole('button', { name: 'Ambil nomor' }).dblclick();
    await kiosk.getByRole('heading', { name: notNow }).waitFor({ timeout: patienceMs });
    await kiosk.getByRole('button', { name: 'Coba lagi' }).waitFor();
    await picture(kiosk, 'kiosk-not-taken');
    line.revive();
    await expectNumber(kiosk, before + 1);
    await kiosk.close();
  });

  test('gives the number that was given behind its back, also in another language and when pressed twice', async () => {
    const kiosk = await openKiosk();
    const before = await numbersGiven();
    line.hang('answers');
    await tapTile(kiosk);
    await kiosk.getByRole('heading', { name: notNow }).waitFor({ timeout: patienceMs });
    await until('the number was given', async () => (await numbersGiven()) === before + 1);
    await tap(kiosk.getByRole('button', { name: 'English' }));
    await kiosk.getByRole('button', { name: 'Try again' }).dblclick();
    await kiosk.getByRole('heading', { name: 'No number can be taken yet' }).waitFor();
    line.revive();
    await expectNumber(kiosk, before + 1);
    await press(kiosk, 'Done');
    await kiosk.getByRole('heading', { name: 'Selamat datang' }).waitFor(); // the next visitor reads Indonesian
    await kiosk.close();
  });

  test('hands a number that nobody waited for to the next visitor', async () => {
    const kiosk = await openKiosk();
    const before = await numbersGiven();
    line.hang('answers');
    await tapTile(kiosk);
    await kiosk.getByRole('heading', { name: notNow }).waitFor({ timeout: patienceMs });
    await until('the number was given', async () => (await numbersGiven()) === before + 1);
    await tap(kiosk.getByRole('button', { name: 'Kembali' }));
    line.revive();
    await kiosk.getByRole('button', { name: 'Ambil nomor' }).waitFor({ timeout: patienceMs });
    await tapTile(kiosk);
    await expectNumber(kiosk, before + 1);
    await tap(kiosk.getByRole('button', { name: 'Selesai' }));
    await tapTile(kiosk);
    await expectNumber(kiosk, before + 2);
    await kiosk.close();
  });

  test('does so as well where the browser lets pages store nothing', async () => {
    const kiosk = await openKiosk();
    await kiosk.addInitScript(() => {
      const refuse = (): never => {
        throw new DOMException('storage is blocked', 'SecurityError');
      };
      Object.defineProperty(window, 'sessionStorage', { get: refuse });
    });
    await kiosk.reload();
    await kiosk.getByRole('heading', { name: 'Selamat datang' }).waitFor();
    const before = await numbersGiven();
    line.hang('answers');
    await tapTile(kiosk);
    await kiosk.getByRole('heading', { name: notNow }).waitFor({ timeout: patienceMs });
    await until('the number was given', async () => (await numbersGiven()) === before + 1);
    await press(kiosk, 'Kembali');
    line.revive();
    await tapTile(kiosk);
    await expectNumber(kiosk, before + 1);
    await press(kiosk, 'Selesai');
    await kiosk.close();
  });

  test('finds the number again after a reload in the middle, and keeps nothing once it was shown', async () => {
    const kiosk = await openKiosk();
    const before = await numbersGiven();
    line.hang('answers');
    await tapTile(kiosk);
    await until('the number was given', async () => (await numbersGiven()) === before + 1);
    await kiosk.goto('about:blank');
    line.revive();
    await kiosk.goto(`${line.base}/kios`);
    await expectNumber(kiosk, before + 1);
    expect(await kiosk.evaluate(() => sessionStorage.length + localStorage.length)).toBe(0);
    await kiosk.reload();
    await kiosk.getByRole('heading', { name: 'Selamat datang' }).waitFor();
    await kiosk.close();
  });
});

describe('a kiosk between two visitors', () => {
  const screensOfKiosks = [
    sizes.kiosk,
    { width: 1366, height: 768 },
    { width: 1280, height: 720 },
    { width: 1080, height: 1920 },
    { width: 800, height: 1280 },
  ];

  test.each(['Bahasa Indonesia', 'English'])(
    'fills its screen and never scrolls, standing or lying, at the start and at the groups, in %s',
    async (spoken) => {
      const kiosk = await openKiosk(world.base);
      await tap(kiosk.getByRole('button', { name: spoken }));
      const heights: string[] = [];
      const measure = async (page: string): Promise<void> => {
        for (const size of screensOfKiosks) {
          await kiosk.setViewportSize(size);
          const high = await kiosk.evaluate(() => document.documentElement.scrollHeight);
          if (high !== size.height) heights.push(`${page}: ${high} in ${size.height}`);
          expect(await layoutFaults(kiosk), `${page} at ${size.width}`).toEqual([]);
        }
      };
      await measure('start');
      await tap(kiosk.getByRole('button', { name: /^Priorit/ }));
      await kiosk.getByRole('button', { name: /^(Kembali|Back)$/ }).waitFor();
      await measure('groups');
      await picture(kiosk, `kiosk-groups-800-${spoken.slice(0, 2)}`);
      await kiosk.setViewportSize(sizes.kiosk);
      await picture(kiosk, `kiosk-groups-${spoken.slice(0, 2)}`);
      expect(heights).toEqual([]);
      await kiosk.close();
    },
  );

  test.each([
    [320, 256],
    [390, 844],
  ])('never scrolls sideways on a page of %d × %d', async (width, height) => {
    const kiosk = await openKiosk(world.base);
    await kiosk.setViewportSize({ width, height });
    const wide: string[] = [];
    const measure = async (page: string): Promise<void> => {
      await picture(kiosk, `kiosk-${width}-${page}`, { whole: true });
      const at = await kiosk.evaluate(() => document.documentElement.scrollWidth);
      if (at > width) wide.push(`${page}: ${at}`);
    };
    await measure('start');
    await tap(kiosk.getByRole('button', { name: 'Prioritas' }));
    await kiosk.getByRole('heading', { name: 'Silakan pilih kelompok' }).waitFor();
    await measure('groups');
    await press(kiosk, 'Kembali');
    await tapTile(kiosk);
    await kiosk.getByRole('heading', { name: 'Nomor Antrean Anda' }).waitFor();
    await measure('number');
    expect(wide).toEqual([]);
    await kiosk.close();
  });

  test('speaks Indonesian again when somebody switched and walked away', async () => {
    const kiosk = await openKiosk(world.base);
    await kiosk.clock.install();
    await tap(kiosk.getByRole('button', { name: 'English' }));
    await kiosk.getByRole('heading', { name: 'Welcome' }).waitFor();
    await kiosk.clock.runFor(31_000);
    await kiosk.getByRole('heading', { name: 'Selamat datang' }).waitFor();
    await kiosk.close();
  });

  test('asks who is still there, and goes back to the start', async () => {
    const kiosk = await openKiosk(world.base);
    await kiosk.clock.install();
    await tap(kiosk.getByRole('button', { name: 'Prioritas' }));
    await kiosk.getByRole('heading', { name: 'Silakan pilih kelompok' }).waitFor();
    await kiosk.clock.runFor(31_000);
    await kiosk.getByRole('heading', { name: 'Masih di sini?' }).waitFor();
    await picture(kiosk, 'kiosk-still-here');
    await kiosk.clock.runFor(21_000);
    await kiosk.getByRole('heading', { name: 'Selamat datang' }).waitFor();
    await kiosk.close();
  });

  test('asks nothing any more once it is gone from the page', async () => {
    const kiosk = await openKiosk(world.base);
    await kiosk.clock.install();
    await kiosk.reload();
    await kiosk.getByRole('heading', { name: 'Selamat datang' }).waitFor();
    await kiosk.evaluate(async () => void (await document.fonts.ready));
    await kiosk.evaluate(() => document.querySelector('kiosk-page')?.remove());
    const asked: string[] = [];
    kiosk.on('request', (request) => asked.push(request.url()));
    await kiosk.clock.runFor(120_000);
    await kiosk.evaluate(() => fetch('/livez'));
    expect(asked.filter((url) => !url.endsWith('/livez'))).toEqual([]);
    await kiosk.close();
  });
});

describe('a kiosk that must be paired', () => {
  const unpaired = (kiosk: Page): Locator => kiosk.getByRole('heading', { name: 'Kios belum terhubung' });

  /** A new code of the office of an admin. */
  async function newCode(admin: TestClient): Promise<string> {
    const { body } = await admin.post<{ code: string }>(admin.inOffice('/devices'), { name: 'Kios lobi' });
    return body.code;
  }

  /** Nothing on the kiosk is cut off, lying or standing. */
  async function lookAt(kiosk: Page, what: string): Promise<void> {
    await kiosk.evaluate(async () => void (await document.fonts.ready));
    for (const [name, size] of [
      ['portrait', { width: 1080, height: 1920 }],
      ['landscape', sizes.kiosk],
    ] as const) {
      await kiosk.setViewportSize(size);
      await picture(kiosk, `${what}-${name}`);
      expect(await layoutFaults(kiosk), name).toEqual([]);
    }
  }

  test('asks for its code at once, also when the office is closed, and is a kiosk from then on', async () => {
    await using hall = await openWorld({ kiosk: 'paired', hours: daily(['08:00', '09:00']) });
    const admin = await hall.client().signIn('admin');
    const kiosk = await screens.open(`${hall.base}/kios`, 'kiosk');
    await unpaired(kiosk).waitFor();
    await lookAt(kiosk, 'kiosk-unpaired-closed');
    const code = await newCode(admin);
    await kiosk.getByLabel(/Masukkan kode/).pressSequentially(` ${code.slice(0, 4)} - ${code.slice(4)}`);
    await press(kiosk, 'Hubungkan');
    await unpaired(kiosk).waitFor({ state: 'detached' });
    await kiosk.reload();
    await kiosk.getByRole('heading', { name: 'Layanan tutup' }).waitFor();
    expect(await unpaired(kiosk).count()).toBe(0);
    await kiosk.close();
  });

  test('tells visitors why the office is closed and until when, or what it says to everyone', async () => {
    await using hall = await openWorld({ kiosk: 'paired' });
    const supervisor = await hall.client().signIn('supervisor');
    const tell = async (announcement: object): Promise<void> => {
      const answer = await supervisor.put(supervisor.inOffice('/announcement'), announcement);
      expect(answer.status).toBe(200);
    };
    const kiosk = await screens.open(`${hall.base}/kios`, 'kiosk');
    const toStaff = kiosk.getByText('Pengunjung: silakan ambil nomor dari petugas.');
    await toStaff.waitFor();
    const words = { id: 'Pendingin ruangan sedang diperbaiki.', en: 'The cooling is being repaired.' };
    await tell({ message: words, closing: null });
    await kiosk.getByText(words.id).waitFor();
    await lookAt(kiosk, 'kiosk-unpaired-message');
    const until = new Date(Date.now() + 30 * 3_600_000).toISOString();
    await tell({ message: null, closing: { reason: words, until } });
    await kiosk.getByRole('heading', { name: 'Layanan tutup' }).waitFor();
    await kiosk.getByText(words.id).waitFor();
    await kiosk.getByText(/^Buka kembali/).waitFor();
    await unpaired(kiosk).waitFor();
    expect(await toStaff.count(), 'the staff give no numbers either').toBe(0);
    await lookAt(kiosk, 'kiosk-unpaired-closing');
    await kiosk.close();
  });

  test.each([
    ['half a code', '1234'],
    ['a wrong code', '12345678'],
  ])('forgets %s, and what it said to it, when nobody is there any more', async (_what, typed) => {
    await using hall = await openWorld({ kiosk: 'paired' });
    const kiosk = await screens.open(`${hall.base}/kios`, 'kiosk');
    const code = kiosk.getByLabel(/Masukkan kode/);
    await code.waitFor();
    await kiosk.clock.install();
    const asks = kiosk.getByRole('heading', { name: 'Masih di sini?' });
    await code.pressSequentially(typed.slice(0, 3));
    await kiosk.clock.runFor(20_000);
    await code.pressSequentially(typed.slice(3));
    await kiosk.clock.runFor(20_000);
    expect(await asks.count(), 'somebody typed not long ago').toBe(0);
    await press(kiosk, 'Hubungkan');
    const told = kiosk.getByRole('alert');
    await told.waitFor();
    await kiosk.clock.runFor(31_000);
    await asks.waitFor();
    expect(await code.inputValue()).toBe(typed);
    await kiosk.clock.runFor(21_000);
    await asks.waitFor({ state: 'detached' });
    expect(await code.inputValue()).toBe('');
    expect(await told.count()).toBe(0);
    await kiosk.clock.runFor(120_000);
    expect(await asks.count(), 'an empty form asks for nobody').toBe(0);
    await kiosk.close();
  });

  test('says whose code it was when it is of another office, and leads to the kiosk of that one', async () => {
    await using hall = await openWorld({ kiosk: 'paired' });
    const second = '0350';
    const name = 'BPS Provinsi Jawa Timur';
    await seedTestOffice(hall.db, { code: second, policy: { kiosk: 'paired' } });
    await hall.db.updateTable('office').set({ name }).where('code', '=', second).execute();
    const theirs = await new TestClient({ base: hall.base, office: second }).signIn('admin');
    const kiosk = await screens.open(`${hall.base}/kios?kantor=${hall.office}`, 'kiosk');
    const code = kiosk.getByLabel(/Masukkan kode/);
    await code.fill(await newCode(theirs));
    await press(kiosk, 'Hubungkan');
    await kiosk.getByText(`Kode itu milik ${name}`).waitFor();
    expect(await code.inputValue(), 'the code is used up').toBe('');
    await lookAt(kiosk, 'kiosk-unpaired-elsewhere');
    await tap(kiosk.getByRole('button', { name: 'English' }));
    await kiosk.getByText(`That code belongs to ${name}`).waitFor();
    await kiosk.getByRole('link', { name: `Open the kiosk of ${name}` }).waitFor();
    await tap(kiosk.getByRole('button', { name: 'Bahasa Indonesia' }));
    await tap(kiosk.getByRole('link', { name: `Buka kios ${name}` }));
    await kiosk.getByText(name, { exact: true }).waitFor();
    await kiosk.getByRole('heading', { name: 'Selamat datang' }).waitFor();
    await kiosk.goBack();
    await code.fill(await newCode(await hall.client().signIn('admin')));
    await press(kiosk, 'Hubungkan');
    await kiosk.getByRole('heading', { name: 'Selamat datang' }).waitFor();
    await kiosk.close();
  });
});

describe('a second tap on the kiosk', () => {
  test('after "Prioritas" takes no number of a group', async () => {
    const kiosk = await openKiosk(world.base);
    const commands = commandsOf(kiosk);
    await stopClock(kiosk);
    const tile = await middleOf(kiosk, /^Prioritas/);
    await kiosk.mouse.click(tile.x, tile.y);
    await kiosk.getByRole('heading', { name: 'Silakan pilih kelompok' }).waitFor();
    await tapsDoNothing(kiosk, tile, commands);
    await kiosk.close();
  });
});

describe('what the office tells everyone', () => {
  const words = {
    id: 'Sistem pembelian data sedang diperbarui. Layanan perpustakaan berjalan seperti biasa.',
    en: 'The system for buying data is being repaired. The library is open as usual.',
  };
  const announce = async (announcement: object): Promise<void> => {
    const supervisor = await world.client().signIn('supervisor');
    const body = { message: null, closing: null, ...announcement };
    const path = `/api/v1/offices/${world.office}/announcement`;
    expect((await supervisor.send(path, { method: 'PUT', body })).status).toBe(200);
  };

  test('stands on the kiosk and on the phones of those who wait, until it is taken back', async () => {
    const { body: ticket } = await world.client().takeTicket();
    const kiosk = await openKiosk(world.base);
    const phone = await screens.open(`${world.base}${ticket.statusUrl}`, 'phone');
    await phone.getByText(ticket.label).waitFor();
    await announce({ message: words });
    for (const page of [kiosk, phone]) await page.getByText(words.id).waitFor();
    await picture(kiosk, 'kiosk-message');
    await picture(phone, 'phone-message');
    expect(await layoutFaults(kiosk)).toEqual([]);
    await kiosk.setViewportSize({ width: 1080, height: 1920 });
    await picture(kiosk, 'kiosk-message-portrait');
    expect(await layoutFaults(kiosk)).toEqual([]);
    await tap(phone.getByRole('button', { name: 'English' }));
    await phone.getByText(words.en).waitFor();
    await announce({});
    await phone.getByText(words.en).waitFor({ state: 'detached' });
    await kiosk.getByText(words.id).waitFor({ state: 'detached' });
    await kiosk.close();
    await phone.close();
  });

  test('of a closing says why and until when on both', async () => {
    const { body: ticket } = await world.client().takeTicket();
    const kiosk = await openKiosk(world.base);
    const phone = await screens.open(`${world.base}${ticket.statusUrl}`, 'phone');
    await announce({
      closing: { reason: words, until: new Date(Date.now() + 30 * 3_600_000).toISOString() },
    });
    await kiosk.getByRole('heading', { name: 'Layanan tutup' }).waitFor();
    await kiosk.getByText(words.id).waitFor();
    await kiosk.getByText(/^Buka kembali/).waitFor();
    await phone.getByText(/Layanan tutup, buka kembali/).waitFor();
    await phone.getByText(words.id).waitFor();
    await picture(phone, 'phone-closing');
    for (const [name, size] of [
      ['landscape', sizes.kiosk],
      ['portrait', { width: 1080, height: 1920 }],
    ] as const) {
      await kiosk.setViewportSize(size);
      await picture(kiosk, `kiosk-closing-${name}`);
      expect(await layoutFaults(kiosk), name).toEqual([]);
    }
    await announce({});
    await kiosk.close();
    await phone.close();
  });
});
