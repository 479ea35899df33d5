import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import type { Namespace, Socket } from 'socket.io';
import * as z from 'zod';
import { noteBoard } from '../../db/boards/board-names.ts';
import { readBoard } from '../../db/boards/boards.ts';
import type { Database } from '../../db/connect.ts';
import { readDesk } from '../../db/visits/desk.ts';
import type { Estimates } from '../../db/visitors/estimates.ts';
import { readOfficeNow } from '../../db/offices/offices.ts';
import type { Cipher } from '../../db/cipher.ts';
import { findByToken, readVisitViews } from '../../db/visitors/visitors.ts';
import { toIso } from '../../domain/time.ts';
import type { Role } from '../../domain/staff/roles.ts';
import type { Log } from '../../process/log.ts';
import type { BoardRegister } from './board-register.ts';
import { pairedDeviceOf } from '../devices/devices.ts';
import { isOwn } from '../http/guards.ts';
import { deskRoles } from '../../domain/staff/roles.ts';
import type { Sessions } from '../http/guards.ts';
import { lineLimits } from './lines.ts';
import type { Group, Lines } from './lines.ts';
import type { Live, Watch } from './live.ts';
import { paced } from './pace.ts';
import { keepPresence } from './presence.ts';
import { createReceipts } from './receipts.ts';
import { counterMessage } from '../../wire/visits.ts';
import { boardName, token, officeCode } from '../../wire/fields.ts';

const beatEveryMs = 5_000;

/** How often a board's name is noted again as being there. */
const noteEveryMs = 60_000;
const noteRestMs = 5_000;

/** A connection that enters no namespace is closed after this long. */
const enterWithinMs = 10_000;

const boardAuth = z.object({ office: officeCode, board: boardName });
const visitAuth = z.object({ token });
const deskAuth = z.object({ office: officeCode });
const healthMessage = z.object({ audio: z.string().max(32), build: z.string().max(64) });

interface Deps {
  readonly db: Database;
  readonly cipher: Cipher;
  readonly live: Live;
  readonly estimates: Estimates;
  readonly sessions: Sessions;
  readonly boards: BoardRegister;
  readonly lines: Lines;
  readonly publicUrl: string | null;
  readonly log: Log;
}

/** The lines to the screens. They only send state; commands come by HTTP. */
export function createSockets(http: HttpServer, deps: Deps): AsyncDisposable {
  const { publicUrl, lines } = deps;
  const io = new Server(http, {
    transports: ['websocket'],
    serveClient: false,
    maxHttpBufferSize: 4_096,
    connectTimeout: enterWithinMs,
    pingInterval: 10_000,
    pingTimeout: 10_000,
    allowRequest: (request, decide) => {
      const { origin, host } = request.headers;
      const isOurs = origin === undefined || isOwn(origin, { host, publicUrl });
      decide(null, isOurs && lines.mayOpen(request));
    },
  });
  lines.guard(io);
  serveBoards(io.of('/board'), deps);
  serveVisits(io.of('/visit'), deps);
  serveDesks(io.of('/desk'), deps);
  return {
    async [Symbol.asyncDispose]() {
      // not `io.close()`: it also waits for every HTTP line, those on which nothing is asked among them
      io.engine.close();
    },
  };
}

/** What a line is let in with: it stays with the socket; and the groups that it counts in. */
type Admitted<T> = T & { readonly groups: readonly Group[] };

/** Lets a socket in when `check` answers and its groups have room. */
function admit<T extends object>(
  namespace: Namespace,
  { log, lines }: Deps,
  check: (socket: Socket, address: string) => Promise<Admitted<T> | null>,
): void {
  const letIn = async (socket: Socket): Promise<string | null> => {
    if (!lines.mayAsk(socket)) return 'too-many-requests';
    const admitted = await check(socket, lines.addressOf(socket.request));
    if (!admitted) return 'refused';
    if (!lines.enter(socket, admitted.groups)) return 'too-many-lines';
    Object.assign(socket.data, admitted);
    return null;
  };
  namespace.use((socket, next) => {
    letIn(socket).then(
      (refusal) => next(refusal === null ? undefined : new Error(refusal)),
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
  { live, log }: Deps,
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

function serveBoards(namespace: Namespace, deps: Deps): void {
  const { db, boards, lines, log } = deps;
  const note = async (socket: Socket, { office, board }: z.output<typeof boardAuth>): Promise<boolean> => {
    const now = await readOfficeNow(db, office);
    const mayEnter =
      now?.policy.kiosk === 'open' ||
      (await pairedDeviceOf(db, socket.request.headers.cookie, office)) !== null;
    return noteBoard(db, { office, name: board, mayEnter });
  };

  admit(namespace, deps, async (socket, address) => {
    const auth = boardAuth.safeParse(socket.handshake.auth);
    if (!auth.success || !(await readOfficeNow(db, auth.data.office))) return null;
    const { office, board } = auth.data;
    const groups = [
      { key: `boards ${office}`, most: lineLimits.boardsOfOffice },
      { key: `boards ${office} ${address}`, most: lineLimits.boardsOfOfficeFromAddress },
      { key: `board ${office} ${board}`, most: lineLimits.boardsOfName },
      { key: `board ${office} ${board} ${address}`, most: lineLimits.boardsOfNameFromAddress },
    ];
    return { office, board, groups };
  });
  namespace.on('connection', (socket) => {
    const { office, board } = socket.data as z.output<typeof boardAuth>;
    const entry = boards.connect(office, board);
    const failed = (err: unknown): void => log.warn({ err, office }, 'a board could not be taken account of');
    const receipts = createReceipts({
      take: (painted) => entry.shown(painted),
      async existed({ epoch, revision, epochs }) {
        const now = await readOfficeNow(db, office);
        return !now || (revision <= now.revision && (epoch === now.epoch || epochs.has(epoch)));
      },
      lied: (reason) => lines.close(socket, reason),
      failed,
    });
    const noteIt = paced(noteRestMs, {
      async work() {
        await entry.setAccepted(await note(socket, { office, board }));
      },
      failed,
    });
    const timer = setInterval(noteIt, noteEveryMs);
    socket.on('disconnect', () => {
      clearInterval(timer);
      entry.leave();
    });
    socket.on('shown', (message: unknown) => receipts.told(message));
    socket.on('health', (message: unknown) => {
      const health = healthMessage.safeParse(message);
      if (health.success) entry.health(health.data);
    });
    noteIt();
    keepInformed(socket, deps, {
      office,
      async send() {
        const snapshot = await readBoard(db, office);
        if (!snapshot) return;
        if (!entry.isAccepted()) noteIt(); // the ring may have been a supervisor's
        receipts.sent(snapshot);
        entry.sent(snapshot.revision);
        socket.emit('board', snapshot);
      },
      async beat() {
        const now = await readOfficeNow(db, office);
        if (now) socket.emit('beat', { epoch: now.epoch, revision: now.revision, at: toIso(now.now) });
      },
    });
  });
}

function serveVisits(namespace: Namespace, deps: Deps): void {
  const { db, estimates } = deps;
  admit(namespace, deps, async (socket, address) => {
    const auth = visitAuth.safeParse(socket.handshake.auth);
    const visit = auth.success ? await findByToken(db, auth.data.token) : null;
    if (!visit || visit.over) return null;
    const { office, visitId } = visit;
    const groups = [
      { key: `visitors ${office}`, most: lineLimits.visitorsOfOffice },
      { key: `visitors ${office} ${address}`, most: lineLimits.visitorsOfOfficeFromAddress },
      { key: `visit ${visitId}`, most: lineLimits.ofVisit },
    ];
    return { office, visitId, groups };
  });
  namespace.on('connection', (socket) => {
    const { office, visitId } = socket.data as { office: string; visitId: string };
    let last = '';
    keepInformed(socket, deps, {
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

function serveDesks(namespace: Namespace, deps: Deps): void {
  const { db, cipher, sessions, boards } = deps;
  const staffOf = (socket: Socket) => sessions.staffOf(socket.handshake.headers.cookie);
  admit(namespace, deps, async (socket) => {
    const auth = deskAuth.safeParse(socket.handshake.auth);
    const staff = await staffOf(socket);
    if (!auth.success || !staff || !deskRoles.some((role) => role === staff.role)) return null;
    const { office } = auth.data;
    if (staff.office !== null && staff.office !== office) return null;
    const groups = [
      { key: `desks ${office}`, most: lineLimits.desksOfOffice },
      { key: `account ${staff.id}`, most: lineLimits.ofAccount },
    ];
    return { office, role: staff.role, staffId: staff.id, groups };
  });
  namespace.on('connection', (socket) => {
    const { office, role, staffId } = socket.data as { office: string; role: Role; staffId: string };
    const presence = keepPresence(deps, { office, staffId });
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
      const { epoch, revision, at, lockers, counters } = desk;
      socket.emit('desk', {
        epoch,
        revision,
        at: toIso(at),
        visits: desk.visitsFor(role),
        missed: desk.missedFor(role),
        lockers,
        boards: boards.list(office, desk.boards),
        counters,
      });
    };
    const { refresh } = keepInformed(socket, deps, {
      office,
      send,
      async beat() {
        if (!(await isSignedIn())) return;
        const now = await readOfficeNow(db, office);
        if (now) socket.emit('beat', { epoch: now.epoch, revision: now.revision, at: toIso(now.now) });
      },
    });
    socket.on('counter', (message: unknown) => {
      const there = counterMessage.safeParse(message);
      if (there.success) presence.at(there.data.counter);
    });
    socket.on('disconnect', presence.leave);
    socket.on('disconnect', boards.watch(office, refresh));
  });
}
