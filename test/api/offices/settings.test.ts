import { beforeEach, describe, expect, test } from 'vitest';
import {
  calendarDays as calendarDaysSchema,
  settings as settingsSchema,
} from '../../../wire/offices/settings.ts';
import type { StaffVisit } from '../../../wire/visits.ts';
import { useClient, useWorld } from '../../world/use.ts';
import { deposit, lockerState, serveVisitor } from '../../world/desk.ts';

const world = useWorld();
const visitor = useClient(world);
const staff = useClient(world, 'staff');
const admin = useClient(world, 'admin');

async function goHome(visit: StaffVisit): Promise<void> {
  const back = (await staff.move(visit, 'return-id')).body;
  await staff.move(back, back.step === 'serving' ? 'cancel' : 'leave');
}

describe('settings', () => {
  interface Settings {
    version: number;
    counters: { code: string; label: string }[];
    lockers: string[];
  }
  const read = async (): Promise<Settings> => (await admin.send<Settings>(staff.inOffice('/settings'))).body;
  const change = (body: object, key?: string) => admin.put<Settings>(staff.inOffice('/settings'), body, key);

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
    const { body } = await visitor.send<{ counters: object[] }>(staff.inOffice(''));
    expect(body.counters).toContainEqual({ code: 'FO-2', label: 'Loket 2' });
  });

  test('do not take away a locker with a bag, or a counter with a visitor', async () => {
    const { visit } = await serveVisitor({ visitor, staff }, 'FO-2');
    const held = await deposit(staff, visit, '10');
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
    expect(await lockerState(staff, '10')).toBeUndefined();
    expect((await change({ expectedVersion: now.version + 1, lockers })).status).toBe(200);
    expect(await lockerState(staff, '10')).toBe('free');
  });

  test('disable an office: no numbers, and who is inside is finished', async () => {
    const { visit } = await serveVisitor({ visitor, staff });
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
    admin.post<{ days: object[]; errors: { pointer: string }[] }>('/api/v1/calendar/check', { csv });

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
