import { io } from 'socket.io-client';
import { boardOrder } from '../../display/ui/line/snapshot-order.ts';
import type { Board } from '../../wire/boards.ts';

/** A board in the hall, which stays there whatever happens to the service. */
export interface HallBoard extends Disposable {
  /** What it shows: the newest snapshot, in the order of the real screen. */
  readonly shown: () => Board | null;
  /** For how many milliseconds it has heard nothing. */
  readonly silentMs: () => number;
  /** Loses its line, or gets it back. */
  readonly leave: () => void;
  readonly come: () => void;
}

const tryAgainMs = 500;

/** Opens the line of a board; `onShown` is told of each snapshot that it takes. */
export function hangBoard({
  base,
  office,
  name = 'lobi',
  onShown,
}: {
  base: string;
  office: string;
  name?: string;
  onShown?: (board: Board) => void;
}): HallBoard {
  const order = boardOrder<Board>();
  let shown: Board | null = null;
  let heardAt = performance.now();
  const socket = io(`${base}/board`, {
    transports: ['websocket'],
    auth: { office, board: name },
    reconnectionDelay: 200,
    reconnectionDelayMax: 500,
    forceNew: true,
  });
  socket.on('board', (next: Board) => {
    heardAt = performance.now();
    if (!order.accepts(next)) return;
    shown = next;
    onShown?.(next);
  });
  socket.on('beat', () => (heardAt = performance.now()));
  // a refusal is not tried again by itself; the real screen opens its line anew
  let tryAgain: NodeJS.Timeout | undefined;
  socket.on('connect_error', () => {
    clearTimeout(tryAgain);
    if (!socket.active) tryAgain = setTimeout(() => socket.connect(), tryAgainMs);
  });
  const leave = (): void => {
    clearTimeout(tryAgain);
    socket.disconnect();
  };
  return {
    shown: () => shown,
    silentMs: () => performance.now() - heardAt,
    leave,
    come: () => void socket.connect(),
    [Symbol.dispose]: leave,
  };
}
