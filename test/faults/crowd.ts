import { randomUUID } from 'node:crypto';
import type { DeskSnapshot, DeskVisit, StaffVisit } from '../../wire/visits.ts';
import type { Ticket } from '../../wire/visitors/visitors.ts';
import { oneOf } from '../../domain/demo/random.ts';
import { isFinal } from '../../domain/visits/steps.ts';
import { answered } from '../world/answered.ts';
import { guestBook, type Answer, type TestClient } from '../world/client.ts';
import type { Patience } from '../world/until.ts';

/** What the product has promised: everything it answered with success. */
export interface Acknowledged {
  readonly tickets: Map<string, Ticket>;
  readonly moves: { visitId: string; revision: number; move: string }[];
}

export const nothingYet = (): Acknowledged => ({ tickets: new Map(), moves: [] });

const lastFour = '0003';
/** What somebody typed. */
export const freeText = 'berita acara 14/VI';
/** A hall that is fuller than this takes nobody in. */
const mostOpen = 15;
/** Phones are those of visitors who came lately. */
const latest = 10;

/** A visitor at the kiosk, a phone, and an officer who presses what the server allows; all repeat until answered. */
export function createCrowd(options: {
  visitor: TestClient;
  staff: TestClient;
  random: () => number;
  acknowledged: Acknowledged;
  patience?: Patience;
}) {
  const { visitor, staff, random, acknowledged, patience } = options;
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  const insist = <T>(what: string, send: () => Promise<Answer<T>>): Promise<Answer<T>> =>
    answered(what, send, patience);
  let open = 0;

  const take = async (): Promise<Ticket> => {
    const key = randomUUID();
    const priority = random() < 0.3 ? { priority: 'elderly' } : {};
    const { status, body } = await insist('a ticket', () => visitor.takeTicket(priority, key));
    if (status === 201) acknowledged.tickets.set(body.visitId, body);
    return body;
  };

  const call = async (counter: string): Promise<StaffVisit | null> => {
    const key = randomUUID();
    const { status, body } = await insist('a call', () => staff.call(counter, key));
    return status === 200 ? body.visit : null;
  };

  const move = async (visit: DeskVisit): Promise<void> => {
    const allowed = visit.next.filter((next) => next !== 'cancel' || random() < 0.1);
    const name = visit.undo && random() < 0.1 ? 'undo' : pick(allowed);
    if (name === undefined) return;
    const key = randomUUID();
    const extra = argumentsOf(name);
    const { status, body } = await insist(name, () => staff.move(visit, name, extra, key));
    if (status !== 200) return;
    const made = body.timeline.find((entry, index) => index === visit.revision && entry.move === name);
    if (made) acknowledged.moves.push({ visitId: visit.visitId, revision: visit.revision + 1, move: name });
  };

  const argumentsOf = (name: string): object => {
    const locker = String(1 + Math.floor(random() * 20)).padStart(2, '0');
    if (name === 'deposit') return { idType: 'ktp', idLast4: lastFour, locker };
    if (name === 'change-locker') return { locker };
    if (name === 'transfer') return { counter: 'FO-2' };
    if (name === 'skip-locker') return { reason: 'no-bag' };
    if (name === 'resolve-custody') return { reason: freeText };
    if (name === 'submit-guest-book') return { guestBook };
    return {};
  };

  const moveSomebody = async (): Promise<void> => {
    const path = `/api/v1/offices/${staff.office}/visits?state=open`;
    const { body } = await insist('the list', () =>
      staff.send<Partial<Pick<DeskSnapshot, 'visits' | 'missed'>>>(path),
    );
    const { visits = [], missed = [] } = body; // neither in a refusal
    open = visits.filter(({ step }) => !isFinal(step)).length;
    const movable = [...visits, ...missed].filter(({ next }) => next.length > 0);
    const ready = movable.filter(({ next }) => next.some((name) => name !== 'cancel'));
    const visit = pick(ready.length > 0 && random() < 0.9 ? ready : movable);
    if (visit) await move(visit);
  };

  /** On a page that is open since the number was taken: a guest book, a rating, or the number given up. */
  const usePhone = async (): Promise<void> => {
    const ticket = pick([...acknowledged.tickets.values()].slice(-latest));
    if (!ticket) return;
    const path = `/api/v1/visits/${ticket.token}`;
    const key = randomUUID();
    const dice = random();
    if (dice < 0.1) await insist('giving up', () => visitor.post(`${path}/cancel`, {}, key));
    else if (dice < 0.7) await insist('a guest book', () => visitor.fillGuestBook(ticket.token, {}, key));
    else {
      const overall = oneOf(random, [1, 2, 3, 4, 5]);
      await insist('a rating', () => visitor.put(`${path}/rating`, { overall }, key));
    }
  };

  /** One random thing. */
  const act = async (): Promise<void> => {
    const dice = random();
    if (dice < 0.25 && open < mostOpen) await take();
    else if (dice < 0.4) await call(random() < 0.5 ? 'FO-1' : 'FO-2');
    else if (dice < 0.5) await usePhone();
    else await moveSomebody();
  };

  return {
    take,
    call,
    act,
    /** One random thing after the other. */
    async work(times: number): Promise<void> {
      for (let done = 0; done < times; done += 1) await act();
    },
  };
}
