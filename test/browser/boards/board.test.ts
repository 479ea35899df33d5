import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { instantOf, localDayOf } from '../../../domain/offices/calendar.ts';
import type { Policy } from '../../../domain/offices/policy.ts';
import type { StaffVisit } from '../../../wire/visits.ts';
import type { TestClient } from '../../world/client.ts';
import { daily } from '../../world/office.ts';
import { until } from '../../world/until.ts';
import { createWorld, shiftClock, violations, type World } from '../../world/world.ts';
import { layoutFaults, shownText } from '../screens/layout-faults.ts';
import { picture, useScreens } from '../screens/screens.ts';

const wita = 'Asia/Makassar';
const televisions = [
  { width: 1920, height: 1080 },
  { width: 1366, height: 768 },
  { width: 3840, height: 2160 },
] as const;

/** Two sentences in each language, as long as the form takes. */
const longWords = {
  id: 'Sistem pembelian data sedang diperbarui hari ini. Layanan perpustakaan dan konsultasi tetap berjalan seperti biasa sampai pukul 15.30 WITA, mohon menunggu panggilan dari petugas di ruang ini.',
  en: 'The system for buying data is being repaired today. The library and the consultation run as usual until 15.30 WITA, please wait in this room until the staff call your number to a counter.',
};

const screens = useScreens();

/** A hall with a board on its wall, and those who work there. */
interface Hall extends AsyncDisposable {
  readonly world: World;
  readonly visitor: TestClient;
  readonly staff: TestClient;
  readonly board: Page;
  readonly announce: (announcement: object) => Promise<void>;
  /** Takes a number and calls it to a counter. */
  readonly call: (counter: string) => Promise<StaffVisit>;
}

async function openHall({
  policy = {},
  counters = ['Front Office 1', 'Front Office 2', 'Front Office 3'],
  numbersFrom = 1,
  open = null,
}: {
  policy?: Partial<Policy>;
  counters?: readonly string[];
  numbersFrom?: number;
  /** What the hall's clock shows once the board hangs and the first visitor may come; the real time otherwise. */
  open?: string | null;
} = {}): Promise<Hall> {
  await using building = new AsyncDisposableStack();
  const world = building.use(await createWorld(policy, { timeZone: wita }));
  const { office } = world;
  if (open !== null) await setClock(world, open, -settingUpMs);
  const visitor = world.client();
  const [staff, admin] = [await world.client().signIn('staff'), await world.client().signIn('admin')];
  const settings = `/api/v1/offices/${office}/settings`;
  const { body } = await admin.send<{ version: number }>(settings);
  const change = {
    expectedVersion: body.version,
    counters: counters.map((label, index) => ({ code: `FO-${index + 1}`, label })),
  };
  expect((await admin.send(settings, { method: 'PUT', body: change })).status).toBe(200);
  if (numbersFrom > 1) {
    const day = localDayOf(Date.now(), wita);
    await world.db
      .insertInto('ticket_counter')
      .values({ office, service: 'P', day, last: numbersFrom - 1 })
      .execute();
  }
  const board = await screens.open(`${world.base}/papan`, 'board');
  building.defer(async () => {
    await board.close();
    expect(world.takeErrors()).toEqual([]);
    const broken = (await violations(world.db)).map(({ invariant }) => invariant);
    expect(broken).toEqual(numbersFrom > 1 ? ['numbers_gapless'] : []);
  });
  await board.getByText('Belum ada antrean').first().waitFor();
  if (open !== null) await setClock(world, open);
  const stack = building.move();
  return {
    world,
    visitor,
    staff,
    board,
    async announce(announcement) {
      const supervisor = await world.client().signIn('supervisor'); // a clock that jumped ended the session
      const body = { message: null, closing: null, ...announcement };
      const path = `/api/v1/offices/${office}/announcement`;
      expect((await supervisor.send(path, { method: 'PUT', body })).status).toBe(200);
    },
    async call(counter) {
      await visitor.takeTicket();
      const { body } = await staff.call(counter);
      if (!body.visit) throw new Error('nobody waited');
      return body.visit;
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

/** A hall is opened so long before its time, so that a slow machine loses none of it; sessions outlive the jump. */
const settingUpMs = 600_000;

/** Lets the hall's clock show a time of today in its zone. */
const setClock = ({ db }: World, time: string, laterMs = 0): Promise<void> =>
  shiftClock(db, instantOf(localDayOf(Date.now(), wita), time, wita) + laterMs - Date.now());

/** Waits until each of the words has been on the board; a message changes its language every few seconds. */
async function expectWords(board: Page, words: readonly string[]): Promise<void> {
  for (const word of words) await board.getByText(word).first().waitFor({ timeout: 15_000 });
}

async function expectFits(board: Page, name: string): Promise<void> {
  for (const size of televisions) {
    await board.setViewportSize(size);
    await board.evaluate(() => document.fonts.ready);
    await picture(board, `${name}-${size.height}`);
    expect(await layoutFaults(board), `${name} at ${size.width}`).toEqual([]);
  }
}

describe('many calls at once', () => {
  test('six at six counters all stand on the wall', async () => {
    const counters = [
      'Front Office 1',
      'Konsultasi Statistik Lantai 2',
      'Front Office 3',
      'Front Office 4',
      'Front Office 5',
      'Front Office 6',
    ];
    await using hall = await openHall({ counters });
    for (const index of counters.keys()) await hall.call(`FO-${index + 1}`);
    await hall.visitor.takeTicket();
    await hall.board.getByText('P-007').waitFor();
    const text = await shownText(hall.board);
    for (const index of counters.keys()) expect(text).toContain(`P-00${index + 1}`);
    for (const counter of counters) expect(text).toContain(counter);
    await expectFits(hall.board, 'board-six-calls');
  });

  test('ten counters with names as long as settings allow are shown in turn, none is left out', async () => {
    const counters = Array.from({ length: 10 }, (_, index) =>
      `Konsultasi Statistik dan Rekomendasi Kegiatan Sektoral Lt. ${index}`.slice(0, 60),
    );
    await using hall = await openHall({ counters, numbersFrom: 996 });
    const { board, visitor } = hall;
    for (let taken = 0; taken < 63; taken += 1) expect((await visitor.takeTicket()).status).toBe(201);
    await hall.announce({ message: longWords });
    const called = [];
    for (const index of counters.keys()) called.push(await hall.call(`FO-${index + 1}`));
    await board.getByText('63 menunggu').waitFor();
    await expectFits(board, 'board-ten-long-counters');
    const missing = new Set(called.flatMap(({ label, counter }) => [label, counter?.label ?? '']));
    await until(
      'every call and its counter has been on the wall',
      async () => {
        const text = await shownText(board);
        for (const word of missing) if (text.includes(word)) missing.delete(word);
        return missing.size === 0;
      },
      { withinMs: 40_000 },
    );
    await expectFits(board, 'board-ten-long-counters-later');
  }, 120_000);

  test('who is at the desks already is shown as well, or counted', async () => {
    const counters = Array.from({ length: 8 }, (_, index) => `Front Office ${index + 1}`);
    await using hall = await openHall({ counters });
    for (const index of counters.keys()) {
      const visit = await hall.call(`FO-${index + 1}`);
      if (index < 6) await hall.staff.move(visit, 'arrive');
    }
    await hall.board.getByText('P-008').waitFor();
    await hall.board.getByText('Di meja layanan').waitFor();
    const text = await shownText(hall.board);
    const shown = [1, 2, 3, 4, 5, 6].filter((number) => text.includes(`P-00${number}`)).length;
    const [, more = '0'] = / \+(\d)/.exec(text) ?? [];
    expect(shown + Number(more)).toBe(6);
    expect(shown).toBeGreaterThan(1);
    await expectFits(hall.board, 'board-at-the-desks');
  });
});

describe('a board of an office that closes', () => {
  test('says why and until when beside those who are called, and after them', async () => {
    await using hall = await openHall();
    const { board } = hall;
    const visits = [];
    for (const counter of ['FO-1', 'FO-2', 'FO-3']) visits.push(await hall.call(counter));
    const until = new Date(Date.now() + 3_600_000).toISOString();
    await hall.announce({ closing: { reason: longWords, until } });
    await expectWords(board, [
      'P-001',
      'P-002',
      'P-003',
      'Front Office 3',
      'Layanan tutup',
      'uka kembali',
      longWords.id,
      longWords.en,
    ]);
    await expectFits(board, 'board-closing-while-called');
    for (const visit of visits) await hall.staff.move(visit, 'cancel');
    await board.getByText('P-003').waitFor({ state: 'hidden' });
    await expectWords(board, [longWords.id, longWords.en, 'Layanan tutup', 'uka kembali', 'Closed']);
    await expectFits(board, 'board-closed-with-reason');
  });

  test('at a break shows the break, the message and who is still called or waits', async () => {
    await using hall = await openHall({
      policy: { hours: daily(['08:00', '12:00'], ['13:00', '16:00']), lastTicketMinutesBeforeClose: 0 },
      open: '11:30',
    });
    const { board } = hall;
    await hall.call('FO-1');
    await hall.visitor.takeTicket();
    await board.getByText('P-002').waitFor();
    await setClock(hall.world, '12:10');
    await hall.announce({ message: longWords });
    await expectWords(board, ['P-001', 'P-002', 'Front Office 1', '13.00 WITA', 'Istirahat', longWords.id]);
    await expectFits(board, 'board-break');
  });

  test('at closing time shows whose card is still at a desk, and the next opening', async () => {
    await using hall = await openHall({
      policy: { hours: daily(['08:00', '16:00']), lastTicketMinutesBeforeClose: 0 },
      open: '15:59:50',
    });
    const { board, staff, visitor } = hall;
    const { body: ticket } = await visitor.takeTicket();
    await staff.call('FO-1');
    await visitor.fillGuestBook(ticket.token);
    const { body: seen } = await staff.send<StaffVisit>(`/api/v1/visits/${ticket.visitId}/staff`);
    const { body: serving } = await staff.move(seen, 'serve');
    await staff.move(serving, 'deposit', { idType: 'ktp', idLast4: '0003', locker: '01' });
    for (const counter of ['FO-2', 'FO-3']) await hall.call(counter);
    await board.getByText('P-003').waitFor();
    await board.getByText('P-003').waitFor({ state: 'hidden', timeout: 20_000 });
    await expectWords(board, ['P-001', 'Front Office 1', '08.00 WITA', 'Layanan tutup']);
    await expectFits(board, 'board-closed-with-card');
  });

  test('at midnight shows the new day and nobody of the old one', async () => {
    await using hall = await openHall({ open: '23:59:52' });
    const { board } = hall;
    for (const counter of ['FO-1', 'FO-2', 'FO-3']) await hall.call(counter);
    await board.getByText('P-003').waitFor();
    await board.getByText('P-003').waitFor({ state: 'hidden', timeout: 20_000 });
    await board.getByText('Belum ada antrean').first().waitFor();
    expect(await shownText(board)).not.toMatch(/P-\d/);
    await picture(board, 'board-after-midnight');
  });
});
