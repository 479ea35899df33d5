import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { correctedTimes } from '../../domain/supervision/correction.ts';
import type { VisitStory } from '../../wire/supervision/stories.ts';
import type { Ticket } from '../../wire/visitors/visitors.ts';
import type { StaffVisit } from '../../wire/visits.ts';
import { guestBook, type TestClient } from '../world/client.ts';
import { actor, freeLocker, look, post, put, sent } from './presses.ts';

/** Who plays a day, and how long it lasts in real time. */
export interface Cast {
  readonly visitor: TestClient;
  readonly officers: readonly TestClient[];
  readonly supervisor: TestClient;
  readonly random: () => number;
  readonly visits: number;
  readonly lengthMs: number;
  readonly slaMs: number;
  readonly noShowMs: number;
  /** Every number that was answered with success. */
  readonly acknowledged: Ticket[];
  /** How often each flow was drawn. */
  readonly drawn: Map<string, number>;
}

/** A day that is being played. */
export interface Day extends Cast {
  /** When its counters close, on the process's own clock in milliseconds. */
  readonly endsAt: number;
  /** Draws whether a flow happens, and counts it. */
  readonly chance: (name: string, part: number) => boolean;
  /** What goes on beside the counters: visitors in the library and those who come late. */
  readonly stories: Promise<void>[];
}

/** Serves somebody from the call to the library; whoever enters goes on alone, so that the next can be called. */
export async function serve(day: Day, staff: TestClient, called: StaffVisit): Promise<void> {
  const { chance, stories } = day;
  const act = actor(staff);
  if (chance('no-show by timer', 0.04)) return void stories.push(comeLate(day, staff, called));
  if (chance('no-show', 0.05)) {
    const gone = await act(called, 'no-show');
    if (gone && chance('called back at once', 0.4)) await act(gone, 'requeue');
    return;
  }
  if (chance('requeue', 0.05)) return void (await act(called, 'requeue'));
  const visit = await register(day, staff, called);
  if (visit) await serveRegistered(day, staff, visit);
}

async function register(day: Day, staff: TestClient, called: StaffVisit): Promise<StaffVisit | null> {
  const act = actor(staff);
  let visit: StaffVisit | null = called;
  if (day.chance('recall', 0.1)) visit = visit && (await act(visit, 'recall'));
  visit = visit && (await act(visit, 'arrive'));
  return visit && fillBook(day, staff, visit);
}

async function serveRegistered(day: Day, staff: TestClient, registered: StaffVisit): Promise<void> {
  const { chance, stories } = day;
  const act = actor(staff);
  let visit: StaffVisit | null = registered;
  if (chance('late service', 0.12)) await pause(day.slaMs + 300);
  if (chance('transfer', 0.06)) visit = await act(visit, 'transfer', { counter: 'FO-2' });
  if (visit && chance('cancelled at the desk', 0.03)) return void (await act(visit, 'cancel'));
  visit = visit && (await act(visit, 'serve'));
  if (visit && chance('undo', 0.08)) {
    visit = await act(visit, 'undo');
    visit = visit && (await act(visit, 'serve'));
  }
  visit = visit && (await giveLocker(day, staff, visit));
  visit = visit && (await act(visit, 'enter'));
  if (visit) stories.push(visitLibrary(day, staff, visit));
}

/** Comes back after the number lapsed, and is called back when the officer is not too late either. */
async function comeLate(day: Day, staff: TestClient, called: StaffVisit): Promise<void> {
  const { chance, random } = day;
  await pause(day.noShowMs + 1_000 + random() * 3_000);
  const gone = await look(staff, called);
  if (gone.step === 'no-show' && chance('called back', 0.6)) await actor(staff)(gone, 'requeue');
}

async function fillBook(day: Day, staff: TestClient, visit: StaffVisit): Promise<StaffVisit | null> {
  const { chance } = day;
  const extra = {
    ...(chance('group', 0.08) ? { group: { male: 3, female: 4 } } : {}),
    ...(chance('remembered', 0.1) ? { remember: true, email: `${randomUUID()}@example.com` } : {}),
  };
  if (chance('assisted guest book', 0.3)) {
    return actor(staff)(visit, 'submit-guest-book', { guestBook: { ...guestBook, ...extra } });
  }
  const token = visit.statusUrl.slice('/v/'.length);
  if (chance('typing', 0.3)) await post(day.visitor, `/api/v1/visits/${token}/typing`, {});
  const key = randomUUID();
  const { status } = await sent(() => day.visitor.fillGuestBook(token, extra, key));
  return status === 200 ? look(staff, visit) : null;
}

async function giveLocker(day: Day, staff: TestClient, visit: StaffVisit): Promise<StaffVisit | null> {
  const { chance, random } = day;
  const act = actor(staff);
  if (chance('no bag', 0.2)) return act(visit, 'skip-locker', { reason: 'no-bag' });
  const locker = await freeLocker(staff, random);
  if (locker === null) return act(visit, 'skip-locker', { reason: 'lockers-full' });
  return act(visit, 'deposit', { idType: 'ktp', idLast4: '0003', locker });
}

/** In the library, and out again. */
async function visitLibrary(day: Day, staff: TestClient, entered: StaffVisit): Promise<void> {
  const { chance, random, lengthMs } = day;
  const act = actor(staff);
  let visit: StaffVisit | null = entered;
  await pause(random() * lengthMs * 0.15);
  if (visit.custody && chance('another locker', 0.1)) {
    const locker = await freeLocker(staff, random);
    if (locker !== null) visit = await act(visit, 'change-locker', { locker });
  }
  if (visit?.custody && chance('forgotten card', 0.06)) {
    const incident = { kind: 'not-collected', note: 'pergi tanpa kartu' };
    await post(staff, `/api/v1/visits/${visit.visitId}/incidents`, incident);
    return; // it stays overnight
  }
  visit = visit && (await act(visit, 'finish'));
  if (visit && chance('rating', 0.5)) {
    const rating = { overall: 1 + Math.floor(random() * 5) };
    await put(day.visitor, `/api/v1/visits/${visit.statusUrl.slice('/v/'.length)}/rating`, rating);
  }
  if (visit?.custody) {
    const lost = chance('key lost', 0.05);
    const { locker } = visit.custody;
    visit = await act(visit, 'return-id', lost ? { lockerKey: 'lost' } : {});
    const repair = { state: 'free', expected: 'key-lost' };
    if (lost) await put(staff, `/api/v1/offices/${staff.office}/lockers/${locker}`, repair);
    if (visit && !lost && chance('returned in error', 0.1)) {
      const held = await act(visit, 'undo'); // refused when the locker was given away at once
      if (held) visit = await act(held, 'return-id');
    }
  }
  visit = visit && (await act(visit, 'leave'));
  if (visit && chance('correction', 0.08)) await correct(day.supervisor, visit);
}

async function correct(supervisor: TestClient, { visitId }: StaffVisit): Promise<void> {
  const path = `/api/v1/visits/${visitId}`;
  const { body } = await sent(() => supervisor.send<VisitStory>(`${path}/story`));
  const taken = Date.parse(body.times[correctedTimes[0]] ?? '');
  const at = new Date(taken - 60_000).toISOString();
  await post(supervisor, `${path}/corrections`, { field: 'taken', at, reason: 'jam kios salah' });
}
