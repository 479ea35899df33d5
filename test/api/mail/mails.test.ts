import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { prepareMail, queueMail } from '../../../db/mail/outbox.ts';
import { removeExpired } from '../../../db/keeping/retention.ts';
import { filedMail, mailList, type MailView } from '../../../wire/mails.ts';
import type { StaffVisit } from '../../../wire/visits.ts';
import { createPostOffice } from '../../world/outside/post-office.ts';
import { until } from '../../world/until.ts';
import { useClient, useResource, useWorld } from '../../world/use.ts';
import type { World } from '../../world/world.ts';

const dayMs = 86_400_000;

/** Writes a mail down as its cause does. */
async function owe(
  { db, cipher, office }: World,
  { to = 'budi@example.com', goodForMs = dayMs } = {},
): Promise<void> {
  const cause = randomUUID();
  await db.transaction().execute(async (trx) => {
    await prepareMail(trx, cipher, {
      kind: 'email-check',
      cause,
      office,
      language: 'id',
      to,
      values: {
        office: 'BPS',
        path: `/e/${cause}`,
        validUntil: Date.now() + dayMs,
        timeZone: 'Asia/Makassar',
      },
      goodUntil: Date.now() + goodForMs,
    });
    await queueMail(trx, { kind: 'email-check', cause });
  });
}

interface Page {
  readonly mails: MailView[];
  readonly next: string | null;
  readonly filed: boolean;
}

describe('with a mail server, the mails of an office', () => {
  const post = useResource(createPostOffice);
  beforeAll(() => post.open());
  const world = useWorld({}, () => ({
    mail: { url: post.url, from: 'pst@kunjung.example', linkBase: 'https://kunjung.example/' },
  }));
  const admin = useClient(world, 'admin');
  const supervisor = useClient(world, 'supervisor');

  const list = async (query = ''): Promise<Page> => {
    const { status, body } = await admin.send<Page>(admin.inOffice(`/mails${query}`));
    expect(status).toBe(200);
    expect(mailList.safeParse(body).error).toBeUndefined();
    return body;
  };
  const newest = (stage: MailView['stage']) =>
    until(`the newest is ${stage}`, async () => {
      const [mail] = (await list()).mails;
      return mail?.stage === stage && mail;
    });
  const resend = (id: string, key?: string) =>
    admin.post<Page>(admin.inOffice(`/mails/${id}/resend`), {}, key);

  test('tell what became of them and never to whom', async () => {
    post.misdeeds.push({ refuses: 'recipient', with: 550 });
    await owe(world);
    const mail = await newest('dead');
    expect(mail).toMatchObject({ attempts: 1, fault: 'refused', faultCode: 550, mayResend: true });
    expect(JSON.stringify(await list())).not.toMatch(/budi|example\.com|\/e\//);
    expect((await list()).filed).toBe(false);
  });

  test('are sent again when they are dead, once for a press, and the press is recorded', async () => {
    post.misdeeds.push({ refuses: 'message', with: 554 });
    await owe(world, { to: 'lagi@example.com' });
    const { id } = await newest('dead');
    const key = randomUUID();
    for (const _twice of [1, 2]) expect((await resend(id, key)).status).toBe(200);
    expect(await newest('sent')).toMatchObject({ id, attempts: 1, fault: null, mayResend: false });
    expect(post.letters.filter(({ to }) => to.includes('lagi@example.com'))).toHaveLength(1);
    const audited = await world.db
      .selectFrom('audit')
      .select(['actor', 'detail'])
      .where('action', '=', 'mail-resent')
      .execute();
    expect(audited).toEqual([{ actor: 'staff', detail: { mail: id } }]);
    expect((await resend(id)).status).toBe(409);
  });

  test('are not sent again once they are of no use', async () => {
    post.misdeeds.push({ refuses: 'message', with: 554 });
    await owe(world);
    const { id } = await newest('dead');
    await world.db
      .updateTable('mail')
      .set({ good_until: new Date(Date.now() - 1_000) })
      .where('id', '=', id)
      .execute();
    expect((await resend(id)).status).toBe(409);
    await until('its content is gone', async () => {
      const row = await world.db.selectFrom('mail').select('content').where('id', '=', id).executeTakeFirst();
      return row?.content === null;
    });
    expect((await newest('dead')).mayResend).toBe(false);
  });

  test('come twenty a page, the newest first', async () => {
    for (let n = 0; n < 22; n += 1) await owe(world);
    const first = await list();
    expect(first.mails).toHaveLength(20);
    expect(first.next).toBe(first.mails.at(-1)?.id);
    const second = await list(`?after=${first.next}`);
    expect(second.mails.length).toBeGreaterThan(2);
    expect(second.next).toBeNull();
    const times = [...first.mails, ...second.mails].map(({ queuedAt }) => queuedAt);
    expect(times).toEqual(times.toSorted().toReversed());
    const ids = new Set([...first.mails, ...second.mails].map(({ id }) => id));
    expect(ids.size).toBe(times.length);
    expect((await admin.send(admin.inOffice('/mails?after=x'))).status).toBe(400);
  });

  test('cannot be read, and are for admins alone', async () => {
    const [mail] = (await list()).mails;
    expect((await admin.send(admin.inOffice(`/mails/${mail?.id}`))).status).toBe(404);
    for (const path of ['/mails', `/mails/${mail?.id}`]) {
      expect((await supervisor.send(supervisor.inOffice(path))).status).toBe(403);
      expect((await world.client().send(admin.inOffice(path))).status).toBe(401);
    }
    expect((await resend(randomUUID())).status).toBe(404);
  });

  test('are forgotten after 30 days', async () => {
    await until('nothing is queued', async () =>
      (await list()).mails.every(({ stage }) => stage !== 'queued'),
    );
    const old = new Date(Date.now() - 31 * dayMs);
    await world.db.updateTable('mail').set({ created_at: old }).execute();
    await removeExpired(world.db);
    expect((await list()).mails).toEqual([]);
  });
});

describe('without a mail server, the mails of an office', () => {
  const folder = useResource(async () => {
    const path = await mkdtemp(join(tmpdir(), 'kunjung-mails-'));
    return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
  });
  const world = useWorld({}, () => ({
    mail: {
      url: pathToFileURL(folder.path).href,
      from: 'kunjung@kunjung.invalid',
      linkBase: 'http://127.0.0.1:8080',
    },
  }));
  const admin = useClient(world, 'admin');
  const staff = useClient(world, 'staff');
  const visitor = useClient(world);

  test('land in a folder, where an admin reads them and follows every link', async () => {
    const { body: ticket } = await visitor.takeTicket();
    await staff.call();
    await visitor.fillGuestBook(ticket.token, { email: 'berkas@example.com' });
    const emailVerified = async () =>
      (await staff.send<StaffVisit>(`/api/v1/visits/${ticket.visitId}/staff`)).body.guestBook?.emailVerified;
    expect(await emailVerified()).toBeNull(); // nobody can be blamed for not reading it
    const mail = await until('the mail is filed', async () => {
      const { body } = await admin.send<Page>(admin.inOffice('/mails'));
      return body.filed && body.mails[0]?.stage === 'sent' && body.mails[0];
    });
    const { body } = await admin.send<{ to: string; text: string }>(admin.inOffice(`/mails/${mail.id}`));
    expect(filedMail.safeParse(body).error).toBeUndefined();
    expect(body.to).toBe('berkas@example.com');
    const [, token = ''] = /\/e\/([A-Za-z0-9_-]{22})$/m.exec(body.text) ?? [];
    expect((await visitor.send(`/api/v1/email-checks/${token}`, { method: 'POST' })).status).toBe(200);
    expect(await emailVerified()).toBe(true);
    const audited = world.db.selectFrom('audit').select('detail').where('action', '=', 'mail-read');
    expect(await audited.execute()).toEqual([{ detail: { mail: mail.id } }]);
    expect(await readdir(folder.path)).toHaveLength(1);
    await rm(join(folder.path, (await readdir(folder.path))[0] ?? ''));
    expect((await admin.send(admin.inOffice(`/mails/${mail.id}`))).status).toBe(404);
  });
});
