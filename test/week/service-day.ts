import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { priorities } from '../../domain/visits/queue.ts';
import type { Ticket } from '../../wire/visitors/visitors.ts';
import type { DeskVisit, StaffVisit } from '../../wire/visits.ts';
import type { TestClient } from '../world/client.ts';
import { actor, pick, post, put, sent } from './presses.ts';
import { serve, type Cast, type Day } from './visit.ts';

/**
 * Plays one service day: visitors come at random, two officers call and serve them, and every flow of the
 * desk happens to some. A refusal ends a visitor's story here; the office may have closed on it.
 */
export async function playDay(cast: Cast): Promise<void> {
  const { random, drawn, visits, officers } = cast;
  const endsAt = performance.now() + cast.lengthMs;
  const chance = (name: string, part: number): boolean => {
    const happens = random() < part;
    if (happens) drawn.set(name, (drawn.get(name) ?? 0) + 1);
    return happens;
  };
  const day: Day = { ...cast, endsAt, chance, stories: [] };

  const gone = Array.from({ length: visits }, () => come(day));
  if (chance('paper', 1)) await enterPaper(day);
  await Promise.all([
    ...gone,
    ...officers.map((staff, index) => work(day, staff, `FO-${index + 1}`)),
    handOver(day),
    closeOutOfTurn(day),
  ]);
  await Promise.all(day.stories);
}

async function come(day: Day): Promise<void> {
  const { chance, lengthMs, random } = day;
  await pause(random() * lengthMs * 0.8);
  const priority = chance('priority', 0.15) ? { priority: pick(random, priorities) } : {};
  const ticket = await takeNumber(day, priority);
  if (!ticket) return;
  if (chance('gives up', 0.06)) {
    await pause(random() * 800);
    await sent(() =>
      day.visitor.send(`/api/v1/visits/${ticket.token}/cancel`, { method: 'POST', key: randomUUID() }),
    );
  } else if (chance('priority changed', 0.04)) {
    await put(day.supervisor, `/api/v1/visits/${ticket.visitId}/priority`, { priority: 'elderly' });
  }
}

async function work(day: Day, staff: TestClient, counter: string): Promise<void> {
  await returnOvernight(day, staff);
  while (performance.now() < day.endsAt) {
    const key = randomUUID();
    const { status, body } = await sent(() => staff.call(counter, key));
    const called = status === 200 ? body.visit : ringing(body);
    if (called) await serve(day, staff, called);
    else await pause(100);
  }
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

async function takeNumber(day: Cast, extra: object): Promise<Ticket | null> {
  const key = randomUUID();
  const { status, body } = await sent(() => day.visitor.takeTicket(extra, key));
  if (status !== 201) return null; // the last number is given
  day.acknowledged.push(body);
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

async function handOver({ officers: [staff], supervisor, lengthMs, chance }: Day): Promise<void> {
  await pause(lengthMs * 0.5);
  if (!staff || !chance('hand-over', 0.8)) return;
  const path = `/api/v1/offices/${staff.office}/handovers`;
  const { body } = await post<{ handovers: { id: string }[] }>(staff, path, {
    to: `supervisor-${staff.office}`,
  });
  await post(supervisor, `${path}/${body.handovers[0]?.id}/confirm`, {});
}

async function closeOutOfTurn({ supervisor, lengthMs, chance }: Day): Promise<void> {
  await pause(lengthMs * 0.4);
  if (!chance('closed out of turn', 0.4)) return;
  const path = `/api/v1/offices/${supervisor.office}/announcement`;
  const reason = { id: 'Listrik padam', en: 'Power cut' };
  await put(supervisor, path, { message: null, closing: { reason, until: null } });
  await pause(lengthMs * 0.05);
  await put(supervisor, path, { message: null, closing: null });
}

/** A counter that is busy answers with the visit that rings there. */
export function ringing(body: unknown): StaffVisit | null {
  return (body as { visit?: StaffVisit }).visit ?? null;
}
