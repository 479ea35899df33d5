import type { Server } from 'node:http';
import { listenOrExit } from '../ports.ts';

/** Starts to listen; at the end lets requests finish that are under way, and closes idle lines. */
export async function listenOn(
  server: Server,
  { host, port }: { host: string; port: number },
): Promise<AsyncDisposable> {
  server.requestTimeout = 15_000;
  await listenOrExit(server, { variable: 'PORT', host, port });
  return {
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      await closed;
    },
  };
}
