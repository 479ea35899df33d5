import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { noteFault } from '../../../db/visits/stores/comparisons.ts';
import { lostDetails } from '../../../domain/visits/record.ts';
import type { VisitStory } from '../../../wire/supervision/stories.ts';
import type { Supervision } from '../../../wire/supervision/supervision.ts';
import type { Ticket } from '../../../wire/visitors/visitors.ts';
import { serveVisitor, deposit } from '../../world/desk.ts';
import { useWorld } from '../../world/use.ts';
import { picture, press, useScreens, tap } from '../screens/screens.ts';
import { openSignedIn } from '../screens/signed-in.ts';

const world = useWorld();
const screens = useScreens();
const at = { screens, world };

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
    const desk = await openSignedIn(at, '/petugas', 'staff');
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

    await desk.close();

    await world.db.deleteFrom('unmatched_visit').execute();
    const staff = await world.client().signIn('staff');
    const { body } = await staff.call('FO-2');
    expect([body.visit?.visitId, body.passedOver]).toEqual([first.visitId, []]);
    await staff.move(await staff.readVisit(first), 'no-show');
  });
});

describe('what only a lost database had of a visit', () => {
  test('is told to the supervisor on the desk, the story and the page of supervision', async () => {
    const visitor = world.client();
    const staff = await world.client().signIn('supervisor');
    const { ticket, visit } = await serveVisitor({ visitor, staff }, 'FO-2');
    await deposit(staff, visit, '09');
    const { visitId } = ticket;
    await world.db.deleteFrom('guest_book').where('visit_id', '=', visitId).execute();
    await world.db.deleteFrom('private_note').execute();
    await world.db
      .insertInto('lost_detail')
      .values(lostDetails.map((detail) => ({ visit_id: visitId, detail })))
      .execute();

    const { body: story } = await staff.send<VisitStory>(`/api/v1/visits/${visitId}/story`);
    expect(story.lost.map(({ detail }) => detail)).toEqual([...lostDetails].toSorted());
    const { body: supervision } = await staff.send<Supervision>(staff.inOffice('/supervision'));
    expect(supervision.now.lost).toEqual([
      { visitId, label: ticket.label, details: [...lostDetails].toSorted() },
    ]);

    const desk = await openSignedIn(at, '/petugas', 'supervisor');
    await tap(desk.getByRole('button', { name: new RegExp(ticket.label) }));
    await desk.getByText('(angka hilang)').waitFor();
    await press(desk, 'Lihat buku tamu');
    await desk.getByText('Buku tamu hilang saat basis data dipulihkan').waitFor();
    await picture(desk, 'desk-lost');
    await desk.close();

    const page = await openSignedIn(at, '/pengawas', 'supervisor');
    await page.getByText('1 kunjungan kehilangan isian saat basis data dipulihkan').waitFor();
    await picture(page, 'supervisor-lost', { whole: true });
    await tap(
      page.getByRole('row', { name: /Tautan pengunjung hilang/ }).getByRole('link', { name: ticket.label }),
    );
    for (const what of ['Tautan pengunjung', 'Buku tamu', 'Empat digit terakhir', 'Alasan yang ditulis']) {
      await page.getByText(new RegExp(`${what}.*hilang.*diketahui`)).waitFor();
    }
    await press(page, 'Buka buku tamu');
    await page.getByRole('alert').getByText('Buku tamu hilang').waitFor();
    await tap(page.getByRole('button', { name: 'EN' }));
    await page.getByText(/The guest book was lost .*noticed/).waitFor();
    await picture(page, 'story-lost', { whole: true });
    await page.close();
    await world.db.deleteFrom('lost_detail').execute();
    const { body: held } = await staff.send<VisitStory>(`/api/v1/visits/${visitId}/story`);
    await staff.move(held, 'return-id');
  });
});
