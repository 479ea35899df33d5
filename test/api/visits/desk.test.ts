import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  handoverDesk as handoverDeskSchema,
  incidentList as incidentListSchema,
} from '../../../wire/custody.ts';
import { wholeGuestBook as wholeGuestBookSchema } from '../../../wire/guest-books.ts';
import { calendarDays as calendarDaysSchema, settings as settingsSchema } from '../../../wire/settings.ts';
import { paperVisitList as paperVisitListSchema, story as storySchema } from '../../../wire/stories.ts';
import type { Board } from '../../../wire/boards.ts';
import type { VisitStory } from '../../../wire/stories.ts';
import type { StaffVisit } from '../../../wire/visits.ts';
import type { Ticket } from '../../../wire/visitors.ts';
import { guestBook } from '../../world/client.ts';
import type { Answer, TestClient } from '../../world/client.ts';
import { useClient, useWorld } from '../../world/use.ts';

const world = useWorld();
const visitor = useClient(world);
const staff = useClient(world, 'staff');
const supervisor = useClient(world, 'supervisor');
const admin = useClient(world, 'admin');

const office = (path: string): string => `/api/v1/offices/${world.office}${path}`;
const post = <T>(client: TestClient, path: string, body: object, key?: string): Promise<Answer<T>> =>
  client.send<T>(path, { method: 'POST', body, ...(key === undefined ? {} : { key }) });
const put = <T>(client: TestClient, path: string, body: object, key?: string): Promise<Answer<T>> =>
  client.send<T>(path, { method: 'PUT', body, ...(key === undefined ? {} : { key }) });

/** A visitor in front of the officer, up to `serving`. */
async function serve(counter = 'FO-1'): Promise<{ ticket: Ticket; visit: StaffVisit }> {
  const { body: ticket } = await visitor.takeTicket();
  await staff.call(counter);
  await visitor.fillGuestBook(ticket.token);
  const { body: seen } = await staff.send<StaffVisit>(`/api/v1/visits/${ticket.visitId}/staff`);
  const { body: visit } = await staff.move(seen, 'serve');
  return { ticket, visit };
}

const deposit = async (visit: StaffVisit, locker: string): Promise<StaffVisit> =>
  (await staff.move(visit, 'deposit', { idType: 'ktp', idLast4: '0003', locker })).body;

async function goHome(visit: StaffVisit): Promise<void> {
  const back = (await staff.move(visit, 'return-id')).body;
  await staff.move(back, back.step === 'serving' ? 'cancel' : 'leave');
}

const lockerState = async (locker: string): Promise<string | undefined> => {
  const { body } = await staff.send<{ lockers: { locker: string; state: string }[] }>(office('/lockers'));
  return body.lockers.find((tile) => tile.locker === locker)?.state;
};

describe('a bag in a locker', () => {
  test('moves to another one, and the card with it', async () => {
    const { visit } = await serve();
    const held = await deposit(visit, '01');
    const moved = await staff.move(held, 'change-locker', { locker: '02' });
    expect(moved.body.custody).toMatchObject({ locker: '02', idLast4: '0003' });
    expect([await lockerState('01'), await lockerState('02')]).toEqual(['free', 'taken']);
    const ledger = await world.db
      .selectFrom('visit_event')
      .select(['move', 'locker'])
      .where('visit_id', '=', visit.visitId)
      .where('locker', 'is not', null)
      .orderBy('revision')
      .execute();
    expect(ledger).toEqual([
      { move: 'deposit', locker: '01' },
      { move: 'change-locker', locker: '02' },
    ]);
    await goHome(moved.body);
  });

  test('does not move to one that is taken, unknown or broken', async () => {
    const [one, two] = [await serve('FO-1'), await serve('FO-2')];
    const first = await deposit(one.visit, '03');
    const second = await deposit(two.visit, '04');
    const broken = { state: 'out-of-order', expected: 'free' };
    expect((await put(staff, office('/lockers/05'), broken)).status).toBe(200);
    for (const locker of ['04', '05']) {
      const refused = await staff.move(first, 'change-locker', { locker });
      expect(refused).toMatchObject({ status: 409, body: { type: '/problems/locker-taken' } });
    }
    expect((await staff.move(first, 'change-locker', { locker: 'XX' })).status).toBe(400);
    await goHome(first);
    await goHome(second);
  });

  test('is not taken away by saying that the locker is free', async () => {
    const { visit } = await serve();
    const held = await deposit(visit, '06');
    const refused = await put(staff, office('/lockers/06'), { state: 'out-of-order', expected: 'free' });
    expect(refused).toMatchObject({ status: 409, body: { type: '/problems/locker-taken' } });
    await goHome(held);
  });
});

describe('a lost key', () => {
  test('gives the card back, closes the locker and leaves a line in the report', async () => {
    const { visit } = await serve();
    const held = await deposit(visit, '07');
    const back = await staff.move(held, 'return-id', { lockerKey: 'lost' });
    expect(back.body.custody).toBeNull();
    expect(await lockerState('07')).toBe('key-lost');
    const { body } = await supervisor.send(office('/incidents'));
    expect(incidentListSchema.parse(body).incidents).toMatchObject([
      { kind: 'key-lost', locker: '07', visitId: visit.visitId, note: null },
    ]);
    const again = { state: 'free', expected: 'key-lost' };
    expect((await put(staff, office('/lockers/07'), again, 'key-found-again')).status).toBe(200);
    expect((await put(staff, office('/lockers/07'), again, 'key-found-again')).status).toBe(200);
    const stale = await put(staff, office('/lockers/07'), again);
    expect(stale).toMatchObject({ status: 409, body: { type: '/problems/setting-changed' } });
    await staff.move(back.body, 'cancel');
  });
});

describe('a visitor who is gone while the card lies here', () => {
  test('is noted, and ended by a supervisor with a cause', async () => {
    const { visit } = await serve();
    const held = await deposit(visit, '08');
    const note = 'Sudah ditelepon dua kali';
    const noted = await post(staff, `/api/v1/visits/${visit.visitId}/incidents`, {
      kind: 'not-collected',
      note,
    });
    expect(noted.status).toBe(201);
    const early = { reason: note, cause: 'not-collected' };
    expect((await staff.move(held, 'resolve-custody', early)).status).toBe(403);
    const resolved = await supervisor.move(held, 'resolve-custody', early);
    expect(resolved.body).toMatchObject({ custody: null });
    const { body } = await supervisor.send(office('/incidents'));
    const lines = incidentListSchema.parse(body).incidents.filter(({ visitId }) => visitId === visit.visitId);
    expect(lines.map(({ kind, note: words }) => [kind, words])).toEqual([
      ['not-collected', note],
      ['not-collected', null],
    ]);
    await staff.move(resolved.body, 'cancel');
  });
});

describe('a hand-over', () => {
  test('tells what lies there, and counts when both have said so', async () => {
    const { visit } = await serve();
    const held = await deposit(visit, '09');
    const given = await post<{ handovers: { id: string }[] }>(staff, office('/handovers'), {
      to: `supervisor-${world.office}`,
    });
    expect(given.body.handovers[0]).toMatchObject({
      takenAt: null,
      items: [{ locker: '09', idType: 'ktp', label: visit.label }],
    });
    const confirm = office(`/handovers/${given.body.handovers[0]?.id}/confirm`);
    expect((await post(staff, confirm, {})).status).toBe(404);
    const taken = await post<{ handovers: { takenAt: string | null }[] }>(supervisor, confirm, {});
    expect(taken.body.handovers[0]?.takenAt).not.toBeNull();
    expect((await post(supervisor, confirm, {})).status).toBe(404);
    expect(handoverDeskSchema.safeParse((await staff.send(office('/handovers'))).body).error).toBeUndefined();
    await goHome(held);
  });

  test('goes to a colleague, not to oneself or a stranger', async () => {
    for (const to of [`staff-${world.office}`, `admin-${world.office}`, 'nobody']) {
      expect((await post(staff, office('/handovers'), { to })).status).toBe(400);
    }
  });
});

describe('another counter', () => {
  test('takes a visitor over', async () => {
    const { visit } = await serve('FO-1');
    const over = await staff.move(visit, 'transfer', { counter: 'FO-2' });
    expect(over.body.counter).toMatchObject({ code: 'FO-2' });
    expect((await staff.move(over.body, 'transfer', { counter: 'FO-9' })).status).toBe(400);
    await staff.move(over.body, 'cancel');
  });
});

describe('the priority of someone who waits', () => {
  test('changes who is called, and is audited with both sides', async () => {
    const first = (await visitor.takeTicket()).body;
    const second = (await visitor.takeTicket()).body;
    const path = `/api/v1/visits/${second.visitId}/priority`;
    expect((await put(staff, path, { priority: 'elderly' })).status).toBe(200);
    const called = (await staff.call()).body.visit as StaffVisit;
    expect(called.visitId).toBe(second.visitId);
    expect(await put(staff, path, { priority: null })).toMatchObject({ status: 409 });
    const { detail } = await world.db
      .selectFrom('audit')
      .select('detail')
      .where('visit_id', '=', second.visitId)
      .where('action', '=', 'priority-changed')
      .executeTakeFirstOrThrow();
    expect(detail).toEqual({ before: null, after: 'elderly' });
    await staff.move(called, 'cancel');
    await visitor.send(`/api/v1/visits/${first.token}/cancel`, { method: 'POST' });
  });
});

describe('a visitor who comes again', () => {
  const email = 'Kembali@Example.com';

  test('is recognised by the exact address, after consent alone', async () => {
    const { body: ticket } = await visitor.takeTicket();
    const visit = (await staff.call()).body.visit as StaffVisit;
    await visitor.fillGuestBook(ticket.token, { email, remember: true, group: { male: 12, female: 14 } });
    const lookUp = (address: string) =>
      post<{ profile: object | null }>(staff, office('/profiles/lookup'), { email: address });
    expect((await lookUp('kembali@example.com')).body.profile).toMatchObject({ name: guestBook.name, email });
    expect((await lookUp('kembal@example.com')).body.profile).toBeNull();
    expect((await lookUp(guestBook.email)).body.profile).toBeNull();
    expect((await post(visitor, office('/profiles/lookup'), { email })).status).toBe(401);
    const forgotten = await post(staff, office('/profiles/forget'), { email });
    expect(forgotten.body).toEqual({ forgotten: true });
    expect((await lookUp(email)).body.profile).toBeNull();
    await staff.move({ ...visit, revision: visit.revision + 1 }, 'cancel');
  });

  test.each([{ male: 1, female: 0 }, { male: -1, female: 9 }, { male: 400, female: 400 }, { male: 3 }])(
    'leads no group like %j',
    async (group) => {
      const { body: ticket } = await visitor.takeTicket();
      const visit = (await staff.call()).body.visit as StaffVisit;
      expect((await visitor.fillGuestBook(ticket.token, { group })).status).toBe(400);
      await staff.move(visit, 'cancel');
    },
  );
});

describe('a correction', () => {
  test('stands beside the visit after it ended, with both verdicts', async () => {
    const { visit } = await serve();
    await staff.move(visit, 'cancel');
    const path = `/api/v1/visits/${visit.visitId}`;
    const before = (await supervisor.send<VisitStory>(`${path}/story`)).body;
    expect(before).toMatchObject({ step: 'cancelled', sla: { verdict: 'met' }, corrected: null });
    const taken = Date.parse(before.times.taken ?? '');
    // a guest book that was really filled long before: outside the visit's own times
    const early = { field: 'registered', at: new Date(taken - 600_000).toISOString(), reason: 'salah catat' };
    expect((await post(supervisor, `${path}/corrections`, early)).status).toBe(400);
    const registered = before.times.registered ?? '';
    const ended = Date.parse(before.times.ended ?? '');
    const right = { field: 'served', at: new Date(ended).toISOString(), reason: 'Terlambat menekan' };
    const made = await post<VisitStory>(supervisor, `${path}/corrections`, right, 'correct-once-only');
    expect(made.status).toBe(201);
    expect(storySchema.safeParse(made.body).error).toBeUndefined();
    expect(made.body).toMatchObject({
      sla: { verdict: 'met' },
      corrected: { verdict: 'met', times: { registered, served: right.at } },
      corrections: [{ field: 'served', reason: 'Terlambat menekan', before: before.times.served }],
    });
    const again = await post<VisitStory>(supervisor, `${path}/corrections`, right, 'correct-once-only');
    expect(again.body.corrections).toHaveLength(1);
  });

  test('of the guest book replaces it, and needs a supervisor and a reason', async () => {
    const { visit } = await serve();
    const path = `/api/v1/visits/${visit.visitId}/corrections`;
    const body = { field: 'guest-book', guestBook: { ...guestBook, name: 'Benar' }, reason: 'Salah eja' };
    expect((await post(staff, path, body)).status).toBe(403);
    expect((await post(supervisor, path, { ...body, reason: ' ' })).status).toBe(400);
    expect((await post(supervisor, path, body)).status).toBe(201);
    const { body: seen } = await staff.send<StaffVisit>(`/api/v1/visits/${visit.visitId}/staff`);
    expect(seen.guestBook?.name).toBe('Benar');
    await staff.move(visit, 'cancel');
  });

  test('of the guest book starts from the whole book, which a supervisor alone may read', async () => {
    const { visit } = await serve();
    const path = `/api/v1/visits/${visit.visitId}/staff/guest-book`;
    expect((await staff.send(path)).status).toBe(403);
    expect((await admin.send(path)).status).toBe(403);
    const { body, headers } = await supervisor.send(path);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(wholeGuestBookSchema.parse(body)).toEqual({
      guestBook: { ...guestBook, phone: '+6281217678691', remember: false },
      emailVerified: null,
    });
    const reads = await world.db
      .selectFrom('audit')
      .innerJoin('staff', 'staff.id', 'audit.staff_id')
      .select('role')
      .where('visit_id', '=', visit.visitId)
      .where('action', '=', 'guest-book-read')
      .execute();
    expect(reads.filter(({ role }) => role === 'supervisor')).toHaveLength(1);
    await staff.move(visit, 'cancel');
  });

  test('brings no guest book to a visit that has none: its own comes later', async () => {
    const { body: ticket } = await visitor.takeTicket();
    const path = `/api/v1/visits/${ticket.visitId}`;
    expect((await supervisor.send(`${path}/staff/guest-book`)).status).toBe(404);
    const body = { field: 'guest-book', guestBook, reason: 'Terlalu awal' };
    const refused = await post(supervisor, `${path}/corrections`, body);
    expect(refused).toMatchObject({ status: 409, body: { type: '/problems/move-not-allowed' } });
    await staff.call();
    expect((await visitor.fillGuestBook(ticket.token)).body.step).toBe('registered');
    const { body: seen } = await staff.send<StaffVisit>(`${path}/staff`);
    await staff.move(seen, 'cancel');
  });
});

describe('a number from paper', () => {
  const entry = (label: string) => ({
    service: 'P',
    label,
    takenAt: new Date(Date.now() - 900_000).toISOString(),
    servedAt: new Date(Date.now() - 600_000).toISOString(),
    endedAt: new Date(Date.now() - 300_000).toISOString(),
    outcome: 'done',
  });

  test('is counted once, and never judged', async () => {
    const entered = await post(staff, office('/paper-visits'), entry('K-1'));
    expect(entered.status).toBe(201);
    expect(paperVisitListSchema.parse(entered.body).visits).toMatchObject([
      { label: 'K-1', outcome: 'done' },
    ]);
    const again = await post(staff, office('/paper-visits'), entry('K-1'));
    expect(again).toMatchObject({ status: 409, body: { type: '/problems/already-exists' } });
    const text = await world.metrics();
    const done = new RegExp(`kunjung_visits_total{office="${world.office}",outcome="done"} 1\\n`);
    expect(text).toMatch(done);
    expect(text).toContain(`kunjung_sla_visits_total{office="${world.office}",verdict="breached"} 0`);
  });

  test.each([
    ['a future end', { endedAt: new Date(Date.now() + 60_000).toISOString() }],
    ['an end before the service', { endedAt: new Date(Date.now() - 700_000).toISOString() }],
    ['a service that never was', { servedAt: null }],
    ['an unknown service', { service: 'Z' }],
  ])('with %s is refused', async (_words, changes) => {
    const refused = await post(staff, office('/paper-visits'), {
      ...entry(`K-${randomUUID().slice(0, 4)}`),
      ...changes,
    });
    expect(refused.status).toBe(400);
  });
});

describe('an announcement', () => {
  const board = async (): Promise<Board> => (await visitor.send<Board>(office('/board'))).body;
  const words = { id: 'AC sedang diperbaiki', en: 'The air conditioning is being repaired' };
  const nothing = { message: null, closing: null };

  test('stands on the board until it is taken back', async () => {
    expect((await put(staff, office('/announcement'), nothing)).status).toBe(403);
    await put(supervisor, office('/announcement'), { message: words, closing: null });
    expect((await board()).message).toEqual(words);
    await put(supervisor, office('/announcement'), nothing);
    expect((await board()).message).toBeNull();
  });

  test('of a closing out of turn stops numbers, while who waits is still called', async () => {
    const { body: ticket } = await visitor.takeTicket();
    const before = await board();
    const until = new Date(Date.now() + 3_600_000).toISOString();
    await put(supervisor, office('/announcement'), { message: null, closing: { reason: words, until } });
    const closed = await board();
    expect(closed).toMatchObject({ open: false, closedBecause: 'notice', message: words, opensAt: until });
    expect(closed.epoch).not.toBe(before.epoch);
    expect(await visitor.takeTicket()).toMatchObject({
      status: 409,
      body: { type: '/problems/office-closed', opensAt: until },
    });
    const called = (await staff.call()).body.visit as StaffVisit;
    expect(called.visitId).toBe(ticket.visitId);
    await staff.move(called, 'cancel');
    await put(supervisor, office('/announcement'), nothing);
    expect((await visitor.takeTicket({}, 'open-again')).status).toBe(201);
    await staff.move((await staff.call()).body.visit as StaffVisit, 'cancel');
  });
});

describe('settings', () => {
  interface Settings {
    version: number;
    counters: { code: string; label: string }[];
    lockers: string[];
  }
  const read = async (): Promise<Settings> => (await admin.send<Settings>(office('/settings'))).body;
  const change = (body: object, key?: string) => put<Settings>(admin, office('/settings'), body, key);

  beforeEach(async () => {
    expect(settingsSchema.safeParse(await read()).error).toBeUndefined();
  });

  test('of two supervisors at once: the second sees that the first was faster', async () => {
    const { version } = await read();
    const rename = (label: string) =>
      change({
        expectedVersion: version,
        counters: [
          { code: 'FO-1', label },
          { code: 'FO-2', label: 'Loket 2' },
        ],
      });
    const [one, two] = await Promise.all([rename('Loket 1'), rename('Loket Satu')]);
    expect([one.status, two.status].toSorted()).toEqual([200, 409]);
    const lost = one.status === 409 ? one : two;
    expect(lost.body).toMatchObject({ type: '/problems/setting-changed' });
    const { body } = await visitor.send<{ counters: object[] }>(office(''));
    expect(body.counters).toContainEqual({ code: 'FO-2', label: 'Loket 2' });
  });

  test('do not take away a locker with a bag, or a counter with a visitor', async () => {
    const { visit } = await serve('FO-2');
    const held = await deposit(visit, '10');
    const { version, lockers, counters } = await read();
    const fewer = lockers.filter((code) => code !== '10');
    expect(await change({ expectedVersion: version, lockers: fewer })).toMatchObject({
      status: 409,
      body: { type: '/problems/in-use', errors: [{ pointer: '/lockers', message: '10 masih dipakai.' }] },
    });
    const onlyFirst = counters.filter(({ code }) => code === 'FO-1');
    expect(await change({ expectedVersion: version, counters: onlyFirst })).toMatchObject({ status: 409 });
    await goHome(held);
    const now = await read();
    expect((await change({ expectedVersion: now.version, lockers: fewer })).status).toBe(200);
    expect(await lockerState('10')).toBeUndefined();
    expect((await change({ expectedVersion: now.version + 1, lockers })).status).toBe(200);
    expect(await lockerState('10')).toBe('free');
  });

  test('disable an office: no numbers, and who is inside is finished', async () => {
    const { visit } = await serve();
    await change({ expectedVersion: (await read()).version, disabled: true });
    expect((await visitor.takeTicket()).status).toBe(409);
    expect((await staff.move(visit, 'cancel')).status).toBe(200);
    await change({ expectedVersion: (await read()).version, disabled: false });
  });

  test('are audited with before and after', async () => {
    const { version } = await read();
    await change({ expectedVersion: version, name: 'BPS Uji' });
    const { detail } = await world.db
      .selectFrom('audit')
      .select('detail')
      .where('action', '=', 'settings-name')
      .executeTakeFirstOrThrow();
    expect(detail).toMatchObject({ after: 'BPS Uji' });
  });

  test.each([
    ['no version', { lockers: [] }],
    ['nothing to change', { expectedVersion: 1 }],
    [
      'a counter twice',
      {
        expectedVersion: 1,
        counters: [
          { code: 'A', label: 'A' },
          { code: 'A', label: 'B' },
        ],
      },
    ],
    ['no counter', { expectedVersion: 1, counters: [] }],
    [
      'a day twice',
      {
        expectedVersion: 1,
        calendar: ['a', 'b'].map((name) => ({
          day: '2027-01-01',
          kind: 'holiday',
          name,
          hours: null,
          verified: true,
        })),
      },
    ],
    [
      'hours on a holiday',
      {
        expectedVersion: 1,
        calendar: [
          { day: '2027-01-01', kind: 'holiday', name: 'x', hours: [['08:00', '09:00']], verified: true },
        ],
      },
    ],
  ])('with %s are refused', async (_words, body) => {
    expect((await change(body)).status).toBe(400);
  });
});

describe('a calendar file', () => {
  const check = (csv: string) =>
    post<{ days: object[]; errors: { pointer: string }[] }>(admin, '/api/v1/calendar/check', { csv });

  test('is read with either separator and both ways to write a date', async () => {
    const { status, body } = await check(
      '\uFEFFtanggal;jenis;nama;jam\r\n25/12/2026;Libur nasional;Hari Raya Natal;\r\n2026-12-24;Cuti bersama;Natal;\r\n2027-02-08;Jam khusus;Ramadan;08:00-12:00 12.30-15.00\r\n',
    );
    expect(status).toBe(200);
    expect(calendarDaysSchema.parse(body).days).toMatchObject([
      { day: '2026-12-25', kind: 'holiday', hours: null },
      { day: '2026-12-24', kind: 'collective-leave' },
      {
        day: '2027-02-08',
        kind: 'hours',
        hours: [
          ['08:00', '12:00'],
          ['12:30', '15:00'],
        ],
      },
    ]);
  });

  test('with faults names every line, and nothing of it counts', async () => {
    const { status, body } = await check(
      'tanggal;jenis;nama;jam\n2026-13-01;Libur nasional;A;\n2026-12-25;Pesta;B;\n2026-12-26;Libur nasional;;\n2026-12-27;Jam khusus;C;12:00-08:00\n2026-12-28;Libur nasional;D;\n2026-12-28;Cuti bersama;E;\n',
    );
    expect(status).toBe(400);
    expect(body.errors.map(({ pointer }) => pointer)).toEqual([
      '/csv/2',
      '/csv/3',
      '/csv/4',
      '/csv/5',
      '/csv/7',
    ]);
  });

  test.each(['', 'a;b\n1;2', '"tanggal;jenis'])('that is none (%j) is refused', async (csv) => {
    expect((await check(csv)).status).toBe(400);
  });
});

describe('accounts', () => {
  const password = 'kata sandi baru';
  const account = { username: 'rina', name: 'Rina', role: 'staff', password };

  test('are created once, reset, and disabled, which signs out at once', async () => {
    expect((await post(admin, office('/accounts'), account)).status).toBe(201);
    expect((await post(admin, office('/accounts'), account)).status).toBe(409);
    const signIn = async (words: string): Promise<TestClient | null> => {
      const client = world.client();
      const body = { username: 'rina', password: words };
      const answer = await client.send('/api/v1/session', { method: 'POST', body });
      client.cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
      return answer.status === 200 ? client : null;
    };
    const first = await signIn(password);
    expect((await first?.send(office('/visits')))?.status).toBe(200);
    await put(admin, office('/accounts/rina'), { password: 'lain sama sekali' });
    expect((await first?.send(office('/visits')))?.status).toBe(401);
    expect(await signIn(password)).toBeNull();
    const second = await signIn('lain sama sekali');
    await put(admin, office('/accounts/rina'), { disabled: true });
    expect((await second?.send(office('/visits')))?.status).toBe(401);
    expect(await signIn('lain sama sekali')).toBeNull();
    const own = await put(admin, office(`/accounts/admin-${world.office}`), { disabled: true });
    expect(own.status).toBe(400);
  });
});

describe('who may do what', () => {
  const anyVisit = `/api/v1/visits/${randomUUID()}`;
  test.each([
    ['GET', '/settings', 'staff', 403],
    ['GET', '/settings', 'supervisor', 200],
    ['PUT', '/settings', 'supervisor', 403],
    ['GET', '/accounts', 'supervisor', 403],
    ['GET', '/incidents', 'staff', 403],
    ['GET', '/incidents', 'admin', 403],
    ['GET', '/handovers', 'admin', 403],
    ['GET', '/paper-visits', 'admin', 403],
    ['GET', '/days', 'supervisor', 200],
    ['GET', '/days', 'staff', 403],
    ['PUT', '/announcement', 'admin', 403],
  ] as const)('%s %s as %s: %d', async (method, path, role, status) => {
    const client = { staff, supervisor, admin }[role];
    expect(
      (await client.send(office(path), { method, ...(method === 'PUT' ? { body: {} } : {}) })).status,
    ).toBe(status);
  });

  test('a national calendar needs an account of all offices', async () => {
    expect((await admin.send('/api/v1/calendar')).status).toBe(403);
    expect((await visitor.send('/api/v1/calendar')).status).toBe(401);
  });

  test('an unknown visit has no story', async () => {
    expect((await supervisor.send(`${anyVisit}/story`)).status).toBe(404);
    expect((await staff.send(`${anyVisit}/story`)).status).toBe(403);
  });

  test('another office is not one’s own', async () => {
    expect((await supervisor.send('/api/v1/offices/9998/settings')).status).toBe(403);
  });
});
