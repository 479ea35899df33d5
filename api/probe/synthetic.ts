import { randomUUID } from 'node:crypto';
import { io } from 'socket.io-client';
import type { Database } from '../../db/connect.ts';
import { endSession, startSession, type Staff } from '../../db/staff/sessions.ts';
import {
  ensureSyntheticAccount,
  pairSyntheticDevice,
  removeSyntheticDevice,
  syntheticCounter,
  takeSyntheticMinute,
} from '../../db/probe/synthetic.ts';
import type { SyntheticResult } from '../../domain/metrics.ts';
import { syntheticOffice } from '../../domain/probe/synthetic.ts';
import type { GuestBook } from '../../wire/visitors/guest-books.ts';
import type { Board } from '../../wire/boards.ts';
import type { BoardHealth, DeskVisit, StaffVisit } from '../../wire/visits.ts';
import type { Ticket, VisitView } from '../../wire/visitors/visitors.ts';
import type { Log } from '../../process/log.ts';
import { deviceCookieOf } from '../devices/devices.ts';
import type { Sessions } from '../http/guards.ts';

/** The deadline of a whole visit. */
const visitWithinMs = 20_000;

const board = 'sintetis';

/** An invented guest book. */
const guestBook: GuestBook = {
  name: 'Kunjungan sintetis',
  email: 'sintetis@example.invalid',
  institution: 'Umum',
  institutionCategory: 9,
  gender: null,
  ageBand: null,
  education: null,
  occupation: null,
  disability: null,
  purpose: 5,
  services: [1],
  privacyNotice: '1',
};

/**
 * Makes one visit from ticket to exit as people do: by HTTP through api, engine and database, called on a board
 * that acknowledges what it shows. It uses a separate office.
 */
export function createSyntheticVisits(deps: {
  db: Database;
  sessions: Sessions;
  /** Where this process serves, such as `http://127.0.0.1:8080`. */
  base: string;
  counted: (result: SyntheticResult) => void;
  log: Log;
}): () => Promise<void> {
  const { db, sessions, base, counted, log } = deps;
  let account: Staff | null = null;

  return async () => {
    try {
      account ??= await ensureSyntheticAccount(db);
      if (!(await takeSyntheticMinute(db))) return;
      const secret = await startSession(db, account, { requestId: randomUUID(), from: null });
      const device = await pairSyntheticDevice(db);
      try {
        const cookie = sessions.cookieOf(secret);
        await visitOnce({ base, cookie, deviceCookie: deviceCookieOf(device.secret) });
      } finally {
        await endSession(db, secret);
        await removeSyntheticDevice(db, device.id);
      }
      counted('ok');
    } catch (err) {
      counted('failed');
      log.warn({ err }, 'synthetic visit failed');
    }
  };
}

async function visitOnce(at: { base: string; cookie: string; deviceCookie: string }): Promise<void> {
  const { base, cookie, deviceCookie } = at;
  const signal = AbortSignal.timeout(visitWithinMs);
  const office = `/api/v1/offices/${syntheticOffice}`;

  const send = async <T>(path: string, method = 'GET', body?: object, as = cookie): Promise<T> => {
    const response = await fetch(`${base}${path}`, {
      method,
      headers: { cookie: as, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal,
    });
    const answer: unknown = await response.json();
    if (response.ok) return answer as T;
    const { type } = answer as { type?: string };
    throw new Error(`${method} was answered with ${response.status} ${type ?? ''}`);
  };
  const move = (visit: DeskVisit, name: string, extra: object = {}): Promise<StaffVisit> =>
    send(`/api/v1/visits/${visit.visitId}/moves`, 'POST', {
      move: name,
      expectedRevision: visit.revision,
      ...extra,
    });

  using screen = openLine({
    url: `${base}/board`,
    auth: { office: syntheticOffice, board },
    cookie: deviceCookie,
    signal,
  });
  using desk = openLine({ url: `${base}/desk`, auth: { office: syntheticOffice }, cookie, signal });

  // a visit left over from a failure would be called before this one
  const { visits } = await send<{ visits: DeskVisit[] }>(`${office}/visits`);
  for (const left of visits) {
    const way = left.next.find((name) => name === 'cancel' || name === 'leave');
    if (way) await move(left, way);
  }
  const ticket = await send<Ticket>(`${office}/visits`, 'POST', { service: 'P' }, deviceCookie);
  const call = { counter: syntheticCounter };
  const { visit: called } = await send<{ visit: StaffVisit | null }>(`${office}/calls`, 'POST', call);
  if (called?.visitId !== ticket.visitId) throw new Error('another number was called');
  const shown = await screen.until<Board>('board', ({ calling }) =>
    calling.some(({ label }) => label === called.label),
  );
  screen.tell('shown', { epoch: shown.epoch, revision: shown.revision });
  await desk.until<{ boards: BoardHealth[] }>('desk', ({ boards }) =>
    boards.some((entry) => entry.board === board && (entry.revision ?? -1) >= shown.revision),
  );
  let visit = await move(called, 'submit-guest-book', { guestBook });
  visit = await move(visit, 'serve');
  visit = await move(visit, 'skip-locker', { reason: 'no-bag' });
  visit = await move(visit, 'enter');
  visit = await move(visit, 'finish');
  await move(visit, 'leave');
  const { step } = await send<VisitView>(`/api/v1/visits/${ticket.token}`);
  if (step !== 'done') throw new Error(`the visit ended as ${step}`);
}

/** A connection to this service's sockets whose messages can be awaited. */
function openLine(options: { url: string; auth: object; cookie: string; signal: AbortSignal }) {
  const { url, auth, cookie, signal } = options;
  const socket = io(url, {
    transports: ['websocket'],
    auth,
    extraHeaders: { cookie },
    forceNew: true,
  });
  const last = new Map<string, unknown>();
  socket.onAny((event: string, message: unknown) => last.set(event, message));

  return {
    tell: (event: string, message: object): unknown => socket.emit(event, message),

    /** The newest message of this kind that satisfies `says`. Throws at the deadline. */
    until<T>(event: string, says: (message: T) => boolean): Promise<T> {
      return new Promise((resolve, reject) => {
        const look = (): void => {
          const message = last.get(event);
          if (message === undefined || !says(message as T)) return;
          socket.offAny(look);
          resolve(message as T);
        };
        signal.addEventListener('abort', () => reject(new Error(`no ${event} said so in time`)));
        socket.onAny(look);
        look();
      });
    },

    [Symbol.dispose](): void {
      socket.disconnect();
    },
  };
}
