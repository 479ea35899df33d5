import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { StaffVisit } from '../../../wire/visits.ts';
import { password } from '../../world/office.ts';
import { openWorld, useWorld } from '../../world/use.ts';
import { useScreens, picture, press, tap } from '../screens/screens.ts';
import { signIn } from '../screens/signed-in.ts';

const world = useWorld();
const screens = useScreens();

async function openDesk(visit: { label: string }): Promise<Page> {
  const desk = await screens.open(`${world.base}/petugas`, 'desk');
  await signIn(desk, `staff-${world.office}`);
  await tap(desk.getByRole('button', { name: new RegExp(visit.label) }));
  await desk.getByRole('heading', { name: visit.label }).waitFor();
  return desk;
}

/** A visitor at FO-2, called or already being served. */
async function visitor(step: 'called' | 'serving'): Promise<StaffVisit> {
  const staff = await world.client().signIn('staff');
  const { token, visitId } = (await world.client().takeTicket()).body;
  await staff.call('FO-2');
  if (step === 'serving') await world.client().fillGuestBook(token);
  const { body: seen } = await staff.send<StaffVisit>(`/api/v1/visits/${visitId}/staff`);
  return step === 'serving' ? (await staff.move(seen, 'serve')).body : seen;
}

const question = (desk: Page) => desk.getByRole('heading', { name: 'Buang isian?' });

async function cancel(visit: StaffVisit): Promise<void> {
  const staff = await world.client().signIn('staff');
  await staff.move(visit, 'cancel');
}

describe('a form on the tablet', () => {
  test('that is empty closes at once, one with something in it is asked for', async () => {
    const visit = await visitor('serving');
    const desk = await openDesk(visit);
    await press(desk, 'Titip ID dan loker');
    await desk.getByLabel('Empat huruf/angka terakhir').waitFor();
    await desk.keyboard.press('Escape');
    await desk.getByRole('dialog').waitFor({ state: 'hidden' });

    await press(desk, 'Titip ID dan loker');
    await desk.getByLabel('Empat huruf/angka terakhir').fill('0003');
    await desk.keyboard.press('Escape');
    await question(desk).waitFor();
    await picture(desk, 'desk-discard');
    await desk.keyboard.press('Escape'); // whoever presses it twice loses nothing
    await question(desk).waitFor({ state: 'hidden' });
    expect(await desk.getByLabel('Empat huruf/angka terakhir').inputValue()).toBe('0003');
    await tap(desk.getByRole('dialog').getByRole('button', { name: 'Kembali', exact: true }));
    await question(desk).waitFor();
    await press(desk, 'Kembali');
    expect(await desk.getByLabel('Empat huruf/angka terakhir').inputValue()).toBe('0003');
    await desk.keyboard.press('Escape');
    await press(desk, 'Ya, buang');
    await desk.getByRole('dialog').waitFor({ state: 'hidden' });
    await press(desk, 'Titip ID dan loker');
    expect(await desk.getByLabel('Empat huruf/angka terakhir').inputValue()).toBe('');
    await desk.keyboard.press('Escape');

    await tap(desk.getByRole('button', { name: /Nomor dari kertas/ }));
    await desk.getByLabel('Nomor di kertas').fill('K-7');
    await desk.keyboard.press('Escape');
    await question(desk).waitFor();
    await press(desk, 'Ya, buang');
    await desk.getByRole('dialog').waitFor({ state: 'hidden' });

    await press(desk, 'Alihkan ke loket lain');
    expect(await desk.getByLabel('Loket tujuan').inputValue()).toBe('');
    expect(await desk.getByLabel('Loket tujuan').innerText()).not.toContain('Front Office 2');
    await picture(desk, 'desk-transfer');
    await desk.keyboard.press('Escape');
    await desk.close();
    await cancel(visit);
  });

  test('is emptied by the lock, which is announced before and told after', async () => {
    const visit = await visitor('called');
    const desk = await openDesk(visit);
    await desk.clock.install();
    await press(desk, 'Isi buku tamu di sini');
    await desk.getByLabel('Nama lengkap').fill('Siti Rahma');
    await desk.clock.runFor(151_000);
    await desk.getByText('Tablet terkunci dalam 30 detik').waitFor();
    await picture(desk, 'desk-locks-soon');
    await desk.getByLabel('Asal instansi').press('a');
    await desk.getByText('Tablet terkunci dalam 30 detik').waitFor({ state: 'hidden' });
    expect(await desk.getByLabel('Nama lengkap').inputValue()).toBe('Siti Rahma');
    await desk.clock.runFor(181_000);
    await desk.getByRole('heading', { name: 'Terkunci karena tidak dipakai' }).waitFor();
    expect(await desk.getByLabel('Nama lengkap').count()).toBe(0);
    await desk.getByLabel('Kata sandi').fill(password);
    await tap(desk.getByRole('button', { name: 'Buka' }));
    await desk.getByText(`isian "${visit.label}: Isi buku tamu di sini" tidak tersimpan`).waitFor();
    await picture(desk, 'desk-form-lost');
    await desk.close();
    await cancel(visit);
  });
});

describe('a desk of a closed office', () => {
  test('says that it is closed, why and until when', async () => {
    await using closed = await openWorld({ hours: { monday: [['00:00', '00:01']] } });
    const desk = await screens.open(`${closed.base}/petugas`, 'desk');
    await signIn(desk, `staff-${closed.office}`);
    await desk.getByText(/Tutup: di luar jam layanan, buka kembali Senin, .* pukul 00.00/).waitFor();
    await picture(desk, 'desk-closed');
    await press(desk, 'EN, English');
    await desk.getByText(/Closed: outside service hours, opens again Monday/).waitFor();
    await desk.getByRole('button', { name: /01\s*Free/ }).waitFor();
    await picture(desk, 'desk-closed-en');
    await desk.close();
  });
});
