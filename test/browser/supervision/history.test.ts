import { describe, expect, test } from 'vitest';
import type { StaffVisit } from '../../../wire/visits.ts';
import { holdCard } from '../../world/desk.ts';
import { useWorld } from '../../world/use.ts';
import { useScreens, picture, press, tap } from '../screens/screens.ts';
import { openSignedIn } from '../screens/signed-in.ts';

const world = useWorld();
const screens = useScreens();
const at = { screens, world };

describe('a visit’s whole story', () => {
  test('is read and put right by a supervisor', async () => {
    const { visit } = await holdCard(world, '03');
    const staff = await world.client().signIn('staff');
    const back = (await staff.move(visit, 'return-id')).body;
    await staff.move(back, 'cancel');
    const page = await openSignedIn(at, `/riwayat/${visit.visitId}`, 'supervisor');
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
    await page.getByText('Untuk teknisi, nomor di mesin alur:').waitFor();
    await picture(page, 'history', { whole: true });
    await page.close();
  });

  test('has its guest book put right', async () => {
    const { visit } = await holdCard(world, '04');
    const staff = await world.client().signIn('staff');
    const back = (await staff.move(visit, 'return-id')).body;
    const page = await openSignedIn(at, `/riwayat/${visit.visitId}`, 'supervisor');
    await press(page, 'Buka buku tamu');
    await page.getByLabel('Nama lengkap').fill('Budi Benar');
    expect(await page.getByLabel('No. HP/WA').inputValue()).toBe('+6281217678691');
    expect(await page.getByLabel('Pekerjaan utama').inputValue()).toBe('1');
    const form = page.locator('book-correction');
    await tap(form.getByRole('button', { name: 'Simpan koreksi' }));
    await form.getByRole('alert').getByText('Wajib diisi.').waitFor();
    expect(await form.getByLabel('Alasan').getAttribute('aria-invalid')).toBe('true');
    await form.getByLabel('Alasan').fill('Nama salah eja');
    await form.getByText('Wajib diisi.').waitFor({ state: 'detached' });
    await form.getByLabel('E-mail aktif').fill('bukan alamat');
    await tap(form.getByRole('button', { name: 'Simpan koreksi' }));
    await form.getByText('Mohon periksa isian berikut').waitFor();
    await form.getByLabel('E-mail aktif').fill('benar@example.com');
    await picture(page, 'history-book', { whole: true });
    await tap(form.getByRole('button', { name: 'Simpan koreksi' }));
    await page.getByText('Koreksi: Buku tamu').waitFor();
    const { body } = await staff.send<StaffVisit>(`/api/v1/visits/${visit.visitId}/staff`);
    expect(body.guestBook).toMatchObject({ name: 'Budi Benar', email: 'benar@example.com', purpose: 1 });
    await staff.move(back, 'cancel');
    await page.close();
  });

  test('that nobody knows is told in words, and leads back to the supervisor’s page', async () => {
    const page = await openSignedIn(at, `/riwayat/${crypto.randomUUID()}`, 'supervisor');
    await page.getByText('Kunjungan ini tidak ada di kantor Anda.').waitFor();
    await tap(page.getByRole('link', { name: 'Pengawasan' }));
    await page.getByRole('heading', { name: 'Pengawasan' }).waitFor();
    await page.close();
  });
});
