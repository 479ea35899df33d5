/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { linkTerms } from '../../../domain/members/links.ts';
import { registration } from '../../world/client.ts';
import { createPostOffice, type Letter } from '../../world/outside/post-office.ts';
import { addPublication } from '../../world/softcopies/collection.ts';
import { makeDocument } from '../../world/softcopies/documents.ts';
import { until } from '../../world/until.ts';
import { openWorld, useResource, useWorld } from '../../world/use.ts';
import { barriers } from '../screens/axe.ts';
import { stopClock } from '../screens/fingers.ts';
import { enter, picture, press, type sizes, tap, useScreens } from '../screens/screens.ts';
import { fillRegistration, linkBase, linkIn } from './registering.ts';

const post = useResource(createPostOffice);
beforeAll(() => post.open());
const world = useWorld({}, () => ({ mail: { url: post.url, from: 'pst@kunjung.example', linkBase } }));
const screens = useScreens();

type Device = keyof typeof sizes;
const open = (address: string, device: Device = 'phone'): Promise<Page> =>
  screens.open(`${world.base}${address}`, device);

const letterTo = (email: string, count = 1): Promise<Letter> =>
  until(
    `letter ${count} to ${email}`,
    async () => post.letters.filter(({ to }) => to.includes(email))[count - 1],
  );
const codeIn = ({ text }: Letter): string => /Kode: (\d{4} \d{4})/.exec(text)?.[1] ?? '';

/** Registers in a new browser, whose address is not confirmed yet. */
async function register(email: string, address = '/pustaka/daftar', device: Device = 'phone'): Promise<Page> {
  const page = await open(address, device);
  await fillRegistration(page, email);
  await press(page, 'Daftar dan masuk');
  await page.getByRole('heading', { name: 'Selamat datang' }).waitFor();
  return page;
}

const fits = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

/** Somebody comes back to a tab from another one, which this browser without a window cannot show. */
const comeBack = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));

describe('registering', () => {
  test('signs in at once, and the mailed link confirms the address', async () => {
    const email = 'layar-1@example.com';
    const page = await open('/pustaka');
    await tap(page.getByRole('link', { name: 'Daftar', exact: true }));
    await page.getByRole('heading', { name: 'Pendaftaran Pustaka' }).waitFor();
    await page.getByText('UU 27/2022').waitFor(); // the privacy notice
    await fillRegistration(page, email);
    await press(page, 'Daftar dan masuk');
    await page.getByRole('heading', { name: `Selamat datang, ${registration.name}` }).waitFor();
    await page.getByText(`Kami mengirim tautan dan kode ke ${email}`).waitFor();
    await page.getByRole('banner').getByRole('link', { name: registration.name }).waitFor();
    await picture(page, 'members-registered-phone');
    await page.goto(linkIn(await letterTo(email), world.base));
    await page.getByText('E-mail terkonfirmasi').waitFor();
    expect(page.url()).not.toContain('#'); // the secret has left the address
    await page.getByRole('link', { name: registration.name }).waitFor();
    await page.goto(linkIn(await letterTo(email), world.base)); // once more, as mail programs and people do
    await page.getByRole('heading', { name: 'Anda sudah masuk' }).waitFor();
    await page.getByText(`Anda masuk sebagai ${registration.name}`).waitFor();
    await picture(page, 'members-link-again-phone');
    expect(await barriers(page)).toEqual([]);
    await tap(page.getByRole('link', { name: 'Cari pustaka' }));
    await page.getByRole('heading', { name: 'Cari pustaka' }).waitFor();
    await page.close();
  });

  test('can be confirmed by the code, typed where one registered', async () => {
    const email = 'layar-2@example.com';
    const page = await register(email);
    await page.getByLabel('Kode dari surat').fill('0000 0000');
    await press(page, 'Konfirmasi');
    await page.getByText('Kode ini salah').waitFor();
    await page.getByLabel('Kode dari surat').fill('');
    const typed = codeIn(await letterTo(email)).replace(' ', ' - ');
    await page.getByLabel('Kode dari surat').pressSequentially(typed);
    await press(page, 'Konfirmasi');
    await page.getByText('Alamat e-mail Anda sudah dikonfirmasi.').waitFor();
    await page.close();
  });

  test('by Enter, also at once after a wrong one: the line that says so has moved the button', async () => {
    const email = 'layar-2b@example.com';
    const page = await register(email);
    const code = page.getByLabel('Kode dari surat');
    await code.waitFor();
    await stopClock(page);
    await code.fill('0000 0000');
    await code.press('Enter');
    await page.getByText('Kode ini salah').waitFor();
    await code.fill(codeIn(await letterTo(email)));
    await code.press('Enter');
    await page.getByText('Alamat e-mail Anda sudah dikonfirmasi.').waitFor();
    await page.close();
  });

  test('names what is missing, and keeps what was typed over a reload', async () => {
    const page = await open('/pustaka/daftar');
    await page.getByLabel('Nama lengkap').fill('Rina Setengah');
    await press(page, 'Daftar dan masuk');
    await page.getByRole('alert').getByText('E-mail aktif: Wajib diisi.').waitFor();
    await picture(page, 'members-missing-phone');
    await page.getByLabel('E-mail aktif').fill('bukan alamat');
    await page.reload();
    await expect.poll(() => page.getByLabel('Nama lengkap').inputValue()).toBe('Rina Setengah');
    await press(page, 'Daftar dan masuk');
    const faults = page.getByRole('alert');
    await faults.getByText('E-mail aktif: Tulis alamat lengkap').waitFor();
    await faults.getByText('Asal instansi: Wajib diisi.').waitFor();
    const told = await page.locator('#faults li').allInnerTexts();
    expect(await page.locator('.fault').allInnerTexts()).toEqual(
      told.map((each) => each.slice(each.indexOf(':') + 2)),
    );
    await press(page, 'EN, English');
    await faults.getByText('Institution: Required.', { exact: true }).waitFor();
    expect(await page.getByText('Wajib diisi.').count()).toBe(0);
    await picture(page, 'members-missing-en');
    await page.close();
  });

  test('by keyboard alone, in English', async () => {
    const page = await open('/pustaka/daftar?lang=en', 'desk');
    await page.locator('button.primary:enabled').waitFor();
    await page.getByLabel('Full name').focus();
    // one letter finds a choice; more of them would have to come in time
    for (const text of ['Rina', 'layar-3@example.com', 'Umum', 'O', 'R']) {
      await page.keyboard.type(text);
      await page.keyboard.press('Tab');
    }
    await enter(page);
    await page.getByRole('heading', { name: 'Welcome, Rina' }).waitFor();
    const { text } = await letterTo('layar-3@example.com');
    expect(text.indexOf('This e-mail address')).toBeLessThan(text.indexOf('Alamat e-mail ini'));
    await page.close();
  });
});

describe('a link that is opened in another browser', () => {
  test('is refused with words that say where to type the code', async () => {
    const email = 'layar-4@example.com';
    const page = await register(email);
    const letter = await letterTo(email);
    const other = await open(new URL(linkIn(letter, world.base)).href.replace(world.base, ''));
    await other.getByRole('heading', { name: 'Tautan ini dibuka di peramban lain' }).waitFor();
    await picture(other, 'members-other-browser-phone');
    expect(await barriers(other)).toEqual([]);
    expect(screens.takeComplaints()).toEqual([expect.stringContaining('status of 403')]);
    await page.getByLabel('Kode dari surat').fill(codeIn(letter));
    await press(page, 'Konfirmasi');
    await page.getByText('Alamat e-mail Anda sudah dikonfirmasi.').waitFor();
    await other.close();
    await page.close();
  });
});

describe('a mailed link that is opened in another tab', () => {
  const title = 'Statistik Perikanan Laut';

  test('leads to the publication at which one registered, and the first tab knows when one comes back', async () => {
    const email = 'layar-tab-1@example.com';
    const id = await addPublication(world, { number: '65000.2411', title, pdf: makeDocument([{}]) });
    const page = await open(`/pustaka/${id}?lang=en`);
    await page.getByRole('heading', { name: title, level: 1 }).waitFor();
    await tap(page.getByRole('banner').getByRole('link', { name: 'Register', exact: true }));
    await page.getByLabel('Full name').waitFor();
    await page.goto(page.url().replace('lang=en', 'lang=id'));
    await fillRegistration(page, email);
    await press(page, 'Daftar dan masuk');
    await page.getByText(`Kami mengirim tautan dan kode ke ${email}`).waitFor();
    await page.getByRole('link', { name: 'Kembali ke publikasi' }).waitFor();
    await picture(page, 'members-registered-publication-phone', { whole: true });
    const tab = await page.context().newPage();
    await tab.goto(linkIn(await letterTo(email), world.base));
    await tab.getByRole('heading', { name: title, level: 1 }).waitFor();
    await tab.getByRole('link', { name: registration.name }).waitFor();
    expect(tab.url()).toBe(`${world.base}/pustaka/${id}?lang=id`);
    await comeBack(page);
    await page.getByText('Alamat e-mail Anda sudah dikonfirmasi.').waitFor();
    await tab.close();
    await page.close();
  });

  test('leads back to the search, and so does the first tab when one comes back', async () => {
    const email = 'layar-tab-2@example.com';
    const known = await register(email);
    await known.goto(linkIn(await letterTo(email), world.base));
    await known.getByText('E-mail terkonfirmasi').waitFor();
    const search = `${world.base}/pustaka?q=perikanan&year=2026`;
    const page = await screens.open(search, 'phone');
    await page.getByRole('heading', { name: title }).waitFor();
    await tap(page.getByRole('banner').getByRole('link', { name: 'Daftar', exact: true }));
    await tap(page.getByRole('main').getByRole('link', { name: 'Masuk', exact: true }));
    await page.getByLabel('Alamat e-mail Anda').fill(email);
    await press(page, 'Kirim tautan masuk');
    await page.getByRole('heading', { name: 'Periksa e-mail Anda' }).waitFor();
    const tab = await page.context().newPage();
    await tab.goto(linkIn(await letterTo(email, 2), world.base));
    await tab.locator('#results').filter({ hasText: 'perikanan' }).waitFor();
    expect(tab.url()).toBe(search);
    await comeBack(page);
    await page.locator('#results').filter({ hasText: 'perikanan' }).waitFor();
    expect(page.url()).toBe(search);
    for (const each of [known, tab, page]) await each.close();
  });
});

describe('whoever returns', () => {
  test('asks for a link, types its code, sees the sessions, signs one out and leaves', async () => {
    const email = 'layar-5@example.com';
    const first = await register(email);
    await first.goto(linkIn(await letterTo(email), world.base));
    await first.getByText('E-mail terkonfirmasi').waitFor();
    const page = await open('/pustaka/masuk', 'desk');
    await page.getByLabel('Alamat e-mail Anda').fill(email);
    await press(page, 'Kirim tautan masuk');
    await page.getByRole('heading', { name: 'Periksa e-mail Anda' }).waitFor();
    const code = codeIn(await letterTo(email, 2));
    await page.reload();
    await page.getByLabel('Kode dari surat').fill(code);
    await press(page, 'Masuk');
    await page.getByRole('heading', { name: registration.name }).waitFor();
    await page.getByText('(peramban ini)').waitFor();
    await comeBack(first);
    await expect.poll(() => first.locator('.sessions li').count()).toBe(2);
    await tap(page.getByRole('button', { name: /^Keluarkan Chrome/ }));
    await expect.poll(() => page.locator('.sessions li').count()).toBe(1);
    await comeBack(first);
    await first.getByRole('heading', { name: 'Masuk Pustaka' }).waitFor();
    const why = first.getByText('Anda dikeluarkan dari peramban ini');
    await why.waitFor();
    await picture(first, 'members-signed-out-elsewhere-phone');
    await first.goto(`${world.base}/pustaka`);
    await why.waitFor();
    await first.getByRole('banner').getByRole('link', { name: 'Masuk', exact: true }).waitFor();
    await picture(first, 'members-signed-out-search-phone');
    expect(await barriers(first)).toEqual([]);
    await press(first, 'Tutup');
    await why.waitFor({ state: 'detached' });
    await first.reload();
    await first.getByRole('link', { name: 'Daftar', exact: true }).waitFor();
    expect(await why.count()).toBe(0);
    await press(page, 'Hapus pendaftaran');
    await picture(page, 'members-delete-desk');
    await press(page, 'Ya, hapus');
    await page.getByRole('heading', { name: 'Pendaftaran Anda sudah dihapus' }).waitFor();
    await page.getByRole('link', { name: 'Daftar / Masuk' }).waitFor();
    await picture(page, 'members-deleted-desk');
    expect(await barriers(page)).toEqual([]);
    expect((await letterTo(email, 3)).subject).toContain('sudah dihapus');
    await first.close();
    await page.close();
  });
});

describe('whoever asks for a link where somebody else is signed in', () => {
  test('goes on waiting, also after a reload, and enters once the own link was used', async () => {
    const [first, second] = ['layar-6@example.com', 'layar-7@example.com'];
    const page = await register(first);
    await page.goto(linkIn(await letterTo(first), world.base));
    await page.getByText('E-mail terkonfirmasi').waitFor();
    const other = await open('/pustaka/daftar');
    await fillRegistration(other, second);
    await other.getByLabel('Nama lengkap').fill('Budi Santoso');
    await press(other, 'Daftar dan masuk');
    await other.goto(linkIn(await letterTo(second), world.base));
    await other.getByText('E-mail terkonfirmasi').waitFor();

    let looks = 0;
    await page.clock.install();
    await page.goto(`${world.base}/pustaka/masuk`);
    await page.getByLabel('Alamat e-mail Anda').fill(second);
    page.on('requestfinished', (request) => (looks += request.url().endsWith('/member-session') ? 1 : 0));
    await press(page, 'Kirim tautan masuk');
    const waits = page.getByRole('heading', { name: 'Periksa e-mail Anda' });
    await until('the first look', async () => looks >= 1);
    await until('two more', async () => {
      await page.clock.runFor(5_000);
      return looks >= 3;
    });
    await waits.waitFor();
    await page.reload();
    await waits.waitFor();
    const tab = await page.context().newPage();
    await tab.goto(linkIn(await letterTo(second, 2), world.base));
    await tab.getByRole('heading', { name: 'Budi Santoso' }).waitFor();
    await page.clock.runFor(30_000);
    await page.getByRole('heading', { name: 'Budi Santoso' }).waitFor();
    for (const each of [tab, other, page]) await each.close();
  });
});

describe('where a reader stood who asked for a link', () => {
  const stood = (page: Page): Promise<string | null> =>
    page.evaluate(() => localStorage.getItem('catalogue-stood'));

  /** Somebody with a confirmed address who asked for a link once more, on the way to the search. */
  async function ask(email: string): Promise<Page> {
    const page = await register(email);
    await page.goto(linkIn(await letterTo(email), world.base));
    await page.getByText('E-mail terkonfirmasi').waitFor();
    await page.goto(`${world.base}/pustaka/masuk?untuk=cari`);
    await page.getByLabel('Alamat e-mail Anda').fill(email);
    await press(page, 'Kirim tautan masuk');
    await page.getByRole('heading', { name: 'Periksa e-mail Anda' }).waitFor();
    expect(await stood(page)).not.toBeNull();
    await page.goto(`${world.base}/pustaka/saya`);
    await page.getByText('E-mail terkonfirmasi').waitFor();
    expect(await stood(page)).not.toBeNull();
    return page;
  }

  test('is forgotten when they sign out', async () => {
    const page = await ask('layar-8@example.com');
    await press(page, 'Keluar');
    await page.getByRole('heading', { name: 'Cari pustaka' }).waitFor();
    expect(await stood(page)).toBeNull();
    await page.close();
  });

  test('is forgotten with their registration', async () => {
    const page = await ask('layar-9@example.com');
    await press(page, 'Hapus pendaftaran');
    await press(page, 'Ya, hapus');
    await page.getByRole('heading', { name: 'Pendaftaran Anda sudah dihapus' }).waitFor();
    expect(await stood(page)).toBeNull();
    await page.close();
  });

  test('is forgotten once the link has run out, at the next page of the collection', async () => {
    const page = await ask('layar-10@example.com');
    await page.clock.install({ time: Date.now() + linkTerms.goodForMs });
    await page.goto(`${world.base}/pustaka`);
    await page.getByRole('link', { name: registration.name }).waitFor();
    expect(await stood(page)).toBeNull();
    await page.close();
  });
});

describe('the reading room’s terminal', () => {
  test('leaves nothing of a reader behind: by “Selesai”, and after three minutes without use', async () => {
    for (const leaves of ['press', 'time'] as const) {
      const page = await open('/pustaka/daftar?terminal=1', 'kiosk');
      await page.clock.install();
      await page.reload();
      await page.locator('reading-terminal').waitFor({ state: 'attached' });
      await fillRegistration(page, `terminal-${leaves}@example.com`);
      await press(page, 'Daftar dan masuk');
      await page.getByRole('heading', { name: 'Selamat datang' }).waitFor();
      expect(await page.context().cookies()).toContainEqual(
        expect.objectContaining({ name: 'kunjung-member', expires: -1, httpOnly: true }),
      );
      await tap(page.getByRole('link', { name: 'Cari pustaka' }));
      await page.getByRole('heading', { name: 'Cari pustaka' }).waitFor();
      await page.locator('reading-terminal').waitFor({ state: 'attached' });
      await page.getByRole('link', { name: registration.name }).waitFor();
      expect(new URL(page.url()).search).toContain('terminal=1');
      await page.evaluate(() => fetch('/api/v1/member-session').then((answer) => answer.text())); // it looked before
      if (leaves === 'press') await press(page, 'Selesai');
      else await page.clock.runFor(185_000);
      await page.getByRole('link', { name: 'Daftar / Masuk' }).waitFor();
      expect((await page.context().cookies()).map(({ name }) => name)).not.toContain('kunjung-member');
      expect(await page.getByText(registration.name).count()).toBe(0);
      await page.close();
    }
  });
});

describe('an office whose search asks for a registration first', () => {
  test('says why it leads there, and leads back to the search', async () => {
    const email = 'cari@example.com';
    await using asking = await openWorld(
      { catalogueAccess: 'registered' },
      { mail: { url: post.url, from: 'pst@kunjung.example', linkBase } },
    );
    const search = '/pustaka?q=inflasi&year=2024';
    const why = 'Anda kembali ke pencarian “inflasi”';
    const page = await screens.open(`${asking.base}${search}`, 'phone');
    await page.getByRole('heading', { name: 'Pendaftaran Pustaka' }).waitFor();
    await page.getByText(why).waitFor();
    await picture(page, 'members-search-waits-phone');
    expect(await barriers(page)).toEqual([]);
    await fillRegistration(page, email);
    await press(page, 'Daftar dan masuk');
    await page.getByLabel('Kode dari surat').fill(codeIn(await letterTo(email)));
    await press(page, 'Konfirmasi');
    await tap(page.getByRole('link', { name: 'Kembali ke pencarian' }));
    await page.locator('#results').filter({ hasText: 'inflasi' }).waitFor();
    expect(page.url()).toBe(`${asking.base}${search}`);

    const other = await screens.open(`${asking.base}${search}`, 'phone');
    await tap(other.getByRole('main').getByRole('link', { name: 'Masuk', exact: true }));
    await other.getByRole('heading', { name: 'Masuk Pustaka' }).waitFor();
    await other.getByText(why).waitFor();
    await other.getByLabel('Alamat e-mail Anda').fill(email);
    await press(other, 'Kirim tautan masuk');
    await other.getByLabel('Kode dari surat').fill(codeIn(await letterTo(email, 2)));
    await press(other, 'Masuk');
    await other.locator('#results').filter({ hasText: 'inflasi' }).waitFor();
    expect(other.url()).toBe(`${asking.base}${search}`);
    for (const each of [page, other]) await each.close();
  });
});

describe('where no mail goes out', () => {
  test('the page shows the link and says why, and returning says to register anew', async () => {
    await using silent = await openWorld();
    const page = await screens.open(`${silent.base}/pustaka/daftar`, 'phone');
    await fillRegistration(page, 'rina@example.com');
    await press(page, 'Daftar dan masuk');
    await page.getByText('Layanan ini belum mengirim e-mail').waitFor();
    await picture(page, 'members-shown-link-phone');
    await page.goto(`${silent.base}/pustaka/saya`);
    await page.getByText('tidak ada surat yang sampai kepada Anda').waitFor();
    await picture(page, 'members-own-no-mail-phone', { whole: true });
    expect(await barriers(page)).toEqual([]);
    await press(page, 'Konfirmasi di sini');
    await page.getByText('E-mail terkonfirmasi').waitFor();
    const other = await screens.open(`${silent.base}/pustaka/masuk`, 'phone');
    await other.getByLabel('Alamat e-mail Anda').fill('rina@example.com');
    await press(other, 'Kirim tautan masuk');
    await other.getByText('Silakan daftar lagi').waitFor();
    await picture(other, 'members-no-mail-phone');
    await other.close();
    await page.close();
  });
});

describe('the pages of members', () => {
  const devices = ['phone', 'kiosk', 'board'] as const;
  const languages = ['id', 'en'] as const;
  const each = devices.flatMap((device) => languages.map((lang) => [device, lang] as const));

  test.each(each)('on the %s in %s have no barrier and fit', async (device, lang) => {
    const email = `layar-${device}-${lang}@example.com`;
    const page = await register(email, '/pustaka/daftar', device);
    await letterTo(email);
    for (const [name, path] of [
      ['register', '/pustaka/daftar'],
      ['sign-in', '/pustaka/masuk'],
      ['account', '/pustaka/saya'],
      ['search', '/pustaka'],
    ] as const) {
      await page.goto(`${world.base}${path}?lang=${lang}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.getByRole('link', { name: registration.name }).waitFor();
      if (name === 'register') await page.locator('button.primary:enabled').waitFor();
      await page.evaluate(() => document.fonts.ready.then(() => undefined));
      expect(await barriers(page)).toEqual([]);
      expect(await fits(page)).toBe(true);
      await picture(page, `members-${name}-${device}-${lang}`, { whole: true });
    }
    await page.close();
  });

  test.each(['/pustaka/daftar', '/pustaka/masuk', '/pustaka/saya'])(
    'of %s take at most 50 KB of packed scripts and open no socket',
    async (path) => {
      const page = await register(`layar${path.replaceAll('/', '-')}@example.com`);
      let bytes = 0;
      const sockets: string[] = [];
      page.on('websocket', (socket) => sockets.push(socket.url()));
      page.on('response', (response) => {
        if (response.request().resourceType() === 'script')
          bytes += Number(response.headers()['content-length']);
      });
      await page.goto(`${world.base}${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(bytes).toBeGreaterThan(10_000);
      expect(bytes).toBeLessThanOrEqual(50 * 1024);
      expect(sockets).toEqual([]);
      await page.close();
    },
  );
});
