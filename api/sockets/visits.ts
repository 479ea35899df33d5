import type { Server } from 'socket.io';
import { findByToken, readVisitViews } from '../../db/visitors/visitors.ts';
import { visitAuth } from '../../wire/lines.ts';
import { admit, lineOf, sendTo, type SocketOf } from './admission.ts';
import { lineLimits } from './lines.ts';
import { createOfficeReads } from './office-reads.ts';
import type { SocketDeps } from './sockets.ts';

interface Seat {
  readonly office: string;
  readonly visitId: string;
}

type Views = Pick<NonNullable<Awaited<ReturnType<typeof readVisitViews>>>, 'views' | 'over'>;

interface Phone {
  readonly socket: SocketOf<'visit', Seat>;
  /** What it was sent last, without its time. */
  last: string;
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
  const reads = createOfficeReads<Phone, Views>({
    live: deps.live,
    async read(office, phones) {
      const ids = new Set(phones.map(({ socket }) => socket.data.visitId));
      const next = await readVisitViews({ db, estimates }, office, [...ids]);
      return next && { epoch: next.epoch, revision: next.revision, state: next };
    },
    tell(phones, { state: { views, over } }) {
      for (const phone of phones) {
        const { visitId } = phone.socket.data;
        if (over.has(visitId)) phone.socket.disconnect(true); // the page asks by HTTP, and is told that it has ended
        const view = views.get(visitId);
        if (!view || over.has(visitId)) continue;
        const { at: _at, ...content } = view;
        const next = JSON.stringify(content);
        if (next === phone.last) continue; // the office changed, this visit did not
        phone.last = next;
        phone.socket.emit('visit', view);
      }
    },
    beat: (phones, { revision, at, told }) =>
      sendTo(line, phones, (to) => to.emit('beat', { revision, at, told })),
  });
  line.on('connection', (socket) => {
    socket.on('disconnect', reads.join(socket.data.office, { socket, last: '' }));
  });
}
