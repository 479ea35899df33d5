import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { emptyHall } from '../../world/desk.ts';
import { until } from '../../world/until.ts';
import { useWorld } from '../../world/use.ts';
import { useScreens, picture, press, sizes, tap } from '../screens/screens.ts';
import { signIn } from '../screens/signed-in.ts';

const world = useWorld();
const screens = useScreens();

/** A tablet that nobody has used before. */
async function newTablet(role: 'staff' | 'supervisor'): Promise<Page> {
  const context = await screens.window({ viewport: sizes.desk });
  const desk = await context.newPage();
  await desk.goto(`${world.base}/petugas`);
  await signIn(desk, `${role}-${world.office}`);
  return desk;
}

const counterOf = (desk: Page, label: string) => desk.getByRole('button', { name: `Loket: ${label}. Ganti` });

describe('the counter of a tablet', () => {
  test('is asked at the first sign-in and kept over reloads, the lock and another officer', async () => {
    await world.client().takeTicket();
    const desk = await newTablet('staff');
    await desk.getByRole('heading', { name: 'Tablet ini berada di loket mana?' }).waitFor();
    await desk.keyboard.press('n');
    expect(await desk.getByRole('button', { name: 'Panggil berikutnya' }).count()).toBe(0);
    await picture(desk, 'desk-counter-question');
    await press(desk, 'Front Office 2');
    await counterOf(desk, 'Front Office 2').waitFor();
    await desk.reload();
    await counterOf(desk, 'Front Office 2').waitFor();
    await press(desk, 'Keluar');
    await signIn(desk, `supervisor-${world.office}`);
    await counterOf(desk, 'Front Office 2').waitFor();
    await press(desk, 'Panggil berikutnya');
    await desk.getByText('Dipanggil · Front Office 2').first().waitFor();
    await desk.reload(); // whoever was called here stands there again
    await press(desk, 'Batalkan');
    await tap(desk.getByRole('dialog').getByRole('button', { name: 'Ya, batalkan kunjungan' }));
    await desk.getByText('Dibatalkan').first().waitFor();
    await desk.context().close();
  });

  test('is asked again when that counter is gone', async () => {
    const desk = await newTablet('staff');
    await press(desk, 'Front Office 2');
    await counterOf(desk, 'Front Office 2').waitFor();
    const second = world.db.updateTable('counter').where('code', '=', 'FO-2');
    await second.set({ retired_at: new Date() }).execute();
    await desk.reload();
    await desk.getByRole('heading', { name: 'Tablet ini berada di loket mana?' }).waitFor();
    expect(await desk.getByRole('button', { name: 'Front Office 2' }).count()).toBe(0);
    await second.set({ retired_at: null }).execute();
    await desk.context().close();
  });

  test('is told to both when two officers are there, until one goes away or falls silent', async () => {
    const desk = await newTablet('staff');
    await press(desk, 'Front Office 2');
    const other = await newTablet('supervisor');
    await other.getByText(`staff of ${world.office} di sini`).waitFor();
    await picture(other, 'desk-counter-taken');
    await tap(other.getByRole('button', { name: 'Front Office 2' }));
    await other.getByText(`staff of ${world.office} juga memakai Front Office 2.`).waitFor();
    const told = desk.getByText(`supervisor of ${world.office} juga memakai Front Office 2.`);
    await told.waitFor();
    await picture(desk, 'desk-two-officers');
    await other.context().close();
    await told.waitFor({ state: 'hidden' });

    // a tablet of another api that lost its power: nobody says that it is gone
    const { id } = await world.db
      .selectFrom('staff')
      .select('id')
      .where('username', '=', `supervisor-${world.office}`)
      .executeTakeFirstOrThrow();
    const line = { line: crypto.randomUUID(), office: world.office, counter: 'FO-2', staff_id: id };
    await world.db.insertInto('counter_presence').values(line).execute();
    await world.client().takeTicket();
    await told.waitFor();
    const longAgo = new Date(Date.now() - 80_000);
    await world.db
      .updateTable('counter_presence')
      .set({ seen_at: longAgo })
      .where('line', '=', line.line)
      .execute();
    await world.client().takeTicket();
    await told.waitFor({ state: 'hidden' });
    await tap(desk.getByRole('button', { name: /Ganti$/ }));
    await press(desk, 'Front Office 1');
    await until('the silent line is cleared away', async () => {
      const rows = await world.db.selectFrom('counter_presence').select('counter').execute();
      return rows.length === 1 && rows[0]?.counter === 'FO-1';
    });
    await desk.context().close();
  });
});

describe('a counter that still calls somebody', () => {
  test('cannot call the next one, and says whom it calls, until that one has come or given up', async () => {
    const staff = await world.client().signIn('staff');
    await emptyHall(staff);
    const first = (await world.client().takeTicket()).body;
    const second = (await world.client().takeTicket()).body;
    const desk = await newTablet('staff');
    await press(desk, 'Front Office 1');
    await press(desk, 'Panggil berikutnya');
    const call = desk.getByRole('button', { name: /^Panggil berikutnya/ });
    await desk.getByText(`${first.label} masih dipanggil`).waitFor();
    expect(await call.isDisabled()).toBe(true);
    await picture(desk, 'desk-still-calling');
    await desk.keyboard.press('n');
    await press(desk, 'EN, English');
    await desk.getByText(`${first.label} is still called`).waitFor();
    await press(desk, 'ID, Bahasa Indonesia');

    await staff.move(await staff.readVisit(first), 'cancel');
    await expect.poll(() => call.isDisabled()).toBe(false);
    await press(desk, 'Panggil berikutnya');
    await desk.getByText(`${second.label} masih dipanggil`).waitFor();
    await press(desk, 'Sudah hadir');
    await expect.poll(() => call.isDisabled()).toBe(false);
    expect(await desk.getByText('Loket ini masih memanggil').count()).toBe(0);
    await staff.move(await staff.readVisit(second), 'cancel');
    await desk.context().close();
  });
});
