import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import type { Namespace, Socket } from 'socket.io';
import * as z from 'zod';
import { readBoard } from '../db/boards.ts';
import type { Database } from '../db/connect.ts';
import { readDesk } from '../db/desk.ts';
import type { Estimates } from '../db/estimates.ts';
import { readOfficeNow } from '../db/offices.ts';
import type { Cipher } from '../db/private.ts';
import { findByToken, readVisitViews } from '../db/visitors.ts';
import { toIso } from '../domain/visit/board.ts';
import type { Role } from '../domain/visit/views.ts';
import type { Log } from '../log.ts';
import type { BoardRegister } from './board-register.ts';
import { deskRoles, isOwn } from './guards.ts';
import type { Sessions } from './guards.ts';
import type { Live, Watch } from './live.ts';
import { boardName, officeCode, token } from './schemas.ts';

const beatEveryMs = 5_000;

const boardAuth = z.object({ office: officeCode, board: boardName });
const visitAuth = z.object({ token });
const deskAuth = z.object({ office: officeCode });
const shownMessage = z.object({ epoch: z.string().max(64), revision: z.int().min(0) });
const healthMessage = z.object({ audio: z.string().max(32), build: z.string().max(64) });

interface Parts {
  readonly db: Database;
  readonly cipher: Cipher;
  readonly live: Live;
  readonly estimates: Estimates;
  readonly sessions: Sessions;
  readonly boards: BoardRegister;
  readonly publicUrl: string | null;
  readonly log: Log;
}

/** The lines to the screens. They only send state; commands come by HTTP. */
export function createSockets(http: HttpServer, parts: Parts): AsyncDisposable {
  const { publicUrl } = parts;
  const io = new Server(http, {
    transports: ['websocket'],
    serveClient: false,
    maxHttpBufferSize: 4_096,
    pingInterval: 10_000,
    pingTimeout: 10_000,
    allowRequest: (request, decide) => {
      const { origin, host } = request.headers;
      decide(null, origin === undefined || isOwn(origin, { host, publicUrl }));
    },
  });
  serveBoards(io.of('/board'), parts);
  serveVisits(io.of('/visit'), parts);
  serveDesks(io.of('/desk'), parts);
  return {
    async [Symbol.asyncDispose]() {
      await io.close();
    },
  };
}

/** Lets a socket in when `admit` answers; what it answers stays with the socket. */
function admit<T extends object>(
  namespace: Namespace,
  { log }: Parts,
  check: (socket: Socket) => Promise<T | null>,
): void {
  namespace.use((socket, next) => {
    check(socket).then(
      (admitted) => {
        if (admitted) Object.assign(socket.data, admitted);
        next(admitted ? undefined : new Error('refused'));
      },
      (err: unknown) => {
        log.warn({ err }, 'a line could not be admitted');
        next(new Error('unavailable'));
      },
    );
  });
}

/** Sends at once, at every change, and a beat in between, until the socket goes. */
function keepInformed(
  socket: Socket,
  { live, log }: Parts,
  feed: { office: string; send: () => Promise<void>; beat: () => Promise<void> },
): Watch {
  const { office, send, beat } = feed;
  const watch = live.watch(office, send);
  const timer = setInterval(() => {
    beat().catch((err: unknown) => log.warn({ err }, 'a screen could not be told'));
  }, beatEveryMs);
  socket.on('disconnect', () => {
    watch.stop();
    clearInterval(timer);
  });
  watch.refresh();
  return watch;
}

function serveBoards(namespace: Namespace, parts: Parts): void {
  const { db, boards } = parts;
  admit(namespace, parts, async (socket) => {
    const auth = boardAuth.safeParse(socket.handshake.auth);
    if (!auth.success || !(await readOfficeNow(db, auth.data.office))) return null;
    return auth.data;
  });
  namespace.on('connection', (socket) => {
    const { office, board } = socket.data as z.output<typeof boardAuth>;
    const entry = boards.connect(office, board);
    socket.on('disconnect', () => entry.leave());
    socket.on('shown', (message: unknown) => {
      const shown = shownMessage.safeParse(message);
      if (shown.success) void entry.shown(shown.data);
    });
    socket.on('health', (message: unknown) => {
      const health = healthMessage.safeParse(message);
      if (health.success) entry.health(health.data);
    });
    keepInformed(socket, parts, {
      office,
      async send() {
        const snapshot = await readBoard(db, office);
        if (!snapshot) return;
        entry.sent(snapshot);
        socket.emit('board', snapshot);
      },
      async beat() {
        const now = await readOfficeNow(db, office);
        if (now) socket.emit('beat', { epoch: now.epoch, revision: now.revision, at: toIso(now.now) });
      },
    });
  });
}

function serveVisits(namespace: Namespace, parts: Parts): void {
  const { db, estimates } = parts;
  admit(namespace, parts, async (socket) => {
    const auth = visitAuth.safeParse(socket.handshake.auth);
    const visit = auth.success ? await findByToken(db, auth.data.token) : null;
    return visit && !visit.over ? visit : null;
  });
  namespace.on('connection', (socket) => {
    const { office, visitId } = socket.data as { office: string; visitId: string };
    let last = '';
    keepInformed(socket, parts, {
      office,
      async send() {
        const view = (await readVisitViews({ db, estimates }, office, [visitId]))?.views.get(visitId);
        if (!view) return;
        const { at: _at, ...content } = view;
        const next = JSON.stringify(content);
        if (next === last) return; // the office changed, this visit did not
        last = next;
        socket.emit('visit', view);
      },
      async beat() {
        const now = await readOfficeNow(db, office);
        if (now) socket.emit('beat', { revision: now.revision, at: toIso(now.now) });
      },
    });
  });
}

function serveDesks(namespace: Namespace, parts: Parts): void {
  const { db, cipher, sessions, boards } = parts;
  const staffOf = (socket: Socket) => sessions.staffOf(socket.handshake.headers.cookie);
  admit(namespace, parts, async (socket) => {
    const auth = deskAuth.safeParse(socket.handshake.auth);
    const staff = await staffOf(socket);
    if (!auth.success || !staff || !deskRoles.some((role) => role === staff.role)) return null;
    const { office } = auth.data;
    return staff.office === null || staff.office === office ? { office, role: staff.role } : null;
  });
  namespace.on('connection', (socket) => {
    const { office, role } = socket.data as { office: string; role: Role };
    /** Hangs up on whoever signed out, was idle too long or was disabled. */
    const isSignedIn = async (): Promise<boolean> => {
      const signedIn = (await staffOf(socket)) !== null;
      if (!signedIn) socket.disconnect(true);
      return signedIn;
    };
    const send = async (): Promise<void> => {
      if (!(await isSignedIn())) return;
      const desk = await readDesk({ db, cipher }, office);
      if (!desk) return;
      const { epoch, revision, at, lockers } = desk;
      socket.emit('desk', {
        epoch,
        revision,
        at: toIso(at),
        visits: desk.visitsFor(role),
        lockers,
        boards: boards.list(office),
      });
    };
    const { refresh } = keepInformed(socket, parts, {
      office,
      send,
      async beat() {
        if (!(await isSignedIn())) return;
        const now = await readOfficeNow(db, office);
        if (now) socket.emit('beat', { epoch: now.epoch, revision: now.revision, at: toIso(now.now) });
      },
    });
    socket.on('disconnect', boards.watch(office, refresh));
  });
}
