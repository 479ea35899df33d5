import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { endOfDay } from '../../../domain/offices/calendar.ts';
import { guestBook } from '../../world/client.ts';
import { createPostOffice, type Letter } from '../../world/outside/post-office.ts';
import { until } from '../../world/until.ts';
import { useClient, useResource, useWorld } from '../../world/use.ts';
import type { Ticket } from '../../../wire/visitors/visitors.ts';
import type { StaffVisit } from '../../../wire/visits.ts';

const linkBase = 'https://kunjung.example/';
const post = useResource(createPostOffice);
beforeAll(() => post.open());
const world = useWorld({}, () => ({ mail: { url: post.url, from: 'pst@kunjung.example', linkBase } }));
const visitor = useClient(world);
const staff = useClient(world, 'staff');
const supervisor = useClient(world, 'supervisor');

let visitors = 0;

/** Somebody in the library, who gave an address of their own. */
async function inside(extra: object): Promise<{ email: string; ticket: Ticket; visit: StaffVisit }> {
  visitors += 1;
  const email = `pengunjung-${visitors}@example.com`;
  const { body: ticket } = await visitor.takeTicket();
  await staff.call();
  await visitor.fillGuestBook(ticket.token, { email, ...extra });
  let visit = (await staff.move(await staff.readVisit(ticket), 'serve')).body;
  visit = (await staff.move(visit, 'skip-locker', { reason: 'no-bag' })).body;
  visit = (await staff.move(visit, 'enter')).body;
  return { email, ticket, visit };
}

const isInvitation = ({ subject }: Letter): boolean => subject.includes('Bagaimana kunjungan Anda?');
const lettersTo = (email: string): Letter[] =>
  post.letters.filter((letter) => letter.to.includes(email) && isInvitation(letter));
const leave = async (visit: StaffVisit): Promise<StaffVisit> => {
  const { status, body } = await staff.move(await staff.readVisit(visit), 'leave');
  expect(status).toBe(200);
  return body;
};
const rate = ({ token }: Ticket, body: object) =>
  visitor.send(`/api/v1/visits/${token}/rating`, { method: 'PUT', body });
const mails = ({ visitId }: Ticket) =>
  world.db
    .selectFrom('mail')
    .innerJoin('guest_book', (join) => join.on(sql`guest_book.command_id::text`, '=', sql`mail.cause`))
    .select(['stage', 'content', 'good_until'])
    .where('kind', '=', 'rating-link')
    .where('visit_id', '=', visitId)
    .execute();
/** Every mail that is owed has gone: what will not come is not there by then. */
const allSent = (): Promise<unknown> =>
  until('nothing waits', async () => {
    const waiting = await world.db.selectFrom('mail').select('id').where('stage', '=', 'queued').execute();
    return waiting.length === 0;
  });

describe('the link to the rating', () => {
  test('goes to who asked for it and left without a rating, once, and leads to the rating', async () => {
    const { email, ticket, visit } = await inside({ ratingMail: true });
    expect((await mails(ticket)).map(({ stage }) => stage)).toEqual(['prepared']);
    await leave(visit);
    const letter = await until('the letter', async () => lettersTo(email)[0]);
    expect(letter.text).toContain(`${linkBase}v/${ticket.token}?surat=1`);
    expect(letter.text).not.toContain(guestBook.name);
    await until('nobody can read it here any more', async () =>
      (await mails(ticket)).every(({ stage, content }) => stage === 'sent' && content === null),
    );
    expect((await rate(ticket, { overall: 4, from: 'mail' })).status).toBe(200);
    const { rated_on } = await world.db
      .selectFrom('rating')
      .select('rated_on')
      .where('visit_id', '=', ticket.visitId)
      .executeTakeFirstOrThrow();
    expect(rated_on).toBe('mail');
    await allSent();
    expect(lettersTo(email)).toHaveLength(1);
  });

  test('does not go to who did not ask, or has rated before or on the way out', async () => {
    const silent = await inside({});
    const early = await inside({ ratingMail: true });
    await rate(early.ticket, { overall: null, skm: { waktu: 2 } });
    await leave(silent.visit);
    await leave(early.visit);
    await post.close();
    const late = await inside({ ratingMail: true });
    await leave(late.visit);
    await rate(late.ticket, { overall: 5 });
    expect((await mails(late.ticket)).map(({ stage, content }) => [stage, content])).toEqual([
      ['withdrawn', null],
    ]);
    await post.open();
    await allSent();
    for (const { email } of [silent, early, late]) expect(lettersTo(email)).toEqual([]);
    expect(await mails(silent.ticket)).toEqual([]);
  });

  test('goes once when leaving is undone and made again', async () => {
    const { email, visit } = await inside({ ratingMail: true });
    const left = await leave(visit);
    await until('the letter', async () => lettersTo(email)[0]);
    await staff.move(left, 'undo');
    await leave(visit);
    await allSent();
    expect(lettersTo(email)).toHaveLength(1);
  });

  test('goes when the worker comes back, and to the corrected address', async () => {
    const { email, ticket, visit } = await inside({ ratingMail: true });
    const corrected = 'diperbaiki@example.com';
    const answer = await supervisor.post(`/api/v1/visits/${visit.visitId}/corrections`, {
      field: 'guest-book',
      reason: 'salah tulis',
      guestBook: { ...guestBook, email: corrected, ratingMail: true },
    });
    expect(answer.status).toBeLessThan(300);
    await post.close();
    await leave(visit);
    await world.stopWorker();
    await post.open();
    await world.startWorker();
    await until('the letter', async () => lettersTo(corrected)[0], { withinMs: 60_000 });
    expect(lettersTo(email)).toEqual([]);
    const { time_zone } = await world.db
      .selectFrom('office')
      .select('time_zone')
      .where('code', '=', world.office)
      .executeTakeFirstOrThrow();
    const goodUntil = (await mails(ticket)).map(({ good_until }) => new Date(good_until).getTime());
    expect(new Set(goodUntil)).toEqual(new Set([endOfDay(ticket.day, time_zone)]));
  });
});
