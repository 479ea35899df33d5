import type { Page } from 'playwright-core';
import { registration } from '../../world/client.ts';
import type { Letter } from '../../world/outside/post-office.ts';

/** Where letters say that the product is; nobody is there. */
export const linkBase = 'https://kunjung.example/';

/** Fills in the registration. */
export async function fillRegistration(page: Page, email: string): Promise<void> {
  await page.getByLabel('Nama lengkap').fill(registration.name);
  await page.getByLabel('E-mail aktif').fill(email);
  await page.getByLabel('Asal instansi').fill(registration.institution);
  await page.getByLabel('Kategori instansi').selectOption(String(registration.institutionCategory));
  await page.getByLabel('Pemanfaatan utama').selectOption(String(registration.purpose));
}

/** The link of a member's letter, as it would be followed at this address. */
export const linkIn = ({ text }: Letter, base: string): string =>
  (/^https:\S+\/pustaka\/masuk#\S+$/m.exec(text)?.[0] ?? '').replace(linkBase, `${base}/`);
