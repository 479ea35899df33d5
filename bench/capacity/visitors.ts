import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Socket } from 'socket.io-client';
import { guestBook } from '../../test/world/client.ts';
import { changePolicy, zoneNearNoon } from '../../test/world/office.ts';
import type { StaffVisit } from '../../wire/visits.ts';
import type { Ticket } from '../../wire/visitors/visitors.ts';
import { AnsweredError, BenchClient } from '../client.ts';
import { openOffices } from '../officer.ts';
import { connected, createScreens } from '../lines/screens.ts';
import type { BenchStack } from '../stack.ts';
import type { ScreenKind, Screens } from './screens.ts';

/** What people press from the number to the door: nine moves, and the rating. */
export const pressesOfVisit = 10;

/** An office may offer to take the leaving back for two minutes; here it is so short that visits end while they are watched. */
const undoSeconds = 5;
const patienceMs = 60_000;

interface Waiting {
  readonly token: string;
  readonly phone: Socket | null;
}

/** An office where people wait, are served in turn and go; one whole visit at a time. */
export interface Hall {
  readonly office: string;
  /** Lets so many more people take a number and wait. */
  readonly fill: (people: number) => Promise<void>;
  /** Opens so many more lines of one kind, which stay until all are closed. */
  readonly hang: (kind: ScreenKind, lines: number) => Promise<void>;
  /** Opens the screens of an office: those who come from now on bring phones along. */
  readonly open: (screens: Screens) => Promise<void>;
  readonly closeLines: () => void;
  /** Somebody takes a number, and the first of those who wait goes all the way; how long each press took, in ms, is told. */
  readonly visit: (pressed: (ms: number) => void) => Promise<void>;
}

/** Opens offices with their officer, in which nobody waits yet. */
export async function openHalls(stack: BenchStack, codes: readonly string[]): Promise<Hall[]> {
  const { staff } = await openOffices(stack, codes);
  await stack.db
    .updateTable('office')
    .set({ time_zone: zoneNearNoon() })
    .where('code', 'in', codes)
    .execute();
  for (const office of codes) await changePolicy({ db: stack.db, office }, { undoSeconds });
  return codes.map((office) => createHall({ base: stack.base, office, staff }));
}

function createHall({ base, office, staff }: { base: string; office: string; staff: BenchClient }): Hall {
  const visitor = new BenchClient(base);
  const screens = createScreens({ base, cookie: staff.cookie });
  const waiting = new Map<string, Waiting>();
  const lines = new Set<Socket>();
  let phones = { open: 0, wanted: 0 };
  let turn: Promise<void> = Promise.resolve();

  const lineOf = (kind: ScreenKind, nth: number): Socket => {
    if (kind === 'board') return screens.board(office, `papan-${nth}`);
    if (kind === 'desk') return screens.desk(office);
    const tokens = [...waiting.values()].map(({ token }) => token);
    return screens.phone(tokens[nth % tokens.length] ?? '');
  };
  const openPhone = async (token: string): Promise<Socket> => {
    phones.open += 1;
    const phone = screens.phone(token);
    await connected(phone);
    return phone;
  };
  const take = (): Promise<Ticket> =>
    repeated((key) => staff.post(`/api/v1/offices/${office}/visits`, { service: 'P' }, key));
  const wait = async ({ visitId, token }: Ticket): Promise<void> => {
    const phone = phones.open < phones.wanted ? await openPhone(token) : null;
    waiting.set(visitId, { token, phone });
  };
  const hang: Hall['hang'] = async (kind, count) => {
    const more = Array.from({ length: count }, (_none, nth) => lineOf(kind, nth));
    for (const line of more) lines.add(line);
    await Promise.all(more.map(connected));
  };

  const serve = async (pressed: (ms: number) => void): Promise<void> => {
    const timed = async <T>(press: () => Promise<T>): Promise<T> => {
      const at = performance.now();
      const answer = await press();
      pressed(performance.now() - at);
      return answer;
    };
    const post = <T>(path: string, body: object): Promise<T> =>
      timed(() => repeated((key) => staff.post<T>(path, body, key)));
    const put = (path: string, body: object): Promise<void> =>
      timed(() => repeated((key) => visitor.put(path, body, key)));
    await wait(await timed(take));
    const called = await post<{ visit: StaffVisit }>(`/api/v1/offices/${office}/calls`, { counter: 'FO-1' });
    const { visitId, revision: calledAt } = called.visit;
    const { token, phone } = waiting.get(visitId) ?? { token: '', phone: null };
    waiting.delete(visitId);
    let revision = calledAt + 1; // the guest book, which the visitor fills
    const move = async (name: string, more: object = {}): Promise<void> => {
      const body = { move: name, expectedRevision: revision, ...more };
      ({ revision } = await post<StaffVisit>(`/api/v1/visits/${visitId}/moves`, body));
    };
    await put(`/api/v1/visits/${token}/guest-book`, guestBook);
    await move('serve');
    await move('deposit', { idType: 'ktp', idLast4: '0003', locker: '01' });
    await move('enter');
    await move('finish');
    await put(`/api/v1/visits/${token}/rating`, { overall: 5, skm: { waktu: 4 }, comment: null });
    await move('return-id', { lockerKey: 'returned' });
    await move('leave');
    if (phone === null) return;
    phone.close();
    phones.open -= 1;
  };

  return {
    office,
    hang,
    async fill(people) {
      for (let count = 0; count < people; count += 1) await wait(await take());
    },
    async open({ board, desk, phone }) {
      phones = { open: 0, wanted: phone };
      for (const [visitId, { token }] of waiting) {
        if (phones.open < phone) waiting.set(visitId, { token, phone: await openPhone(token) });
      }
      await hang('board', board);
      await hang('desk', desk);
    },
    closeLines() {
      for (const line of lines) line.close();
      lines.clear();
      for (const { phone } of waiting.values()) phone?.close();
      for (const [visitId, { token }] of waiting) waiting.set(visitId, { token, phone: null });
      phones = { open: 0, wanted: 0 };
    },
    visit(pressed) {
      const mine = turn.then(() => serve(pressed));
      turn = mine.catch(() => undefined);
      return mine;
    },
  };
}

/** Presses with one key until it is answered, as screens do: a machine that does other things may take long over it. */
async function repeated<T>(press: (key: string) => Promise<T>): Promise<T> {
  const key = randomUUID();
  const giveUpAt = performance.now() + patienceMs;
  for (;;) {
    try {
      return await press(key);
    } catch (error) {
      const mayComeBack = error instanceof AnsweredError && error.status === 503;
      if (!mayComeBack || performance.now() > giveUpAt) throw error;
      await pause(1_000);
    }
  }
}

/** Whole visits that begin one after another at a steady rate, whether the ones before have ended or not. */
export interface Passing {
  /** How long each press that was answered so far took, in milliseconds. */
  readonly pressMs: readonly number[];
  /** Ends when the last visit has; rejects when a press failed. */
  readonly ended: Promise<void>;
}

/** Lets so many visits begin each second, office by office, for so many seconds. */
export function letPass(
  halls: readonly Hall[],
  { perSecond, seconds }: { perSecond: number; seconds: number },
): Passing {
  const pressMs: number[] = [];
  const failures: unknown[] = [];
  const begin = async (): Promise<void> => {
    const startedAt = performance.now();
    const visits: Promise<unknown>[] = [];
    for (let nth = 0; nth < perSecond * seconds && failures.length === 0; nth += 1) {
      await pause(Math.max(0, startedAt + (nth * 1_000) / perSecond - performance.now()));
      const visit = halls[nth % halls.length]?.visit((ms) => pressMs.push(ms));
      visits.push(visit?.catch((error: unknown) => failures.push(error)) ?? Promise.resolve());
    }
    await Promise.all(visits);
    if (failures.length > 0) throw failures[0];
  };
  return { pressMs, ended: begin() };
}
