import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { useWorld } from '../../world/use.ts';
import { barriers } from '../screens/axe.ts';
import { isWithinReach } from '../screens/layout-faults.ts';
import { useScreens, picture, press, tap } from '../screens/screens.ts';
import { openSignedIn } from '../screens/signed-in.ts';

const world = useWorld();
const screens = useScreens();

const mostLockers = 40;
const visitors = 14;

const tools = (desk: Page): readonly Locator[] => [
  desk.getByRole('button', { name: '+ Ambilkan nomor' }),
  desk.getByRole('button', { name: '+ Nomor dari kertas' }),
  desk.getByRole('button', { name: 'Serah terima …' }),
  desk.getByRole('button', { name: 'Hitung dari meja …' }),
  desk.getByRole('link', { name: 'Label rak' }),
  desk.getByRole('link', { name: 'Pengaduan' }),
];

describe('a desk with forty lockers and a long line', () => {
  test('has its tools on the first screen, and every locker within reach', async () => {
    const codes = Array.from({ length: mostLockers }, (_, index) => String(index + 1).padStart(2, '0'));
    await world.db
      .insertInto('locker')
      .values(codes.map((code) => ({ office: world.office, code })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    for (let taken = 0; taken < visitors; taken += 1) await world.client().takeTicket();
    const desk = await openSignedIn({ screens, world }, '/petugas', 'staff');
    await desk.getByRole('button', { name: /40\s*Tersedia/ }).waitFor();
    await desk.getByText(`Menunggu (${visitors})`).waitFor();
    const bar = await desk.locator('desk-bar').boundingBox();
    for (const tool of tools(desk)) {
      const box = await tool.boundingBox();
      expect(box && box.y + box.height, String(tool)).toBeLessThanOrEqual(bar?.y ?? 0);
      expect(box?.height, String(tool)).toBeGreaterThanOrEqual(48);
    }
    await picture(desk, 'desk-forty-lockers');
    expect(await barriers(desk)).toEqual([]);

    await tap(desk.getByRole('button', { name: /40\s*Tersedia/ }));
    await desk.getByRole('dialog').getByText('Keadaan loker').first().waitFor();
    await desk.keyboard.press('Escape');
    await press(desk, 'EN, English');
    await desk.getByRole('link', { name: 'Complaints' }).waitFor();
    await picture(desk, 'desk-forty-lockers-en');
    await desk.close();
  });

  test.each([
    { seen: 'in a low window', width: 1280, height: 320 },
    { seen: 'at a zoom of 200 %', width: 640, height: 400 },
  ])('has everything within reach $seen', async ({ width, height }) => {
    const desk = await openSignedIn({ screens, world }, '/petugas', 'staff');
    await desk.getByText(`Menunggu (${visitors})`).waitFor();
    await desk.setViewportSize({ width, height });
    const lockers = await desk.locator('locker-grid button').all();
    const numbers = await desk.locator('visit-list button').all();
    expect(lockers).toHaveLength(mostLockers);
    expect(numbers.length).toBeGreaterThanOrEqual(visitors);
    const others = [
      desk.getByRole('button', { name: 'Front Office 1' }),
      desk.getByRole('button', { name: 'Keluar' }),
      desk.getByText('Pilih kunjungan di daftar'),
      desk.getByRole('button', { name: 'Panggil berikutnya' }),
    ];
    for (const control of [...numbers, ...lockers, ...tools(desk), ...others]) {
      expect(await isWithinReach(control), String(control)).toBe(true);
    }
    await picture(desk, `desk-low-${width}`);
    await desk.close();
  });
});
