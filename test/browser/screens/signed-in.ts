import type { Page } from 'playwright-core';
import { password } from '../../world/office.ts';
import type { World } from '../../world/world.ts';
import { press, type Screens } from './screens.ts';

/** Signs somebody in at a page that asks for it. */
export async function signIn(page: Page, username: string, secret = password): Promise<void> {
  await page.getByLabel('Nama pengguna').fill(username);
  await page.getByLabel('Kata sandi').fill(secret);
  await press(page, 'Masuk');
}

/** Opens a page of the house with the account of this name in the world's office. */
export async function openSignedIn(
  { screens, world }: { screens: Screens; world: World },
  path: string,
  account: string,
): Promise<Page> {
  const page = await screens.open(`${world.base}${path}`, 'desk');
  await signIn(page, `${account}-${world.office}`);
  return page;
}
