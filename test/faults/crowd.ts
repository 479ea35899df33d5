import { randomUUID } from 'node:crypto';
import type { DeskSnapshot, DeskVisit, StaffVisit } from '../../wire/visits.ts';
import type { Ticket } from '../../wire/visitors.ts';
import { answered } from '../world/answered.ts';
import { guestBook, type TestClient } from '../world/client.ts';

/** What the product has promised: everything it answered with success. */
export interface Acknowledged {
  readonly tickets: Map<string, Ticket>;
  readonly moves: { visitId: string; revision: number; move: string }[];
}

export const nothingYet = (): Acknowledged => ({ tickets: new Map(), moves: [] });

const lastFour = '0003';

/** A visitor at the kiosk, and an officer who presses what the server allows; both repeat until answered. */
export function createCrowd(options: {
  visitor: TestClient;
  staff: TestClient;
  random: () => number;
  acknowledged: Acknowledged;
}) {
  const { visitor, staff, random, acknowledged } = options;
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];

  const take = async (): Promise<Ticket> => {
    const key = randomUUID();
    const priority = random() < 0.3 ? { priority: 'elderly' } : {};
    const { body } = await answered('a ticket', () => visitor.takeTicket(priority, key));
    acknowledged.tickets.set(body.visitId, body);
    return body;
  };

  const call = async (counter: string): Promise<StaffVisit | null> => {
    const key = randomUUID();
    const { status, body } = await answered('a call', () => staff.call(counter, key));
    return status === 200 ? body.visit : null;
  };

  const move = async (visit: DeskVisit): Promise<void> => {
    const allowed = visit.next.filter((next) => next !== 'cancel' || random() < 0.1);
    const name = visit.undo && random() < 0.1 ? 'undo' : pick(allowed);
    if (name === undefined) return;
    const key = randomUUID();
    const extra = argumentsOf(name);
    const { status, body } = await answered(name, () => staff.move(visit, name, extra, key));
    if (status !== 200) return;
    const made = body.timeline.find((entry, index) => index === visit.revision && entry.move === name);
    if (made) acknowledged.moves.push({ visitId: visit.visitId, revision: visit.revision + 1, move: name });
  };

  const argumentsOf = (name: string): object => {
    const locker = String(1 + Math.floor(random() * 20)).padStart(2, '0');
    if (name === 'deposit') return { idType: 'ktp', idLast4: lastFour, locker };
    if (name === 'skip-locker') return { reason: 'no-bag' };
    if (name === 'resolve-custody') return { reason: 'berita acara' };
    if (name === 'submit-guest-book') return { guestBook };
    return {};
  };

  return {
    take,
    call,
    /** One random thing after the other. */
    async work(times: number): Promise<void> {
      for (let done = 0; done < times; done += 1) {
        const dice = random();
        if (dice < 0.3) await take();
        else if (dice < 0.5) await call(random() < 0.5 ? 'FO-1' : 'FO-2');
        else {
          const path = `/api/v1/offices/${staff.office}/visits?state=open`;
          const { body } = await answered('the list', () =>
            staff.send<Pick<DeskSnapshot, 'visits' | 'missed'>>(path),
          );
          const visit = pick([...body.visits, ...body.missed].filter(({ next }) => next.length > 0));
          if (visit) await move(visit);
        }
      }
    },
  };
}
