import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { isFinal } from '../../../domain/complaints/steps.ts';
import { removeExpired } from '../../../db/keeping/retention.ts';
import { defaultComplaintTerms } from '../../../domain/complaints/terms.ts';
import type { Policy } from '../../../domain/offices/policy.ts';
import { seedTestOffice } from '../../world/office.ts';
import type {
  ComplaintView,
  ListedComplaint,
  TrackedComplaint,
} from '../../../wire/complaints/complaints.ts';
import type { Answer, TestClient } from '../../world/client.ts';
import { until } from '../../world/until.ts';
import { useClient, useWorld } from '../../world/use.ts';

const world = useWorld();
const supervisor = useClient(world, 'supervisor');
const officer = useClient(world, 'staff');

interface Filed {
  readonly reference: string;
  readonly secret: string;
  readonly statusUrl: string;
  readonly dueAt: string;
}
const text = 'Saya menunggu satu jam di loket tanpa penjelasan apa pun dari petugas.';
const named = { text, identity: 'named', person: { name: 'Rina', email: 'rina@example.com' } };
const at = (path = ''): string => `/api/v1/offices/${world.office}/complaints${path}`;

const file = (body: object = named, key?: string, client: TestClient = world.client()) =>
  client.post<Filed>(at(), body, key);
const track = (filed: Pick<Filed, 'reference' | 'secret'>) =>
  world.client().send<TrackedComplaint>(`/api/v1/complaints/${filed.reference}`, {
    headers: { 'complaint-secret': filed.secret },
  });
const reply = (filed: Filed, body: object, key = randomUUID()) =>
  world.client().send<TrackedComplaint>(`/api/v1/complaints/${filed.reference}/moves`, {
    method: 'POST',
    body,
    key,
    headers: { 'complaint-secret': filed.secret },
  });
async function idOf({ reference }: Pick<Filed, 'reference'>): Promise<string> {
  const { body } = await supervisor.send<{ complaints: ListedComplaint[] }>(at('?state=all'));
  return body.complaints.find((one) => one.reference === reference)?.id ?? '';
}
async function move(
  id: string,
  body: object,
  client: TestClient = supervisor,
): Promise<Answer<ComplaintView>> {
  const { body: before } = await client.send<ComplaintView>(at(`/${id}`));
  return client.post(at(`/${id}/moves`), { expectedRevision: before.revision, ...body });
}

describe('whoever complains', () => {
  test('gets a reference, a secret and a due time, and the same again with the same press', async () => {
    const key = randomUUID();
    const first = await file(named, key);
    expect(first.status).toBe(201);
    expect(first.body.reference).toMatch(new RegExp(`^ADU-${world.office}-\\d{4}-\\d{4}$`));
    expect(first.body.statusUrl).toContain(`/pengaduan/${first.body.reference}#${first.body.secret}`);
    expect((await file(named, key)).body).toEqual(first.body);
    expect((await file({ ...named, text: `${text} Sungguh.` }, key)).status).toBe(422);
  });

  test('gets one number each, without gaps, when many complain at once', async () => {
    const before = Number((await file()).body.reference.slice(-4));
    const answers = await Promise.all(Array.from({ length: 8 }, () => file()));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    expect(answers.map(({ body }) => Number(body.reference.slice(-4))).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 8 }, (_, n) => before + 1 + n),
    );
  });

  test('follows it up with the secret, and nobody without it', async () => {
    const { body: filed } = await file();
    const { body } = await track(filed);
    expect(body).toMatchObject({ reference: filed.reference, stage: 'received', text, next: ['message'] });
    const { body: other } = await file();
    for (const wrong of [
      { ...filed, secret: other.secret },
      { ...filed, secret: '' },
      { ...filed, reference: 'ADU-6500-2026-9999' },
    ]) {
      expect((await track(wrong)).status).toBe(404);
    }
    expect(
      (await world.client().send(`/api/v1/complaints/${filed.reference}?secret=${filed.secret}`)).status,
    ).toBe(404);
  });

  test.each([
    ['too short', { text: 'pendek' }],
    ['too long', { text: 'a'.repeat(2_001) }],
    ['with a person though anonymous', { identity: 'anonymous' }],
    ['without a person though named', { person: undefined }],
    ['with an address that is none', { person: { name: 'Rina', email: 'rina@' } }],
    ['with a telephone that is none', { person: { name: 'Rina', phone: 'abc' } }],
    ['with a field that is unknown', { stage: 'closed' }],
  ])('is told in words what is wrong: %s', async (_name, wrong) => {
    const { status, body } = await file({ ...named, ...wrong });
    expect(status).toBe(400);
    expect(body).toMatchObject({ errors: [expect.objectContaining({ message: expect.any(String) })] });
  });

  test.each([
    ['2,000 signs of emoji', '😀'.repeat(1_000)],
    ['scripts', `<script>alert(1)</script><img src=x onerror=alert(1)> ${text}`],
    ['Arabic, Chinese and Javanese', 'انتظرت ساعة كاملة · 我等了一个小时 · ꦲꦏ꧀ꦱꦫꦗꦮ'],
  ])('is taken at their word: %s', async (_name, written) => {
    const { status, body } = await file({ text: written, identity: 'anonymous' });
    expect(status).toBe(201);
    expect((await track(body)).body.text).toBe(written);
  });
});

describe('a complaint that is worked on', () => {
  test('is verified, followed up and answered; both sides write, and the complainant accepts', async () => {
    const { body: filed } = await file();
    const id = await idOf(filed);
    expect((await move(id, { move: 'verify', kind: 'normative' })).status).toBe(200);
    expect((await reply(filed, { move: 'message', text: 'Kejadiannya hari Senin.' })).status).toBe(200);
    expect((await move(id, { move: 'follow-up', text: 'Kami memeriksa jadwal loket.' })).status).toBe(200);
    const { body: answered } = await move(id, { move: 'answer', text: 'Loket kini dijaga dua petugas.' });
    expect(answered).toMatchObject({ stage: 'answered', kind: 'normative' });
    const seen = await track(filed);
    expect(seen.body.timeline.map(({ move: name, by }) => [name, by])).toEqual([
      ['receive', 'complainant'],
      ['verify', 'office'],
      ['message', 'complainant'],
      ['follow-up', 'office'],
      ['answer', 'office'],
    ]);
    expect(JSON.stringify(seen.body)).not.toContain('supervisor');
    expect((await reply(filed, { move: 'accept' })).body).toMatchObject({ stage: 'closed', dueAt: null });
  });

  test('is not moved on a state that somebody else has changed', async () => {
    const id = await idOf((await file()).body);
    const { body: before } = await supervisor.send<ComplaintView>(at(`/${id}`));
    await move(id, { move: 'verify', kind: 'ordinary' });
    const late = await supervisor.post(at(`/${id}/moves`), {
      expectedRevision: before.revision,
      move: 'verify',
      kind: 'aspiration',
    });
    expect(late).toMatchObject({ status: 409, body: { type: '/problems/complaint-changed' } });
    const again = await move(id, { move: 'close' });
    expect(again).toMatchObject({ status: 409, body: { type: '/problems/move-not-allowed' } });
  });

  test('cannot be classified once it is answered', async () => {
    const id = await idOf((await file()).body);
    await move(id, { move: 'verify', kind: 'ordinary' });
    await move(id, { move: 'answer', text: 'Sudah diperbaiki.' });
    expect((await move(id, { move: 'verify', kind: 'information' })).status).toBe(409);
  });

  test('is reopened once, by its complainant', async () => {
    const { body: filed } = await file();
    const id = await idOf(filed);
    await move(id, { move: 'verify', kind: 'ordinary' });
    await move(id, { move: 'answer', text: 'Sudah diperbaiki.' });
    const reopened = await reply(filed, { move: 'reopen', text: 'Hari ini terjadi lagi.' });
    expect(reopened.body).toMatchObject({ stage: 'following-up', dueAt: expect.any(String) });
    await move(id, { move: 'answer', text: 'Diperbaiki lagi.' });
    const second = await reply(filed, { move: 'reopen', text: 'Masih terjadi.' });
    expect(second).toMatchObject({ status: 409, body: { type: '/problems/reopened-before' } });
  });

  test('hears its complainant ten times without a reply, and no more', async () => {
    const { body: filed } = await file();
    for (let n = 0; n < 10; n += 1)
      expect((await reply(filed, { move: 'message', text: `Pesan ${n}` })).status).toBe(200);
    const eleventh = await reply(filed, { move: 'message', text: 'Pesan 10' });
    expect(eleventh).toMatchObject({ status: 409, body: { type: '/problems/too-many-messages' } });
    await move(await idOf(filed), { move: 'message', text: 'Kami membacanya.' });
    expect((await reply(filed, { move: 'message', text: 'Terima kasih.' })).status).toBe(200);
  });

  test('is told to belong elsewhere, with the reason', async () => {
    const { body: filed } = await file();
    const id = await idOf(filed);
    await move(id, {
      move: 'transfer',
      unit: 'Inspektorat Utama',
      text: 'Perlu pemeriksaan.',
    });
    const { body } = await track(filed);
    expect(body).toMatchObject({ stage: 'transferred', next: [] });
    expect(body.timeline.at(-1)?.text).toContain('Inspektorat Utama');
    const seen = await supervisor.send<ComplaintView>(at(`/${id}`));
    expect(seen.body.dues).toEqual([]); // nothing was answered in time, and nothing is owed
  });

  test('that was sent before is told to be the same', async () => {
    const twice = { ...named, text: `${text} ${randomUUID()}` };
    const { body: first } = await file(twice);
    const { body: second } = await file({ ...twice, text: twice.text.toUpperCase() });
    const { body } = await supervisor.send<ComplaintView>(at(`/${await idOf(second)}`));
    expect(body.sameAs).toBe(first.reference);
  });

  test('is entered by staff as it came', async () => {
    const { status, body } = await officer.post<Filed>(at('/entered'), { ...named, channel: 'box' });
    expect(status).toBe(201);
    const { body: read } = await supervisor.send<ComplaintView>(at(`/${await idOf(body)}`));
    expect(read).toMatchObject({ channel: 'box', timeline: [{ move: 'receive', by: 'staff' }] });
    expect((await officer.post(at('/entered'), { ...named, channel: 'web' })).status).toBe(400);
  });

  test.each([
    ['0812-3456-7890', '+6281234567890'],
    ['021-3841195 ext 5310', '021-3841195 ext 5310'],
  ])('keeps the telephone number that staff were told, %s', async (phone, kept) => {
    const told = { ...named, person: { name: 'Rina', phone }, text: `${text} ${phone}`, channel: 'box' };
    const { status, body } = await officer.post<Filed>(at('/entered'), told);
    expect(status).toBe(201);
    const reading = await supervisor.post(at(`/${await idOf(body)}/complainant`), { reason: 'contact' });
    expect(reading.body).toMatchObject({ person: { phone: kept } });
  });
});

describe('who complains', () => {
  test('is read for a reason, which is recorded, and stands in no other answer', async () => {
    const { body: filed } = await file({
      ...named,
      person: { name: 'Kenari Rahasia' },
      identity: 'confidential',
    });
    const id = await idOf(filed);
    const { body: shown } = await supervisor.send(at(`/${id}`));
    expect(JSON.stringify(shown)).not.toContain('Kenari');
    const reading = await supervisor.post(at(`/${id}/complainant`), { reason: 'contact' });
    expect(reading).toMatchObject({ status: 200, body: { person: { name: 'Kenari Rahasia', email: null } } });
    const row = await world.db
      .selectFrom('audit')
      .select(['action', 'detail'])
      .where('action', '=', 'complainant-read')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    expect(row.detail).toEqual({ complaint: id, reason: 'contact' });
    expect((await supervisor.post(at(`/${id}/complainant`), {})).status).toBe(400);
    expect((await officer.post(at(`/${id}/complainant`), { reason: 'contact' })).status).toBe(404);
    await move(id, { move: 'assign', assignee: `staff-${world.office}` });
    expect((await officer.post(at(`/${id}/complainant`), { reason: 'contact' })).status).toBe(403);
    await move(id, { move: 'assign', assignee: null });
    expect(world.logged()).not.toContain('Kenari');
  });

  test('is never told to the officer concerned, who does not even see the complaint', async () => {
    const visitor = await world.client().takeTicket();
    await until('somebody is called', async () => {
      const { body } = await officer.post<{ visit: { visitId: string } | null }>(
        `/api/v1/offices/${world.office}/calls`,
        { counter: 'FO-1' },
      );
      return body.visit?.visitId === visitor.body.visitId;
    });
    const about = { ...named, identity: 'confidential', visit: visitor.body.token };
    const id = await idOf((await file(about)).body);
    const username = `staff-${world.office}`;
    const assigned = await move(id, { move: 'assign', assignee: username });
    expect(assigned).toMatchObject({ status: 400, body: { errors: [{ pointer: '/assignee' }] } });
    const { body: seen } = await supervisor.send<ComplaintView>(at(`/${id}`));
    expect(seen.visit).toBeNull();
    await world.db
      .updateTable('complaint')
      .set((eb) => ({ assigned_to: eb.selectFrom('staff').select('id').where('username', '=', username) }))
      .where('id', '=', id)
      .execute();
    expect((await officer.send(at(`/${id}`))).status).toBe(404);
    const { body: list } = await officer.send<{ complaints: ListedComplaint[] }>(at());
    expect(list.complaints.map((one) => one.id)).not.toContain(id);
  });
});

describe('an officer', () => {
  test('works on what is assigned, and sees nothing else; other offices see none of it', async () => {
    const id = await idOf((await file()).body);
    expect((await officer.send(at(`/${id}`))).status).toBe(404);
    expect((await move(id, { move: 'assign', assignee: `staff-${world.office}` })).status).toBe(200);
    expect((await move(id, { move: 'verify', kind: 'ordinary' }, officer)).status).toBe(200);
    expect((await move(id, { move: 'assign', assignee: null }, officer)).status).toBe(403);
    const { body } = await officer.send<{ complaints: ListedComplaint[] }>(at());
    expect(body.complaints.map((one) => one.id)).toEqual([id]);
    const office = '9881';
    await seedTestOffice(world.db, { code: office });
    expect((await supervisor.send(`/api/v1/offices/${office}/complaints`)).status).toBe(403);
    expect((await supervisor.send(`/api/v1/offices/${office}/complaints/${id}`)).status).toBe(403);
  });
});

describe('assigning', () => {
  test('that changes nothing is refused at its field, and leaves no event', async () => {
    const id = await idOf((await file()).body);
    const unchanged = { status: 400, body: { errors: [{ pointer: '/assignee' }] } };
    const assignee = `staff-${world.office}`;
    expect(await move(id, { move: 'assign', assignee: null })).toMatchObject(unchanged);
    expect((await move(id, { move: 'assign', assignee })).status).toBe(200);
    expect(await move(id, { move: 'assign', assignee })).toMatchObject(unchanged);
    const { body } = await supervisor.send<ComplaintView>(at(`/${id}`));
    expect(body.timeline.map(({ move: name }) => name)).toEqual(['receive', 'assign']);
  });

  test('is offered whoever can be given it with what they have, to supervisors alone', async () => {
    const id = await idOf((await file()).body);
    const before = await supervisor.send<{ officers: { username: string; open: number }[] }>(
      at(`/${id}/officers`),
    );
    const openOf = (answer: typeof before) =>
      answer.body.officers.find(({ username }) => username === `staff-${world.office}`)?.open;
    expect(before.body.officers.map(({ username }) => username)).toEqual(
      expect.arrayContaining([`staff-${world.office}`, `supervisor-${world.office}`]),
    );
    const moved = await move(id, { move: 'assign', assignee: `staff-${world.office}` });
    expect(moved.body.timeline.at(-1)).toMatchObject({
      move: 'assign',
      assignee: `staff of ${world.office}`,
    });
    const after = await supervisor.send<(typeof before)['body']>(at(`/${id}/officers`));
    expect(openOf(after)).toBe((openOf(before) ?? 0) + 1);
    expect((await officer.send(at(`/${id}/officers`))).status).toBe(403);
  });
});

describe('the name of a complainant', () => {
  test('is told the officer who works on it when it is given by name, for a recorded reason', async () => {
    const id = await idOf((await file()).body);
    expect((await officer.post(at(`/${id}/complainant`), { reason: 'contact' })).status).toBe(404);
    await move(id, { move: 'assign', assignee: `staff-${world.office}` });
    const read = await officer.post(at(`/${id}/complainant`), { reason: 'contact' });
    expect(read).toMatchObject({ status: 200, body: { person: { name: 'Rina' } } });
    const audit = await world.db
      .selectFrom('audit')
      .select('detail')
      .where('action', '=', 'complainant-read')
      .where('detail', '@>', { complaint: id, reason: 'contact' })
      .execute();
    expect(audit).toHaveLength(1);
  });
});

describe('a complaint of any age', () => {
  test('is found by its reference, however it is written', async () => {
    const { body: filed } = await file();
    const typed = encodeURIComponent(filed.reference.toLowerCase().replaceAll('-', ' '));
    const { body } = await supervisor.send<{ complaints: ListedComplaint[] }>(
      at(`?state=all&reference=${typed}`),
    );
    expect(body.complaints.map(({ reference }) => reference)).toEqual([filed.reference]);
    expect((await supervisor.send(at('?reference=nonsense'))).status).toBe(400);
  });

  test('is found by the end of its reference, by whoever may see it', async () => {
    const { body: filed } = await file();
    const id = await idOf(filed);
    const n = String(Number(filed.reference.slice(-4)));
    const found = async (typed: string, client: TestClient = supervisor) => {
      const { body } = await client.send<{ complaints: ListedComplaint[] }>(
        at(`?state=all&reference=${typed}`),
      );
      return body.complaints.map(({ reference }) => reference);
    };
    for (const typed of [n, `00${n}`, filed.reference.slice(-9)])
      expect(await found(typed)).toEqual([filed.reference]);
    expect(await found(`9${n}`)).toEqual([]);
    expect(await found(n, officer)).toEqual([]);
    await move(id, { move: 'assign', assignee: `staff-${world.office}` });
    expect(await found(n, officer)).toEqual([filed.reference]);
  });
});

describe('the list', () => {
  const listed = async (reference: string) => {
    const { body } = await supervisor.send<{ complaints: ListedComplaint[] }>(
      at(`?state=all&reference=${reference}`),
    );
    return body.complaints[0];
  };

  test('tells how a complaint begins, and of a confidential one not a word', async () => {
    const long = `Loket\n\ndua ${'tutup sebelum waktunya '.repeat(12)}`;
    const { body: plain } = await file({ ...named, text: long });
    const { firstWords } = (await listed(plain.reference)) ?? {};
    expect(firstWords).toMatch(/^Loket dua tutup sebelum .* …$/);
    expect(long.replaceAll(/\s+/g, ' ')).toContain(firstWords?.replace(' …', ''));
    const { body: kept } = await file({ ...named, identity: 'confidential' });
    expect(await listed(kept.reference)).toMatchObject({ identity: 'confidential', firstWords: null });
  });

  test('counts what the complainant wrote since the office last did', async () => {
    const { body: filed } = await file();
    const id = await idOf(filed);
    const news = async () => (await listed(filed.reference))?.newMessages;
    expect(await news()).toBe(0);
    await reply(filed, { move: 'message', text: 'Kejadiannya hari Senin.' });
    await reply(filed, { move: 'message', text: 'Pukul sepuluh.' });
    await move(id, { move: 'verify', kind: 'ordinary' });
    expect(await news()).toBe(2);
    await move(id, { move: 'message', text: 'Terima kasih.' });
    expect(await news()).toBe(0);
    await move(id, { move: 'answer', text: 'Sudah diperbaiki.' });
    await reply(filed, { move: 'reopen', text: 'Terjadi lagi.' });
    expect(await news()).toBe(1);
  });
});

describe('the figures', () => {
  const valueOf = async (name: string, label: string): Promise<number> => {
    const page = await world.metrics();
    const found = new RegExp(`^${name}\\{office="${world.office}",${label}\\} (\\d+)$`, 'm').exec(page);
    return Number(found?.[1]);
  };

  test('count what came, how it was classified and whether it was answered in time', async () => {
    const read = async () => ({
      box: await valueOf('kunjung_complaints_received_total', 'channel="box"'),
      normative: await valueOf('kunjung_complaints_classified_total', 'kind="normative"'),
      information: await valueOf('kunjung_complaints_classified_total', 'kind="information"'),
      inTime: await valueOf('kunjung_complaint_answers_total', 'result="in-time"'),
      late: await valueOf('kunjung_complaint_answers_total', 'result="late"'),
      answered: await valueOf('kunjung_complaints_open', 'stage="answered"'),
      overdue: await valueOf('kunjung_complaints_overdue', 'due="answer"'),
    });
    const before = await read();
    const { body } = await officer.post<Filed>(at('/entered'), { ...named, channel: 'box' });
    const id = await idOf(body);
    await move(id, { move: 'verify', kind: 'normative' });
    await move(id, { move: 'verify', kind: 'information' }); // found to be another kind: still one complaint
    await move(id, { move: 'answer', text: 'Sudah diperbaiki.' });
    const late = await idOf((await file()).body);
    await move(late, { move: 'verify', kind: 'normative' });
    await world.db
      .updateTable('complaint')
      .set({ received_at: new Date(Date.now() - 60 * 86_400_000), due_at: sql<Date>`clock()` })
      .where('id', '=', late)
      .execute();
    const difference = (after: typeof before, name: keyof typeof before) => after[name] - before[name];
    await until('the figures', async () => {
      const after = await read();
      return difference(after, 'overdue') === 1 && difference(after, 'box') === 1;
    });
    const after = await read();
    expect(difference(after, 'normative')).toBe(2);
    expect(difference(after, 'information')).toBe(0);
    expect(difference(after, 'inTime')).toBe(1);
    expect(difference(after, 'late')).toBe(0);
    expect(difference(after, 'answered')).toBe(1);
  });
});

describe('the figures of a period', () => {
  test('add up to the complaints of those days, and end with the local day', async () => {
    type Figures = { now: { open: number }; counts: { channel: string; answer: string; n: number }[] };
    const { rows } = await sql<{ day: string }>`
      select ((select clock()) at time zone time_zone)::date::text as day from office where code = ${world.office}
    `.execute(world.db);
    const day = rows[0]?.day ?? '';
    const figures = async (range: string) => (await supervisor.send<Figures>(at(`/figures?${range}`))).body;
    const sum = ({ counts }: Figures) => counts.reduce((total, { n }) => total + n, 0);
    const list = await supervisor.send<{ complaints: ListedComplaint[] }>(at('?state=all'));
    const { complaints } = list.body;
    const came = complaints.filter(({ receivedAt }) => Date.parse(receivedAt) > Date.now() - 86_400_000);
    const today = await figures(`from=${day}&to=${day}`);
    expect(sum(today)).toBe(came.length);
    expect(today.now.open).toBe(complaints.filter(({ stage }) => !isFinal(stage)).length);
    expect(sum(await figures('from=2026-01-01&to=2026-01-31'))).toBe(0);
    expect((await supervisor.send(at('/figures?from=2026-02-01&to=2026-01-01'))).status).toBe(400);
    expect((await officer.send(at('/figures'))).status).toBe(403);
  });
});

describe('what was written', () => {
  test('is forgotten two years after the end, with who complained; every count stays', async () => {
    const { body: filed } = await file();
    const id = await idOf(filed);
    await move(id, { move: 'message', text: 'Kami memeriksa.' });
    await move(id, { move: 'dismiss', text: 'Sama dengan yang lain.' });
    const yearsAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
    const end = (days: number) =>
      world.db
        .updateTable('complaint')
        .set({ ended_at: yearsAgo(days) })
        .where('id', '=', id)
        .execute();
    await end(729);
    await removeExpired(world.db);
    expect((await track(filed)).body.text).toBe(text);
    await end(731);
    await removeExpired(world.db);
    const { body } = await track(filed);
    expect(body).toMatchObject({ stage: 'dismissed', text: null });
    expect(body.timeline.map(({ move: name, text: written }) => [name, written])).toEqual([
      ['receive', null],
      ['message', null],
      ['dismiss', null],
    ]);
    const { body: who } = await supervisor.post(at(`/${id}/complainant`), { reason: 'contact' });
    expect(who).toEqual({ person: null, visit: null });
  });
});

describe('an office with terms of its own', () => {
  test('owes new complaints by them, and running ones by those they came under', async () => {
    const before = await idOf((await file()).body);
    const { body: own } = await supervisor.send<ComplaintView>(at(`/${before}`));
    const admin = await world.client().signIn('admin');
    const address = `/api/v1/offices/${world.office}/policy`;
    const { version: _version, ...policy } = (await admin.send<Policy & { version: number }>(address)).body;
    const complaintTerms = {
      ...defaultComplaintTerms,
      verification: 1,
      answer: { ...defaultComplaintTerms.answer, ordinary: 2 },
    };
    expect((await admin.put(address, { ...policy, complaintTerms })).status).toBe(200);
    const after = await idOf((await file()).body);
    const { body: next } = await supervisor.send<ComplaintView>(at(`/${after}`));
    const dueOf = ({ dues }: ComplaintView, due: string) => dues.find((one) => one.due === due)?.at ?? '';
    expect(dueOf(next, 'verification') < dueOf(own, 'verification')).toBe(true);
    expect(dueOf(next, 'answer') < dueOf(own, 'answer')).toBe(true);
    const { body: still } = await supervisor.send<ComplaintView>(at(`/${before}`));
    expect(still.dues).toEqual(own.dues);
    const { body: office } = await world.client().send(`/api/v1/offices/${world.office}`);
    expect(office).toMatchObject({ complaintTerms });
    const wrong = { ...complaintTerms, verification: 0 };
    expect((await admin.put(address, { ...policy, complaintTerms: wrong })).status).toBe(400);
    expect((await admin.put(address, { ...policy })).status).toBe(200);
  });
});
