/// <reference lib="dom" />
import type { Page, Route } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { skmElements } from '../../../domain/ratings/rating.ts';
import type { Ticket } from '../../../wire/visitors/visitors.ts';
import { letIn } from '../../world/ratings.ts';
import { password } from '../../world/office.ts';
import { until } from '../../world/until.ts';
import { useClient, useWorld } from '../../world/use.ts';
import { barriers } from '../screens/axe.ts';
import { scan } from '../screens/scanner.ts';
import { openSignedIn } from '../screens/signed-in.ts';
import { enter, picture, press, sizes, tap, useScreens } from '../screens/screens.ts';

const world = useWorld();
const screens = useScreens();
const staff = useClient(world, 'staff');

const letOneIn = async (): Promise<Ticket> => (await letIn({ visitor: world.client(), staff })).ticket;
const openPhone = ({ statusUrl }: Ticket, search = ''): Promise<Page> =>
  screens.open(`${world.base}${statusUrl}${search}`, 'phone');
const storedOf = ({ visitId }: Ticket) =>
  world.db.selectFrom('rating').selectAll().where('visit_id', '=', visitId).executeTakeFirst();
const answerOf = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Looks at what stands there: nobody is kept out, nothing hangs over the edge. */
async function look(page: Page, name: string): Promise<void> {
  expect(await barriers(page), name).toEqual([]);
  const size = page.viewportSize() ?? sizes.phone;
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width, name).toBe(size.width);
  await picture(page, name, { whole: true });
}

describe('a rating on the phone', () => {
  test('is kept answer by answer, survives a reload and a closed page, and can be changed', async () => {
    const ticket = await letOneIn();
    const page = await openPhone(ticket);
    await page.getByRole('heading', { name: 'Bagaimana pelayanan kami?' }).waitFor();
    expect(await page.locator('visit-rating [aria-pressed=true]').count(), 'none is preselected').toBe(0);
    await look(page, 'rating-phone-1-overall');
    await tap(answerOf(page, 'Puas'));
    await page.getByRole('heading', { name: 'Terima kasih atas penilaian Anda' }).waitFor();
    await until('the answer is kept', async () => (await storedOf(ticket))?.overall === 4);
    await look(page, 'rating-phone-2-more');

    await press(page, 'Jawab survei');
    await page.getByText('Pertanyaan 1 dari 9').waitFor();
    await page
      .getByRole('heading', {
        name: 'Bagaimana pendapat Saudara tentang kesesuaian persyaratan pelayanan dengan jenis pelayanannya?',
      })
      .waitFor();
    await look(page, 'rating-phone-3-survey');
    await tap(answerOf(page, 'Sesuai'));
    await page.getByText('Pertanyaan 2 dari 9').waitFor();
    await press(page, 'Lewati');
    await page.getByText('Pertanyaan 3 dari 9').waitFor();
    await tap(answerOf(page, 'Sangat cepat'));
    await page.getByText('Pertanyaan 4 dari 9').waitFor();
    await press(page, 'Kembali');
    await page.getByText('Pertanyaan 3 dari 9').waitFor();
    expect(await answerOf(page, 'Sangat cepat').getAttribute('aria-pressed')).toBe('true');
    await tap(answerOf(page, 'Cepat'));
    await until('the answers are kept', async () => (await storedOf(ticket))?.skm.waktu === 3);

    await page.close();
    const again = await openPhone(ticket);
    await again.getByText('2 dari 9 pertanyaan terjawab').waitFor();
    await look(again, 'rating-phone-4-again');
    await press(again, 'Lanjutkan survei');
    await again.getByText('Pertanyaan 2 dari 9').waitFor();
    await again.reload();
    await press(again, 'Lanjutkan survei');
    await again.getByText('Pertanyaan 2 dari 9').waitFor();
    for (const name of ['Mudah', 'Cepat', 'Gratis', 'Sesuai', 'Kompeten', 'Sangat sopan dan ramah', 'Baik']) {
      await tap(answerOf(again, name));
    }
    await tap(answerOf(again, 'Dikelola dengan baik'));
    await again.getByText('9 dari 9 pertanyaan terjawab').waitFor();
    await again.getByLabel('Saran atau masukan').fill('Ruang baca nyaman');
    await press(again, 'Selesai');
    await again.getByText('dapat diubah sampai hari ini berakhir').waitFor();
    await look(again, 'rating-phone-5-thanks');
    const stored = await storedOf(ticket);
    expect(stored).toMatchObject({ overall: 4, rated_on: 'phone' });
    expect(stored?.comment).not.toBeNull();
    expect(Object.keys(stored?.skm ?? {}).toSorted()).toEqual([...skmElements].toSorted());

    await press(again, 'Ubah penilaian');
    await tap(answerOf(again, 'Sangat tidak puas'));
    await until('the change is kept', async () => (await storedOf(ticket))?.overall === 1);
    await again.getByText('Saran Anda sudah tersimpan').waitFor();
    await press(again, 'Selesai');
    await again.getByText('dapat diubah sampai hari ini berakhir').waitFor();
    expect((await storedOf(ticket))?.comment).toEqual(stored?.comment);
  });

  test('is given by keys alone, in English, on the smallest phone', async () => {
    const ticket = await letOneIn();
    const page = await openPhone(ticket, '?lang=en');
    await page.setViewportSize({ width: 320, height: 640 });
    const reach = async (name: string): Promise<void> => {
      await page.getByRole('button', { name, exact: true }).waitFor();
      const hasFocus = (): Promise<boolean> =>
        page.getByRole('button', { name, exact: true }).evaluate((button) => {
          const root = button.getRootNode() as ShadowRoot;
          return root.activeElement === button;
        });
      for (let tabs = 0; tabs < 60 && !(await hasFocus()); tabs += 1) await page.keyboard.press('Tab');
      expect(await hasFocus(), name).toBe(true);
      await enter(page);
    };
    await reach('Fairly satisfied');
    await look(page, 'rating-phone-320-more');
    await reach('Answer the survey');
    await page.getByText('Question 1 of 9').waitFor();
    await look(page, 'rating-phone-320-survey');
    await reach('Fit very well');
    await page.getByText('Question 2 of 9').waitFor();
    await reach('Back');
    await page.getByText('Question 1 of 9').waitFor();
    await reach('Back');
    await reach('Done');
    await page.getByText('until the end of today').waitFor();
    expect(await storedOf(ticket)).toMatchObject({ overall: 3, skm: { persyaratan: 4 } });
  });

  test('keeps the newest answer when the line comes back', async () => {
    const ticket = await letOneIn();
    const page = await openPhone(ticket);
    await answerOf(page, 'Puas').waitFor();
    await page.route('**/rating', (route) =>
      route.request().method() === 'PUT' ? route.abort() : route.fallback(),
    );
    await tap(answerOf(page, 'Puas'));
    await page.getByText('Jawaban terakhir belum tersimpan').waitFor();
    await page.unrouteAll();
    await press(page, 'Coba lagi');
    await until('the answer is kept', async () => (await storedOf(ticket))?.overall === 4);
    await page.getByText('belum tersimpan').waitFor({ state: 'hidden' });
    screens.takeComplaints(); // of the requests that were cut off
  });

  test('says that it is kept only once the server has it', async () => {
    const ticket = await letOneIn();
    const page = await openPhone(ticket);
    await answerOf(page, 'Puas').waitFor();
    const held: Route[] = [];
    await page.route('**/rating', (route) =>
      route.request().method() === 'PUT' ? void held.push(route) : route.fallback(),
    );
    await tap(answerOf(page, 'Puas'));
    await press(page, 'Selesai');
    await expect.poll(() => held.length).toBe(1);
    const kept = page.getByText('dapat diubah sampai hari ini berakhir');
    expect(await kept.count()).toBe(0);
    await held[0]?.continue();
    await kept.waitFor();
    expect(await storedOf(ticket)).toMatchObject({ overall: 4 });
    await page.close();
  });

  test('is refused in words where staff are signed in', async () => {
    const ticket = await letOneIn();
    const page = await openSignedIn({ screens, world }, '/petugas', 'staff');
    await page.getByText('Panggil berikutnya').waitFor();
    await page.goto(`${world.base}${ticket.statusUrl}`);
    await page.getByText('Penilaian diberikan oleh pengunjung sendiri').waitFor();
    screens.takeComplaints(); // of the refusal
  });
});

describe('who has rated', () => {
  test('is asked no more, by the phone or by the desk, and can go on with it on either', async () => {
    const { ticket, visit } = await letIn({ visitor: world.client(), staff });
    await staff.move(visit, 'finish');
    const phone = await openPhone(ticket);
    await phone.getByRole('heading', { name: 'Silakan beri penilaian' }).waitFor();
    const desk = await openSignedIn({ screens, world }, '/petugas', 'staff');
    await tap(desk.locator('visit-list').getByRole('button', { name: new RegExp(ticket.label) }));
    const where = desk.locator('visit-card .where');
    const turn = desk.getByRole('button', { name: 'Serahkan tablet untuk penilaian' });
    const turnAgain = desk.getByRole('button', { name: 'Serahkan tablet untuk melengkapi penilaian' });
    await where.getByText('Penilaian ditawarkan').waitFor();
    await turn.waitFor();
    expect(await turnAgain.count()).toBe(0);

    await tap(answerOf(phone, 'Puas'));
    await phone.getByRole('heading', { name: 'Terima kasih atas penilaian Anda', level: 1 }).waitFor();
    expect(await phone.locator('visitor-page').getByText('Silakan beri penilaian').count()).toBe(0);
    await look(phone, 'rating-phone-6-rated');
    await where.getByText('Penilaian diterima').waitFor();
    expect(await turn.count()).toBe(0);
    await turnAgain.waitFor();
    expect(await desk.getByText('Penilaian ditawarkan').count()).toBe(0);
    await picture(desk, 'rating-desk-6-rated');
    const served = await (await fetch(`${world.base}${ticket.statusUrl}`)).text();
    expect(served).not.toContain('Silakan beri penilaian');
    expect(served).toContain('Terima kasih atas penilaian Anda');

    await press(desk, 'Selesai');
    await where.getByText('Selesai').waitFor();
    expect(await turn.count()).toBe(0);

    await tap(turnAgain);
    await desk.getByRole('heading', { name: 'Terima kasih atas penilaian Anda' }).waitFor();
    await look(desk, 'rating-desk-7-again');
    await press(desk, 'Ubah penilaian');
    await tap(answerOf(desk, 'Sangat puas'));
    await until('the change is kept', async () => (await storedOf(ticket))?.overall === 5);
    await press(desk, 'Selesai');
    await desk.getByText('serahkan kembali tablet').waitFor();
    await desk.close();
  });
});

describe("the desk's tablet, turned to the visitor", () => {
  async function turn(ticket: Ticket): Promise<Page> {
    const page = await openSignedIn({ screens, world }, '/petugas', 'staff');
    await tap(page.locator('visit-list').getByRole('button', { name: new RegExp(ticket.label) }));
    await press(page, 'Serahkan tablet untuk penilaian');
    await page.getByRole('heading', { name: 'Bagaimana pelayanan kami?' }).waitFor();
    return page;
  }

  test('shows the rating alone, also after a reload, and needs the password to leave', async () => {
    const ticket = await letOneIn();
    const page = await turn(ticket);
    expect(await page.locator('visit-desk').count()).toBe(0);
    await look(page, 'rating-desk-1-overall');
    await tap(answerOf(page, 'Sangat puas'));
    await page.getByRole('heading', { name: 'Terima kasih' }).waitFor();
    await look(page, 'rating-desk-2-more');
    await until('the answer is kept', async () => (await storedOf(ticket))?.overall === 5);
    await page.reload();
    await page.getByText(`Penilaian kunjungan ${ticket.label}`).waitFor();
    await press(page, 'Ubah penilaian');
    await tap(answerOf(page, 'Puas'));
    await press(page, 'Jawab survei');
    await page.getByText('Pertanyaan 1 dari 9').waitFor();
    await look(page, 'rating-desk-3-survey');
    await tap(answerOf(page, 'Sangat sesuai'));
    await page.getByText('Pertanyaan 2 dari 9').waitFor();
    await press(page, 'Kembali');
    await press(page, 'Kembali');
    await page.getByLabel('Saran atau masukan').fill('Kenari di tablet');
    await press(page, 'Selesai');
    await page.getByText('serahkan kembali tablet').waitFor();
    await look(page, 'rating-desk-4-thanks');
    expect(await page.content()).not.toContain('Kenari');
    expect(await storedOf(ticket)).toMatchObject({ overall: 4, rated_on: 'desk', skm: { persyaratan: 4 } });
    await page.goto(`${world.base}/petugas`);
    await page.getByLabel('Kata sandi').waitFor();
    await page.getByLabel('Nama pengguna').fill(`staff-${world.office}`);
    await page.getByLabel('Kata sandi').fill(password);
    await press(page, 'Masuk');
    await page.getByText('Panggil berikutnya').waitFor();
  });

  test('locks itself when nobody touches it for a minute', async () => {
    const ticket = await letOneIn();
    const page = await openSignedIn({ screens, world }, '/petugas', 'staff');
    await page.clock.install();
    await tap(page.locator('visit-list').getByRole('button', { name: new RegExp(ticket.label) }));
    await press(page, 'Serahkan tablet untuk penilaian');
    await page.getByRole('heading', { name: 'Bagaimana pelayanan kami?' }).waitFor();
    await page.clock.runFor(41_000);
    await page.getByText('Masih di sini?').waitFor();
    await look(page, 'rating-desk-5-still-here');
    await page.clock.runFor(21_000);
    await page.getByLabel('Kata sandi').waitFor();
    expect(await page.getByLabel('Nama pengguna').inputValue()).toBe(`staff-${world.office}`);
    expect(await world.db.selectFrom('rating_sheet').selectAll().execute()).toEqual([]);
    await page.getByLabel('Kata sandi').fill(password);
    await press(page, 'Buka');
    await page.getByText('Panggil berikutnya').waitFor();
  });
});

describe('the tablet in the hall', () => {
  test('opens the rating of a scanned ticket, and leaves nothing for the next visitor', async () => {
    const [first, second] = [await letOneIn(), await letOneIn()];
    const page = await screens.open(`${world.base}/penilaian?kantor=${world.office}`, 'kiosk');
    await page.getByRole('heading', { name: 'Beri penilaian Anda' }).waitFor();
    expect(await page.title()).toBe('Penilaian');
    await look(page, 'rating-stand-1-start');
    const open = page.getByRole('button', { name: 'Buka penilaian' });
    const place = await open.evaluate((button) => button.getBoundingClientRect().toJSON() as DOMRect);
    await tap(open);
    await page.getByText('Wajib diisi.').waitFor();
    const { width, height } = await open.evaluate((button) => button.getBoundingClientRect());
    expect({ width, height }).toEqual({ width: place.width, height: place.height });
    await look(page, 'rating-stand-1-empty');
    await scan(page, '1303004.65');
    await page.getByText('Kode ini bukan tiket kunjungan').waitFor();
    await scan(page, `${world.base}/v/${'A'.repeat(22)}`);
    await page.getByText('Tiket ini tidak dikenal').waitFor();
    await look(page, 'rating-stand-2-unknown');
    await scan(page, `${world.base}${first.statusUrl}`);
    await page.getByText(`Penilaian kunjungan ${first.label}`).waitFor();
    await tap(answerOf(page, 'Tidak puas'));
    await page.getByLabel('Saran atau masukan').fill('Kenari di aula');
    await scan(page, `${world.base}${second.statusUrl}`); // the next one does not wait
    await page.getByText(`Penilaian kunjungan ${second.label}`).waitFor();
    await page.getByRole('heading', { name: 'Bagaimana pelayanan kami?' }).waitFor();
    await tap(answerOf(page, 'Cukup puas'));
    await press(page, 'Selesai');
    await page.getByText('membantu kami melayani lebih baik').waitFor();
    await look(page, 'rating-stand-3-thanks');
    await page.getByRole('heading', { name: 'Beri penilaian Anda' }).waitFor();
    expect(await storedOf(first)).toMatchObject({ overall: 2, rated_on: 'stand', comment: null });
    expect(await storedOf(second)).toMatchObject({ overall: 3, rated_on: 'stand' });
    const left = await page.evaluate(() => ({
      address: location.href,
      length: history.length,
      kept: [localStorage, sessionStorage].map((storage) => Object.entries(storage)),
    }));
    for (const { token } of [first, second]) expect(JSON.stringify(left)).not.toContain(token);
    expect(left.length).toBeLessThan(3);
    expect((await page.context().cookies()).filter(({ name }) => name === 'kunjung-rating')).toEqual([]);
  });

  test('takes a typed address by a form, in English, and says what came too early', async () => {
    const ticket = await letOneIn();
    const waiting = (await world.client().takeTicket({ language: 'en' })).body;
    const page = await screens.open(`${world.base}/penilaian?lang=en`, 'kiosk');
    await page.setViewportSize({ width: 768, height: 1024 });
    await page.getByLabel('Or write the address').fill(`${world.base}${waiting.statusUrl}`);
    expect(await page.title()).toBe('Rating');
    await press(page, 'Open the rating');
    await page.getByText('once you have entered the reading room').waitFor();
    await look(page, 'rating-stand-4-early-en');
    await page.getByLabel('Or write the address').fill(ticket.token);
    await press(page, 'Open the rating');
    await page.getByText(`Penilaian kunjungan ${ticket.label}`).waitFor(); // in the visitor's language
    await look(page, 'rating-stand-5-portrait');
  });
});
