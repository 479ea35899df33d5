import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { password } from '../../world/office.ts';
import { useWorld } from '../../world/use.ts';
import { useScreens, picture, press, tap } from '../screens/screens.ts';

const world = useWorld();
const screens = useScreens();

async function open(language: 'id' | 'en'): Promise<Page> {
  const page = await screens.open(`${world.base}/admin?lang=${language}`, 'desk');
  const id = language === 'id';
  await page.getByLabel(id ? 'Nama pengguna' : 'User name').fill(`admin-${world.office}`);
  await page.getByLabel(id ? 'Kata sandi' : 'Password').fill(password);
  await press(page, id ? 'Masuk' : 'Sign in');
  return page;
}

/** What stands under the control with this label; the control says so to who cannot see it. */
async function faultAt(page: Page, section: string, label: string): Promise<string> {
  const control = page.locator(section).getByLabel(label, { exact: true });
  await expect.poll(() => control.getAttribute('aria-invalid')).toBe('true');
  const id = await control.getAttribute('id');
  return page.locator(section).locator(`#${id}-fault`).innerText();
}

describe.each([
  {
    language: 'id',
    save: 'Simpan',
    week: ['Jam layanan mingguan', 'misalnya 08:00-12:00 13:00-15:00'],
    policy: {
      'Batas layanan (detik)': [
        '',
        'Batas layanan belum diisi. Tulis bilangan bulat dari 1 sampai 86400, misalnya 300.',
      ],
      'Nomor SK': [
        '',
        'Nomor SK belum diisi. Tulis paling banyak 100 huruf, misalnya 0330001/65/KPG TAHUN 2023.',
      ],
      Senin: [
        '16-8',
        'Jam belum benar. Tulis jam mulai dan selesai secara berurutan, misalnya 08:00-12:00 13:00-15:00.',
      ],
      Jumat: [
        'jam 8 sampai 4',
        'Jam belum benar. Tulis jam mulai dan selesai secara berurutan, misalnya 08:00-12:00 13:00-15:00.',
      ],
    },
    office: {
      'E-mail': ['kantor', 'Alamat e-mail belum benar. Tulis alamat lengkap, misalnya siti@contoh.go.id.'],
      'Situs web': [
        'bps',
        'Situs web belum benar. Tulis alamat yang diawali https://, misalnya https://kaltara.bps.go.id.',
      ],
      'Versi pemberitahuan privasi': [
        '',
        'Versi pemberitahuan privasi belum diisi. Tulis paling banyak 20 huruf, misalnya 1.',
      ],
    },
    counters: ['Loket', 'Kode belum benar.', 'Baris 2: Kode belum benar.'],
    account: {
      add: 'Tambah',
      user: 'Nama pengguna',
      word: 'Kata sandi',
      fault: 'Kata sandi belum benar. Tulis 8 sampai 200 huruf',
    },
  },
  {
    language: 'en',
    save: 'Save',
    week: ['Service hours of the week', 'such as 08:00-12:00 13:00-15:00'],
    policy: {
      'Promise (seconds)': ['', 'The promise is missing. Write a whole number from 1 to 86400, such as 300.'],
      'SK number': [
        '',
        'The SK number is missing. Write 100 letters at most, such as 0330001/65/KPG TAHUN 2023.',
      ],
      Monday: [
        '16-8',
        'The list of hours is not right. Write starts and ends in their order, such as 08:00-12:00 13:00-15:00.',
      ],
      Friday: [
        '8 to 4',
        'The list of hours is not right. Write starts and ends in their order, such as 08:00-12:00 13:00-15:00.',
      ],
    },
    office: {
      'E-mail': [
        'office',
        'The e-mail address is not right. Write the whole address, such as siti@example.org.',
      ],
      Website: [
        'bps',
        'The website is not right. Write an address that starts with https://, such as https://kaltara.bps.go.id.',
      ],
      'Version of the privacy notice': [
        '',
        'The version of the privacy notice is missing. Write 20 letters at most, such as 1.',
      ],
    },
    counters: ['Counters', 'The code is not right.', 'Line 2: The code is not right.'],
    account: {
      add: 'Add',
      user: 'User name',
      word: 'Password',
      fault: 'The password is not right. Write 8 to 200 letters',
    },
  },
] as const)('the settings page in $language', ({ language, save, ...texts }) => {
  test('says at each field what is not right, and shows no pointer, name or pattern of a program', async () => {
    const { week, policy, office, counters, account } = texts;
    const page = await open(language);
    const inPolicy = page.locator('policy-settings');
    await inPolicy.getByRole('checkbox').uncheck();
    await inPolicy.getByRole('heading', { name: week[0] }).waitFor();
    await inPolicy.locator('.hint', { hasText: week[1] }).waitFor();
    for (const [label, expected] of Object.entries(policy)) {
      if (expected) await inPolicy.getByLabel(label, { exact: true }).fill(expected[0]);
    }
    await tap(inPolicy.getByRole('button', { name: save }));
    for (const [label, expected] of Object.entries(policy)) {
      if (expected) expect(await faultAt(page, 'policy-settings', label)).toBe(expected[1]);
    }

    const inOffice = page.locator('office-settings');
    for (const [label, [typed]] of Object.entries(office)) {
      await inOffice.getByLabel(label, { exact: true }).fill(typed);
    }
    await tap(inOffice.getByRole('button', { name: save }).first());
    for (const [label, [, fault]] of Object.entries(office)) {
      expect(await faultAt(page, 'office-settings', label)).toBe(fault);
    }
    const [places, wrongCode, inLine] = counters;
    const form = inOffice.locator('form').filter({ has: page.getByLabel(places, { exact: true }) });
    await form.getByLabel(places, { exact: true }).fill('FO-1 = Front Office 1\n! = Front Office 2');
    await tap(form.getByRole('button', { name: save }));
    expect(await faultAt(page, 'office-settings', places)).toContain(wrongCode);
    await page.getByText(inLine).waitFor();

    const inAccounts = page.locator('account-settings');
    await inAccounts.getByLabel(account.user, { exact: true }).fill('Rina Baru');
    await inAccounts.getByLabel(account.word, { exact: true }).fill('pendek');
    await tap(inAccounts.getByRole('button', { name: account.add, exact: true }));
    expect(await faultAt(page, 'account-settings', account.word)).toContain(account.fault);

    await picture(page, `admin-faults-${language}`, { whole: true });
    const shown = await page.locator('admin-page').innerText();
    expect(shown).not.toMatch(
      /\/(profile|counters|hours)\b|slaSeconds|noticeVersion|\[A-Za-z|\^|\\d|>=|undefined|null/,
    );
    await page.close();
  });
});
