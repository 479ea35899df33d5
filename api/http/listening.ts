import { once } from 'node:events';
import type { Server, ServerResponse } from 'node:http';
import { listenOrExit } from '../../process/ports.ts';

/** Starts to listen; disposing lets running requests finish and closes all other connections. */
export async function listenOn(
  server: Server,
  { host, port }: { host: string; port: number },
): Promise<AsyncDisposable> {
  server.requestTimeout = 15_000;
  const underWay = new Set<ServerResponse>();
  server.on('request', (_request, response) => {
    underWay.add(response);
    response.once('close', () => underWay.delete(response));
  });
  await listenOrExit(server, { variable: 'PORT', host, port });
  return {
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      while (underWay.size > 0) await Promise.all([...underWay].map((response) => once(response, 'close')));
      // Node does not count a connection without any request, as browsers open in advance, as idle
      server.closeAllConnections();
      await closed;
    },
  };
}
