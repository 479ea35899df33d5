import { io } from 'socket.io-client';
import { boardRetries } from '../../display/board/retries.ts';
import { needsOf } from '../../display/ui/line/feed-rules.ts';
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

const tickMs = 1_000;

/**
 * Opens the line of a board, which the rules of the real screen keep up; `onShown` is told of each snapshot that it takes.
 * Unlike that screen it does not ask when a beat tells of more than it was sent: what it must show is sent.
 */
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
  let downSince: number | null = performance.now();
  let restartedAt = performance.now();
  let polledAt = -Infinity;
  const socket = io(`${base}/board`, {
    transports: ['websocket'],
    auth: { office, board: name },
    ...boardRetries,
    forceNew: true,
  });
  const hear = (next: Board): void => {
    heardAt = performance.now();
    if (!order.accepts(next)) return;
    shown = next;
    onShown?.(next);
  };
  socket.on('board', hear);
  socket.on('beat', () => (heardAt = performance.now()));
  socket.on('connect', () => (downSince = null));
  socket.on('disconnect', () => (downSince = performance.now()));

  let timer: NodeJS.Timeout | undefined;
  const poll = async (): Promise<void> => {
    const asked = timer;
    const response = await fetch(`${base}/api/v1/offices/${office}/board`).catch(() => null);
    const board = response?.ok ? ((await response.json().catch(() => null)) as Board | null) : null;
    if (board && timer === asked) hear(board); // nothing comes without a line
  };
  const tick = (): void => {
    const now = performance.now();
    const line = { now, heardAt, downSince, polledAt, restartedAt, retries: socket.active };
    const { poll: mustPoll, restart } = needsOf(line);
    if (mustPoll) {
      polledAt = now;
      void poll();
    }
    if (!restart) return;
    restartedAt = now;
    socket.disconnect().connect();
  };
  const keepUp = (): void => {
    clearInterval(timer);
    timer = setInterval(tick, tickMs);
  };
  keepUp();

  const leave = (): void => {
    clearInterval(timer);
    timer = undefined;
    socket.disconnect();
  };
  return {
    shown: () => shown,
    silentMs: () => performance.now() - heardAt,
    leave,
    come: () => {
      keepUp();
      socket.connect();
    },
    [Symbol.dispose]: leave,
  };
}
