import type { Server } from 'socket.io';
import { readOfficeNow } from '../../db/offices/offices.ts';
import { findByToken, readVisitViews } from '../../db/visitors/visitors.ts';
import { toIso } from '../../domain/time.ts';
import { visitAuth } from '../../wire/lines.ts';
import { admit, keepInformed, lineOf } from './admission.ts';
import { lineLimits } from './lines.ts';
import type { SocketDeps } from './sockets.ts';

interface Seat {
  readonly office: string;
  readonly visitId: string;
}

/** The visitors' phones, each with its visit. */
export function serveVisits(io: Server, deps: SocketDeps): void {
  const line = lineOf<'visit', Seat>(io, 'visit');
  const { db, estimates } = deps;
  admit(line, deps, async (socket, address) => {
    const auth = visitAuth.safeParse(socket.handshake.auth);
    const visit = auth.success ? await findByToken(db, auth.data.token) : null;
    if (!visit || visit.over) return null;
    const { office, visitId } = visit;
    const groups = [
      { key: `visitors ${office}`, most: lineLimits.visitorsOfOffice },
      { key: `visitors ${office} ${address}`, most: lineLimits.visitorsOfOfficeFromAddress },
      { key: `visit ${visitId}`, most: lineLimits.ofVisit },
    ];
    return { seat: { office, visitId }, groups };
  });
  line.on('connection', (socket) => {
    const { office, visitId } = socket.data;
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
