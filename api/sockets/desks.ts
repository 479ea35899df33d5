import type { Server } from 'socket.io';
import { readOfficeNow } from '../../db/offices/offices.ts';
import { readDesk } from '../../db/visits/desk.ts';
import { deskRoles, type Role } from '../../domain/staff/roles.ts';
import { toIso } from '../../domain/time.ts';
import { counterMessage, deskAuth } from '../../wire/lines.ts';
import { mayActFor } from '../http/access.ts';
import { admit, keepInformed, lineOf, type SocketOf } from './admission.ts';
import { lineLimits } from './lines.ts';
import { keepPresence } from './presence.ts';
import type { SocketDeps } from './sockets.ts';

interface Seat {
  readonly office: string;
  readonly role: Role;
  readonly staffId: string;
}

/** The officers' tablets: the whole desk, while somebody is signed in. */
export function serveDesks(io: Server, deps: SocketDeps): void {
  const line = lineOf<'desk', Seat>(io, 'desk');
  const { db, cipher, sessions } = deps;
  const staffOf = (socket: SocketOf<'desk', Seat>) => sessions.staffOf(socket.handshake.headers.cookie);
  admit(line, deps, async (socket) => {
    const auth = deskAuth.safeParse(socket.handshake.auth);
    const staff = await staffOf(socket);
    if (!auth.success || !staff) return null;
    const { office } = auth.data;
    if (!mayActFor(staff, { roles: deskRoles, office })) return null;
    const groups = [
      { key: `desks ${office}`, most: lineLimits.desksOfOffice },
      { key: `account ${staff.id}`, most: lineLimits.ofAccount },
    ];
    return { seat: { office, role: staff.role, staffId: staff.id }, groups };
  });
  line.on('connection', (socket) => {
    const { office, role, staffId } = socket.data;
    const presence = keepPresence(deps, { office, staffId });
    /** Disconnects whoever signed out, was idle too long or was disabled. */
    const isSignedIn = async (): Promise<boolean> => {
      const signedIn = (await staffOf(socket)) !== null;
      if (!signedIn) socket.disconnect(true);
      return signedIn;
    };
    const send = async (): Promise<void> => {
      if (!(await isSignedIn())) return;
      const desk = await readDesk({ db, cipher }, office);
      if (!desk) return;
      const { epoch, revision, at, lockers, boards, counters } = desk;
      socket.emit('desk', {
        epoch,
        revision,
        at: toIso(at),
        visits: desk.visitsFor(role),
        missed: desk.missedFor(role),
        lockers,
        boards,
        counters,
      });
    };
    keepInformed(socket, deps, {
      office,
      hearsBoards: true,
      send,
      async beat() {
        if (!(await isSignedIn())) return;
        const now = await readOfficeNow(db, office);
        if (now) socket.emit('beat', { epoch: now.epoch, revision: now.revision, at: toIso(now.now) });
      },
    });
    socket.on('counter', (message) => {
      const there = counterMessage.safeParse(message);
      if (there.success) presence.at(there.data.counter);
    });
    socket.on('disconnect', presence.leave);
  });
}
