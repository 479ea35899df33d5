import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { useWorld } from '../../world/use.ts';
import { picture, press, tap, useScreens } from '../screens/screens.ts';
import { openSignedIn } from '../screens/signed-in.ts';

const world = useWorld();
const screens = useScreens();

async function openCalendar() {
  const admin = await openSignedIn({ screens, world }, '/admin', 'admin');
  const calendar = admin.locator('calendar-settings');
  const at = (label: string) => calendar.getByLabel(label, { exact: true });
  await at('Tanggal').waitFor();
  return {
    admin,
    calendar,
    at,
    cell: (day: string) => calendar.getByRole('cell', { name: day }),
    save: () => tap(calendar.getByRole('button', { name: 'Simpan' })),
    unsaved: calendar.getByText(/belum disimpan/),
    saved: calendar.getByText('Tersimpan.'),
  };
}

const storedDays = async (): Promise<readonly string[]> => {
  const rows = world.db.selectFrom('calendar_day').select('day').where('office', '=', world.office);
  return (await rows.execute()).map(({ day }) => day);
};

/** Whether the page asks before it is left, and stays. */
async function asksWhenLeft(page: Page): Promise<boolean> {
  const asked = page.waitForEvent('dialog').catch(() => null); // of a page that was left
  await page.close({ runBeforeUnload: true });
  const dialog = await asked;
  if (dialog === null) return false;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  return true;
}

describe('a date that is typed and not added', () => {
  test('is saved with the others', async () => {
    const { admin, at, cell, save, saved } = await openCalendar();
    await at('Tanggal').fill('2034-12-09');
    await at('Jenis').selectOption('closure');
    await at('Nama').fill('Pilkada');
    await save();
    await saved.waitFor();
    await cell('09/12/2034').waitFor();
    expect(await storedDays()).toContain('2034-12-09');
    expect(await at('Tanggal').inputValue()).toBe('');
    await picture(admin, 'admin-calendar-typed', { whole: true });
    await admin.close();
  });

  test('is not saved half, and says at its fields what it lacks', async () => {
    const { admin, calendar, at, cell, save, saved, unsaved } = await openCalendar();
    await at('Tanggal').fill('2034-12-10');
    await save();
    await calendar.getByText('Wajib diisi.').waitFor();
    expect(await at('Nama').getAttribute('aria-invalid')).toBe('true');
    expect(await saved.count()).toBe(0);

    await at('Nama').fill('Rapat');
    await at('Jenis').selectOption('hours');
    await save();
    await calendar.locator('#hours-fault').getByText('Jam belum diisi.').waitFor();
    await at('Jam').fill('12-8');
    await save();
    await calendar.locator('#hours-fault').getByText('Jam belum benar.').waitFor();
    await picture(admin, 'admin-calendar-hours-wrong', { whole: true });
    await at('Jenis').selectOption('holiday');
    await save();
    await calendar.locator('#hours-fault').getByText('Kosongkan jam').waitFor();
    expect(await cell('10/12/2034').count()).toBe(0);
    expect(await storedDays()).not.toContain('2034-12-10');
    expect(await unsaved.count()).toBe(0);

    await at('Jenis').selectOption('hours');
    await at('Jam').fill('08.00-12.00');
    await save();
    await saved.waitFor();
    expect(await storedDays()).toContain('2034-12-10');
    await admin.close();
  });
});

describe('dates that are added and not saved', () => {
  test('say so, also those of a file, and leaving the page asks', async () => {
    const { admin, calendar, at, cell, save, saved, unsaved } = await openCalendar();
    await at('Tanggal').fill('2034-05-01');
    await at('Nama').fill('Hari Buruh');
    await tap(calendar.getByRole('button', { name: 'Tambah' }));
    await unsaved.waitFor();
    await save();
    await saved.waitFor();
    await unsaved.waitFor({ state: 'detached' });

    const csv = Buffer.from('tanggal;jenis;nama;jam\n25/12/2034;Libur nasional;Natal;\n');
    await calendar
      .getByLabel(/Impor CSV/)
      .setInputFiles({ name: 'k.csv', mimeType: 'text/csv', buffer: csv });
    await cell('25/12/2034').waitFor();
    await calendar.getByText('1 tanggal dibaca, tetapi belum disimpan').waitFor();
    expect(await saved.count()).toBe(0);
    expect(await calendar.locator('.notice.ok').count()).toBe(0);
    await picture(admin, 'admin-calendar-unsaved', { whole: true });
    await press(admin, 'EN, English');
    await calendar.getByText('1 date read, but not saved yet').waitFor();
    await press(admin, 'ID, Bahasa Indonesia');
    expect(await asksWhenLeft(admin)).toBe(true);
    await save();
    await saved.waitFor();
    expect(await storedDays()).toContain('2034-12-25');
    expect(await asksWhenLeft(admin)).toBe(false);
  });
});

describe('a date that somebody else changed too', () => {
  interface Shown {
    readonly version: number;
    readonly calendar: readonly { readonly day: string; readonly name: string }[];
  }

  test('is named after the reload with what they made of it, until it is saved', async () => {
    const other = await world.client().signIn('admin');
    const settings = other.inOffice('/settings');
    const { admin, calendar, at, cell, save, saved, unsaved } = await openCalendar();
    await at('Tanggal').fill('2034-07-07');
    await at('Nama').fill('Rapat');
    await tap(calendar.getByRole('button', { name: 'Tambah' }));
    await cell('07/07/2034').waitFor();
    const clash = calendar.getByText('diubah juga oleh orang lain');
    expect(await clash.count()).toBe(0);

    const { body: before } = await other.send<Shown>(settings);
    const theirs = { day: '2034-07-07', kind: 'closure', name: 'Pelatihan', hours: null, verified: true };
    const changed = await other.put(settings, {
      expectedVersion: before.version,
      calendar: [...before.calendar, theirs],
    });
    expect(changed.status).toBe(200);
    await save();
    await tap(calendar.getByRole('button', { name: 'Muat ulang' }));
    await clash.waitFor();
    await unsaved.waitFor();
    const item = calendar.getByRole('status').getByRole('listitem');
    expect(await item.allInnerTexts()).toEqual(['07/07/2034: Penutupan kantor, Pelatihan']);
    await picture(admin, 'admin-calendar-clash', { whole: true });
    await press(admin, 'EN, English');
    await calendar.getByText('Somebody else has changed these dates too').waitFor();
    expect(await item.allInnerTexts()).toEqual(['07/07/2034: Office closed, Pelatihan']);
    await press(admin, 'ID, Bahasa Indonesia');

    await save();
    await saved.waitFor();
    await clash.waitFor({ state: 'detached' });
    const { body: after } = await other.send<Shown>(settings);
    expect(after.calendar.filter(({ day }) => day === theirs.day).map(({ name }) => name)).toEqual(['Rapat']);
    await admin.close();
  });
});
