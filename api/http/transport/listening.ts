import { once } from 'node:events';
import type { Server, ServerResponse } from 'node:http';
import { listenOrExit } from '../../../process/ports.ts';
import type { Arrivals } from './arrival.ts';

/** Starts to listen; disposing lets running requests finish, those whose file is still on its way aside, and closes all other connections. */
export async function listenOn(
  server: Server,
  { host, port, arrivals }: { host: string; port: number; arrivals: Arrivals },
): Promise<AsyncDisposable> {
  const underWay = new Set<ServerResponse>();
  server.on('request', (_request, response) => {
    underWay.add(response);
    response.once('close', () => underWay.delete(response));
  });
  // whoever asks before sending a body is invited when it is read, which a stranger's is not
  server.on('checkContinue', (request, response) => server.emit('request', request, response));
  server.on('clientError', (error, line) => {
    const isAnswered = [...underWay].some(({ socket, headersSent }) => socket === line && headersSent);
    arrivals.endLine(error, line, { isAnswered });
  });
  await listenOrExit(server, { variable: 'PORT', host, port });
  return {
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      arrivals.giveUp();
      while (underWay.size > 0) await Promise.all([...underWay].map((response) => once(response, 'close')));
      // Node does not count a connection without any request, as browsers open in advance, as idle
      server.closeAllConnections();
      await closed;
    },
  };
}
