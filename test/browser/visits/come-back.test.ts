import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { finalSteps } from '../../../domain/visits/steps.ts';
import type { Ticket } from '../../../wire/visitors/visitors.ts';
import type { StaffVisit } from '../../../wire/visits.ts';
import { password } from '../../world/office.ts';
import { until } from '../../world/until.ts';
import { useWorld } from '../../world/use.ts';
import { useScreens, picture, press, tap } from '../screens/screens.ts';
import { passedSteps } from './stepper.ts';

const world = useWorld({ noShowSeconds: 200 });
const screens = useScreens();

async function openDesk(language: 'id' | 'en' = 'id'): Promise<Page> {
  const page = await screens.open(`${world.base}/petugas?lang=${language}`, 'desk');
  const [username, secret, signIn] =
    language === 'id' ? ['Nama pengguna', 'Kata sandi', 'Masuk'] : ['User name', 'Password', 'Sign in'];
  await page.getByLabel(username ?? '').fill(`staff-${world.office}`);
  await page.getByLabel(secret ?? '').fill(password);
  await press(page, signIn ?? '');
  return page;
}

const row = (desk: Page, label: string) => desk.locator('visit-list').getByRole('button', { name: label });

/** Waits until a visit has ended: what is pressed last must not leave with its page. */
const isOver = ({ visitId }: Ticket): Promise<unknown> =>
  until('the visit is over', () =>
    world.db
      .selectFrom('visit')
      .select('step')
      .where('id', '=', visitId)
      .where('step', 'in', finalSteps)
      .executeTakeFirst(),
  );

describe('somebody who was called', () => {
  test('is counted down, seen typing, and called back after a no-show', async () => {
    const { body: ticket } = await world.client().takeTicket();
    const desk = await openDesk();
    await press(desk, 'Panggil berikutnya');
    await desk
      .locator('visit-card')
      .getByText(/Sisa waktu hadir 3:[01]\d/)
      .waitFor();
    await picture(desk, 'desk-countdown');
    await world.client().send(`/api/v1/visits/${ticket.token}/typing`, { method: 'POST' });
    await desk.locator('visit-card').getByText('Sedang mengisi buku tamu').waitFor();
    await picture(desk, 'desk-typing');
    await press(desk, 'Tidak hadir');
    await desk.getByText('Tidak hadir (1)').waitFor();
    await picture(desk, 'desk-missed');
    expect(await passedSteps(desk)).toEqual(['Menunggu', 'Dipanggil']);
    await press(desk, 'Kembalikan ke antrean');
    await desk.getByText('Tidak hadir (1)').waitFor({ state: 'hidden' });
    await until('the number waits again', async () => {
      const { body } = await world.client().view(ticket.token);
      return body.step === 'waiting' && body.calledBack;
    });
    await press(desk, 'Panggil berikutnya');
    await desk.getByRole('button', { name: 'Sudah hadir' }).waitFor();
    await press(desk, 'Batalkan');
    await tap(desk.getByRole('dialog').getByRole('button', { name: 'Ya, batalkan kunjungan' }));
    await isOver(ticket);
    await desk.close();
  });

  test('stands folded away when the no-show is older, and is found there', async () => {
    const staff = await world.client().signIn('staff');
    const { body: ticket } = await world.client().takeTicket();
    await staff.move((await staff.call('FO-2')).body.visit as StaffVisit, 'no-show');
    await world.db
      .updateTable('visit')
      .set({ undo_until: new Date(0) })
      .where('id', '=', ticket.visitId)
      .execute();
    const desk = await openDesk('en');
    await tap(desk.getByText('No-show (1)'));
    await tap(row(desk, ticket.label));
    await picture(desk, 'desk-missed-en');
    await press(desk, 'Return to queue');
    await desk.locator('visit-card').getByText('Waiting', { exact: true }).first().waitFor();
    await press(desk, 'Cancel visit');
    await tap(desk.getByRole('dialog').getByRole('button', { name: 'Yes, cancel the visit' }));
    await isOver(ticket);
    await desk.close();
  });
});

describe('a card that goes back', () => {
  test('is compared first, and taken back when it was the wrong one', async () => {
    const staff = await world.client().signIn('staff');
    const { body: ticket } = await world.client().takeTicket();
    await staff.call('FO-2');
    await world.client().fillGuestBook(ticket.token);
    const { body: seen } = await staff.send<StaffVisit>(`/api/v1/visits/${ticket.visitId}/staff`);
    const { body: serving } = await staff.move(seen, 'serve');
    await staff.move(serving, 'deposit', { idType: 'ktp', idLast4: '0003', locker: '07' });
    const desk = await openDesk();
    await tap(row(desk, ticket.label));
    await press(desk, 'Izinkan masuk');
    await desk.getByText(`${ticket.label} sudah masuk`).waitFor();
    await picture(desk, 'desk-let-in');
    await tap(row(desk, ticket.label));
    await press(desk, 'Kembalikan ID');
    const dialog = desk.getByRole('dialog');
    for (const fact of [ticket.label, '••••0003', '07'])
      await dialog.getByText(fact, { exact: true }).waitFor();
    await picture(desk, 'desk-return');
    await press(desk, 'Kembalikan kartu ini');
    await desk.getByText('ID dititip: 0').waitFor();
    await tap(desk.getByRole('button', { name: /menerima ID kembali. Urungkan/ }));
    await desk.getByText('ID dititip: 1').waitFor();
    await picture(desk, 'desk-returned-in-error');
    await press(desk, 'Kembalikan ID');
    await press(desk, 'Kembalikan kartu ini');
    // what is pressed while the press before is under way is not sent
    await desk.getByText('ID dititip: 0').waitFor();
    await press(desk, 'Selesai membaca');
    await desk.locator('visit-card .where').getByText('Penilaian ditawarkan').waitFor();
    await press(desk, 'Selesai');
    await isOver(ticket);
    await desk.close();
  });
});
