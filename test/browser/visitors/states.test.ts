import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { StaffVisit } from '../../../wire/visits.ts';
import type { Ticket } from '../../../wire/visitors/visitors.ts';
import { guestBook } from '../../world/client.ts';
import { useClient, useWorld } from '../../world/use.ts';
import { useScreens, picture, sizes, tap } from '../screens/screens.ts';

const world = useWorld();
const screens = useScreens();
const staff = useClient(world, 'staff');

const takeTicket = async (): Promise<Ticket> => (await world.client().takeTicket()).body;
const openPhone = (ticket: Ticket): Promise<Page> =>
  screens.open(`${world.base}${ticket.statusUrl}`, 'phone');

describe('every state of a visit', () => {
  const narrow = { width: 320, height: 640 };

  /** Looks at what stands there in both languages, and that nothing hangs over the edge of a small phone. */
  async function look(page: Page, name: string, headline: { id: string; en: string }): Promise<void> {
    for (const [language, button] of [
      ['en', 'English'],
      ['id', 'Bahasa Indonesia'],
    ] as const) {
      await tap(page.getByRole('button', { name: button }));
      await page.getByRole('heading', { name: headline[language] }).waitFor();
      await page.setViewportSize(narrow);
      await page.evaluate(() => document.fonts.ready.then(() => undefined));
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width, `${name} ${language}`).toBe(narrow.width);
      await picture(page, `phone-${name}-${language}-320`);
      await page.setViewportSize(sizes.phone);
      await picture(page, `phone-${name}-${language}`);
    }
  }

  test('is said in both languages and fits a small phone', async () => {
    const before = await takeTicket();
    const ticket = await takeTicket();
    const page = await openPhone(ticket);
    await look(page, '1-waiting', { id: 'di depan Anda', en: 'ahead of you' });
    await world.client().send(`/api/v1/visits/${before.token}/cancel`, { method: 'POST' });
    let visit = (await staff.call()).body.visit as StaffVisit;
    expect(visit.visitId).toBe(ticket.visitId);
    const go = async (move: string, extra: object = {}): Promise<void> => {
      visit = (await staff.move(visit, move, extra)).body;
    };
    await look(page, '2-called', { id: 'Giliran Anda: Front Office 1', en: 'Your turn: Front Office 1' });
    await go('arrive');
    await look(page, '3-guest-book', { id: 'Mengisi buku tamu', en: 'Filling the guest book' });
    await go('submit-guest-book', { guestBook });
    await look(page, '4-registered', { id: 'Menunggu dilayani', en: 'Waiting for service' });
    await page.getByText('Anda akan dilayani paling lambat pukul').waitFor();
    await go('serve');
    await go('deposit', { idType: 'ktp', idLast4: '1234', locker: '07' });
    await look(page, '5-serving', { id: 'Dilayani', en: 'Being served' });
    await go('enter');
    await look(page, '6-library', { id: 'Di perpustakaan', en: 'In the library' });
    await page.getByText('Kartu Anda kami simpan. Loker Anda: 07.').waitFor();
    await go('finish');
    await look(page, '7-rating', { id: 'Silakan beri penilaian', en: 'Please rate our service' });
    await page.getByText('saat kunci loker 07 diserahkan').waitFor();
    await go('return-id');
    await go('leave');
    await look(page, '8-done', { id: 'Kunjungan Anda telah selesai', en: 'Your visit is complete' });

    const other = await takeTicket();
    const second = await openPhone(other);
    await tap(second.getByRole('button', { name: 'Batalkan nomor ini' }));
    await picture(second, 'phone-give-up');
    await tap(second.getByRole('dialog').getByRole('button', { name: 'Ya, batalkan nomor ini' }));
    await look(second, '9-cancelled', { id: 'Nomor ini dibatalkan', en: 'This number was cancelled' });

    const unknown = await screens.open(`${world.base}/v/${'A'.repeat(22)}`, 'phone');
    await look(unknown, 'unknown', { id: 'Nomor ini tidak dikenal', en: 'This number is not known' });
    expect(await unknown.locator('header strong').innerText()).toContain('Pelayanan Statistik Terpadu');
    await tap(unknown.getByRole('link', { name: 'Ke halaman depan' }));
    await unknown.waitForURL(`${world.base}/?*`);
  });
});
