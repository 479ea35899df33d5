import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Ticket } from '../../../wire/visitors/visitors.ts';
import type { TestClient } from '../../world/client.ts';
import { until } from '../../world/until.ts';
import { useWorld } from '../../world/use.ts';
import { useScreens, picture, tap } from '../screens/screens.ts';
import { signIn } from '../screens/signed-in.ts';

const world = useWorld({ slaSeconds: 120, slaWarnSeconds: 3 });
const screens = useScreens();

/** Counts the notes that a page plays, also over reloads. */
const counting = `{
  const { start } = OscillatorNode.prototype;
  OscillatorNode.prototype.start = function (...args) {
    sessionStorage.setItem('notes', String(Number(sessionStorage.getItem('notes') ?? 0) + 1));
    return start.apply(this, args);
  };
}`;
const notesOn = (page: Page): Promise<number> =>
  page.evaluate(() => Number(sessionStorage.getItem('notes') ?? 0));

async function deskOf(role: 'staff' | 'supervisor', counter: string): Promise<Page> {
  const page = await screens.open(`${world.base}/petugas`, 'desk');
  await page.context().addInitScript(counting);
  await page.evaluate(([key, code]) => localStorage.setItem(key, code), [
    `counter-${world.office}`,
    counter,
  ] as const);
  await page.reload();
  await signIn(page, `${role}-${world.office}`);
  await page.getByRole('button', { name: 'Panggil berikutnya' }).waitFor();
  return page;
}

/** Commands by the account that is signed in on a page. */
async function clientOf(page: Page): Promise<TestClient> {
  const client = world.client();
  client.cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  return client;
}

/** Somebody who filled the guest book at Front Office 1. */
async function registered(staff: TestClient): Promise<Ticket> {
  const { body: ticket } = await world.client().takeTicket();
  await staff.call('FO-1');
  expect((await world.client().fillGuestBook(ticket.token)).status).toBe(200);
  return ticket;
}

const notice = (page: Page, { label }: Ticket) =>
  page.locator('late-notices p').filter({ hasText: label }).getByText('Menunggu dilayani sejak');

describe('a visitor who waits too long', () => {
  test('stands first at every desk, amber, with one tone, and any counter serves at a press', async () => {
    const [first, second] = [await deskOf('staff', 'FO-1'), await deskOf('supervisor', 'FO-2')];
    const staff = await clientOf(first);
    await world.client().takeTicket(); // somebody else waits, and stands below
    const other = (await staff.call('FO-2')).body.visit;
    if (!other) throw new Error('nobody was called');
    const ticket = await registered(staff);

    const takeOver = second.getByRole('button', { name: 'Layani di Front Office 2' });
    await takeOver.first().waitFor();
    await notice(first, ticket).waitFor();
    for (const page of [first, second]) {
      const heading = page.locator('visit-list h2').first();
      await heading.filter({ hasText: 'Menunggu terlalu lama (1)' }).waitFor();
      const row = page.locator('visit-list button').first();
      await row.filter({ hasText: ticket.label }).waitFor();
      await expect.poll(() => row.getAttribute('class')).toBe('warning');
    }
    await until('one tone', async () => (await notesOn(second)) === 1);
    await picture(first, 'desk-late-own');
    await picture(second, 'desk-late-other');
    expect(await first.getByRole('button', { name: 'Layani di' }).count()).toBe(0);

    await second.reload();
    await notice(second, ticket).waitFor();
    await tap(second.locator('visit-list button').first());
    await takeOver.first().waitFor();
    expect(await notesOn(second)).toBe(1);

    await tap(takeOver.first());
    await second.getByText('Front Office 2').nth(1).waitFor();
    await notice(first, ticket).waitFor({ state: 'hidden' });
    const { counter, step } = await world.db
      .selectFrom('visit')
      .select(['counter', 'step'])
      .where('id', '=', ticket.visitId)
      .executeTakeFirstOrThrow();
    expect([counter, step]).toEqual(['FO-2', 'serving']);
    await staff.move(other, 'cancel');
    await first.close();
    await second.close();
  });
});
