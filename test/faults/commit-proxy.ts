import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A line to PostgreSQL that can withhold the answer to a commit. */
export interface CommitProxy extends AsyncDisposable {
  readonly url: string;
  /**
   * At the next commit, of a transaction or of a statement that records a press by itself: the database has it, its client never hears of it.
   * Answers what calls it off.
   */
  readonly atNextCommit: (then: () => void) => () => void;
}

/** Stands between a part and its database; faults happen here, not in the code under test. */
export async function createCommitProxy(databaseUrl: string): Promise<CommitProxy> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let armed: (() => void) | null = null;
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined); // the other side is ended below
      socket.on('close', () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    let commitsItself = false;
    near.on('data', (chunk) => {
      commitsItself = chunk.includes('insert into visit_event') && chunk.includes('pg_notify');
      far.write(chunk);
    });
    far.on('data', (chunk) => {
      if (armed && (chunk.includes('COMMIT\0') || (commitsItself && chunk.includes('SELECT 1\0')))) {
        const then = armed;
        armed = null;
        then();
      } else near.write(chunk);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(databaseUrl);
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    atNextCommit(then) {
      armed = then;
      return () => (armed = null);
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
