import { once } from 'node:events';
import type { Server, ServerResponse } from 'node:http';
import { listenOrExit } from '../../process/ports.ts';

/** Starts to listen; at the end lets requests finish that are under way, and closes all other lines. */
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
      // a line on which no request has begun, as browsers open them in advance, is no idle one to Node
      server.closeAllConnections();
      await closed;
    },
  };
}
