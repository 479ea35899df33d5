import { randomUUID } from 'node:crypto';
import type { LockerView } from '../../wire/custody.ts';
import type { StaffVisit } from '../../wire/visits.ts';
import { answered } from '../world/answered.ts';
import type { Answer, TestClient } from '../world/client.ts';

/** Makes moves for one member of staff; null once a move is refused. */
export function actor(staff: TestClient) {
  return async (
    visit: { visitId: string; revision: number },
    move: string,
    extra: object = {},
  ): Promise<StaffVisit | null> => {
    const key = randomUUID();
    const { status, body } = await sent(() => staff.move(visit, move, extra, key));
    return status === 200 ? body : null;
  };
}

/** A visit as staff see it now. */
export async function look(staff: TestClient, { visitId }: { visitId: string }): Promise<StaffVisit> {
  return (await sent(() => staff.send<StaffVisit>(`/api/v1/visits/${visitId}/staff`))).body;
}

/** Some free locker, or null. */
export async function freeLocker(staff: TestClient, random: () => number): Promise<string | null> {
  const path = `/api/v1/offices/${staff.office}/lockers`;
  const { body } = await sent(() => staff.send<{ lockers: LockerView[] }>(path));
  const free = body.lockers.filter(({ state }) => state === 'free');
  return free.length === 0 ? null : pick(random, free).locker;
}

/** Posts as somebody who presses again until it is answered. */
export const post = <T>(client: TestClient, path: string, body: object): Promise<Answer<T>> => {
  const key = randomUUID();
  return sent(() => client.send<T>(path, { method: 'POST', body, key }));
};

/** Puts, in the same way. */
export const put = (client: TestClient, path: string, body: object): Promise<Answer> => {
  const key = randomUUID();
  return sent(() => client.send(path, { method: 'PUT', body, key }));
};

/** Sends until an answer comes. */
export const sent = <T>(send: () => Promise<Answer<T>>): Promise<Answer<T>> => answered('a command', send);

/** One of a list. */
export function pick<T>(random: () => number, list: readonly T[]): T {
  const chosen = list[Math.floor(random() * list.length)];
  if (chosen === undefined) throw new Error('nothing to pick from');
  return chosen;
}
