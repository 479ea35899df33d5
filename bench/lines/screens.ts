import { io, type Socket } from 'socket.io-client';
import type { Board } from '../../wire/boards.ts';

/** Where screens connect to, and the session of those that need one. */
interface Ground {
  readonly base: string;
  readonly cookie: string;
}

/** Opens the lines of screens as their pages do. */
export function createScreens({ base, cookie }: Ground) {
  const lineTo = (name: string, auth: object): Socket =>
    io(`${base}/${name}`, {
      transports: ['websocket'],
      auth,
      extraHeaders: { cookie },
      forceNew: true,
    });

  return {
    /** A board that paints whatever it gets; told of each number that is called on it for the first time. */
    board(office: string, name: string, called: (label: string) => void = () => undefined): Socket {
      const line = lineTo('board', { office, board: name });
      const shown = new Set<string>();
      line.on('board', ({ epoch, revision, calling }: Board) => {
        line.emit('shown', { epoch, revision });
        for (const { label } of calling) {
          if (shown.has(label)) continue;
          shown.add(label);
          called(label);
        }
      });
      return line;
    },

    /** A phone that asks by itself when it was not told everything; told of each time. */
    phone(token: string, asked: () => void = () => undefined): Socket {
      const line = lineTo('visit', { token });
      let covered = -1;
      line.on('beat', ({ revision, told }: { revision: number; told?: boolean }) => {
        if (told === true || revision === covered) return;
        covered = revision;
        asked();
        void fetch(`${base}/api/v1/visits/${token}`).then((answer) => answer.arrayBuffer());
      });
      return line;
    },

    /** An officer's tablet. */
    desk: (office: string): Socket => lineTo('desk', { office }),
  };
}

/** Waits until a line is open; rejects when it is refused. */
export function connected(line: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    if (line.connected) resolve();
    line.once('connect', resolve);
    line.once('connect_error', reject);
  });
}
