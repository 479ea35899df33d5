import type { Server } from 'socket.io';
import { readDesk, type DeskState } from '../../db/visits/desk.ts';
import { deskRoles, type Role } from '../../domain/staff/roles.ts';
import { toIso } from '../../domain/time.ts';
import { counterMessage, deskAuth } from '../../wire/lines.ts';
import { mayActFor } from '../http/access.ts';
import type { DeskSnapshot } from '../../wire/visits.ts';
import { every } from '../../process/every.ts';
import { admit, lineOf, sendTo, type SocketOf } from './admission.ts';
import { lineLimits } from './lines.ts';
import { createOfficeReads } from './office-reads.ts';
import { keepPresence } from './presence.ts';
import type { SocketDeps } from './sockets.ts';

/** How often it is asked who is still signed in, besides at every change of an office. */
const askEveryMs = 5_000;

type DeskSocket = SocketOf<'desk', Seat>;

interface Seat {
  readonly office: string;
  readonly role: Role;
  readonly staffId: string;
}

/** The desk, and who may see it. */
interface DeskRead {
  readonly desk: DeskState;
  readonly signedIn: ReadonlySet<string | undefined>;
}

/** The officers' tablets: the whole desk, while somebody is signed in. */
export function serveDesks(io: Server, deps: SocketDeps): AsyncDisposable {
  const line = lineOf<'desk', Seat>(io, 'desk');
  const { db, cipher, sessions, live, lines, log } = deps;
  const cookiesOf = (socket: DeskSocket): string | undefined => socket.handshake.headers.cookie;
  admit(line, deps, async (socket) => {
    const auth = deskAuth.safeParse(socket.handshake.auth);
    const staff = await sessions.staffOf(cookiesOf(socket));
    if (!auth.success || !staff) return null;
    const { office } = auth.data;
    if (!mayActFor(staff, { roles: deskRoles, office })) return null;
    const groups = [
      { key: `desks ${office}`, most: lineLimits.desksOfOffice },
      { key: `account ${staff.id}`, most: lineLimits.ofAccount },
    ];
    return { seat: { office, role: staff.role, staffId: staff.id }, groups };
  });
  /** The ones that are still signed in; who signed out, was idle too long or was disabled is disconnected. */
  const signedInOf = <Desk extends { readonly socket: DeskSocket }>(
    desks: readonly Desk[],
    signedIn: ReadonlySet<string | undefined>,
  ): Desk[] =>
    desks.filter(({ socket }) => {
      const isIn = signedIn.has(cookiesOf(socket));
      if (!isIn) socket.disconnect(true);
      return isIn;
    });
  const reads = createOfficeReads<{ readonly socket: DeskSocket }, DeskRead>({
    live,
    hearsBoards: true,
    async read(office, desks) {
      const [desk, signedIn] = await Promise.all([
        readDesk({ db, cipher }, office),
        sessions.signedInOf(desks.map(({ socket }) => cookiesOf(socket))),
      ]);
      return desk && { epoch: desk.epoch, revision: desk.revision, state: { desk, signedIn } };
    },
    tell(desks, { state: { desk, signedIn } }) {
      const byRole = Map.groupBy(signedInOf(desks, signedIn), ({ socket }) => socket.data.role);
      for (const [role, group] of byRole)
        sendTo(line, group, (to) => to.emit('desk', snapshotOf(desk, role)));
    },
    beat: (desks, { epoch, revision, at }) =>
      sendTo(line, desks, (to) => to.emit('beat', { epoch, revision, at })),
  });
  line.on('connection', (socket) => {
    const { office, staffId } = socket.data;
    const presence = keepPresence({ db, tell: lines.tell }, { office, staffId });
    const leave = reads.join(office, { socket });
    socket.on('counter', (message) => {
      const there = counterMessage.safeParse(message);
      if (there.success) presence.at(there.data.counter);
    });
    socket.on('disconnect', () => {
      leave();
      presence.leave();
    });
  });
  return every(askEveryMs, {
    name: 'sessions of desks',
    async work() {
      const desks = [...line.sockets.values()].map((socket) => ({ socket }));
      signedInOf(desks, await sessions.signedInOf(desks.map(({ socket }) => cookiesOf(socket))));
    },
    log,
  });
}

function snapshotOf(desk: DeskState, role: Role): DeskSnapshot {
  const { epoch, revision, at, lockers, boards, counters } = desk;
  return {
    epoch,
    revision,
    at: toIso(at),
    visits: desk.visitsFor(role),
    missed: desk.missedFor(role),
    lockers,
    boards,
    counters,
  };
}
