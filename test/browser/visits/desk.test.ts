import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { holdCard, serveVisitor } from '../../world/desk.ts';
import { createPostOffice } from '../../world/outside/post-office.ts';
import { useResource, useWorld } from '../../world/use.ts';
import { useScreens, picture, press, tap, tick } from '../screens/screens.ts';
import { openSignedIn, signIn } from '../screens/signed-in.ts';
import { passedSteps } from './stepper.ts';

const post = useResource(createPostOffice);
const world = useWorld({}, () => ({
  mail: { url: post.url, from: 'pst@kunjung.example', linkBase: 'https://kunjung.example/' },
}));
const screens = useScreens();
const at = { screens, world };

describe('at the desk', () => {
  test('a bag changes lockers, a key is lost, and the locker stays shut until it works again', async () => {
    const { ticket } = await holdCard(world, '01');
    const desk = await openSignedIn(at, '/petugas', 'staff');
    await tap(desk.getByRole('button', { name: new RegExp(ticket.label) }));
    await picture(desk, 'desk-serving');
    await press(desk, 'Pindah loker');
    await tap(desk.getByRole('button', { name: /05/ }).last());
    await tap(desk.getByRole('dialog').getByRole('button', { name: 'Pindah loker' }));
    await desk
      .getByText(/Loker\s+05/)
      .first()
      .waitFor();
    await press(desk, 'Kunci hilang …');
    await desk.getByText('Cocokkan orang').waitFor();
    await picture(desk, 'desk-key-lost');
    await tap(desk.getByRole('dialog').getByRole('button', { name: 'Kembalikan ID' }));
    await desk.getByText('ID dititip: 0').waitFor();
    await tap(desk.getByRole('button', { name: /05\s*Kunci hilang/ }));
    await tick(desk.getByLabel('Tersedia'));
    await press(desk, 'Simpan');
    await desk.getByRole('button', { name: /05\s*Tersedia/ }).waitFor();
    await tap(desk.getByRole('button', { name: 'Batalkan' }));
    await tap(desk.getByRole('dialog').getByRole('button', { name: 'Ya, batalkan kunjungan' }));
    await desk.locator('visit-card .where').getByText('Dibatalkan').waitFor();
    expect((await passedSteps(desk)).at(-1)).toBe('Dilayani: ID dan loker');
    await desk.close();
  });

  test('an incident is chosen, not preselected, and said to be noted', async () => {
    const { ticket, visit } = await holdCard(world, '03');
    const desk = await openSignedIn(at, '/petugas', 'staff');
    await tap(desk.getByRole('button', { name: new RegExp(ticket.label) }));
    await press(desk, 'Catat kejadian …');
    const what = desk.getByLabel('Apa yang terjadi?');
    expect(await what.inputValue()).toBe('');
    await desk.getByLabel('Catatan').fill('Kunci ditemukan di lantai.');
    await press(desk, 'Simpan');
    await desk.getByText('Pilih salah satu.').waitFor();
    await what.selectOption('other');
    await press(desk, 'Simpan');
    const notices = desk.locator('desk-notices');
    await notices.getByText(`${ticket.label}: kejadian tercatat (Lainnya).`).waitFor();
    await picture(desk, 'desk-incident-noted');
    const noted = world.db.selectFrom('incident').select('kind').where('visit_id', '=', ticket.visitId);
    expect(await noted.execute()).toEqual([{ kind: 'other' }]);
    const staff = await world.client().signIn('staff');
    await staff.move((await staff.move(visit, 'return-id')).body, 'cancel');
    await desk.close();
  });

  test('the last digits of a card are never cut to the first ones', async () => {
    const { ticket, visit } = await serveVisitor(
      { visitor: world.client(), staff: await world.client().signIn('staff') },
      'FO-2',
    );
    const desk = await openSignedIn(at, '/petugas', 'staff');
    await tap(desk.getByRole('button', { name: new RegExp(ticket.label) }));
    await press(desk, 'Titip ID dan loker');
    const digits = desk.getByLabel('Empat huruf/angka terakhir');
    await digits.pressSequentially('34567');
    expect(await digits.inputValue()).toBe('34567');
    await tick(desk.getByLabel('Kartu masih berlaku'));
    await tap(desk.getByRole('dialog').getByRole('button', { name: /04/ }));
    await press(desk, 'Simpan titipan');
    await desk.getByText('Tulis tepat empat huruf atau angka, yang terakhir di kartu.').waitFor();
    expect(await digits.getAttribute('aria-invalid')).toBe('true');
    await picture(desk, 'desk-digits-wrong');
    await digits.fill('4567');
    await press(desk, 'Simpan titipan');
    await desk.getByText('••••4567').first().waitFor();
    const staff = await world.client().signIn('staff');
    const held = await staff.readVisit(visit);
    await staff.move((await staff.move(held, 'return-id')).body, 'cancel');
    await desk.close();
  });

  test('a waiting visitor gets priority, and cards are handed over to a colleague', async () => {
    const { ticket, visit } = await holdCard(world, '02');
    const waiting = (await world.client().takeTicket()).body;
    const desk = await openSignedIn(at, '/petugas', 'staff');
    await tap(desk.getByRole('button', { name: new RegExp(waiting.label) }));
    await press(desk, 'Ubah prioritas …');
    await tick(desk.getByLabel('Ibu hamil'));
    await picture(desk, 'desk-priority');
    await press(desk, 'Simpan');
    await desk.getByText('Prioritas: Ibu hamil').waitFor();

    await press(desk, 'Serah terima …');
    await desk.getByText(`02: KTP, ${ticket.label}`).waitFor();
    await desk.getByLabel('Serahkan kepada').selectOption(`supervisor-${world.office}`);
    await picture(desk, 'desk-handover');
    await press(desk, 'Serahkan');
    const supervisor = await openSignedIn(at, '/petugas', 'supervisor');
    const waits = supervisor.getByText('menyerahkan 1 kartu kepada Anda');
    await waits.waitFor();
    await picture(supervisor, 'desk-handover-waits');
    await tap(waits.getByRole('button', { name: 'Serah terima …' }));
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

  test('what the visitor came for is read with the guest book', async () => {
    const staff = await world.client().signIn('staff');
    const { body: ticket } = await world.client().takeTicket();
    await staff.call('FO-2');
    await world.client().fillGuestBook(ticket.token, {
      dataNeeded: 'PDRB 2024\nmenurut lapangan usaha',
      purpose: 5,
      purposeOther: 'Lomba menulis',
      services: [1, 16],
      disability: true,
      group: { male: 12, female: 1 },
    });
    const desk = await openSignedIn(at, '/petugas', 'staff');
    await tap(desk.getByRole('button', { name: new RegExp(ticket.label) }));
    await press(desk, 'Lihat buku tamu');
    const book = desk.locator('visit-card .book');
    await book.getByText('Data yang dibutuhkan').waitFor();
    await book.getByText('PDRB 2024').waitFor();
    await book.getByText('Perpustakaan, Konsultasi').waitFor();
    await book.getByText('Lainnya: Lomba menulis').waitFor();
    await book.getByText('Penyandang disabilitas: tanyakan bantuan yang diperlukan').waitFor();
    await book.getByText('12 laki-laki, 1 perempuan').waitFor();
    await picture(desk, 'desk-data-needed');
    await staff.move(await staff.readVisit(ticket), 'cancel');
    await desk.close();
  });

  test('no board is missed before the boards are known', async () => {
    const told = Promise.withResolvers<void>();
    await using context = await screens.window({ viewport: { width: 1280, height: 800 } });
    await context.routeWebSocket(/socket\.io/, async (line) => {
      await told.promise;
      line.connectToServer();
    });
    await context.addInitScript((office) => localStorage.setItem(`counter-${office}`, 'FO-1'), world.office);
    const desk = await context.newPage();
    await desk.goto(`${world.base}/petugas`);
    await signIn(desk, `staff-${world.office}`);
    await desk.getByText(/^ID dititip/).waitFor();
    expect(await desk.getByText('Belum ada papan').count()).toBe(0);
    told.resolve();
    await desk.getByText('Belum ada papan').waitFor();
  });

  test('a number from paper is entered', async () => {
    const desk = await openSignedIn(at, '/petugas', 'staff');
    await tap(desk.getByRole('button', { name: /Nomor dari kertas/ }));
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

describe('behind a mailed link', () => {
  test('one press verifies the address, and staff see it', async () => {
    const { visit } = await holdCard(world, '05');
    const { command_id } = await world.db
      .selectFrom('guest_book')
      .select('command_id')
      .where('visit_id', '=', visit.visitId)
      .executeTakeFirstOrThrow();
    const token = 'kotak-surat-0123456789';
    await world.db
      .updateTable('email_check')
      .set({ token_hash: createHash('sha256').update(token).digest() })
      .where('command_id', '=', command_id)
      .execute();
    const desk = await openSignedIn(at, '/petugas', 'staff');
    await tap(desk.getByRole('button', { name: new RegExp(visit.label) }));
    await tap(desk.getByRole('button', { name: /buku tamu/i }));
    await desk.getByText('belum diverifikasi').waitFor();
    const phone = await screens.open(`${world.base}/e/${token}`, 'phone');
    await phone.getByRole('heading', { name: 'Apakah ini alamat e-mail Anda?' }).waitFor();
    await picture(phone, 'check');
    await press(phone, 'Ya, ini alamat e-mail saya');
    await phone.getByText('Alamat e-mail Anda sudah diverifikasi').waitFor();
    await picture(phone, 'check-verified');
    const toggle = desk.getByRole('button', { name: /buku tamu/i });
    await tap(toggle);
    await tap(toggle);
    await desk.getByText('terverifikasi', { exact: true }).waitFor();
    await picture(desk, 'desk-book');
    const stranger = await screens.open(`${world.base}/e/${'A'.repeat(22)}?lang=en`, 'phone');
    await stranger.getByText('This link is not known.').waitFor();
    const staff = await world.client().signIn('staff');
    await staff.move((await staff.move(visit, 'return-id')).body, 'cancel');
    for (const page of [desk, phone, stranger]) await page.close();
  });
});
