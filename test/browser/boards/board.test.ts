import type { LitElement } from 'lit';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { instantOf, localDayOf } from '../../../domain/offices/calendar.ts';
import type { Policy } from '../../../domain/offices/policy.ts';
import type { StaffVisit } from '../../../wire/visits.ts';
import type { TestClient } from '../../world/client.ts';
import { daily, zoneNearNoon } from '../../world/office.ts';
import { until } from '../../world/until.ts';
import { createWorld, shiftClock, violations, type World } from '../../world/world.ts';
import { layoutFaults, shownText } from '../screens/layout-faults.ts';
import { picture, useScreens } from '../screens/screens.ts';

const wita = 'Asia/Makassar';
const televisions = [
  { width: 1920, height: 1080 },
  { width: 1366, height: 768 },
  { width: 3840, height: 2160 },
  // upright, and a phone
  { width: 1080, height: 1920 },
  { width: 768, height: 1366 },
  { width: 1024, height: 1280 },
  { width: 390, height: 844 },
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
  /** Lets the hall's clock show a time of its day. */
  readonly setClock: (time: string) => Promise<void>;
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
  /** What the hall's clock shows once the board hangs and the first visitor may come; about noon otherwise. */
  open?: string | null;
} = {}): Promise<Hall> {
  await using building = new AsyncDisposableStack();
  const timeZone = open === null ? zoneNearNoon() : wita;
  const world = building.use(await createWorld(policy, { timeZone }));
  const { office } = world;
  const day = localDayOf(Date.now(), timeZone);
  const setClock = (time: string, laterMs = 0): Promise<void> =>
    shiftClock(world.db, instantOf(day, time, timeZone) + laterMs - Date.now());
  if (open !== null) await setClock(open, -settingUpMs);
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
  if (open !== null) await setClock(open);
  const stack = building.move();
  return {
    world,
    visitor,
    staff,
    board,
    setClock: (time) => setClock(time),
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

/** Waits until each of the words has been on the board; a message changes its language every few seconds. */
async function expectWords(board: Page, words: readonly string[]): Promise<void> {
  for (const word of words) await board.getByText(word).first().waitFor({ timeout: 30_000 });
}

/** The board counts its lines with every rendering, once a second; the first ones may come before their fonts. */
const measureAnew = (board: Page): Promise<void> =>
  board.evaluate(async () => {
    await document.fonts.ready;
    const wall = document.querySelector('board-page')?.shadowRoot?.querySelector<LitElement>('visit-board');
    wall?.requestUpdate();
    await wall?.updateComplete;
  });

async function expectFits(board: Page, name: string): Promise<void> {
  for (const size of televisions) {
    await board.setViewportSize(size);
    await picture(board, `${name}-${size.width}`);
    await measureAnew(board);
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
      { withinMs: 60_000 },
    );
    await expectFits(board, 'board-ten-long-counters-later');
  }, 300_000);

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

describe('a quiet board', () => {
  test('with nobody there, and with one who waits, fits; its first number keeps away from the edge', async () => {
    await using hall = await openHall();
    const { board, visitor } = hall;
    await expectFits(board, 'board-nobody');
    await visitor.takeTicket();
    await board.getByText('P-001').waitFor();
    await expectFits(board, 'board-one-waits');
    for (const size of televisions) {
      await board.setViewportSize(size);
      await measureAnew(board);
      const [panel, first] = [board.locator('ol'), board.locator('ol li').first()];
      const [outer, inner] = [await panel.boundingBox(), await first.boundingBox()];
      const away = (inner?.y ?? 0) - (outer?.y ?? 0);
      expect(away / Math.min(size.width, size.height), `at ${size.width}`).toBeGreaterThan(0.015);
    }
  });

  test('whose line is lost says so below, and after a while nothing else', async () => {
    await using hall = await openHall();
    const { board, world } = hall;
    const cuts: (() => Promise<void>)[] = [];
    let isLost = false;
    await board.routeWebSocket(/socket\.io/, (line) => {
      if (isLost) void line.close();
      else {
        line.connectToServer();
        cuts.push(() => line.close());
      }
    });
    await board.route(/\/board$/, (asked) => (isLost ? asked.abort() : asked.continue()));
    await board.goto(`${world.base}/papan`);
    const call = await hall.call('FO-1');
    await board.getByText(call.label).waitFor();
    await hall.visitor.takeTicket();
    await board.getByText('P-002').waitFor();
    isLost = true;
    for (const cut of cuts) await cut();
    await board.getByText('Koneksi terputus').waitFor();
    await expectFits(board, 'board-stale');
    await board.getByText('Mohon perhatikan panggilan petugas').waitFor({ timeout: 60_000 });
    await expectFits(board, 'board-lost');
    screens.takeComplaints(); // of the line and the answers that this test took away
  });
});

describe('a board that was away', () => {
  /** Calls a number and lets that end at once, so many times. */
  async function callInVain({ call, staff }: Hall, times: number): Promise<string[]> {
    const called = [];
    for (let nth = 0; nth < times; nth += 1) {
      const visit = await call('FO-1');
      expect((await staff.move(visit, 'no-show')).status).toBe(200);
      called.push(visit.label);
    }
    return called;
  }

  test('shows the one call it missed below the one that rings, in both languages', async () => {
    await using hall = await openHall();
    const { board, visitor, world } = hall;
    await board.goto('about:blank');
    const [missed] = await callInVain(hall, 1);
    await board.goto(`${world.base}/papan`);
    await expectWords(board, ['Baru saja dipanggil', `${missed}`]);
    await expectFits(board, 'board-missed-one-calm');
    await hall.call('FO-2');
    await visitor.takeTicket();
    await board.goto(`${world.base}/papan?lang=en`);
    await expectWords(board, ['Just called', `${missed}`, 'P-002', 'Front Office 2']);
    await expectFits(board, 'board-missed-one-en');
  });

  test('shows all it missed in turn, while two ring and others wait or are at the desks', async () => {
    await using hall = await openHall();
    const { board, staff, visitor, world } = hall;
    const arrived = await hall.call('FO-1');
    expect((await staff.move(arrived, 'arrive')).status).toBe(200);
    await board.goto('about:blank');
    const missed = new Set(await callInVain(hall, 9));
    const missing = new Set(missed);
    const shown = new Set<string>();
    for (const counter of ['FO-2', 'FO-3']) await hall.call(counter);
    for (let taken = 0; taken < 7; taken += 1) await visitor.takeTicket();
    await board.goto(`${world.base}/papan`);
    await expectWords(board, ['P-011', 'P-012', 'Baru saja dipanggil']);
    await picture(board, 'board-missed-many');
    await until(
      'every missed call has been on the wall',
      async () => {
        const text = await shownText(board);
        for (const label of missing) if (text.includes(label)) missing.delete(label);
        const [, below = ''] = text.split('Baru saja dipanggil');
        for (const label of below.slice(0, below.indexOf('Menunggu · Waiting')).match(/P-\d{3}/g) ?? [])
          shown.add(label);
        return missing.size === 0;
      },
      { withinMs: 40_000 },
    );
    expect([...shown].filter((label) => !missed.has(label))).toEqual([]);
    await expectFits(board, 'board-missed-many-later');
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
    await hall.setClock('12:10');
    await hall.announce({ message: longWords });
    await expectWords(board, ['P-001', 'P-002', 'Front Office 1', '13.00 WITA', 'Istirahat', longWords.id]);
    await expectFits(board, 'board-break');
  });

  test('at closing time shows whose card is still at a desk, and the next opening', async () => {
    await using hall = await openHall({
      policy: { hours: daily(['08:00', '16:00']), lastTicketMinutesBeforeClose: 0 },
      open: '15:59:35',
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
    await board.getByText('P-003').waitFor({ state: 'hidden', timeout: 60_000 });
    await expectWords(board, ['P-001', 'Front Office 1', '08.00 WITA', 'Layanan tutup']);
    await expectFits(board, 'board-closed-with-card');
  }, 120_000);

  test('at midnight shows the new day and nobody of the old one', async () => {
    await using hall = await openHall({ open: '23:59:35' });
    const { board } = hall;
    for (const counter of ['FO-1', 'FO-2', 'FO-3']) await hall.call(counter);
    await board.getByText('P-003').waitFor();
    await board.getByText('P-003').waitFor({ state: 'hidden', timeout: 60_000 });
    await board.getByText('Belum ada antrean').first().waitFor();
    expect(await shownText(board)).not.toMatch(/P-\d/);
    await picture(board, 'board-after-midnight');
  }, 120_000);
});
