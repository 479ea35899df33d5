import type { IncomingMessage } from 'node:http';
import type { Server, Socket } from 'socket.io';
import type { Log } from '../../process/log.ts';
import type { AddressOf } from '../http/addresses.ts';
import { createBuckets } from '../limits/buckets.ts';
import { createTellings } from '../limits/tellings.ts';

/**
 * How many connections there may be, and how many messages they may send. All visitors, boards and tablets of an
 * office may share one address, so an address gets what a big office needs, and a name or an office more than
 * one address can take.
 */
export const lineLimits = {
  /** Frames of one connection. A board sends at most one receipt per painted frame, sixty a second. */
  frames: { burst: 150, perSecond: 60 },
  /** Handshakes, and namespaces entered, from one address. */
  attempts: { burst: 600, perSecond: 40 },
  ofAddress: 800,
  boardsOfOffice: 150,
  boardsOfOfficeFromAddress: 80,
  boardsOfName: 50,
  boardsOfNameFromAddress: 25,
  visitorsOfOffice: 3_000,
  visitorsOfOfficeFromAddress: 600,
  ofVisit: 20,
  desksOfOffice: 300,
  ofAccount: 60,
} as const;

/** A socket of any namespace. */
type AnySocket = Pick<Socket, 'conn' | 'request'> & {
  readonly on: (event: 'disconnect', listener: () => void) => unknown;
};

/** A group of connections with a maximum size. */
export interface Group {
  readonly key: string;
  readonly most: number;
}

/** Counts the connections of the screens and closes those that send too much. */
export function createLines({ on, addressOf, log }: { on: boolean; addressOf: AddressOf; log: Log }) {
  const counts = new Map<string, number>();
  const attempts = createBuckets(lineLimits.attempts);
  const tell = createTellings(log);
  /** Groups to leave when a connection closes; a socket not yet admitted gets no disconnect event. */
  const toLeave = new Map<Socket['conn'], Set<() => void>>();

  const countOf = (key: string): number => counts.get(key) ?? 0;
  const add = (key: string, change: 1 | -1): void => {
    const count = countOf(key) + change;
    if (count > 0) counts.set(key, count);
    else counts.delete(key);
  };

  const tellClosed = (reason: string): void => tell({ reason }, 'screen connection closed', reason);

  return {
    addressOf,

    /** Warns of what a connection met, sparingly. */
    tell,

    /** Whether this address may open one more connection. */
    mayOpen(request: IncomingMessage): boolean {
      if (!on) return true;
      const address = addressOf(request);
      return countOf(`address ${address}`) < lineLimits.ofAddress && attempts.take(`handshake ${address}`);
    },

    /** Counts the connections of a server by address, and closes one that sends too many frames. */
    guard(io: Server): void {
      if (!on) return;
      io.engine.on('connection', (line) => {
        const address = `address ${addressOf(line.request)}`;
        const frames = createBuckets(lineLimits.frames);
        add(address, 1);
        toLeave.set(line, new Set());
        line.once('close', () => {
          add(address, -1);
          toLeave.get(line)?.forEach((leave) => leave());
          toLeave.delete(line);
        });
        line.on('packet', () => {
          if (line.readyState !== 'open' || frames.take('')) return;
          tellClosed('flood');
          line.close(true);
          line.request.socket.destroy();
        });
      });
    },

    /** Adds a connection to its groups until it closes; false when one is full or it has closed already. */
    enter(socket: AnySocket, groups: readonly Group[]): boolean {
      if (!on) return true;
      const leavings = toLeave.get(socket.conn);
      if (!leavings || groups.some(({ key, most }) => countOf(key) >= most)) return false;
      for (const { key } of groups) add(key, 1);
      const leave = (): void => {
        if (leavings.delete(leave)) for (const { key } of groups) add(key, -1);
      };
      leavings.add(leave);
      socket.on('disconnect', leave);
      return true;
    },

    /** Whether this address may try to enter one more namespace. */
    mayAsk: (socket: AnySocket): boolean => !on || attempts.take(`namespace ${addressOf(socket.request)}`),

    /** Closes a connection for what it sent. */
    close(socket: AnySocket, reason: string): void {
      tellClosed(reason);
      socket.conn.close(true);
      socket.request.socket.destroy();
    },
  };
}

export type Lines = ReturnType<typeof createLines>;
