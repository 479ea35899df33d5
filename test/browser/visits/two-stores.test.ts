import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { describe, test } from 'vitest';
import { noteFault } from '../../../db/visits/comparisons.ts';
import type { Ticket } from '../../../wire/visitors.ts';
import { password } from '../../world/office.ts';
import { useWorld } from '../../world/use.ts';
import { picture, press, useScreens } from '../screens/screens.ts';

const world = useWorld();
const screens = useScreens();

async function signIn(path: string, role: 'staff' | 'supervisor'): Promise<Page> {
  const page = await screens.open(`${world.base}${path}`, 'desk');
  await page.getByLabel('Nama pengguna').fill(`${role}-${world.office}`);
  await page.getByLabel('Kata sandi').fill(password);
  await press(page, 'Masuk');
  return page;
}

/** Nobody compares the stores any more, so that a difference stays. */
async function stopReconciler(): Promise<void> {
  const somebodyElse = { holder: randomUUID(), until: new Date(Date.now() + 3_600_000) };
  await world.db
    .insertInto('lease')
    .values({ job: 'visits', ...somebodyElse })
    .onConflict((conflict) => conflict.column('job').doUpdateSet(somebodyElse))
    .execute();
}

/** The visit's workflow is found not to answer, as the reconciler notes it. */
async function findSilent({ visitId }: Ticket): Promise<void> {
  const { office, day } = await world.db
    .selectFrom('visit')
    .select(['office', 'day'])
    .where('id', '=', visitId)
    .executeTakeFirstOrThrow();
  await noteFault(world.db, { visitId, office, day }, 'silent');
}

describe('a number whose workflow does not answer', () => {
  test('is passed over, and the desk says so for a few seconds', async () => {
    const { body: first } = await world.client().takeTicket();
    const { body: second } = await world.client().takeTicket();
    await stopReconciler();
    const desk = await signIn('/petugas', 'staff');
    await desk.getByText(second.label).first().waitFor();
    await findSilent(first);
    await press(desk, 'Panggil berikutnya');
    await desk.getByRole('heading', { name: second.label }).waitFor();
    const notice = desk.getByText(
      `${first.label} dilewati: sedang dipulihkan, akan bisa dipanggil lagi dalam beberapa detik.`,
    );
    await notice.waitFor();
    await picture(desk, 'desk-passed-over');
    await notice.waitFor({ state: 'detached' });

    await world.db.deleteFrom('unmatched_visit').execute();
    await press(desk, 'Tidak hadir');
    await desk.getByRole('button', { name: 'Panggil berikutnya' }).waitFor();
    await press(desk, 'Panggil berikutnya');
    await desk.getByRole('heading', { name: first.label }).waitFor();
    await desk.close();
  });
});
