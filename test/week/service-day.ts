import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { correctedTimes } from '../../domain/supervision/correction.ts';
import { priorities } from '../../domain/visits/queue.ts';
import type { VisitStory } from '../../wire/stories.ts';
import type { LockerView } from '../../wire/custody.ts';
import type { DeskVisit, StaffVisit } from '../../wire/visits.ts';
import type { Ticket } from '../../wire/visitors.ts';
import { answered } from '../world/answered.ts';
import { guestBook } from '../world/client.ts';
import type { Answer, TestClient } from '../world/client.ts';

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

type Arguments = Record<string, unknown>;

/**
 * Plays one service day: visitors come at random, two officers call and serve them, and every flow of the
 * desk happens to some. A refusal ends a visitor's story here; the office may have closed on it.
 */
export async function playDay(cast: Cast): Promise<void> {
  const { random, drawn, visits, lengthMs } = cast;
  const endsAt = performance.now() + lengthMs;
  const isOpen = (): boolean => performance.now() < endsAt;
  const chance = (name: string, part: number): boolean => {
    const happens = random() < part;
    if (happens) drawn.set(name, (drawn.get(name) ?? 0) + 1);
    return happens;
  };
  const stories: Promise<void>[] = [];

  const come = async (): Promise<void> => {
    await pause(random() * lengthMs * 0.8);
    const priority = chance('priority', 0.15) ? { priority: pick(random, priorities) } : {};
    const ticket = await takeNumber(cast, priority);
    if (!ticket) return;
    if (chance('gives up', 0.06)) {
      await pause(random() * 800);
      await sent(() =>
        cast.visitor.send(`/api/v1/visits/${ticket.token}/cancel`, { method: 'POST', key: randomUUID() }),
      );
    } else if (chance('priority changed', 0.04)) {
      await put(cast.supervisor, `/api/v1/visits/${ticket.visitId}/priority`, { priority: 'elderly' });
    }
  };

  const work = async (staff: TestClient, counter: string): Promise<void> => {
    await returnOvernight(cast, staff);
    while (isOpen()) {
      const key = randomUUID();
      const { status, body } = await sent(() => staff.call(counter, key));
      const called = status === 200 ? body.visit : ringing(body);
      if (called) await serve(staff, called);
      else await pause(100);
    }
  };

  /** From the call to the library; whoever enters goes on alone, so that the next can be called. */
  const serve = async (staff: TestClient, called: StaffVisit): Promise<void> => {
    const act = actor(staff);
    if (chance('no-show by timer', 0.04)) return void stories.push(comeLate(staff, called));
    if (chance('no-show', 0.05)) {
      const gone = await act(called, 'no-show');
      if (gone && chance('called back at once', 0.4)) await act(gone, 'requeue');
      return;
    }
    if (chance('requeue', 0.05)) return void (await act(called, 'requeue'));
    let visit: StaffVisit | null = called;
    if (chance('recall', 0.1)) visit = visit && (await act(visit, 'recall'));
    visit = visit && (await act(visit, 'arrive'));
    visit = visit && (await fillBook(staff, visit));
    if (!visit) return;
    if (chance('late service', 0.12)) await pause(cast.slaMs + 300);
    if (chance('transfer', 0.06)) visit = await act(visit, 'transfer', { counter: 'FO-2' });
    if (visit && chance('cancelled at the desk', 0.03)) return void (await act(visit, 'cancel'));
    visit = visit && (await act(visit, 'serve'));
    if (visit && chance('undo', 0.08)) {
      visit = await act(visit, 'undo');
      visit = visit && (await act(visit, 'serve'));
    }
    visit = visit && (await giveLocker(staff, visit));
    visit = visit && (await act(visit, 'enter'));
    if (visit) stories.push(read(staff, visit));
  };

  /** Comes back after the number lapsed, and is called back when the officer is not too late either. */
  const comeLate = async (staff: TestClient, called: StaffVisit): Promise<void> => {
    await pause(cast.noShowMs + 1_000 + random() * 3_000);
    const gone = await look(staff, called);
    if (gone.step === 'no-show' && chance('called back', 0.6)) await actor(staff)(gone, 'requeue');
  };

  const fillBook = async (staff: TestClient, visit: StaffVisit): Promise<StaffVisit | null> => {
    const extra = {
      ...(chance('group', 0.08) ? { group: { male: 3, female: 4 } } : {}),
      ...(chance('remembered', 0.1) ? { remember: true, email: `${randomUUID()}@example.com` } : {}),
    };
    if (chance('assisted guest book', 0.3)) {
      return actor(staff)(visit, 'submit-guest-book', { guestBook: { ...guestBook, ...extra } });
    }
    const token = visit.statusUrl.slice('/v/'.length);
    if (chance('typing', 0.3)) await post(cast.visitor, `/api/v1/visits/${token}/typing`, {});
    const key = randomUUID();
    const { status } = await sent(() => cast.visitor.fillGuestBook(token, extra, key));
    return status === 200 ? look(staff, visit) : null;
  };

  const giveLocker = async (staff: TestClient, visit: StaffVisit): Promise<StaffVisit | null> => {
    const act = actor(staff);
    if (chance('no bag', 0.2)) return act(visit, 'skip-locker', { reason: 'no-bag' });
    const locker = await freeLocker(staff, random);
    if (locker === null) return act(visit, 'skip-locker', { reason: 'lockers-full' });
    return act(visit, 'deposit', { idType: 'ktp', idLast4: '0003', locker });
  };

  /** In the library, and out again. */
  const read = async (staff: TestClient, entered: StaffVisit): Promise<void> => {
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
      await put(cast.visitor, `/api/v1/visits/${visit.statusUrl.slice('/v/'.length)}/rating`, rating);
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
    if (visit && chance('correction', 0.08)) await correct(cast.supervisor, visit);
  };

  const gone = Array.from({ length: visits }, come);
  if (chance('paper', 1)) await enterPaper(cast);
  await Promise.all([
    ...gone,
    ...cast.officers.map((staff, index) => work(staff, `FO-${index + 1}`)),
    handOver(cast, chance),
    closeOutOfTurn(cast, chance),
  ]);
  await Promise.all(stories);
}

/** The next morning: cards of yesterday first, most to their owners, some by a supervisor's decision. */
async function returnOvernight({ supervisor, random, drawn }: Cast, staff: TestClient): Promise<void> {
  const { body } = await sent(() =>
    staff.send<{ visits: DeskVisit[] }>(`/api/v1/offices/${staff.office}/visits`),
  );
  for (const visit of body.visits.filter(({ next }) => next.includes('return-id') && next.length <= 2)) {
    const resolves = random() < 0.3;
    drawn.set('overnight card', (drawn.get('overnight card') ?? 0) + 1);
    if (resolves) {
      await actor(supervisor)(visit, 'resolve-custody', { reason: 'berita acara', cause: 'not-collected' });
    } else await actor(staff)(visit, 'return-id');
  }
}

async function takeNumber(cast: Cast, extra: object): Promise<Ticket | null> {
  const key = randomUUID();
  const { status, body } = await sent(() => cast.visitor.takeTicket(extra, key));
  if (status !== 201) return null; // the last number is given
  cast.acknowledged.push(body);
  return body;
}

async function enterPaper({ officers: [staff], supervisor, random }: Cast): Promise<void> {
  const { body: board } = await supervisor.send<{ at: string }>(`/api/v1/offices/${supervisor.office}/board`);
  const now = Date.parse(board.at);
  const ago = (minutes: number): string => new Date(now - minutes * 60_000).toISOString();
  await post(staff ?? supervisor, `/api/v1/offices/${supervisor.office}/paper-visits`, {
    service: 'P',
    label: `K-${Math.floor(random() * 1e6)}`,
    takenAt: ago(30),
    servedAt: ago(20),
    endedAt: ago(10),
    outcome: 'done',
  });
}

type Chance = (name: string, part: number) => boolean;

async function handOver({ officers: [staff], supervisor, lengthMs }: Cast, chance: Chance): Promise<void> {
  await pause(lengthMs * 0.5);
  if (!staff || !chance('hand-over', 0.8)) return;
  const path = `/api/v1/offices/${staff.office}/handovers`;
  const { body } = await post<{ handovers: { id: string }[] }>(staff, path, {
    to: `supervisor-${staff.office}`,
  });
  await post(supervisor, `${path}/${body.handovers[0]?.id}/confirm`, {});
}

async function closeOutOfTurn({ supervisor, lengthMs }: Cast, chance: Chance): Promise<void> {
  await pause(lengthMs * 0.4);
  if (!chance('closed out of turn', 0.4)) return;
  const path = `/api/v1/offices/${supervisor.office}/announcement`;
  const reason = { id: 'Listrik padam', en: 'Power cut' };
  await put(supervisor, path, { message: null, closing: { reason, until: null } });
  await pause(lengthMs * 0.05);
  await put(supervisor, path, { message: null, closing: null });
}

async function correct(supervisor: TestClient, { visitId }: StaffVisit): Promise<void> {
  const path = `/api/v1/visits/${visitId}`;
  const { body } = await sent(() => supervisor.send<VisitStory>(`${path}/story`));
  const taken = Date.parse(body.times[correctedTimes[0]] ?? '');
  const at = new Date(taken - 60_000).toISOString();
  await post(supervisor, `${path}/corrections`, { field: 'taken', at, reason: 'jam kios salah' });
}

/** Makes moves for one member of staff; null once a move is refused. */
function actor(staff: TestClient) {
  return async (
    visit: { visitId: string; revision: number },
    move: string,
    extra: Arguments = {},
  ): Promise<StaffVisit | null> => {
    const key = randomUUID();
    const { status, body } = await sent(() => staff.move(visit, move, extra, key));
    return status === 200 ? body : null;
  };
}

async function look(staff: TestClient, { visitId }: { visitId: string }): Promise<StaffVisit> {
  return (await sent(() => staff.send<StaffVisit>(`/api/v1/visits/${visitId}/staff`))).body;
}

async function freeLocker(staff: TestClient, random: () => number): Promise<string | null> {
  const path = `/api/v1/offices/${staff.office}/lockers`;
  const { body } = await sent(() => staff.send<{ lockers: LockerView[] }>(path));
  const free = body.lockers.filter(({ state }) => state === 'free');
  return free.length === 0 ? null : pick(random, free).locker;
}

const post = <T>(client: TestClient, path: string, body: object): Promise<Answer<T>> => {
  const key = randomUUID();
  return sent(() => client.send<T>(path, { method: 'POST', body, key }));
};

const put = (client: TestClient, path: string, body: object): Promise<Answer> => {
  const key = randomUUID();
  return sent(() => client.send(path, { method: 'PUT', body, key }));
};

const sent = <T>(send: () => Promise<Answer<T>>): Promise<Answer<T>> => answered('a command', send);

/** A counter that is busy answers with the visit that rings there. */
function ringing(body: unknown): StaffVisit | null {
  return (body as { visit?: StaffVisit }).visit ?? null;
}

function pick<T>(random: () => number, list: readonly T[]): T {
  const chosen = list[Math.floor(random() * list.length)];
  if (chosen === undefined) throw new Error('nothing to pick from');
  return chosen;
}
