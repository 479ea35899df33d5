import type { DefaultEventsMap, Namespace, Server, Socket } from 'socket.io';
import type { LineName, Lines as LinesOf, SentOver } from '../../wire/lines.ts';
import type { Log } from '../../process/log.ts';
import type { Group, Lines } from './lines.ts';
import type { Live } from './live.ts';

const beatEveryMs = 5_000;

/** Parses whatever a screen sends. */
type Heard<Name extends LineName> = {
  readonly [Event in keyof LinesOf[Name]['tells']]: (message: unknown) => void;
};

/** A namespace and its sockets, whose `data` is the seat each was admitted with. */
export type LineOf<Name extends LineName, Seat> = Namespace<
  Heard<Name>,
  SentOver<Name>,
  DefaultEventsMap,
  Seat
>;
export type SocketOf<Name extends LineName, Seat> = Socket<
  Heard<Name>,
  SentOver<Name>,
  DefaultEventsMap,
  Seat
>;

/** The namespace of a kind of connection. */
export const lineOf = <Name extends LineName, Seat>(io: Server, name: Name): LineOf<Name, Seat> =>
  io.of(`/${name}`);

/** The seat of an admitted connection, and the groups it counts in. */
interface Admitted<Seat> {
  readonly seat: Seat;
  readonly groups: readonly Group[];
}

/** Admits a socket when `check` returns a seat and its groups have room. */
export function admit<Name extends LineName, Seat extends object>(
  line: LineOf<Name, Seat>,
  { log, lines }: { readonly log: Log; readonly lines: Lines },
  check: (socket: SocketOf<Name, Seat>, address: string) => Promise<Admitted<Seat> | null>,
): void {
  const letIn = async (socket: SocketOf<Name, Seat>): Promise<string | null> => {
    if (!lines.mayAsk(socket)) return 'too-many-requests';
    const admitted = await check(socket, lines.addressOf(socket.request));
    if (!admitted) return 'refused';
    if (!lines.enter(socket, admitted.groups)) return 'too-many-lines';
    Object.assign(socket.data, admitted.seat);
    return null;
  };
  line.use((socket, next) => {
    letIn(socket).then(
      (refusal) => next(refusal === null ? undefined : new Error(refusal)),
      (err: unknown) => {
        log.warn({ err }, 'connection check failed');
        next(new Error('unavailable'));
      },
    );
  });
}

/** Sends at once and at every change, with a heartbeat in between, until the socket disconnects. */
export function keepInformed(
  socket: { readonly on: (event: 'disconnect', listener: () => void) => unknown },
  { live, log }: { readonly live: Live; readonly log: Log },
  feed: { office: string; hearsBoards?: boolean; send: () => Promise<void>; beat: () => Promise<void> },
): void {
  const { office, hearsBoards = false, send, beat } = feed;
  const watch = live.watch(office, send, { hearsBoards });
  const timer = setInterval(() => {
    beat().catch((err: unknown) => log.warn({ err }, 'heartbeat to a screen failed'));
  }, beatEveryMs);
  socket.on('disconnect', () => {
    watch.stop();
    clearInterval(timer);
  });
  watch.refresh();
}
