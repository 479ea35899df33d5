import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeOfficeFile } from '../../../api/offices/office-file.ts';
import { readFirstOffice } from '../../../db/seed/seed.ts';
import { run } from '../../world/programs/program.ts';
import { until } from '../../world/until.ts';
import { useWorld } from '../../world/use.ts';
import { useScreens, picture, press, sizes, tap } from '../screens/screens.ts';
import { signIn } from '../screens/signed-in.ts';

/** A code before every other, as 3500 is before 6500. */
const second = '0350';
const name = 'BPS Provinsi Jawa Timur';
const siti = 'kata sandi siti';
/** Where it is not about midnight while the tests run. */
const timeZone = [16, 17].includes(new Date().getUTCHours()) ? 'Asia/Jayapura' : 'Asia/Jakarta';

let folder: string;

const world = useWorld();
const screens = useScreens();
beforeAll(async () => {
  folder = await mkdtemp(`${tmpdir()}/kunjung-second-`);
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const open = (path: string, device: keyof typeof sizes): Promise<Page> =>
  screens.open(`${world.base}${path}`, device);

/** Runs one of the service's tools beside it, as a technician does. */
async function tool(args: readonly [string, ...string[]], typed = ''): Promise<string> {
  const program = run(args, { env: { DATABASE_URL: world.databaseUrl } });
  program.type(typed);
  program.hangUp();
  expect(await program.ended, program.err()).toBe(0);
  return program.out();
}

const addAccount = (
  username: string,
  role: string,
  where: readonly string[],
  typed: string,
): Promise<string> =>
  tool(['account', 'add', username, '--name', username, '--role', role, ...where], `${typed}\n`);

describe('a technician of another province', () => {
  test('imports the office, and every page without an office stays where it was', async () => {
    const first = await readFirstOffice();
    const file = { ...first, code: second, name, disabled: false, calendar: [], timeZone };
    const always = { ...file.policy, hours: 'always' as const };
    await writeFile(`${folder}/jatim.yaml`, writeOfficeFile({ ...file, policy: always }));
    expect(await tool(['office', 'import', `${folder}/jatim.yaml`])).toBe(`Office ${second} created.\n`);

    const kiosk = await open('/kios', 'kiosk');
    await kiosk.getByText(first.name, { exact: true }).waitFor();
    await kiosk.close();
    const start = await open(`/?kantor=${second}&lang=id`, 'desk');
    await start.getByRole('heading', { name }).waitFor();
    await tap(start.getByRole('link', { name: /Ambil nomor/ }));
    await start.getByText(name, { exact: true }).waitFor();
    await start.close();
  });

  test('adds accounts, signs in and runs a visit there, from the number to the door', async () => {
    await addAccount('siti', 'staff', ['--office', second], siti);
    const [board, kiosk, desk] = [
      await open(`/papan?kantor=${second}`, 'board'),
      await open(`/kios?kantor=${second}`, 'kiosk'),
      await open(`/petugas?kantor=${second}`, 'desk'),
    ];
    await signIn(desk, 'siti', siti);
    await desk.getByText('Belum ada antrean').first().waitFor();
    await picture(desk, 'second-office-desk');
    await tap(kiosk.getByRole('button', { name: 'Ambil nomor' }));
    await kiosk.getByText('P-001', { exact: true }).waitFor();
    const address = await kiosk.getByRole('link', { name: 'Buka halaman kunjungan' }).getAttribute('href');
    const token = new URL(address ?? '').pathname.split('/')[2] ?? '';

    await press(desk, 'Panggil berikutnya');
    await board.getByText('P-001').first().waitFor();
    await press(desk, 'Sudah hadir');
    expect((await world.client().fillGuestBook(token)).status).toBe(200);
    await press(desk, 'Mulai layani');
    await press(desk, 'Tanpa loker');
    await tap(desk.getByRole('dialog').getByRole('button', { name: 'Tanpa loker' }));
    await press(desk, 'Izinkan masuk');
    await desk.getByText('P-001 sudah masuk').waitFor();
    await tap(desk.locator('visit-list').getByText('P-001'));
    await press(desk, 'Selesai membaca');
    await desk.getByText('Penilaian ditawarkan').first().waitFor();
    const visit = await until(
      'the visit to be over',
      async () => {
        const leave = desk.getByRole('button', { name: 'Selesai', exact: true });
        // again: the button may take the place of the one before while it is being pressed
        if (await leave.isVisible()) await leave.click({ timeout: 1_000 });
        return world.db
          .selectFrom('visit')
          .select('office')
          .where('token', '=', token)
          .where('step', '=', 'done')
          .executeTakeFirst();
      },
      { withinMs: 30_000 },
    );
    expect(visit.office).toBe(second);
    await Promise.all([board.close(), kiosk.close(), desk.close()]);
  });
});

describe('a page of an office that is not the account’s', () => {
  test('says so, changes nothing, and offers the right one', async () => {
    const admin = await open(`/admin?kantor=${second}`, 'desk');
    await signIn(admin, `admin-${world.office}`);
    await admin.getByText(/bukan untuk BPS Provinsi Jawa Timur \(0350\)/).waitFor();
    expect(await admin.locator('form').count()).toBe(0);
    await picture(admin, 'wrong-office-account');
    await tap(admin.getByRole('button', { name: 'English' }));
    await admin.getByText(/not for BPS Provinsi Jawa Timur/).waitFor();
    await tap(admin.getByRole('link', { name: /^Open .*\(\d{4}\)$/ }));
    await admin.getByRole('heading', { name: 'Settings' }).waitFor();
    expect(new URL(admin.url()).searchParams.get('kantor')).toBe(world.office);
    expect(new URL(admin.url()).searchParams.get('lang')).toBe('en');
    await admin.getByText(new RegExp(`\\(${world.office}\\)`)).waitFor();
    await admin.close();

    for (const path of ['/petugas', '/pengawas']) {
      const page = await open(`${path}?kantor=${world.office}`, 'desk');
      await signIn(page, 'siti', siti);
      await page.getByText(/Akun ini untuk BPS Provinsi Jawa Timur \(0350\)/).waitFor();
      await press(page, 'Masuk dengan akun lain');
      await page.getByLabel('Nama pengguna').waitFor();
      await page.close();
    }
  });

  test('that is not there at all says that as well, also where nobody signs in', async () => {
    const kiosk = await open('/kios?kantor=0001', 'kiosk');
    await kiosk.getByText('Kantor ini tidak ada di layanan ini.').waitFor();
    await picture(kiosk, 'wrong-office-unknown');
    const board = await open('/papan?kantor=0001', 'board');
    const message = board.getByText('Kantor ini tidak ada di layanan ini.');
    const [ink, paper] = await message.evaluate((text) => [
      getComputedStyle(text).color,
      getComputedStyle(text.closest('section') ?? text).backgroundColor,
    ]);
    await picture(board, 'wrong-office-board');
    expect(ink).not.toBe(paper);
    await board.close();
    await tap(kiosk.getByRole('link', { name: `Buka ${name} (${second})` }));
    await kiosk.getByRole('button', { name: 'Ambil nomor' }).waitFor();
    await kiosk.close();
  });
});

describe('an account of all offices', () => {
  test('chooses the office whose settings it changes', async () => {
    await addAccount('pusat', 'admin', ['--national'], 'kata sandi pusat');
    const admin = await open('/admin', 'desk');
    await signIn(admin, 'pusat', 'kata sandi pusat');
    await admin.getByLabel('Kantor', { exact: true }).selectOption(second);
    await admin.waitForURL((url) => url.searchParams.get('kantor') === second);
    await admin.getByLabel('Nama kantor').waitFor();
    expect(await admin.getByLabel('Nama kantor').inputValue()).toBe(name);
    await picture(admin, 'admin-national');
    await admin.setViewportSize(sizes.phone);
    await picture(admin, 'admin-national-phone');
    await admin.close();
  });
});

describe('the own password', () => {
  test('is changed at the desk; the colleague’s tablet is signed out', async () => {
    const [desk, other] = [await open('/petugas', 'desk'), await open('/petugas', 'desk')];
    for (const page of [desk, other]) {
      await signIn(page, 'siti', siti);
      await page.getByRole('button', { name: 'siti', exact: true }).waitFor();
    }
    await press(desk, 'siti');
    await desk.getByLabel('Kata sandi sekarang').fill('salah semua');
    await desk.getByLabel('Kata sandi baru', { exact: true }).fill('kata sandi lain');
    await desk.getByLabel('Ulangi kata sandi baru').fill('kata sandi lain');
    await press(desk, 'Ganti');
    await desk.getByText('Kata sandi sekarang salah.').waitFor();
    await picture(desk, 'own-account');
    await desk.getByLabel('Kata sandi sekarang').fill(siti);
    await press(desk, 'Ganti');
    await desk.getByRole('dialog').getByText('Kata sandi sudah diganti.').waitFor();
    await picture(desk, 'own-account-saved');
    await press(desk, 'Tutup');
    await other.getByLabel('Nama pengguna').waitFor();
    await press(desk, 'Panggil berikutnya');
    await desk
      .getByText(/Tidak ada yang menunggu|Belum ada antrean/)
      .first()
      .waitFor();
    await signIn(other, 'siti', 'kata sandi lain');
    await other.getByRole('button', { name: 'siti', exact: true }).waitFor();
    await Promise.all([desk.close(), other.close()]);
  });
});
