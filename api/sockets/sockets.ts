import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import type { Database } from '../../db/connect.ts';
import type { Cipher } from '../../db/sealing/cipher.ts';
import type { Estimates } from '../../db/visitors/estimates.ts';
import type { Log } from '../../process/log.ts';
import { isOwn, type Sessions } from '../http/guards.ts';
import type { BoardRegister } from './board-register.ts';
import { serveBoards } from './boards.ts';
import { serveDesks } from './desks.ts';
import type { Lines } from './lines.ts';
import type { Live } from './live.ts';
import { serveVisits } from './visits.ts';

/** A connection that enters no namespace is closed after this long. */
const enterWithinMs = 10_000;

/** The dependencies of the sockets. */
export interface SocketDeps {
  readonly db: Database;
  readonly cipher: Cipher;
  readonly live: Live;
  readonly estimates: Estimates;
  readonly sessions: Sessions;
  readonly boards: BoardRegister;
  readonly lines: Lines;
  readonly publicUrl: string | null;
  readonly log: Log;
}

/** The sockets of the screens. They only send state; commands come by HTTP. */
export function createSockets(http: HttpServer, deps: SocketDeps): AsyncDisposable {
  const { publicUrl, lines } = deps;
  const io = new Server(http, {
    transports: ['websocket'],
    serveClient: false,
    maxHttpBufferSize: 4_096,
    connectTimeout: enterWithinMs,
    pingInterval: 10_000,
    pingTimeout: 10_000,
    allowRequest: (request, decide) => {
      const { origin, host } = request.headers;
      const isOurs = origin === undefined || isOwn(origin, { host, publicUrl });
      decide(null, isOurs && lines.mayOpen(request));
    },
  });
  lines.guard(io);
  serveBoards(io, deps);
  serveVisits(io, deps);
  const desks = serveDesks(io, deps);
  return {
    async [Symbol.asyncDispose]() {
      await desks[Symbol.asyncDispose]();
      // not `io.close()`: it also waits for every HTTP connection, idle ones included
      io.engine.close();
    },
  };
}
