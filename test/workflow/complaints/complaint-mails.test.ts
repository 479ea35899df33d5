import { Client } from '@temporalio/client';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readWorkingWeek } from '../../../db/complaints/week.ts';
import { removeExpired } from '../../../db/keeping/retention.ts';
import { complaintWorkflowIdOf } from '../../../domain/complaints/keeping.ts';
import { receivedMails } from '../../../domain/complaints/terms.ts';
import { endOfWorkingDay } from '../../../domain/complaints/working-days.ts';
import type { ComplaintView, ListedComplaint } from '../../../wire/complaints/complaints.ts';
import { createPostOffice, type Letter } from '../../world/outside/post-office.ts';
import { until } from '../../world/until.ts';
import { useClient, useClock, useResource, useWorld } from '../../world/use.ts';
import { shiftClock } from '../../world/world.ts';

const post = useResource(createPostOffice);
beforeAll(() => post.open());
const linkBase = 'https://kunjung.example/';
const watch = ['jaga@bps.example', 'kepala@bps.example'];
const world = useWorld({}, () => {
  const mail = { url: post.url, from: 'pst@bps.example', linkBase };
  return { timeZone: 'Asia/Makassar', mail, outside: { webhook: null, mail: { ...mail, to: watch } } };
});
const supervisor = useClient(world, 'supervisor');
const officer = useClient(world, 'staff');
/** A Tuesday, nine in the morning in WITA. */
const start = Date.parse('2026-11-24T01:00:00Z');
useClock(world, start);

const text = 'Kenari-7731 menunggu satu jam di loket tanpa penjelasan apa pun.';
const person = { name: 'Kenari Rahasia', email: 'kenari@example.com', phone: '0812-7731-7731' };
const at = (path = ''): string => `/api/v1/offices/${world.office}/complaints${path}`;

/** Another time, at which sessions of before are over. */
async function goTo(instant: number): Promise<void> {
  await shiftClock(world.db, instant - Date.now());
  await supervisor.signIn('supervisor');
  await officer.signIn('staff');
}

interface Filed {
  readonly id: string;
  readonly reference: string;
  readonly secret: string;
}

async function complain(identity: 'named' | 'confidential' | 'anonymous' = 'confidential'): Promise<Filed> {
  const who = identity === 'anonymous' ? {} : { person };
  const { status, body } = await world.client().post<Filed>(at(), { text, identity, ...who });
  expect(status).toBe(201);
  const { body: list } = await supervisor.send<{ complaints: ListedComplaint[] }>(
    at(`?state=all&reference=${body.reference}`),
  );
  return { ...body, id: list.complaints[0]?.id ?? '' };
}

async function move(id: string, body: object): Promise<ComplaintView> {
  const { body: before } = await supervisor.send<ComplaintView>(at(`/${id}`));
  const answer = await supervisor.post<ComplaintView>(at(`/${id}/moves`), {
    expectedRevision: before.revision,
    ...body,
  });
  expect(answer.status).toBe(200);
  return answer.body;
}

const about = ({ reference }: Filed): Letter[] =>
  post.letters.filter(({ subject }) => subject.includes(reference));
const letters = (filed: Filed, n: number): Promise<Letter[]> =>
  until(`${n} mails`, async () => about(filed).length >= n && about(filed));

beforeEach(async () => {
  await goTo(start);
  await world.db.updateTable('complaint').set({ told_mac: null }).execute(); // as on another day
  post.letters.splice(0);
});

describe('whoever complained with an address', () => {
  test('is mailed once about each step, with the way to the page and nothing of what was written', async () => {
    const filed = await complain();
    await letters(filed, 1);
    await move(filed.id, { move: 'verify', kind: 'information' }); // said by the next one
    await move(filed.id, { move: 'message', text: 'Kenari-pesan dari kami.' });
    await letters(filed, 2);
    await move(filed.id, { move: 'answer', text: 'Kenari-jawaban dari kami.' });
    const told = await letters(filed, 3);
    expect(told.map(({ to }) => to)).toEqual(told.map(() => [person.email]));
    expect(told.map(({ subject }) => subject.split(' / ')[0])).toEqual([
      `Pengaduan ${filed.reference}: sudah kami terima`,
      `Pengaduan ${filed.reference}: ada pesan untuk Anda`,
      `Pengaduan ${filed.reference}: sudah dijawab`,
    ]);
    for (const letter of told) {
      expect(letter.text).toContain(`${linkBase}pengaduan/${filed.reference}#${filed.secret}`);
      expect(JSON.stringify(letter).replaceAll(person.email, '')).not.toMatch(/kenari/i);
    }
  });

  test('is mailed that silence has closed it, and that it belongs to another unit', async () => {
    const filed = await complain();
    await move(filed.id, { move: 'verify', kind: 'information' });
    const answered = await move(filed.id, { move: 'answer', text: 'Sudah diperbaiki.' });
    await letters(filed, 2);
    await goTo(Date.parse(answered.dues.at(-1)?.at ?? '') + 3_600_000);
    const told = await letters(filed, 3);
    expect(told.at(-1)?.subject).toContain('sudah ditutup');
    const other = await complain();
    await letters(other, 1);
    await move(other.id, { move: 'transfer', unit: 'Inspektorat', text: 'Perlu pemeriksaan.' });
    expect((await letters(other, 2)).at(-1)?.subject).toContain('diteruskan ke unit lain');
  });

  test('is not mailed what they wrote themselves, and nobody is who stayed anonymous', async () => {
    const filed = await complain();
    await letters(filed, 1);
    const { status } = await world.client().send(`/api/v1/complaints/${filed.reference}/moves`, {
      method: 'POST',
      body: { move: 'message', text: 'Kejadiannya hari Senin.' },
      key: crypto.randomUUID(),
      headers: { 'complaint-secret': filed.secret },
    });
    expect(status).toBe(200);
    const anonymous = await complain('anonymous');
    await move(anonymous.id, { move: 'message', text: 'Terima kasih.' });
    const causes = await world.db
      .selectFrom('mail')
      .select('cause')
      .where('kind', '=', 'complaint')
      .execute();
    const of = ({ id }: Filed) => causes.filter(({ cause }) => cause.startsWith(id)).length;
    expect([of(filed), of(anonymous)]).toEqual([1, 0]);
  });
});

describe('an address that a stranger types again and again', () => {
  test('is told of five new complaints a day, in whatever office and case, and of what the office does all the same', async () => {
    const email = 'bulbul@example.com';
    const typed = [email, 'Bulbul@Example.com', 'BULBUL@example.com'];
    const filed: Filed[] = [];
    const receivedMailRows = async (): Promise<number> =>
      (await world.db.selectFrom('mail').select('cause').where('kind', '=', 'complaint').execute()).filter(
        ({ cause }) => cause.endsWith(' 1'),
      ).length;
    const before = await receivedMailRows();
    for (let n = 0; n < receivedMails.most + 3; n += 1) {
      const who = { name: 'Bulbul', email: typed[n % typed.length] };
      const { status, body } = await world
        .client()
        .post<Filed>(at(), { text: `${text} ${n}`, identity: 'named', person: who });
      expect(status).toBe(201);
      filed.push(body);
    }
    const sent = () => post.letters.filter(({ to }) => to[0]?.toLowerCase() === email);
    await until('the mails', async () => sent().length >= receivedMails.most);
    const last = filed.at(-1);
    if (!last) throw new Error('no complaint was filed');
    const { body: list } = await supervisor.send<{ complaints: ListedComplaint[] }>(
      at(`?state=all&reference=${last.reference}`),
    );
    await move(list.complaints[0]?.id ?? '', { move: 'message', text: 'Kami memeriksa.' });
    await until('what the office did', async () => sent().length > receivedMails.most);
    expect((await receivedMailRows()) - before).toBe(receivedMails.most);
    const other = { text, identity: 'named', person: { name: 'Murai', email: 'murai@example.com' } };
    expect((await world.client().post(at(), other)).status).toBe(201);
    await until('another address', async () => post.letters.some(({ to }) => to[0] === 'murai@example.com'));

    await goTo(start + receivedMails.withinMs + 60_000);
    await removeExpired(world.db);
    const noted = await world.db
      .selectFrom('complaint')
      .select('id')
      .where('told_mac', 'is not', null)
      .execute();
    expect(noted).toEqual([]);
  });
});

describe('what is overdue', () => {
  test('is told to those who are told of broken promises, once each, by reference and due time alone', async () => {
    const filed = await complain();
    const verifyBy = endOfWorkingDay(await readWorkingWeek(world.db, world.office), start, 3);
    await goTo(verifyBy + 3_600_000);
    const told = await letters(filed, 3); // one of them to the complainant
    const late = told.filter(({ subject }) => subject.includes('terlambat'));
    expect(late.map(({ to }) => to[0]).toSorted()).toEqual(watch);
    expect(late[0]?.text).toContain('Jumat, 27 November 2026');
    expect(late[0]?.text).toContain(`${linkBase}pengaduan/kelola?kantor=${world.office}#${filed.reference}`);
    expect(JSON.stringify(late)).not.toMatch(new RegExp(`kenari|${filed.secret}`, 'i'));
    await move(filed.id, { move: 'message', text: 'Kami memeriksa.' });
    await letters(filed, 4);
    expect(about(filed).filter(({ subject }) => subject.includes('terlambat'))).toHaveLength(2);
  });
});

describe('a confidential complainant', () => {
  test('is found nowhere but in the own mails and behind the door of supervisors', async () => {
    const filed = await complain();
    await move(filed.id, { move: 'verify', kind: 'supervisory' });
    await move(filed.id, { move: 'assign', assignee: `staff-${world.office}` });
    await letters(filed, 1);
    const handle = new Client({ connection: world.connection }).workflow.getHandle(
      complaintWorkflowIdOf(filed.id),
    );
    const { body: list } = await officer.send(at());
    const { body: read } = await officer.send(at(`/${filed.id}`));
    const { body: tracked } = await world
      .client()
      .send(`/api/v1/complaints/${filed.reference}`, { headers: { 'complaint-secret': filed.secret } });
    const audit = await world.db.selectFrom('audit').selectAll().execute();
    const places = {
      log: world.logged(),
      'metrics of the api': await world.metrics(),
      'metrics of the worker': await world.workerMetrics(),
      engine: JSON.stringify(await handle.fetchHistory()),
      audit: JSON.stringify(audit),
      list: JSON.stringify(list),
    };
    for (const [place, found] of Object.entries(places))
      expect([place, /kenari/i.test(found)]).toEqual([place, false]);
    for (const found of [read, tracked]) {
      expect(JSON.stringify(found)).toContain('Kenari-7731'); // the text, for those who work on it
      expect(JSON.stringify(found)).not.toMatch(/Kenari Rahasia|kenari@|0812-7731/);
    }
    expect((await officer.post(at(`/${filed.id}/complainant`), { reason: 'contact' })).status).toBe(403);
    const { rows } = await dumpOf();
    expect(JSON.stringify(rows)).not.toMatch(/kenari/i); // what is stored is sealed
  });
});

/** The stored rows of complaints and mails, as anybody with the database would read them. */
async function dumpOf(): Promise<{ rows: unknown[] }> {
  const tables = ['complaint', 'complaint_event', 'complaint_notice', 'mail', 'command'] as const;
  const rows = await Promise.all(tables.map((table) => world.db.selectFrom(table).selectAll().execute()));
  const readable = (value: unknown): unknown => (Buffer.isBuffer(value) ? value.toString('latin1') : value);
  return { rows: rows.flat().map((row) => Object.values(row).map(readable)) };
}
