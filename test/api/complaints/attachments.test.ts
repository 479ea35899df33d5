import { readdir } from 'node:fs/promises';
import ExifReader from 'exifreader';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { pino } from 'pino';
import { dump } from '../../../db/backup/dump.ts';
import { toScript } from '../../../db/backup/format.ts';
import { load } from '../../../db/backup/load.ts';
import { openAttachment } from '../../../db/complaints/attachments.ts';
import { createDatabase } from '../../../db/connect.ts';
import { removeExpired } from '../../../db/keeping/retention.ts';
import { attachmentLimits } from '../../../domain/complaints/attachments.ts';
import { dismissedKeptDays } from '../../../domain/complaints/terms.ts';
import type { AttachmentView } from '../../../wire/complaints/complaint-attachments.ts';
import type {
  ComplaintView,
  ListedComplaint,
  TrackedComplaint,
} from '../../../wire/complaints/complaints.ts';
import { TestClient, type Answer } from '../../world/client.ts';
import { createEmptyDatabase } from '../../world/database.ts';
import { seedTestOffice } from '../../world/office.ts';
import { documentWithPhoto, pictureOf, readPicture, traces } from '../../world/pictures/samples.ts';
import { makeDocument } from '../../world/softcopies/documents.ts';
import { until } from '../../world/until.ts';
import { useClient, useWorld } from '../../world/use.ts';

const world = useWorld();
const supervisor = useClient(world, 'supervisor');
const officer = useClient(world, 'staff');

interface Filed {
  readonly reference: string;
  readonly secret: string;
}
interface Refused {
  readonly type: string;
  readonly title: string;
  readonly detail?: string;
}
const text = 'Saya menunggu satu jam di loket tanpa penjelasan apa pun dari petugas.';
const at = (path = ''): string => `/api/v1/offices/${world.office}/complaints${path}`;

async function file(): Promise<Filed> {
  return (await world.client().post<Filed>(at(), { text, identity: 'anonymous' })).body;
}
async function idOf({ reference }: Filed): Promise<string> {
  const { body } = await supervisor.send<{ complaints: ListedComplaint[] }>(
    at(`?state=all&reference=${reference}`),
  );
  return body.complaints[0]?.id ?? '';
}
const track = async ({ reference, secret }: Filed): Promise<TrackedComplaint> =>
  (
    await world.client().send<TrackedComplaint>(`/api/v1/complaints/${reference}`, {
      headers: { 'complaint-secret': secret },
    })
  ).body;

/** Sends a file as its complainant does. */
const send = <T = AttachmentView>(
  { reference, secret }: Filed,
  bytes: Buffer,
  headers: Record<string, string> = {},
): Promise<Answer<T>> =>
  world.client().send<T>(`/api/v1/complaints/${reference}/attachments`, {
    method: 'POST',
    body: new Uint8Array(bytes),
    headers: { 'content-type': 'application/octet-stream', 'complaint-secret': secret, ...headers },
  });
const add = <T = AttachmentView>(id: string, bytes: Buffer, client: TestClient): Promise<Answer<T>> =>
  client.send<T>(at(`/${id}/attachments`), {
    method: 'POST',
    body: new Uint8Array(bytes),
    headers: { 'content-type': 'image/jpeg' },
  });
async function write({ reference, secret }: Filed, body: object): Promise<void> {
  const { status } = await world.client().send(`/api/v1/complaints/${reference}/moves`, {
    method: 'POST',
    body,
    headers: { 'complaint-secret': secret },
  });
  expect(status).toBe(200);
}
async function move(id: string, body: object): Promise<void> {
  const { body: before } = await supervisor.send<ComplaintView>(at(`/${id}`));
  const { status } = await supervisor.post(at(`/${id}/moves`), {
    expectedRevision: before.revision,
    ...body,
  });
  expect(status).toBe(200);
}
/** Fetches a file as a program that saves it. */
async function fetched(path: string, headers: Record<string, string>) {
  const response = await fetch(`${world.base}${path}`, { headers });
  return {
    status: response.status,
    headers: response.headers,
    bytes: Buffer.from(await response.arrayBuffer()),
  };
}
const fetchOwn = ({ reference, secret }: Filed, { id }: { id: string }) =>
  fetched(`/api/v1/complaints/${reference}/attachments/${id}`, { 'complaint-secret': secret });

describe('a photograph sent with a complaint', () => {
  test('stands with it on both sides, and comes back without where it was taken', async () => {
    const filed = await file();
    const { status, body } = await send(filed, readPicture('photo.jpg'));
    expect(status).toBe(201);
    expect(body).toMatchObject({ nth: 1, kind: 'jpeg' });
    const shown = [expect.objectContaining({ move: 'receive', attachments: [body] })];
    expect((await track(filed)).timeline).toEqual(shown);
    const id = await idOf(filed);
    const { body: read } = await supervisor.send<ComplaintView>(at(`/${id}`));
    expect(read.timeline).toEqual(shown);

    const own = await fetchOwn(filed, body);
    const theirs = await fetched(at(`/${id}/attachments/${body.id}`), { cookie: supervisor.cookie });
    for (const { status: answered, headers, bytes } of [own, theirs]) {
      expect(answered).toBe(200);
      expect(Object.fromEntries(headers)).toMatchObject({
        'content-type': 'image/jpeg',
        'content-disposition': `attachment; filename=${filed.reference}-1.jpg`,
        'x-content-type-options': 'nosniff',
        'content-security-policy': expect.stringContaining('sandbox'),
        'cache-control': 'no-store',
      });
      expect(bytes.toString('latin1')).not.toMatch(traces);
      expect(ExifReader.load(bytes, { expanded: true }).gps).toBeUndefined();
      expect(bytes).toHaveLength(body.bytes);
    }
  });

  test('is sealed where it is kept, and lies in no folder', async () => {
    const filed = await file();
    const { body } = await send(filed, documentWithPhoto());
    expect(body.kind).toBe('pdf');
    const { content } = await world.db
      .selectFrom('complaint_attachment')
      .select('content')
      .where('id', '=', body.id)
      .executeTakeFirstOrThrow();
    const { bytes } = await fetchOwn(filed, body);
    expect(bytes.toString('latin1', 0, 5)).toBe('%PDF-');
    expect(content?.includes(bytes.subarray(0, 16))).toBe(false);
    expect(await readdir(world.softcopies.workFolder)).toEqual([]);
    expect(world.logged()).not.toMatch(traces);
  });

  test('pressed twice, or at once, is one', async () => {
    const filed = await file();
    const photo = readPicture('photo.webp');
    const [first, second] = await Promise.all([send(filed, photo), send(filed, photo)]);
    const third = await send(filed, photo);
    expect([first.status, second.status, third.status]).toEqual([201, 201, 201]);
    expect([second.body, third.body]).toEqual([first.body, first.body]);
    const [received] = (await track(filed)).timeline;
    expect(received?.attachments).toEqual([first.body]);
  });
});

describe('what a file is', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  const page = '<!doctype html><script>alert(1)</script>';
  test.each<[string, Buffer, RegExp]>([
    ['an SVG with a script', Buffer.from(svg), /^Only photos/],
    ['a page', Buffer.from(page), /^Only photos/],
    ['a page that says it is a PDF', Buffer.from(`${page}%PDF-1.7\n%%EOF`), /^Only photos/],
    ['nothing', Buffer.alloc(0), /^Only photos/],
    ['half a photograph', readPicture('photo.jpg').subarray(0, 1_500), /was cut off/],
    ['half a PDF', documentWithPhoto().subarray(0, 1_500), /was cut off/],
    ['a picture that moves', readPicture('moving.webp'), /moving/],
    ['a PDF with a script', documentWithPhoto('/OpenAction<</S/JavaScript/JS(x)>>'), /scripts/],
  ])('%s is refused in words, whatever it is sent as', async (_name, bytes, words) => {
    const filed = await file();
    const asPhoto = { 'content-type': 'image/jpeg', 'accept-language': 'en' };
    const { status, body } = await send<Refused>(filed, bytes, asPhoto);
    expect(status).toBe(422);
    expect(body).toMatchObject({
      type: '/problems/attachment-refused',
      detail: expect.stringMatching(words),
    });
    const { body: inIndonesian } = await send<Refused>(filed, bytes, { 'content-type': 'image/jpeg' });
    expect(inIndonesian.detail).not.toBe(body.detail);
  });

  test('is looked at: a PDF sent as a photograph is a PDF, and a photograph with a page behind it only a photograph', async () => {
    const filed = await file();
    const pdf = await send(filed, makeDocument([{}]), { 'content-type': 'image/jpeg' });
    expect(pdf.body.kind).toBe('pdf');
    const both = Buffer.concat([readPicture('photo.jpg'), Buffer.from(page), makeDocument([{}])]);
    const { body } = await send(filed, both, { 'content-type': 'application/pdf' });
    expect(body.kind).toBe('jpeg');
    expect((await fetchOwn(filed, body)).bytes.toString('latin1')).not.toMatch(/script|%PDF/);
  });

  test('of another type than these is not even read', async () => {
    const filed = await file();
    for (const type of ['text/html', 'multipart/form-data; boundary=x', 'image/svg+xml', 'text/plain'])
      expect((await send(filed, readPicture('photo.jpg'), { 'content-type': type })).status).toBe(415);
  });
});

describe('how much', () => {
  test('5 MB are taken, and a byte more is not', async () => {
    const filed = await file();
    const { mostBytes } = attachmentLimits;
    expect((await send(filed, pictureOf(1, mostBytes))).status).toBe(201);
    const { body } = await send<Refused>(filed, pictureOf(2, mostBytes + 1));
    expect(body.type).toBe('/problems/body-too-large');
  });

  test('five with the complaint, the sixth with a message, and of thirty at once five', async () => {
    const filed = await file();
    const sent = await Promise.all(Array.from({ length: 30 }, (_, nth) => send(filed, pictureOf(nth))));
    const statuses = sent.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(5);
    expect(new Set(statuses)).toEqual(new Set([201, 409, 429]));
    const sixth = pictureOf(99);
    const refused = await send<Refused>(filed, sixth);
    expect(refused.body.type).toBe('/problems/too-many-attachments');
    await write(filed, { move: 'message', text: 'Ini fotonya.' });
    expect((await send(filed, sixth)).status).toBe(201);
    const { timeline } = await track(filed);
    expect(timeline.map(({ attachments }) => attachments.length)).toEqual([5, 1]);
  });

  test('of twelve fetched at once from one address some come, the rest is told when to come again, and the next one comes', async () => {
    const filed = await file();
    const { body } = await send(filed, pictureOf(1));
    const answers = await Promise.all(Array.from({ length: 12 }, () => fetchOwn(filed, body)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 429]));
    for (const { status, headers } of answers) {
      if (status === 429) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    }
    await until('the next one comes', async () => (await fetchOwn(filed, body)).status === 200);
  });

  /** The bytes of files that nobody has verified yet, as the metrics tell them. */
  async function roomTaken(): Promise<number> {
    const [, bytes] =
      /\nkunjung_attachments_bytes\{room="unverified"\} (\S+)\n/.exec(await world.metrics()) ?? [];
    return Number(bytes);
  }

  test('an office that is flooded takes no more before somebody looks, and the complaint itself all the same', async () => {
    const filed = await file();
    const { body } = await send(filed, pictureOf(1));
    await world.db
      .updateTable('complaint_attachment')
      .set({ bytes: attachmentLimits.mostUnverifiedBytes })
      .where('id', '=', body.id)
      .execute();
    const refused = await send<Refused>(filed, pictureOf(2));
    expect(refused).toMatchObject({ status: 503, body: { type: '/problems/no-room' } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await file()).reference).toMatch(/^ADU/);
    await until(
      'the metrics know it',
      async () => (await roomTaken()) >= attachmentLimits.mostUnverifiedBytes,
    );
    await move(await idOf(filed), { move: 'verify', kind: 'ordinary' });
    await until(
      'there is room again',
      async () => (await roomTaken()) < attachmentLimits.mostUnverifiedBytes,
    );
    expect((await send(filed, pictureOf(2))).status).toBe(201);
    await sql`delete from complaint_attachment where id = ${body.id}`.execute(world.db);
  });

  test('what was dismissed unverified holds its room until it is deleted', async () => {
    const spam = await file();
    const { body } = await send(spam, pictureOf(1));
    await world.db
      .updateTable('complaint_attachment')
      .set({ bytes: attachmentLimits.mostUnverifiedBytes })
      .where('id', '=', body.id)
      .execute();
    await move(await idOf(spam), { move: 'dismiss', text: 'Bukan pengaduan.' });
    const filed = await file();
    expect((await send<Refused>(filed, pictureOf(2))).body.type).toBe('/problems/no-room');
    await sql`delete from complaint_attachment where id = ${body.id}`.execute(world.db);
    expect((await send(filed, pictureOf(2))).status).toBe(201);
  });

  test('complainants leave staff a part of the room of all', async () => {
    const filed = await file();
    const { body } = await send(filed, pictureOf(1));
    const id = await idOf(filed);
    await move(id, { move: 'verify', kind: 'ordinary' });
    await move(id, { move: 'message', text: 'Kami periksa.' });
    const gigabytes = attachmentLimits.mostBytesForComplainants / 1024 ** 3;
    await sql`
      insert into complaint_attachment
        (id, complaint_id, nth, revision, actor, at, kind, bytes, content_mac, content)
      select gen_random_uuid(), complaint_id, 100 + n, revision, actor, at, kind, 1024 * 1024 * 1024,
        convert_to(n::text, 'UTF8'), content
      from complaint_attachment, generate_series(1, ${gigabytes}::integer) n where id = ${body.id}
    `.execute(world.db);
    const other = await file();
    expect((await send<Refused>(other, pictureOf(2))).body.type).toBe('/problems/no-room');
    expect((await add(id, pictureOf(3), supervisor)).status).toBe(201);
    await sql`delete from complaint_attachment where complaint_id = ${id}`.execute(world.db);
  });
});

describe('who', () => {
  test('with the secret of another complaint neither sends nor fetches, and no secret stands in an address', async () => {
    const [filed, other] = [await file(), await file()];
    const { body } = await send(filed, pictureOf(1));
    const { body: theirs } = await send(other, pictureOf(1));
    expect((await send({ ...filed, secret: other.secret }, pictureOf(2))).status).toBe(404);
    expect((await fetchOwn({ ...filed, secret: other.secret }, body)).status).toBe(404);
    expect((await fetchOwn(filed, theirs)).status).toBe(404);
    const address = `/api/v1/complaints/${filed.reference}/attachments/${body.id}?secret=${filed.secret}`;
    expect((await fetched(address, {})).status).toBe(404);
  });

  test('works on it fetches it, which is recorded, and nobody else of the staff', async () => {
    const filed = await file();
    const { body } = await send(filed, pictureOf(1));
    const id = await idOf(filed);
    const path = at(`/${id}/attachments/${body.id}`);
    expect((await fetched(path, { cookie: officer.cookie })).status).toBe(404);
    expect((await add(id, pictureOf(2), officer)).status).toBe(404);
    expect((await fetched(path, {})).status).toBe(401);
    await seedTestOffice(world.db, { code: '9882' });
    expect((await fetched(path.replace(world.office, '9882'), { cookie: supervisor.cookie })).status).toBe(
      403,
    );
    await move(id, { move: 'assign', assignee: `staff-${world.office}` });
    expect((await fetched(path, { cookie: officer.cookie })).status).toBe(200);
    const { detail } = await world.db
      .selectFrom('audit')
      .select('detail')
      .where('action', '=', 'complaint-attachment-read')
      .where('detail', '@>', { complaint: id })
      .executeTakeFirstOrThrow();
    expect(detail).toEqual({ complaint: id, attachment: body.id });
  });

  test('of the office attaches to what the office wrote, and the complainant fetches it', async () => {
    const filed = await file();
    const id = await idOf(filed);
    expect((await add<Refused>(id, pictureOf(3), supervisor)).body.type).toBe('/problems/move-not-allowed');
    await move(id, { move: 'verify', kind: 'normative' });
    await move(id, { move: 'answer', text: 'Terlampir jadwal loket.' });
    const { status, body } = await add(id, makeDocument([{}]), supervisor);
    expect(status).toBe(201);
    expect((await track(filed)).timeline.at(-1)).toMatchObject({ move: 'answer', attachments: [body] });
    expect((await fetchOwn(filed, body)).status).toBe(200);
    await write(filed, { move: 'accept' });
    expect((await send<Refused>(filed, pictureOf(4))).body.type).toBe('/problems/move-not-allowed');
  });

  test('of the office attaches to nothing that a colleague wrote', async () => {
    const filed = await file();
    const id = await idOf(filed);
    await move(id, { move: 'assign', assignee: `staff-${world.office}` });
    await move(id, { move: 'message', text: 'Kami periksa.' });
    expect((await add<Refused>(id, pictureOf(3), officer)).body.type).toBe('/problems/move-not-allowed');
    expect((await add(id, pictureOf(3), supervisor)).status).toBe(201);
  });
});

describe('a supervisor', () => {
  const remove = (id: string, attachment: string, reason: string, client = supervisor) =>
    client.post<AttachmentView>(at(`/${id}/attachments/${attachment}/deletion`), { reason });
  const auditOf = (id: string) =>
    world.db
      .selectFrom('audit')
      .select(['actor', 'detail'])
      .where('action', '=', 'complaint-attachment-deleted')
      .where('detail', '@>', { complaint: id })
      .execute();

  test('deletes an attachment for a reason, and both sides are told; its content is nowhere any more', async () => {
    const filed = await file();
    const { body: first } = await send(filed, pictureOf(1));
    const { body: second } = await send(filed, pictureOf(2));
    const id = await idOf(filed);
    const answer = await remove(id, first.id, 'other-person');
    expect(answer).toMatchObject({
      status: 200,
      body: { id: first.id, nth: 1, bytes: 0, deleted: { reason: 'other-person' } },
    });
    const by = `supervisor of ${world.office}`;
    const { body: read } = await supervisor.send<ComplaintView>(at(`/${id}`));
    const shown = [{ id: first.id, deleted: { by, reason: 'other-person' } }, second];
    expect(read.timeline[0]?.attachments).toMatchObject(shown);
    const [own] = (await track(filed)).timeline[0]?.attachments ?? [];
    expect(own?.deleted).toMatchObject({ by: null, reason: 'other-person' });
    expect((await fetchOwn(filed, first)).status).toBe(404);
    const path = at(`/${id}/attachments/${first.id}`);
    expect((await fetched(path, { cookie: supervisor.cookie })).status).toBe(404);
    expect((await fetchOwn(filed, second)).status).toBe(200);
    const { content } = await world.db
      .selectFrom('complaint_attachment')
      .select('content')
      .where('id', '=', first.id)
      .executeTakeFirstOrThrow();
    expect(content).toBeNull();
    const detail = { complaint: id, attachment: first.id, reason: 'other-person' };
    expect(await auditOf(id)).toEqual([{ actor: 'staff', detail }]);
  });

  test('pressed twice, or at once, deletes once, and the first reason holds', async () => {
    const filed = await file();
    const { body } = await send(filed, pictureOf(1));
    const id = await idOf(filed);
    const answers = await Promise.all([remove(id, body.id, 'indecent'), remove(id, body.id, 'indecent')]);
    answers.push(await remove(id, body.id, 'unrelated'));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(answers.map((answer) => answer.body.deleted?.reason)).toEqual(answers.map(() => 'indecent'));
    expect(await auditOf(id)).toHaveLength(1);
  });

  test('whom the complaint is about deletes none', async () => {
    const { body: ticket } = await world.client().takeTicket();
    await until('the visitor is called', async () => {
      const { body } = await supervisor.call();
      return body.visit?.visitId === ticket.visitId;
    });
    const about = { text, identity: 'anonymous', visit: ticket.token };
    const { body: filed } = await world.client().post<Filed>(at(), about);
    const { body } = await send(filed, pictureOf(1));
    const id = await idOf(filed);
    expect((await remove(id, body.id, 'unrelated')).status).toBe(403);
    expect((await fetchOwn(filed, body)).status).toBe(200);
    expect(await auditOf(id)).toEqual([]);
  });

  test('alone does so, in the own office, and gives a reason of the list', async () => {
    const filed = await file();
    const { body } = await send(filed, pictureOf(1));
    const id = await idOf(filed);
    await move(id, { move: 'assign', assignee: `staff-${world.office}` });
    expect((await remove(id, body.id, 'harmful', officer)).status).toBe(403);
    const office = '9883';
    await seedTestOffice(world.db, { code: office });
    const elsewhere = await new TestClient({ base: world.base, office }).signIn('supervisor');
    expect((await remove(id, body.id, 'harmful', elsewhere)).status).toBe(403);
    const there = `/api/v1/offices/${office}/complaints/${id}/attachments/${body.id}/deletion`;
    expect((await elsewhere.post(there, { reason: 'harmful' })).status).toBe(404);
    expect((await remove(id, body.id, 'because')).status).toBe(400);
    expect((await remove(await idOf(await file()), body.id, 'harmful')).status).toBe(404);
    expect((await fetchOwn(filed, body)).status).toBe(200);
    expect(await auditOf(id)).toEqual([]);
  });

  test('makes room: the same file may be sent again, and is another attachment', async () => {
    const filed = await file();
    const sent = await Promise.all([1, 2, 3, 4, 5].map((nth) => send(filed, pictureOf(nth))));
    expect((await send<Refused>(filed, pictureOf(6))).status).toBe(409);
    const [first] = sent;
    await remove(await idOf(filed), first?.body.id ?? '', 'own-wish');
    const again = await send(filed, pictureOf(1));
    expect(again).toMatchObject({ status: 201, body: { nth: 6, deleted: null } });
    expect((await fetchOwn(filed, again.body)).status).toBe(200);
  });
});

describe('what was attached', () => {
  /** Lets a complaint have ended so many days ago. */
  async function end(id: string, days: number): Promise<void> {
    const ended = new Date(Date.now() - days * 86_400_000);
    await world.db.updateTable('complaint').set({ ended_at: ended }).where('id', '=', id).execute();
    await removeExpired(world.db);
  }

  test('is deleted two years after the end', async () => {
    const filed = await file();
    const { body } = await send(filed, pictureOf(1));
    const id = await idOf(filed);
    await move(id, { move: 'verify', kind: 'ordinary' });
    await move(id, { move: 'dismiss', text: 'Sama dengan yang lain.' });
    await end(id, 729);
    expect((await fetchOwn(filed, body)).status).toBe(200);
    await end(id, 731);
    expect((await fetchOwn(filed, body)).status).toBe(404);
    expect((await track(filed)).timeline[0]?.attachments).toEqual([]);
  });

  test('by a stranger to what nobody verified is deleted a month after it was dismissed, and its text is not', async () => {
    const filed = await file();
    const { body } = await send(filed, pictureOf(1));
    const id = await idOf(filed);
    await move(id, { move: 'dismiss', text: 'Bukan pengaduan.' });
    await end(id, dismissedKeptDays - 1);
    expect((await fetchOwn(filed, body)).status).toBe(200);
    await end(id, dismissedKeptDays + 1);
    expect((await fetchOwn(filed, body)).status).toBe(404);
    const tracked = await track(filed);
    expect(tracked.text).toBe(text);
    expect(tracked.timeline[0]?.attachments).toEqual([]);
  });

  test('and is damaged is told of in words, and kept from nobody besides', async () => {
    const filed = await file();
    const { body } = await send(filed, pictureOf(1));
    await sql`update complaint_attachment set content = substr(content, 1, 40) where id = ${body.id}`.execute(
      world.db,
    );
    const { status, bytes } = await fetchOwn(filed, body);
    expect(status).toBe(410);
    expect(JSON.parse(bytes.toString())).toMatchObject({ type: '/problems/attachment-unreadable' });
    expect(world.takeErrors()).toEqual([expect.stringContaining('value cannot be opened')]);
    expect((await track(filed)).timeline[0]?.attachments).toEqual([body]);
  });

  test('is in a backup, and whole in what is restored of it, however large', async () => {
    await using target = await createEmptyDatabase();
    const filed = await file();
    const sent = await Promise.all([
      send(filed, pictureOf(7, attachmentLimits.mostBytes)),
      send(filed, documentWithPhoto()),
    ]);
    await load(target.url, toScript(dump(world.databaseUrl)));
    const { db, pool } = createDatabase({ url: target.url, max: 1, log: pino({ level: 'silent' }) });
    try {
      for (const { body } of sent) {
        const asked = { complaintId: await idOf(filed), id: body.id, office: world.office, staffId: null };
        const restored = await openAttachment({ db, cipher: world.cipher }, asked);
        const { bytes } = await fetchOwn(filed, body);
        expect(restored?.content?.equals(bytes)).toBe(true);
      }
    } finally {
      await pool.end();
    }
  });
});
