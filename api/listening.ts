import type { Server } from 'node:http';

/** Starts to listen; at the end lets requests finish that are under way, and closes idle lines. */
export async function listenOn(
  server: Server,
  { host, port }: { host: string; port: number },
): Promise<AsyncDisposable> {
  server.requestTimeout = 15_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  });
  return {
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      await closed;
    },
  };
}
