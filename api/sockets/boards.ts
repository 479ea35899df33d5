import type { Server } from 'socket.io';
import type * as z from 'zod';
import { noteBoard } from '../../db/boards/board-names.ts';
import { readBoard } from '../../db/boards/boards.ts';
import { readOfficeNow } from '../../db/offices/offices.ts';
import type { Board } from '../../wire/boards.ts';
import { boardAuth, healthMessage } from '../../wire/lines.ts';
import { pairedDeviceOf } from '../devices/devices.ts';
import { isOfHall } from '../devices/taking.ts';
import { admit, lineOf, sendTo, type SocketOf } from './admission.ts';
import { lineLimits } from './lines.ts';
import { createOfficeReads } from './office-reads.ts';
import { paced } from './pace.ts';
import { createReceipts } from './receipts.ts';
import type { SocketDeps } from './sockets.ts';

/** How often a connected board's name is recorded again. */
const noteEveryMs = 60_000;
const noteRestMs = 5_000;

type Seat = z.output<typeof boardAuth>;

/** A board on its line. */
interface Hung {
  readonly socket: SocketOf<'board', Seat>;
  readonly sent: (snapshot: Board) => void;
}

/** The boards: sends calls and the waiting list, receives what each has painted. */
export function serveBoards(io: Server, deps: SocketDeps): void {
  const line = lineOf<'board', Seat>(io, 'board');
  const { db } = deps;
  admit(line, deps, async (socket, address) => {
    const auth = boardAuth.safeParse(socket.handshake.auth);
    if (!auth.success || !(await readOfficeNow(db, auth.data.office))) return null;
    const { office, board } = auth.data;
    const groups = [
      { key: `boards ${office}`, most: lineLimits.boardsOfOffice },
      { key: `boards ${office} ${address}`, most: lineLimits.boardsOfOfficeFromAddress },
      { key: `board ${office} ${board}`, most: lineLimits.boardsOfName },
      { key: `board ${office} ${board} ${address}`, most: lineLimits.boardsOfNameFromAddress },
    ];
    return { seat: { office, board }, groups };
  });
  const reads = createOfficeReads<Hung, Board>({
    live: deps.live,
    async read(office) {
      const board = await readBoard(db, office);
      return board && { epoch: board.epoch, revision: board.revision, state: board };
    },
    tell(hung, { state: snapshot }) {
      for (const { sent } of hung) sent(snapshot);
      sendTo(line, hung, (to) => to.emit('board', snapshot));
    },
    beat: (hung, { epoch, revision, at }) =>
      sendTo(line, hung, (to) => to.emit('beat', { epoch, revision, at })),
  });
  line.on('connection', (socket) => {
    const leave = reads.join(socket.data.office, { socket, sent: serveBoard(socket, deps) });
    socket.on('disconnect', leave);
  });
}

/** Notes what a board paints and how it is; returns what is told of each snapshot before it leaves. */
function serveBoard(socket: SocketOf<'board', Seat>, deps: SocketDeps): Hung['sent'] {
  const { db, boards, lines } = deps;
  const { office, board } = socket.data;
  const entry = boards.connect(office, board);
  const failed = (err: unknown): void => lines.tell({ err, office }, 'board record failed');
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
      await entry.setAccepted(await note(socket, deps));
    },
    failed(error) {
      failed(error);
      if (socket.connected && !entry.isAccepted()) noteIt(); // no desk sees it until that is known
    },
  });
  const timer = setInterval(noteIt, noteEveryMs);
  socket.on('disconnect', () => {
    clearInterval(timer);
    entry.leave();
  });
  socket.on('shown', (message) => receipts.told(message));
  socket.on('health', (message) => {
    const health = healthMessage.safeParse(message);
    if (health.success) entry.health(health.data);
  });
  noteIt();
  return (snapshot) => {
    if (!entry.isAccepted()) noteIt(); // a supervisor may have accepted it
    receipts.sent(snapshot);
    entry.sent(snapshot.revision);
  };
}

/** Notes that a board with this name is there; answers whether the office takes it for its own. */
async function note(socket: SocketOf<'board', Seat>, { db }: SocketDeps): Promise<boolean> {
  const { office, board } = socket.data;
  const now = await readOfficeNow(db, office);
  const device = await pairedDeviceOf(db, socket.request.headers.cookie, office);
  const mayEnter = now !== null && isOfHall(now.policy, device);
  return noteBoard(db, { office, name: board, mayEnter });
}
