import type { DefaultEventsMap, Namespace, Server, Socket } from 'socket.io';
import type { LineName, Lines as LinesOf, SentOver } from '../../wire/lines.ts';
import type { Group, Lines } from './lines.ts';

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
  { lines }: { readonly lines: Lines },
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
        lines.tell({ err }, 'connection check failed');
        next(new Error('unavailable'));
      },
    );
  });
}

/** Sends something to these connections of a namespace; it is encoded once for all. */
export function sendTo<Name extends LineName, Seat>(
  line: LineOf<Name, Seat>,
  connections: readonly { readonly socket: { readonly id: string } }[],
  send: (to: ReturnType<LineOf<Name, Seat>['to']>) => void,
): void {
  if (connections.length > 0) send(line.to(connections.map(({ socket }) => socket.id)));
}
