/// <reference lib="dom" />
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { useWorld } from '../../world/use.ts';
import { barriers } from '../screens/axe.ts';
import { enter, picture, press, sizes, tap, useScreens } from '../screens/screens.ts';
import { openSignedIn } from '../screens/signed-in.ts';

const world = useWorld();
const screens = useScreens();
const at = { screens, world };

const contents = (page: Page): Locator => page.getByRole('navigation', { name: 'Daftar isi' });

/** The heads of the sections that the page shows, and of the parts of its collection. */
const heads = (page: Page): Locator => page.locator('main section > h2, catalogue-settings h3');

/** Waits until the sections have come, and the contents name every one of them and nothing else. */
async function expectAllNamed(page: Page, sections: number): Promise<readonly string[]> {
  await expect.poll(() => heads(page).count()).toBe(sections);
  const names = await heads(page).allInnerTexts();
  await expect.poll(() => contents(page).getByRole('link').allInnerTexts()).toEqual(names);
  return names;
}

/** Whether a head has the focus and is seen. */
const isReached = (head: Locator): Promise<boolean> =>
  head.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return element.matches(':focus') && top >= 0 && bottom <= innerHeight;
  });

describe('the contents of the settings page', () => {
  test.each([
    { role: 'admin', sections: 13 },
    { role: 'supervisor', sections: 4 },
  ])('lead the $role to every section by the keyboard', async ({ role, sections }) => {
    const page = await openSignedIn(at, '/admin', role);
    const names = await expectAllNamed(page, sections);
    for (const name of names) {
      await contents(page).getByRole('link', { name, exact: true }).focus();
      await enter(page);
      const head = page.getByRole('heading', { name, exact: true });
      await expect.poll(() => isReached(head), { message: name }).toBe(true);
      const isBeside = await contents(page).evaluate(
        (element) => element.getBoundingClientRect().bottom <= innerHeight,
      );
      expect(isBeside, 'the contents stay where they can be pressed').toBe(true);
      await page.keyboard.press('Tab');
      expect(await head.evaluate((element) => element.matches(':focus'))).toBe(false);
    }
    await picture(page, `admin-contents-${role}`);
    expect(await barriers(page)).toEqual([]);
    await page.close();
  });

  test('lose nothing that was typed, speak the language of the page, and lead there from an address', async () => {
    const page = await openSignedIn(at, '/admin', 'admin');
    await expectAllNamed(page, 13);
    const pledge = page.getByLabel('Maklumat pelayanan');
    const name = page.locator('account-settings').getByLabel('Nama pengguna');
    await pledge.fill('Kami melayani.');
    await name.fill('rina');
    for (const link of await contents(page).getByRole('link').all()) await tap(link);
    await press(page, 'EN, English');
    const english = page.getByRole('navigation', { name: 'On this page' });
    await tap(english.getByRole('link', { name: 'Accounts' }));
    await expect.poll(() => isReached(page.getByRole('heading', { name: 'Accounts' }))).toBe(true);
    expect(await page.getByLabel('Service pledge').inputValue()).toBe('Kami melayani.');
    expect(await page.locator('account-settings input[name="username"]').inputValue()).toBe('rina');
    await picture(page, 'admin-contents-en');
    await page.setViewportSize(sizes.phone);
    await page.evaluate(() => scrollTo(0, 0));
    await picture(page, 'admin-contents-phone');
    await page.reload();
    await expect.poll(() => isReached(page.getByRole('heading', { name: 'Accounts' }))).toBe(true);
    await page.close();
  });

  test('name the parts of the collection below it, and lead to each', async () => {
    const page = await openSignedIn(at, '/admin', 'admin');
    await expectAllNamed(page, 13);
    const collection = contents(page).locator('li:has(ul)');
    expect(await collection.allInnerTexts()).toHaveLength(1);
    const names = [
      'Katalog',
      'Berkas koleksi',
      'PDF publikasi',
      'Impor dari WebAPI BPS',
      'Istilah yang sama artinya',
    ];
    expect(await collection.getByRole('link').allInnerTexts()).toEqual(names);
    await page.goto(`${world.base}/admin#synonyms`);
    await page.reload();
    const head = page.getByRole('heading', { name: names.at(-1) ?? '' });
    await expect.poll(() => isReached(head)).toBe(true);
    await page.close();
  });

  test('name what comes later into a section that is no element of its own', async () => {
    const page = await openSignedIn(at, '/admin', 'admin');
    const names = await expectAllNamed(page, 13);
    const sections = page.locator('page-contents');
    const links = contents(page).getByRole('link');
    const add = (name: string, isOwn: boolean): Promise<void> =>
      sections.evaluate(
        (element, head) => {
          const plain = head.isOwn
            ? element.appendChild(document.createElement('div'))
            : element.lastElementChild;
          const section = plain?.appendChild(document.createElement('section'));
          section?.append(
            Object.assign(document.createElement('h2'), { id: head.name, textContent: head.name }),
          );
        },
        { name, isOwn },
      );
    await add('Satu', true);
    await expect.poll(() => links.allInnerTexts()).toEqual([...names, 'Satu']);
    await add('Dua', false);
    await expect.poll(() => links.allInnerTexts()).toEqual([...names, 'Satu', 'Dua']);
    await page.close();
  });

  test('follow the way back and an address that is changed by hand', async () => {
    const page = await openSignedIn(at, '/admin', 'admin');
    await expectAllNamed(page, 13);
    const reached = (name: string): Promise<void> =>
      expect
        .poll(() => isReached(page.getByRole('heading', { name, exact: true })), { message: name })
        .toBe(true);
    await tap(contents(page).getByRole('link', { name: 'Akun' }));
    await reached('Akun');
    await tap(contents(page).getByRole('link', { name: 'Loket dan loker' }));
    await reached('Loket dan loker');
    await page.goBack();
    await reached('Akun');
    await page.goForward();
    await reached('Loket dan loker');
    await page.evaluate(() => (location.hash = 'accounts'));
    await reached('Akun');
    await page.close();
  });

  test('leave this page where it is when a section is opened in another tab', async () => {
    const page = await openSignedIn(at, '/admin', 'admin');
    await expectAllNamed(page, 13);
    const left = page.evaluate(
      () =>
        new Promise<boolean>((resolve) => {
          addEventListener('click', (event) => {
            resolve(!event.defaultPrevented);
            event.preventDefault(); // the browser would open the tab
          });
        }),
    );
    const link = contents(page).getByRole('link', { name: 'Akun' });
    await link.click({ modifiers: ['ControlOrMeta'] });
    expect(await left, 'it is the browser’s').toBe(true);
    expect(await link.getAttribute('href')).toBe('#accounts');
    expect(await page.getByRole('heading', { name: 'Akun' }).evaluate((head) => head.matches(':focus'))).toBe(
      false,
    );
    expect(await page.evaluate(() => scrollY)).toBe(0);
    await page.close();
  });

  test('do not take the focus back from who went on before the address was told', async () => {
    const page = await openSignedIn(at, '/admin', 'admin');
    await expectAllNamed(page, 13);
    const [pressed, other] = ['Akun', 'Katalog'].map((name) => contents(page).getByRole('link', { name }));
    await other?.evaluate((element) => {
      addEventListener('hashchange', () => (document.title = 'told'));
      addEventListener('keyup', () => (element as HTMLElement).focus(), { once: true });
    });
    await pressed?.evaluate((element) => {
      (element as HTMLElement).click();
      dispatchEvent(new KeyboardEvent('keydown', { key: 'Tab' }));
      dispatchEvent(new KeyboardEvent('keyup', { key: 'Tab' }));
    });
    await expect.poll(() => page.title()).toBe('told');
    expect(await other?.evaluate((element) => element.matches(':focus'))).toBe(true);
    await page.close();
  });

  test('keep a section that the address asked for, when one above it comes later, until somebody moves', async () => {
    const page = await openSignedIn(at, '/admin', 'admin');
    await expectAllNamed(page, 13);
    await page.addInitScript(() => {
      const hold = (): string => (document.documentElement.style.overflowAnchor = 'none'); // some browsers know no other
      addEventListener('DOMContentLoaded', hold);
    });
    await page.goto(`${world.base}/admin#accounts`);
    const head = page.getByRole('heading', { name: 'Akun' });
    const openWithoutRules = async (): Promise<() => void> => {
      const late = Promise.withResolvers<void>();
      await page.route('**/policy', (route) => late.promise.then(() => route.continue()), { times: 1 });
      await page.reload();
      await expect.poll(() => isReached(head)).toBe(true);
      await expect.poll(() => heads(page).count()).toBe(12);
      return late.resolve;
    };
    const come = await openWithoutRules();
    come();
    await expectAllNamed(page, 13);
    await expect.poll(() => isReached(head)).toBe(true);

    const comeLater = await openWithoutRules();
    await page.keyboard.press('Home');
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(0);
    comeLater();
    await expectAllNamed(page, 13);
    expect(await page.evaluate(() => scrollY)).toBe(0);
    await page.close();
  });
});
