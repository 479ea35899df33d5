import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { password } from '../../world/office.ts';
import { until } from '../../world/until.ts';
import { openWorld, useWorld } from '../../world/use.ts';
import { violations } from '../../world/world.ts';
import { useScreens, picture, press, sizes, tap, tick } from '../screens/screens.ts';

const world = useWorld();
const screens = useScreens();

const open = (path: string, device: keyof typeof sizes, { base } = world): Promise<Page> =>
  screens.open(`${base}${path}`, device);

async function fillGuestBook(page: Page): Promise<void> {
  await page.getByLabel('Nama lengkap').fill('Siti "Nur" O\'Hara 😀');
  await page.getByLabel('E-mail aktif').fill('siti@example.com');
  await page.getByLabel('Jenis kelamin').selectOption('P');
  await page.getByLabel('Umur').selectOption('2');
  await page.getByLabel('Pendidikan tertinggi').selectOption('3');
  await page.getByLabel('Pekerjaan utama').selectOption('1');
  await page.getByLabel('Penyandang disabilitas').selectOption('none');
  await page.getByLabel('Asal instansi').fill('Universitas Borneo Tarakan');
  await page.getByLabel('Kategori instansi').selectOption('6');
  await page.getByLabel('Pemanfaatan utama').selectOption('1');
}

describe('one visit on four screens at once', () => {
  test('from the kiosk to the exit', async () => {
    const [start, board, kiosk, desk] = [
      await open('/', 'desk'),
      await open('/papan?papan=lobi', 'board'),
      await open('/kios', 'kiosk'),
      await open('/petugas', 'desk'),
    ];
    await start.getByRole('heading', { name: 'Standar pelayanan' }).waitFor();
    await picture(start, 'start');
    await board.getByText('Belum ada antrean').first().waitFor();
    await picture(board, 'board-empty');

    await desk.getByLabel('Nama pengguna').fill(`supervisor-${world.office}`);
    await desk.getByLabel('Kata sandi').fill(password);
    await picture(desk, 'desk-sign-in');
    await press(desk, 'Masuk');
    await desk.getByText('Belum ada antrean').first().waitFor();
    await picture(desk, 'desk-empty');

    await picture(kiosk, 'kiosk-start');
    await tap(kiosk.getByRole('button', { name: 'Prioritas' }));
    await picture(kiosk, 'kiosk-groups');
    await tap(kiosk.getByRole('button', { name: 'Kembali' }));
    await tap(kiosk.getByRole('button', { name: 'Ambil nomor' }));
    await kiosk.getByText('P-001', { exact: true }).waitFor();
    await picture(kiosk, 'kiosk-result');
    const statusUrl = await kiosk.getByRole('link', { name: 'Buka halaman kunjungan' }).getAttribute('href');
    await tap(kiosk.getByRole('button', { name: 'Selesai' }));
    await board.getByText('P-001').waitFor();

    const phone = await open(new URL(statusUrl ?? '').pathname, 'phone');
    await phone.getByRole('heading', { name: 'Anda berikutnya' }).waitFor();
    await picture(phone, 'phone-waiting');

    const others = world.client();
    for (const priority of [undefined, 'elderly', undefined])
      await others.takeTicket(priority ? { priority } : {});
    await desk.getByText('P-004').waitFor();
    await desk.keyboard.press('n'); // the elderly visitor goes first
    await desk.getByRole('heading', { name: 'P-003' }).waitFor();
    await tap(desk.getByRole('button', { name: /Ganti$/ }));
    await picture(desk, 'desk-counter-change');
    await press(desk, 'Front Office 2');
    await press(desk, 'Panggil berikutnya');
    await desk.getByRole('heading', { name: 'P-001' }).waitFor();
    await board.getByText('Front Office 2').first().waitFor();
    await phone.getByRole('heading', { name: 'Giliran Anda: Front Office 2' }).waitFor();
    await picture(board, 'board-calling');
    await picture(phone, 'phone-called');
    await picture(desk, 'desk-called');
    await until('the receipt of the board', async () => {
      const text = await world.metrics();
      return /kunjung_call_to_board_seconds_count [1-9]/.test(text);
    });

    await press(desk, 'Sudah hadir');
    await phone.getByRole('heading', { name: 'Mengisi buku tamu' }).waitFor();
    await tap(phone.getByRole('button', { name: 'Kirim buku tamu' }));
    await phone.getByText('Mohon periksa isian berikut').waitFor();
    await picture(phone, 'phone-guest-book-faults');
    await fillGuestBook(phone);
    await phone.getByLabel('No. HP/WA').fill('tidak ada');
    await tap(phone.getByRole('button', { name: 'Kirim buku tamu' }));
    await phone.locator('#phone-fault').waitFor();
    await phone.getByLabel('No. HP/WA').fill('0812-1767-8691');
    await tap(phone.getByRole('button', { name: 'Kirim buku tamu' }));
    await phone.getByText('Buku tamu sudah diterima').waitFor();
    await picture(phone, 'phone-registered');

    await desk.getByRole('button', { name: 'Mulai layani' }).waitFor();
    await picture(desk, 'desk-registered');
    await press(desk, 'Mulai layani');
    await press(desk, 'Titip ID dan loker');
    await desk.getByLabel('Empat huruf/angka terakhir').fill('0003');
    await tick(desk.getByLabel('Kartu masih berlaku'));
    await tap(desk.getByRole('dialog').getByRole('button', { name: /07/ }));
    await picture(desk, 'desk-deposit');
    await press(desk, 'Simpan titipan');
    await desk.getByText('ID dititip: 1').waitFor();
    await picture(board, 'board-serving');
    await press(desk, 'Izinkan masuk');
    await phone.getByRole('heading', { name: 'Di perpustakaan' }).waitFor();
    await phone.getByText('Kartu Anda kami simpan. Loker Anda: 07.').waitFor();
    await picture(phone, 'phone-library');
    await desk.getByText('P-001 sudah masuk').waitFor();
    await picture(desk, 'desk-next');
    await desk
      .locator('desk-bar .primary')
      .filter({ hasText: /^\s*Panggil berikutnya\s*$/ })
      .waitFor();
    await tap(desk.getByRole('button', { name: /P-001/ }).first());
    await press(desk, 'Selesai membaca');
    await phone.getByRole('heading', { name: 'Silakan beri penilaian' }).waitFor();
    await phone.getByText('saat kunci loker 07 diserahkan').waitFor();
    await press(phone, 'Sangat puas');
    await phone.getByText('Terima kasih atas penilaian Anda').waitFor();
    await press(phone, 'Selesai');
    await phone.getByText('Penilaian dapat diubah sampai hari ini berakhir').waitFor();
    await press(desk, 'Lihat buku tamu');
    await desk.getByText('Universitas Borneo Tarakan').waitFor();
    await picture(desk, 'desk-rating');
    await press(desk, 'Kembalikan ID');
    await press(desk, 'Kembalikan kartu ini');
    await desk.getByText('ID dititip: 0').waitFor();
    await press(desk, 'Selesai');
    await phone.getByRole('heading', { name: 'Kunjungan Anda telah selesai' }).waitFor();
    await picture(phone, 'phone-done');
    await desk.getByRole('button', { name: /P-001 selesai. Urungkan/ }).waitFor();
    await picture(desk, 'desk-done');

    expect(await violations(world.db)).toEqual([]);
    const wall = await board.locator('visit-board').innerText();
    expect(wall).not.toMatch(/Siti|Borneo|Lansia|elderly/);
  });
});

describe('a board whose line is cut', () => {
  test('says so after ten seconds, hides its numbers after thirty, and comes back by itself', async () => {
    const context = await screens.browser.newContext({ viewport: sizes.board, locale: 'id-ID' });
    context.setDefaultTimeout(20_000);
    const board = await context.newPage();
    const { label } = (await world.client().takeTicket()).body;
    await board.clock.install();
    await board.goto(`${world.base}/papan`);
    await board.getByText(label).waitFor();
    await context.setOffline(true);
    await board.clock.runFor(12_000);
    await board.getByText('Koneksi terputus').waitFor();
    await picture(board, 'board-stale');
    expect(await board.getByText(label).count()).toBe(1);
    await board.clock.runFor(20_000);
    await board.getByText('Mohon perhatikan panggilan petugas').waitFor();
    expect(await board.getByText(label).count()).toBe(0);
    await picture(board, 'board-gone');
    await context.setOffline(false);
    await until('the numbers are back', async () => {
      await board.clock.runFor(1_000);
      return (await board.getByText(label).count()) === 1;
    });
    await context.close();
  });
});

describe('a page that has nothing to show', () => {
  test('tells a guessed token from a closed kiosk in words', async () => {
    const phone = await open(`/v/${'A'.repeat(22)}`, 'phone');

    await phone.getByText('Nomor ini tidak dikenal').waitFor();
    await picture(phone, 'phone-unknown');
  });

  test('says when the office is closed and opens again', async () => {
    await using closed = await openWorld({ hours: { monday: [['00:00', '00:01']] } });
    const board = await open('/papan', 'board', closed);
    await board.getByText(/Layanan tutup, buka kembali/).waitFor();
    await picture(board, 'board-closed');
    const kiosk = await open('/kios', 'kiosk', closed);
    await kiosk.getByRole('heading', { name: 'Layanan tutup' }).waitFor();
    await picture(kiosk, 'kiosk-closed');
    await kiosk.close();
    await board.close();
  });

  test('sends visitors to the staff while no number can be given', async () => {
    await using quiet = await openWorld();
    await quiet.stopWorker();
    const kiosk = await open('/kios', 'kiosk', quiet);
    await kiosk.getByRole('heading', { name: 'Nomor belum dapat diambil' }).waitFor({ timeout: 40_000 });
    await picture(kiosk, 'kiosk-down');
    await kiosk.close();
  });
});
