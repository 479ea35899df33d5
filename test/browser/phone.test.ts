import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Ticket } from '../../domain/visit/views.ts';
import type { TestClient } from '../world/client.ts';
import { createWorld } from '../world/world.ts';
import type { World } from '../world/world.ts';
import { openScreens, picture } from './screens.ts';
import type { Screens } from './screens.ts';

let world: World;
let screens: Screens;
let staff: TestClient;

beforeAll(async () => {
  world = await createWorld();
  screens = await openScreens();
  staff = await world.client().signIn('staff');
});
afterAll(async () => {
  await screens?.[Symbol.asyncDispose]();
  await world?.[Symbol.asyncDispose]();
});
afterEach(() => {
  expect(world.takeErrors()).toEqual([]);
  expect(screens.takeComplaints()).toEqual([]);
});

const takeTicket = async (): Promise<Ticket> => (await world.client().takeTicket()).body;
const openPhone = (ticket: Ticket): Promise<Page> =>
  screens.open(`${world.base}${ticket.statusUrl}`, 'phone');

/** The visit at the head of the queue, called. */
async function call() {
  const { visit } = (await staff.call()).body;
  if (!visit) throw new Error('nobody waits');
  return visit;
}

describe('a guest book that was typed half', () => {
  const typed = {
    'Nama lengkap': 'Siti Nurhaliza',
    'E-mail aktif': 'siti@example.com',
    'Asal instansi': 'Umum',
    'Jumlah laki-laki': '3',
  };
  const chosen = { 'Jenis kelamin': 'P', Umur: '2', 'Kategori instansi': '9' };

  async function type(page: Page): Promise<void> {
    for (const [label, text] of Object.entries(typed)) await page.getByLabel(label).fill(text);
    for (const [label, code] of Object.entries(chosen)) await page.getByLabel(label).selectOption(code);
    await page.getByLabel('Konsultasi').check();
    await page.getByLabel('Simpan isian ini').check();
  }

  async function expectTyped(page: Page): Promise<void> {
    await page.getByLabel('Nama lengkap').waitFor();
    for (const [label, value] of [...Object.entries(typed), ...Object.entries(chosen)]) {
      expect(await page.getByLabel(label).inputValue(), label).toBe(value);
    }
    expect(await page.getByLabel('Konsultasi').isChecked()).toBe(true);
    expect(await page.getByLabel('Perpustakaan').isChecked()).toBe(true);
    expect(await page.getByLabel('Simpan isian ini').isChecked(), 'a consent is given anew').toBe(false);
  }

  const kept = (page: Page): Promise<number> => page.evaluate(() => sessionStorage.length);

  test('is there again after a reload, a key, a way back and another call, and goes when it is sent', async () => {
    const ticket = await takeTicket();
    const visit = await call();
    const page = await openPhone(ticket);
    await type(page);
    for (const _time of [1, 2, 3]) {
      await page.reload();
      await expectTyped(page);
    }
    await picture(page, 'phone-draft', { whole: true });
    await page.getByLabel('No. HP/WA').pressSequentially('0');
    await page.reload();
    await expectTyped(page);
    await page.getByLabel('No. HP/WA').fill('');
    await page.goto(`${world.base}/`);
    await page.goBack();
    await expectTyped(page);

    const requeued = (await staff.move(visit, 'requeue')).body;
    await page.getByLabel('Nama lengkap').waitFor({ state: 'detached' });
    expect((await call()).visitId).toBe(requeued.visitId);
    await expectTyped(page);

    for (const label of ['Pendidikan tertinggi', 'Pekerjaan utama', 'Pemanfaatan utama']) {
      await page.getByLabel(label).selectOption('1');
    }
    await page.getByLabel('Penyandang disabilitas').selectOption('none');
    await page.getByLabel('Jumlah perempuan').fill('0');
    await page.getByRole('button', { name: 'Kirim buku tamu' }).click();
    await page.getByText('Buku tamu sudah diterima').waitFor();
    expect(await kept(page)).toBe(0);
  });

  test('is never shown to another number, and goes with the visit', async () => {
    const first = await takeTicket();
    const visit = await call();
    const page = await openPhone(first);
    await type(page);
    expect(await kept(page)).toBe(1);
    await staff.move(visit, 'no-show');
    const second = await takeTicket();
    await call();
    await page.goto(`${world.base}${second.statusUrl}`);
    await page.getByLabel('Nama lengkap').waitFor();
    expect(await page.getByLabel('Nama lengkap').inputValue()).toBe('');
    expect(await kept(page)).toBe(0);

    await type(page);
    expect(await kept(page)).toBe(1);
    await page.getByRole('button', { name: 'Batalkan nomor ini' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Batalkan nomor ini' }).click();
    await page.getByLabel('Nama lengkap').waitFor({ state: 'detached' });
    expect(await kept(page)).toBe(0);
  });
});
