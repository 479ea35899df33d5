import type { DefaultEventsMap, Namespace, Server, Socket } from 'socket.io';
import type { LineName, Lines as LinesOf, SentOver } from '../../wire/lines.ts';
import type { Log } from '../../process/log.ts';
import type { Group, Lines } from './lines.ts';
import type { Live, Watch } from './live.ts';

const beatEveryMs = 5_000;

/** Whatever a screen tells, it is read before it is believed. */
type Heard<Name extends LineName> = {
  readonly [Event in keyof LinesOf[Name]['tells']]: (message: unknown) => void;
};

/** A namespace and its sockets, whose `data` is what each was let in with. */
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

/** The namespace of a line. */
export const lineOf = <Name extends LineName, Seat>(io: Server, name: Name): LineOf<Name, Seat> =>
  io.of(`/${name}`);

/** What a line is let in with, and the groups that it counts in. */
interface Admitted<Seat> {
  readonly seat: Seat;
  readonly groups: readonly Group[];
}

/** Lets a socket in when `check` answers and its groups have room. */
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

/** Sends at once, at every change, and a beat in between, until the socket goes. */
export function keepInformed(
  socket: { readonly on: (event: 'disconnect', listener: () => void) => unknown },
  { live, log }: { readonly live: Live; readonly log: Log },
  feed: { office: string; send: () => Promise<void>; beat: () => Promise<void> },
): Watch {
  const { office, send, beat } = feed;
  const watch = live.watch(office, send);
  const timer = setInterval(() => {
    beat().catch((err: unknown) => log.warn({ err }, 'heartbeat to a screen failed'));
  }, beatEveryMs);
  socket.on('disconnect', () => {
    watch.stop();
    clearInterval(timer);
  });
  watch.refresh();
  return watch;
}
