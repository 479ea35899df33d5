import { createHash, randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { StaffVisit } from '../../../wire/visits.ts';
import type { Ticket } from '../../../wire/visitors.ts';
import { password } from '../../world/office.ts';
import { useWorld } from '../../world/use.ts';
import { useScreens, picture, press } from '../screens/screens.ts';

const world = useWorld();
const screens = useScreens();

async function signIn(path: string, role: 'staff' | 'supervisor' | 'admin' | 'national'): Promise<Page> {
  const page = await screens.open(`${world.base}${path}`, 'desk');
  await page.getByLabel('Nama pengguna').fill(`${role}-${world.office}`);
  await page.getByLabel('Kata sandi').fill(password);
  await press(page, 'Masuk');
  return page;
}

/** A visitor who is being served, with the card in a locker. */
async function holding(locker: string): Promise<{ ticket: Ticket; visit: StaffVisit }> {
  const staff = await world.client().signIn('staff');
  const { body: ticket } = await world.client().takeTicket();
  await staff.call('FO-2');
  await world.client().fillGuestBook(ticket.token);
  const { body: seen } = await staff.send<StaffVisit>(`/api/v1/visits/${ticket.visitId}/staff`);
  const { body: serving } = await staff.move(seen, 'serve');
  const { body: visit } = await staff.move(serving, 'deposit', { idType: 'ktp', idLast4: '0003', locker });
  expect(visit.label, 'somebody else was left waiting').toBe(ticket.label);
  return { ticket, visit };
}

describe('at the desk', () => {
  test('a bag changes lockers, a key is lost, and the locker stays shut until it works again', async () => {
    const { ticket } = await holding('01');
    const desk = await signIn('/petugas', 'staff');
    await desk.getByRole('button', { name: new RegExp(ticket.label) }).click();
    await picture(desk, 'desk-serving');
    await press(desk, 'Pindah loker');
    await desk.getByRole('button', { name: /05/ }).last().click();
    await desk.getByRole('dialog').getByRole('button', { name: 'Pindah loker' }).click();
    await desk
      .getByText(/Loker\s+05/)
      .first()
      .waitFor();
    await press(desk, 'Kunci hilang …');
    await desk.getByText('Cocokkan orang').waitFor();
    await picture(desk, 'desk-key-lost');
    await desk.getByRole('dialog').getByRole('button', { name: 'Kembalikan ID' }).click();
    await desk.getByText('ID dititip: 0').waitFor();
    await desk.getByRole('button', { name: /05\s*Kunci hilang/ }).click();
    await desk.getByLabel('Tersedia').check();
    await press(desk, 'Simpan');
    await desk.getByRole('button', { name: /05\s*Tersedia/ }).waitFor();
    await desk.getByRole('button', { name: 'Batalkan' }).click();
    await desk.getByRole('dialog').getByRole('button', { name: 'Ya, batalkan kunjungan' }).click();
    await desk.getByText('Dibatalkan').first().waitFor();
    await desk.close();
  });

  test('a waiting visitor gets priority, and cards are handed over to a colleague', async () => {
    const { ticket, visit } = await holding('02');
    const waiting = (await world.client().takeTicket()).body;
    const desk = await signIn('/petugas', 'staff');
    await desk.getByRole('button', { name: new RegExp(waiting.label) }).click();
    await press(desk, 'Ubah prioritas …');
    await desk.getByLabel('Ibu hamil').check();
    await picture(desk, 'desk-priority');
    await press(desk, 'Simpan');
    await desk.getByText('Prioritas: Ibu hamil').waitFor();

    await press(desk, 'Serah terima …');
    await desk.getByText(`02: KTP, ${ticket.label}`).waitFor();
    await desk.getByLabel('Serahkan kepada').selectOption(`supervisor-${world.office}`);
    await picture(desk, 'desk-handover');
    await press(desk, 'Serahkan');
    const supervisor = await signIn('/petugas', 'supervisor');
    const waits = supervisor.getByText('menyerahkan 1 kartu kepada Anda');
    await waits.waitFor();
    await picture(supervisor, 'desk-handover-waits');
    await waits.getByRole('button', { name: 'Serah terima …' }).click();
    await supervisor.getByRole('dialog').getByText('menyerahkan 1 kartu kepada Anda').waitFor();
    await press(supervisor, 'Saya terima');
    await supervisor.getByRole('dialog').waitFor({ state: 'hidden' });
    await waits.waitFor({ state: 'hidden' });
    const { taken_at } = await world.db.selectFrom('handover').select('taken_at').executeTakeFirstOrThrow();
    expect(taken_at).not.toBeNull();

    const staff = await world.client().signIn('staff');
    const back = (await staff.move(visit, 'return-id')).body;
    await staff.move(back, 'cancel');
    await world.client().send(`/api/v1/visits/${waiting.token}/cancel`, { method: 'POST' });
    await desk.close();
    await supervisor.close();
  });

  test('a number from paper is entered', async () => {
    const desk = await signIn('/petugas', 'staff');
    await desk.getByRole('button', { name: /Nomor dari kertas/ }).click();
    await desk.getByLabel('Nomor di kertas').fill('K-7');
    await desk.getByLabel('Diambil pukul').fill('2026-01-05T09:00');
    await desk.getByLabel('Dilayani pukul').fill('2026-01-05T09:10');
    await desk.getByLabel('Selesai pukul').fill('2026-01-05T10:00');
    await picture(desk, 'desk-paper');
    await press(desk, 'Simpan');
    await desk.getByRole('dialog').waitFor({ state: 'hidden' });
    const row = await world.db.selectFrom('paper_visit').select(['label', 'day']).executeTakeFirstOrThrow();
    expect(row).toEqual({ label: 'K-7', day: '2026-01-05' });
    await desk.close();
  });
});

describe('the settings page', () => {
  test('changes counters and the calendar, tells faults by line, and creates an account', async () => {
    const admin = await signIn('/admin', 'admin');
    await admin.getByRole('heading', { name: 'Loket dan loker' }).waitFor();
    await admin.getByLabel('Loket', { exact: true }).fill('FO-1 = Loket 1\nFO-2 = Loket 2');
    await admin.getByRole('button', { name: 'Simpan' }).nth(1).click();
    await admin.getByText('Tersimpan.').first().waitFor();

    const file = (text: string) => ({ name: 'k.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    const importer = admin.getByLabel(/Impor CSV/);
    await importer.setInputFiles(file('tanggal;jenis;nama;jam\n2027-13-01;Libur nasional;A;\n'));
    await admin.getByText('Baris 2').waitFor();
    await importer.setInputFiles(file('tanggal;jenis;nama;jam\n25/12/2030;Libur nasional;Natal;\n'));
    await admin.getByRole('cell', { name: '2030-12-25' }).waitFor();
    await admin.getByRole('button', { name: 'Simpan' }).nth(2).click();
    await admin.getByText('Tersimpan.').nth(1).waitFor();

    await admin.getByLabel('Nama pengguna').fill('rina');
    await admin.getByLabel('Nama', { exact: true }).last().fill('Rina');
    await admin.getByLabel('Kata sandi').fill('kata sandi rina');
    await admin.getByRole('button', { name: 'Tambah' }).last().click();
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
    const admin = await signIn('/admin', 'national');
    const calendars = admin.locator('calendar-settings');
    const all = calendars.filter({ has: admin.getByRole('heading', { name: 'Kalender semua kantor' }) });
    await all.getByLabel('Tanggal', { exact: true }).fill('2031-08-17');
    await all.getByLabel('Nama', { exact: true }).fill('Hari Kemerdekaan');
    await all.getByRole('button', { name: 'Tambah' }).click();
    await all.getByRole('cell', { name: '2031-08-17' }).waitFor();
    await all.getByRole('button', { name: 'Simpan' }).click();
    await all.getByText('Tersimpan.').waitFor();
    await picture(admin, 'admin-national', { whole: true });
    const stored = world.db.selectFrom('calendar_day').select(['day', 'name']).where('office', 'is', null);
    expect(await stored.execute()).toEqual([{ day: '2031-08-17', name: 'Hari Kemerdekaan' }]);
    await admin.close();

    const other = await signIn('/admin', 'admin');
    await other.getByRole('heading', { name: 'Kalender', exact: true }).waitFor();
    expect(await other.locator('calendar-settings').count()).toBe(1);
    await other.close();
  });

  test('lets a supervisor announce, and the board and the kiosk say it', async () => {
    const board = await screens.open(`${world.base}/papan`, 'board');
    const page = await signIn('/admin', 'supervisor');
    const section = page.getByRole('heading', { name: 'Tutup di luar jadwal' }).locator('..');
    await section.getByLabel('Bahasa Indonesia').fill('Listrik padam');
    await section.getByLabel('Bahasa Inggris').fill('Power cut');
    await section.getByRole('button', { name: 'Umumkan' }).click();
    await board.getByText('Listrik padam').waitFor();
    await picture(board, 'board-notice');
    await picture(page, 'admin-supervisor', { whole: true });
    const kiosk = await screens.open(`${world.base}/kios`, 'kiosk');
    await kiosk.getByText('Listrik padam').waitFor();
    await picture(kiosk, 'kiosk-notice');
    await section.getByRole('button', { name: 'Tarik kembali' }).click();
    await page.getByText('Sekarang tutup').waitFor({ state: 'hidden' });
    await board.getByText('Belum ada antrean').first().waitFor();
    for (const open of [board, page, kiosk]) await open.close();
  });

  test('pairs a kiosk by its code', async () => {
    const admin = await signIn('/admin', 'admin');
    await admin.getByLabel('Kios', { exact: true }).selectOption('paired');
    const policy = admin.locator('policy-settings');
    await policy.getByRole('button', { name: 'Simpan' }).click();
    await policy.getByText('Tersimpan.').waitFor();
    const kiosk = await screens.open(`${world.base}/kios`, 'kiosk');
    await kiosk.getByRole('button', { name: 'Ambil nomor' }).click();
    await kiosk.getByRole('heading', { name: 'Kios belum terhubung' }).waitFor();
    await kiosk.getByLabel(/Masukkan kode/).fill('12345678');
    await press(kiosk, 'Hubungkan');
    await kiosk.getByText('Kode salah atau sudah kedaluwarsa.').waitFor();
    await picture(kiosk, 'kiosk-pairing');
    await admin.getByLabel('Nama perangkat').fill('Kios lobi');
    await admin.locator('device-settings').getByRole('button', { name: 'Tambah' }).click();
    const words = await admin.getByText(/Masukkan kode \d{8}/).innerText();
    await kiosk.getByLabel(/Masukkan kode/).fill(/\d{8}/.exec(words)?.[0] ?? '');
    await press(kiosk, 'Hubungkan');
    await kiosk.getByRole('button', { name: 'Ambil nomor' }).click();
    await kiosk.getByText('Nomor Antrean Anda').waitFor();
    await admin.getByLabel('Kios', { exact: true }).selectOption('open');
    await policy.getByRole('button', { name: 'Simpan' }).click();
    await policy.getByText('Versi 3').waitFor();
    const staff = await world.client().signIn('staff');
    await staff.move((await staff.call()).body.visit as StaffVisit, 'cancel');
    await kiosk.close();
    await admin.close();
  });

  test('is not for officers', async () => {
    const page = await signIn('/admin', 'staff');
    await page.getByText('Halaman ini untuk admin dan supervisor').waitFor();
    await page.close();
  });
});

describe('a visit’s whole story', () => {
  test('is read and put right by a supervisor', async () => {
    const { visit } = await holding('03');
    const staff = await world.client().signIn('staff');
    const back = (await staff.move(visit, 'return-id')).body;
    await staff.move(back, 'cancel');
    const page = await signIn(`/riwayat/${visit.visitId}`, 'supervisor');
    await page.getByRole('heading', { name: new RegExp(visit.label) }).waitFor();
    await page.getByLabel('Apa').selectOption('entered');
    await page.getByLabel('Waktu yang benar').fill('2026-01-05T09:00:00');
    await page.getByLabel('Alasan').fill('Uji');
    await press(page, 'Simpan koreksi');
    await page.getByText('Urutan waktu tidak cocok').waitFor();
    await page.getByLabel('Apa').selectOption('taken');
    await page.getByLabel('Alasan').fill('Lupa menekan selesai');
    await press(page, 'Simpan koreksi');
    await page.getByText('Setelah koreksi').waitFor();
    await page.getByText('Lupa menekan selesai').first().waitFor();
    await picture(page, 'history', { whole: true });
    await page.close();
  });

  test('has its guest book put right', async () => {
    const { visit } = await holding('04');
    const staff = await world.client().signIn('staff');
    const back = (await staff.move(visit, 'return-id')).body;
    const page = await signIn(`/riwayat/${visit.visitId}`, 'supervisor');
    await press(page, 'Buka buku tamu');
    await page.getByLabel('Nama lengkap').fill('Budi Benar');
    expect(await page.getByLabel('No. HP/WA').inputValue()).toBe('+6281217678691');
    expect(await page.getByLabel('Pekerjaan utama').inputValue()).toBe('1');
    const form = page.locator('book-correction');
    await form.getByRole('button', { name: 'Simpan koreksi' }).click();
    expect(await form.getByLabel('Alasan').evaluate((field) => field.matches(':invalid'))).toBe(true);
    await form.getByLabel('Alasan').fill('Nama salah eja');
    await form.getByLabel('E-mail aktif').fill('bukan alamat');
    await form.getByRole('button', { name: 'Simpan koreksi' }).click();
    await form.getByText('Mohon periksa isian berikut').waitFor();
    await form.getByLabel('E-mail aktif').fill('benar@example.com');
    await picture(page, 'history-book', { whole: true });
    await form.getByRole('button', { name: 'Simpan koreksi' }).click();
    await page.getByText('Koreksi: Buku tamu').waitFor();
    const { body } = await staff.send<StaffVisit>(`/api/v1/visits/${visit.visitId}/staff`);
    expect(body.guestBook).toMatchObject({ name: 'Budi Benar', email: 'benar@example.com', purpose: 1 });
    await staff.move(back, 'cancel');
    await page.close();
  });

  test('that nobody knows is told in words', async () => {
    const page = await signIn(`/riwayat/${crypto.randomUUID()}`, 'supervisor');
    await page.getByText('Tidak ditemukan.').waitFor();
    await page.close();
  });
});

describe('behind a mailed link', () => {
  test('one press verifies the address, and staff see it', async () => {
    const { visit } = await holding('05');
    const { command_id } = await world.db
      .selectFrom('guest_book')
      .select('command_id')
      .where('visit_id', '=', visit.visitId)
      .executeTakeFirstOrThrow();
    const token = 'kotak-surat-0123456789';
    await world.db
      .insertInto('email_check')
      .values({
        command_id,
        token_hash: createHash('sha256').update(token).digest(),
        expires_at: new Date(Date.now() + 60_000),
      })
      .execute();
    const desk = await signIn('/petugas', 'staff');
    await desk.getByRole('button', { name: new RegExp(visit.label) }).click();
    await desk.getByRole('button', { name: /buku tamu/i }).click();
    await desk.getByText('belum diverifikasi').waitFor();
    const phone = await screens.open(`${world.base}/e/${token}`, 'phone');
    await phone.getByRole('heading', { name: 'Apakah ini alamat e-mail Anda?' }).waitFor();
    await picture(phone, 'check');
    await press(phone, 'Ya, ini alamat e-mail saya');
    await phone.getByText('Alamat e-mail Anda sudah diverifikasi').waitFor();
    await picture(phone, 'check-verified');
    const toggle = desk.getByRole('button', { name: /buku tamu/i });
    await toggle.click();
    await toggle.click();
    await desk.getByText('terverifikasi', { exact: true }).waitFor();
    await picture(desk, 'desk-book');
    const stranger = await screens.open(`${world.base}/e/${'A'.repeat(22)}?lang=en`, 'phone');
    await press(stranger, 'Yes, this is my e-mail address');
    await stranger.getByText('This link is not known.').waitFor();
    const staff = await world.client().signIn('staff');
    await staff.move((await staff.move(visit, 'return-id')).body, 'cancel');
    for (const page of [desk, phone, stranger]) await page.close();
  });
});
