import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { MailStage } from '../../../domain/mail/mail.ts';
import { staffVisit as staffVisitSchema, type StaffVisit } from '../../../wire/visits.ts';
import { removeExpired } from '../../../db/keeping/retention.ts';
import { startSession } from '../../../db/staff/sessions.ts';
import { ensureSyntheticAccount, syntheticCounter } from '../../../db/probe/synthetic.ts';
import { syntheticOffice } from '../../../domain/probe/synthetic.ts';
import { TestClient, guestBook, type Answer } from '../../world/client.ts';
import { createPostOffice, type Letter } from '../../world/outside/post-office.ts';
import { until } from '../../world/until.ts';
import { openWorld, useClient, useResource, useWorld } from '../../world/use.ts';

const linkBase = 'https://kunjung.example';

const post = useResource(createPostOffice);
const world = useWorld({}, () => ({
  mail: { url: post.url, from: 'pst@kunjung.example', linkBase: `${linkBase}/` },
}));
const visitor = useClient(world);
const staff = useClient(world, 'staff');
const supervisor = useClient(world, 'supervisor');

/** Somebody fills in a guest book with this address; the visit goes no further. */
async function write(
  email: string,
  by: { visitor: TestClient; staff: TestClient; counter?: string } = { visitor, staff },
): Promise<StaffVisit> {
  const { body: ticket } = await by.visitor.takeTicket();
  const { body } = await by.staff.call(by.counter);
  const filled = await by.visitor.fillGuestBook(ticket.token, { email });
  expect(filled.status).toBe(200);
  expect(body.visit?.visitId).toBe(ticket.visitId);
  return seen(ticket.visitId, by.staff);
}

async function seen(visitId: string, by = staff): Promise<StaffVisit> {
  const { body } = await by.send<StaffVisit>(`/api/v1/visits/${visitId}/staff`);
  expect(staffVisitSchema.safeParse(body).error).toBeUndefined();
  return body;
}

const lettersTo = (email: string): Letter[] => post.letters.filter(({ to }) => to.includes(email));
const letterTo = (email: string): Promise<Letter> =>
  until(`a letter to ${email}`, async () => lettersTo(email)[0]);

function tokenIn({ text }: Pick<Letter, 'text'>): string {
  const [, token = ''] = new RegExp(`^${linkBase}/e/([A-Za-z0-9_-]{22})$`, 'm').exec(text) ?? [];
  return token;
}

const confirm = (token: string): Promise<Answer> =>
  visitor.send(`/api/v1/email-checks/${token}`, { method: 'POST' });

/** The mails about a visit's guest books, the newest last. */
const mailsOf = ({ visitId }: StaffVisit) =>
  world.db
    .selectFrom('mail')
    .innerJoin('guest_book', (join) => join.on(sql`guest_book.command_id::text`, '=', sql`mail.cause`))
    .selectAll('mail')
    .where('visit_id', '=', visitId)
    .orderBy('mail.created_at')
    .execute();
const mailOf = async (visit: StaffVisit) => (await mailsOf(visit)).at(-1);
const untilStage = (visit: StaffVisit, stage: MailStage) =>
  until(`the mail is ${stage}`, async () => {
    const mail = await mailOf(visit);
    return mail?.stage === stage && mail;
  });

describe('a mail server that is away', () => {
  test('keeps nobody waiting, and gets the mail once it is back', async () => {
    const visit = await write('down@example.com');
    await until('a second try', async () => ((await mailOf(visit))?.attempts ?? 0) >= 2);
    expect(await mailOf(visit)).toMatchObject({ stage: 'queued' });
    expect((await staff.move(visit, 'serve')).status).toBe(200);
    await post.open();
    const letter = await letterTo('down@example.com');
    expect((await confirm(tokenIn(letter))).body).toEqual({ verified: true });
    await staff.move(await seen(visit.visitId), 'cancel');
  });
});

describe('the address in a guest book', () => {
  test('gets one mail that tells nothing but the link', async () => {
    const visit = await write('sekali@example.com');
    const letter = await letterTo('sekali@example.com');
    await untilStage(visit, 'sent');
    expect(lettersTo('sekali@example.com')).toHaveLength(1);
    expect(letter.to).toEqual(['sekali@example.com']);
    expect(letter.headers).toMatch(/^Auto-Submitted: auto-generated\r?$/m);
    expect(tokenIn(letter)).not.toBe('');
    const everything = `${letter.headers}\n${letter.text}\n${letter.html}`;
    for (const secret of [guestBook.name, 'Budi', visit.label, visit.visitId, guestBook.phone ?? '']) {
      expect(everything).not.toContain(secret);
    }
    expect(letter.text.indexOf('Alamat e-mail ini')).toBeLessThan(letter.text.indexOf('This e-mail address'));
    await staff.move(visit, 'cancel');
  });

  test('is verified by the button, not by opening the link', async () => {
    const visit = await write('tombol@example.com');
    expect(visit.guestBook).toMatchObject({ email: 'tombol@example.com', emailVerified: false });
    const token = tokenIn(await letterTo('tombol@example.com'));
    const page = await visitor.send<string>(`/e/${token}`, { headers: { accept: 'text/html' } });
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.headers.get('x-robots-tag')).toBe('noindex');
    const read = () => visitor.send(`/api/v1/email-checks/${token}`);
    expect(await read()).toMatchObject({ status: 200, body: { verified: false } });
    expect((await seen(visit.visitId)).guestBook).toMatchObject({ emailVerified: false });
    for (const _twice of [1, 2]) {
      expect(await confirm(token)).toMatchObject({ status: 200, body: { verified: true } });
    }
    expect(await read()).toMatchObject({ status: 200, body: { verified: true } });
    expect((await seen(visit.visitId)).guestBook).toMatchObject({ emailVerified: true });
    const audited = world.db.selectFrom('audit').select('actor').where('action', '=', 'email-verified');
    expect(await audited.where('visit_id', '=', visit.visitId).execute()).toEqual([{ actor: 'visitor' }]);
    await staff.move(visit, 'cancel');
  });

  test('is not verified by a link that is over, unknown or malformed', async () => {
    const visit = await write('lewat@example.com');
    const token = tokenIn(await letterTo('lewat@example.com'));
    const expire = (interval: Date) =>
      world.db
        .updateTable('email_check')
        .set({ expires_at: interval })
        .where('token_hash', 'is not', null)
        .execute();
    await expire(new Date(Date.now() - 1_000));
    expect(await confirm(token)).toMatchObject({ status: 410, body: { type: '/problems/link-over' } });
    for (const stranger of ['A'.repeat(22), 'A'.repeat(21), `${'A'.repeat(21)}%2F`]) {
      expect(await confirm(stranger)).toMatchObject({ status: 404, body: { type: '/problems/not-found' } });
    }
    await expire(new Date(Date.now() - 3 * 86_400_000));
    await removeExpired(world.db);
    expect((await confirm(token)).status).toBe(404);
    expect((await seen(visit.visitId)).guestBook).toMatchObject({ emailVerified: false });
    await staff.move(visit, 'cancel');
  });

  test('is unverified again when a correction changes it, not when it changes the rest', async () => {
    const visit = await write('lama@example.com');
    const old = tokenIn(await letterTo('lama@example.com'));
    await confirm(old);
    const correct = (changes: object) =>
      supervisor.send(`/api/v1/visits/${visit.visitId}/corrections`, {
        method: 'POST',
        body: { field: 'guest-book', guestBook: { ...guestBook, ...changes }, reason: 'Salah ketik' },
      });
    await correct({ email: 'lama@example.com', name: 'Nama benar' });
    expect((await seen(visit.visitId)).guestBook).toMatchObject({ name: 'Nama benar', emailVerified: true });
    expect((await confirm(old)).status).toBe(200);
    await correct({ email: 'baru@example.com' });
    expect((await seen(visit.visitId)).guestBook).toMatchObject({ emailVerified: false });
    expect(await confirm(old)).toMatchObject({ status: 410 });
    const fresh = tokenIn(await letterTo('baru@example.com'));
    expect(await mailsOf(visit)).toHaveLength(2);
    expect(fresh).not.toBe(old);
    await confirm(fresh);
    expect((await seen(visit.visitId)).guestBook).toMatchObject({ emailVerified: true });
    expect(lettersTo('lama@example.com')).toHaveLength(1);
    await staff.move(visit, 'cancel');
  });

  test('is left alone when the visit was a synthetic one', async () => {
    const account = await ensureSyntheticAccount(world.db);
    const probe = new TestClient({ base: world.base, office: syntheticOffice });
    probe.cookie = `kunjung=${await startSession(world.db, account, { requestId: 'test', from: null })}`;
    const by = { visitor: probe, staff: probe, counter: syntheticCounter };
    const visit = await write('latihan@example.com', by);
    const next = await write('sungguh@example.com');
    await letterTo('sungguh@example.com');
    expect(await mailsOf(visit)).toEqual([]);
    await by.staff.move(visit, 'cancel');
    await staff.move(next, 'cancel');
  });

  test('that a server refuses holds nobody else up', async () => {
    post.refused.add('tolak@example.com');
    const visit = await write('tolak@example.com');
    await untilStage(visit, 'dead');
    await staff.move(visit, 'cancel');
    const next = await write('terima@example.com');
    await letterTo('terima@example.com');
    expect(await mailOf(visit)).toMatchObject({ attempts: 1, fault: 'refused', fault_code: 550 });
    await staff.move(next, 'cancel');
  });

  test.each([
    'a@example.com\r\nBcc: b@example.com',
    'a@example.com, b@example.com',
    'Budi <a@example.com>',
    '"a\\r\\nBcc: b"@example.com',
  ])('cannot smuggle anything into a mail: %j', async (email) => {
    const { body: ticket } = await visitor.takeTicket();
    const called = (await staff.call()).body.visit as StaffVisit;
    expect((await visitor.fillGuestBook(ticket.token, { email })).status).toBe(400);
    await staff.move(called, 'cancel');
  });

  test('stands neither in the logs nor in the table of checks, nor does its link', async () => {
    const visit = await write('log@example.com');
    const token = tokenIn(await letterTo('log@example.com'));
    await confirm(token);
    await staff.move(visit, 'cancel');
    const rows = JSON.stringify([
      await world.db.selectFrom('email_check').selectAll().execute(),
      await world.db.selectFrom('mail').selectAll().execute(),
    ]);
    const audit = JSON.stringify(await world.db.selectFrom('audit').selectAll().execute());
    for (const text of [world.logged(), rows, audit, await world.metrics(), await world.workerMetrics()]) {
      for (const { to, text: words } of post.letters) {
        expect(text).not.toContain(to[0]);
        expect(text).not.toContain(tokenIn({ text: words }));
      }
      expect(text).not.toMatch(/tolak@|does not live here/);
    }
    expect(world.logged()).toContain('mail given up');
  });
});

describe('without a mail server', () => {
  test('nothing is written, and nothing is said about an address', async () => {
    await using silent = await openWorld();
    const desk = await silent.client().signIn('staff');
    const visit = await write('diam@example.com', { visitor: silent.client(), staff: desk });
    expect(visit.guestBook).toMatchObject({ email: 'diam@example.com', emailVerified: null });
    expect(await silent.db.selectFrom('email_check').selectAll().execute()).toEqual([]);
    expect(await silent.db.selectFrom('mail').selectAll().execute()).toEqual([]);
  });
});
