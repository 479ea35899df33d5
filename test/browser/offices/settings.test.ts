import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { StaffVisit } from '../../../wire/visits.ts';
import { password } from '../../world/office.ts';
import { useWorld } from '../../world/use.ts';
import { useScreens, picture, press, tap } from '../screens/screens.ts';
import { openSignedIn, signIn } from '../screens/signed-in.ts';

const world = useWorld();
const screens = useScreens();
const at = { screens, world };

describe('the settings page', () => {
  test('changes counters and the calendar, tells faults by line, and creates an account', async () => {
    const admin = await openSignedIn(at, '/admin', 'admin');
    await admin.getByRole('heading', { name: 'Loket dan loker' }).waitFor();
    await admin.getByLabel('Loket', { exact: true }).fill('FO-1 = Loket 1\nFO-2 = Loket 2');
    await tap(admin.getByRole('button', { name: 'Simpan' }).nth(1));
    await admin.getByText('Tersimpan.').first().waitFor();

    const file = (text: string) => ({ name: 'k.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    const importer = admin.getByLabel(/Impor CSV/);
    await importer.setInputFiles(file('tanggal;jenis;nama;jam\n2027-13-01;Libur nasional;A;\n'));
    await admin.getByText('Baris 2').waitFor();
    await importer.setInputFiles(file('tanggal;jenis;nama;jam\n25/12/2030;Libur nasional;Natal;\n'));
    await admin.getByRole('cell', { name: '25/12/2030' }).waitFor();
    await tap(admin.getByRole('button', { name: 'Simpan' }).nth(3));
    await admin.getByText('Tersimpan.').nth(1).waitFor();

    await admin.getByLabel('Nama pengguna').fill('rina');
    await admin.getByLabel('Nama', { exact: true }).last().fill('Rina');
    await admin.getByLabel('Kata sandi').fill('kata sandi rina');
    await tap(admin.getByRole('button', { name: 'Tambah' }).last());
    await admin.getByRole('cell', { name: 'rina', exact: true }).waitFor();
    await picture(admin, 'admin', { whole: true });
    const { body } = await world.client().send(`/api/v1/offices/${world.office}`);
    expect(body).toMatchObject({ counters: [{ label: 'Loket 1' }, { label: 'Loket 2' }] });
    await admin.close();
  });

  test('gives the calendar of all offices to an admin of all offices alone', async () => {
    const known = world.db.selectFrom('staff').selectAll().where('username', '=', `admin-${world.office}`);
    const { created_at: _now, ...account } = await known.executeTakeFirstOrThrow();
    await world.db
      .insertInto('staff')
      .values({
        ...account,
        id: randomUUID(),
        username: `national-${world.office}`,
        office: null,
        disabled_at: null,
      })
      .execute();
    const admin = await openSignedIn(at, '/admin', 'national');
    const calendars = admin.locator('calendar-settings');
    const all = calendars.filter({ has: admin.getByRole('heading', { name: 'Kalender semua kantor' }) });
    await all.getByLabel('Tanggal', { exact: true }).fill('2031-08-17');
    await all.getByLabel('Nama', { exact: true }).fill('Hari Kemerdekaan');
    await tap(all.getByRole('button', { name: 'Tambah' }));
    await all.getByRole('cell', { name: '17/08/2031' }).waitFor();
    await tap(all.getByRole('button', { name: 'Simpan' }));
    await all.getByText('Tersimpan.').waitFor();
    await picture(admin, 'admin-national', { whole: true });
    const stored = world.db.selectFrom('calendar_day').select(['day', 'name']).where('office', 'is', null);
    expect(await stored.execute()).toEqual([{ day: '2031-08-17', name: 'Hari Kemerdekaan' }]);
    await admin.close();

    const other = await openSignedIn(at, '/admin', 'admin');
    await other.getByRole('heading', { name: 'Kalender', exact: true }).waitFor();
    expect(await other.locator('calendar-settings').count()).toBe(1);
    await other.close();
  });

  test('asks before an account is disabled, and enables it at once', async () => {
    const admin = await openSignedIn(at, '/admin', 'admin');
    const accounts = admin.locator('account-settings');
    const row = accounts.getByRole('row', { name: `staff-${world.office}` });
    const isDisabled = async (): Promise<boolean> => {
      const found = world.db.selectFrom('staff').select('disabled_at');
      const account = await found.where('username', '=', `staff-${world.office}`).executeTakeFirstOrThrow();
      return account.disabled_at !== null;
    };
    const sure = accounts.getByRole('alert').getByText(`Nonaktifkan akun staff-${world.office}?`);
    const saved = accounts.getByText('Tersimpan.');
    const focused = accounts.locator('button:focus');
    await tap(row.getByRole('button', { name: 'Nonaktifkan' }));
    await sure.waitFor();
    await picture(admin, 'admin-account-sure', { whole: true });
    expect(await isDisabled()).toBe(false);
    await tap(accounts.getByRole('button', { name: 'Kembali' }));
    await sure.waitFor({ state: 'detached' });
    await expect.poll(() => focused.getAttribute('id')).toBe(`disable-staff-${world.office}`);
    await row.getByText('Aktif', { exact: true }).waitFor();
    await tap(row.getByRole('button', { name: 'Nonaktifkan' }));
    await tap(accounts.getByRole('button', { name: 'Ya, nonaktifkan' }));
    await row.getByText('Nonaktif', { exact: true }).waitFor();
    expect(await isDisabled()).toBe(true);
    await sure.waitFor({ state: 'detached' });
    await expect.poll(() => focused.getAttribute('id')).toBe(`disable-staff-${world.office}`);
    await tap(row.getByRole('button', { name: 'Aktifkan' }));
    await row.getByText('Aktif', { exact: true }).waitFor();
    expect(await isDisabled()).toBe(false);

    await saved.waitFor();
    await tap(row.getByRole('button', { name: 'Nonaktifkan' }));
    await sure.waitFor();
    expect(await saved.count(), 'above the question').toBe(0);
    await tap(accounts.getByRole('button', { name: 'Kembali' }));
    await tap(row.getByRole('button', { name: 'Kata sandi baru' }));
    await tap(accounts.getByRole('button', { name: 'Kembali' }));
    await expect.poll(() => focused.getAttribute('id')).toBe(`reset-staff-${world.office}`);
    await admin.close();
  });

  test('lets a supervisor announce, and the board and the kiosk say it', async () => {
    const board = await screens.open(`${world.base}/papan`, 'board');
    const page = await openSignedIn(at, '/admin', 'supervisor');
    const section = page.getByRole('heading', { name: 'Tutup di luar jadwal' }).locator('..');
    await section.getByLabel('Bahasa Indonesia').fill('Listrik padam');
    await section.getByLabel('Bahasa Inggris').fill('Power cut');
    await tap(section.getByRole('button', { name: 'Umumkan' }));
    await board.getByText('Listrik padam').waitFor();
    await picture(board, 'board-notice');
    await picture(page, 'admin-supervisor', { whole: true });
    const kiosk = await screens.open(`${world.base}/kios`, 'kiosk');
    await kiosk.getByText('Listrik padam').waitFor();
    await picture(kiosk, 'kiosk-notice');
    await tap(section.getByRole('button', { name: 'Tarik kembali' }));
    await page.getByText('Sekarang tutup').waitFor({ state: 'hidden' });
    await board.getByText('Belum ada antrean').first().waitFor();
    for (const open of [board, page, kiosk]) await open.close();
  });

  test('pairs a kiosk by its code', async () => {
    const admin = await openSignedIn(at, '/admin', 'admin');
    await admin.getByLabel('Kios', { exact: true }).selectOption('paired');
    const policy = admin.locator('policy-settings');
    await tap(policy.getByRole('button', { name: 'Simpan' }));
    await policy.getByText('Tersimpan.').waitFor();
    const kiosk = await screens.open(`${world.base}/kios`, 'kiosk');
    await kiosk.getByRole('heading', { name: 'Kios belum terhubung' }).waitFor();
    await kiosk.getByLabel(/Masukkan kode/).fill('12345678');
    await press(kiosk, 'Hubungkan');
    await kiosk.getByText('Kode salah atau sudah kedaluwarsa.').waitFor();
    await picture(kiosk, 'kiosk-pairing');
    await admin.getByLabel('Nama perangkat').fill('Kios lobi');
    await tap(admin.locator('device-settings').getByRole('button', { name: 'Tambah' }));
    const words = await admin.getByText(/Masukkan kode \d{8}/).innerText();
    const [code = ''] = /\d{8}/.exec(words) ?? [];
    await kiosk.getByLabel(/Masukkan kode/).fill('');
    await kiosk.getByLabel(/Masukkan kode/).pressSequentially(`${code.slice(0, 4)} ${code.slice(4)}`);
    await press(kiosk, 'Hubungkan');
    await tap(kiosk.getByRole('button', { name: 'Ambil nomor' }));
    await kiosk.getByRole('heading', { name: 'Nomor Antrean Anda' }).waitFor();
    await admin.getByLabel('Kios', { exact: true }).selectOption('open');
    await tap(policy.getByRole('button', { name: 'Simpan' }));
    await policy.getByText('Versi 3').waitFor();
    const staff = await world.client().signIn('staff');
    await staff.move((await staff.call()).body.visit as StaffVisit, 'cancel');
    await kiosk.close();
    await admin.close();
  });

  test('keeps what was typed while it is locked, and for nobody after a sign-out', async () => {
    const admin = await openSignedIn(at, '/admin', 'admin');
    const pledge = admin.getByLabel('Maklumat pelayanan');
    const day = admin.getByRole('cell', { name: '01/05/2032' });
    await pledge.waitFor();
    await admin.clock.install();
    const calendar = admin.locator('calendar-settings');
    await calendar.getByLabel('Tanggal', { exact: true }).fill('2032-05-01');
    await calendar.getByLabel('Nama', { exact: true }).fill('Hari Buruh');
    await tap(calendar.getByRole('button', { name: 'Tambah' }));
    await day.waitFor();
    await pledge.fill('Kami melayani.');
    const accounts = admin.locator('account-settings');
    await accounts.getByLabel('Nama pengguna').fill('petugas-baru');
    await accounts.locator('input[type="password"]').fill('rahasia-orang-lain');
    await tap(admin.locator('own-account button.name'));
    await admin.getByLabel('Kata sandi sekarang').fill('rahasia');
    await admin.clock.runFor(181_000);
    await admin.getByRole('heading', { name: 'Terkunci karena tidak dipakai' }).waitFor();
    expect(await pledge.count()).toBe(0);
    await picture(admin, 'admin-locked');
    await press(admin, 'EN, English');
    await admin.getByLabel('Password').fill(password);
    await press(admin, 'Unlock');
    expect(await admin.getByLabel('Service pledge').inputValue()).toBe('Kami melayani.');
    await day.waitFor();
    expect(await accounts.locator('input[name="username"]').inputValue()).toBe('petugas-baru');
    expect(await accounts.locator('input[type="password"]').inputValue()).toBe('');
    expect(await admin.getByLabel('Current password').count()).toBe(0);
    await picture(admin, 'admin-unlocked', { whole: true });
    await press(admin, 'ID, Bahasa Indonesia');
    await press(admin, 'Keluar');
    await admin.getByRole('heading', { name: 'Masuk petugas' }).waitFor(); // the page has fields of these names too
    await signIn(admin, `admin-${world.office}`);
    await pledge.waitFor();
    expect(await pledge.inputValue()).toBe('');
    expect(await day.count()).toBe(0);
    await admin.close();
  });

  test('keeps dates that were typed when other settings are saved, and adds those of somebody else', async () => {
    interface Shown {
      readonly version: number;
      readonly calendar: readonly { readonly day: string }[];
    }
    const other = await world.client().signIn('admin');
    const settings = other.inOffice('/settings');
    const admin = await openSignedIn(at, '/admin', 'admin');
    const calendar = admin.locator('calendar-settings');
    const cell = (day: string) => calendar.getByRole('cell', { name: day });
    await calendar.getByLabel('Tanggal', { exact: true }).fill('2033-05-02');
    await calendar.getByLabel('Nama', { exact: true }).fill('Hari Buruh');
    await tap(calendar.getByRole('button', { name: 'Tambah' }));
    await cell('02/05/2033').waitFor();
    const office = admin.locator('office-settings form').first();
    await tap(office.getByRole('button', { name: 'Simpan' }));
    await office.getByText('Tersimpan.').waitFor();
    expect(await cell('02/05/2033').count(), 'after another section was saved').toBe(1);

    const { body: before } = await other.send<Shown>(settings);
    const theirs = {
      day: '2033-06-01',
      kind: 'holiday',
      name: 'Hari Pancasila',
      hours: null,
      verified: true,
    };
    const changed = await other.put(settings, {
      expectedVersion: before.version,
      calendar: [...before.calendar, theirs],
    });
    expect(changed.status).toBe(200);
    await tap(calendar.getByRole('button', { name: 'Simpan' }));
    await calendar.getByText('Sudah diubah orang lain.').waitFor();
    await picture(admin, 'admin-calendar-changed');
    await tap(calendar.getByRole('button', { name: 'Muat ulang' }));
    await cell('01/06/2033').waitFor();
    expect(await cell('02/05/2033').count(), 'after somebody else saved').toBe(1);
    await calendar.getByText('Sudah diubah orang lain.').waitFor({ state: 'detached' });
    await tap(calendar.getByRole('button', { name: 'Simpan' }));
    await calendar.getByText('Tersimpan.').waitFor();
    const { body: after } = await other.send<Shown>(settings);
    const days = after.calendar.map(({ day }) => day);
    expect(days).toEqual([...before.calendar.map(({ day }) => day), '2033-05-02', '2033-06-01'].toSorted());
    await admin.close();
  });

  test('is not for officers', async () => {
    const page = await openSignedIn(at, '/admin', 'staff');
    await page.getByText('Halaman ini untuk admin dan supervisor').waitFor();
    await page.close();
  });
});
