import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Ticket } from '../../../wire/visitors/visitors.ts';
import { createPostOffice } from '../../world/outside/post-office.ts';
import { until } from '../../world/until.ts';
import { useClient, useResource, useWorld } from '../../world/use.ts';
import { barriers } from '../screens/axe.ts';
import { picture, press, tick, useScreens } from '../screens/screens.ts';

const linkBase = 'https://kunjung.example/';
const post = useResource(createPostOffice);
beforeAll(() => post.open());
const world = useWorld({}, () => ({ mail: { url: post.url, from: 'pst@kunjung.example', linkBase } }));
const screens = useScreens();
const staff = useClient(world, 'staff');

async function fill(page: Page, email: string): Promise<void> {
  await page.getByLabel('Nama lengkap').fill('Siti');
  await page.getByLabel('E-mail aktif').fill(email);
  await page.getByLabel('Asal instansi').fill('Umum');
  for (const [label, code] of [
    ['Jenis kelamin', 'P'],
    ['Umur', '2'],
    ['Pendidikan tertinggi', '3'],
    ['Pekerjaan utama', '1'],
    ['Penyandang disabilitas', 'none'],
    ['Kategori instansi', '9'],
    ['Pemanfaatan utama', '1'],
  ] as const)
    await page.getByLabel(label).selectOption(code);
}

describe('a visitor who asks for the link to the rating', () => {
  test('ticks it in the guest book, gets one mail after leaving, and rates by it', async () => {
    const ticket: Ticket = (await world.client().takeTicket()).body;
    await staff.call();
    const phone = await screens.open(`${world.base}${ticket.statusUrl}`, 'phone');
    const wish = phone.getByLabel('Kirimi saya tautan penilaian');
    await wish.waitFor();
    expect(await wish.isChecked(), 'off by default').toBe(false);
    await fill(phone, 'siti@example.com');
    await tick(wish);
    expect(await barriers(phone)).toEqual([]);
    await picture(phone, 'rating-mail-wish', { whole: true });
    await press(phone, 'Kirim buku tamu');
    await phone.getByText('Buku tamu sudah diterima').waitFor();
    let visit = (await staff.move(await staff.readVisit(ticket), 'serve')).body;
    visit = (await staff.move(visit, 'skip-locker', { reason: 'no-bag' })).body;
    visit = (await staff.move(visit, 'enter')).body;
    await staff.move(visit, 'leave');
    const letter = await until('the letter', async () =>
      post.letters.find(({ subject }) => subject.includes('Bagaimana kunjungan Anda?')),
    );
    const link = /https:\/\/kunjung\.example\/(v\/\S+)/.exec(letter.text)?.[1] ?? '';
    const mailed = await screens.open(`${world.base}/${link}`, 'phone');
    await press(mailed, 'Sangat puas');
    await press(mailed, 'Selesai');
    await mailed.getByText('dapat diubah sampai hari ini berakhir').waitFor();
    const stored = await world.db.selectFrom('rating').select(['overall', 'rated_on']).execute();
    expect(stored).toEqual([{ overall: 5, rated_on: 'mail' }]);
  });
});
