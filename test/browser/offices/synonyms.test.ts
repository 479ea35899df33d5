import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { password } from '../../world/office.ts';
import { until } from '../../world/until.ts';
import { useWorld } from '../../world/use.ts';
import { barriers } from '../screens/axe.ts';
import { picture, press, tap, useScreens } from '../screens/screens.ts';

const world = useWorld();
const screens = useScreens();

beforeAll(async () => {
  const known = world.db.selectFrom('staff').selectAll().where('username', '=', `admin-${world.office}`);
  const { created_at: _now, ...account } = await known.executeTakeFirstOrThrow();
  await world.db
    .insertInto('staff')
    .values({
      ...account,
      id: randomUUID(),
      username: `national-${world.office}`,
      office: null,
      disabled_at: null,
    })
    .execute();
});

const languages = [
  {
    language: 'id' as const,
    signIn: ['Nama pengguna', 'Kata sandi', 'Masuk'] as const,
    heading: 'Istilah yang sama artinya',
    groups: /^Istilah, satu kelompok tiap baris/,
    save: 'Simpan',
    saved: 'Tersimpan.',
    fault: /^Baris 3: Kelompok istilah belum benar\./,
    stale: 'Sudah diubah orang lain. Muat ulang, lalu ubah lagi.',
    reload: 'Muat ulang',
    fixed: 'Daftar ini milik semua kantor. Hanya admin semua kantor yang dapat mengubahnya.',
  },
  {
    language: 'en' as const,
    signIn: ['User name', 'Password', 'Sign in'] as const,
    heading: 'Terms that mean the same',
    groups: /^Terms, one group a line/,
    save: 'Save',
    saved: 'Saved.',
    fault: /^Line 3: The group of terms is not right\./,
    stale: 'Somebody else has changed this. Load it again, then change it.',
    reload: 'Reload',
    fixed: 'This list belongs to all offices. Only admins of all offices can change it.',
  },
];

describe.each(languages)('the synonyms on /admin ($language)', (texts) => {
  const { language } = texts;
  const open = async (who: string, form: 'desk' | 'phone') => {
    const page = await screens.open(`${world.base}/admin?lang=${language}`, form);
    await page.getByLabel(texts.signIn[0]).fill(`${who}-${world.office}`);
    await page.getByLabel(texts.signIn[1]).fill(password);
    await press(page, texts.signIn[2]);
    const section = page.locator('synonym-settings');
    await section.getByRole('heading', { name: texts.heading }).scrollIntoViewIfNeeded();
    return { page, section, list: section.getByLabel(texts.groups) };
  };

  test('are changed by an admin of all offices, and not over the change of another', async () => {
    const { page, section, list } = await open('national', 'desk');
    const before = await list.inputValue();
    expect(before).toContain('pdrb, produk domestik regional bruto');
    await picture(page, `admin-sinonim-${language}`);

    await list.fill('PDRB, Produk Domestik Regional Bruto\n\nsendiri');
    await tap(section.getByRole('button', { name: texts.save }));
    await section.getByText(texts.fault).waitFor();
    expect(await list.getAttribute('aria-invalid')).toBe('true');
    expect(await barriers(page)).toEqual([]);
    await picture(page, `admin-sinonim-keliru-${language}`);

    const stored = `${before}\nrina, rini`;
    await list.fill(`${before}\nRina, Rini`);
    await tap(section.getByRole('button', { name: texts.save }));
    await section.getByText(texts.saved, { exact: true }).waitFor();
    await until('the list is as it was stored', async () => (await list.inputValue()) === stored);

    await world.db
      .updateTable('settings_version')
      .set((eb) => ({ version: eb('version', '+', 1) }))
      .where('scope', '=', 'synonyms')
      .execute();
    await list.fill(before);
    await tap(section.getByRole('button', { name: texts.save }));
    await section.getByText(texts.stale).waitFor();
    await tap(section.getByRole('button', { name: texts.reload }));
    await section.getByText(texts.stale).waitFor({ state: 'detached' });
    await until('the list is as it was stored', async () => (await list.inputValue()) === stored);
    await list.fill(before);
    await tap(section.getByRole('button', { name: texts.save }));
    await section.getByText(texts.saved, { exact: true }).waitFor();
  });

  test('are only read by the admin of an office, on a phone', async () => {
    const { page, section, list } = await open('admin', 'phone');
    await section.getByText(texts.fixed).waitFor();
    expect(await list.getAttribute('readonly')).not.toBeNull();
    expect(await section.getByRole('button').count()).toBe(0);
    expect(await barriers(page)).toEqual([]);
    await picture(page, `admin-sinonim-hp-${language}`);
  });

  test('can be changed on a phone', async () => {
    const { page, section } = await open('national', 'phone');
    await section.getByRole('button', { name: texts.save }).waitFor();
    await picture(page, `admin-sinonim-hp-ubah-${language}`);
  });
});
