import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** An address of PostgreSQL that can lead to another database, or to none: as a name does after a switch, or a dead network. */
export interface MovingLine extends AsyncDisposable {
  /** Leads lines that are opened from now on to this database; those that stand stay where they are. */
  readonly leadTo: (url: string) => void;
  /** The same URL by way of this address. */
  readonly through: (url: string) => string;
  /** From now on each answer comes so many milliseconds late. */
  readonly delay: (milliseconds: number) => void;
  /** From now on nothing comes through, and nobody is told: packets are lost, connections stand. */
  readonly swallow: () => void;
  /** Lets everything pass again, at once. */
  readonly revive: () => void;
}

/** Stands between the product and a server; the faults happen here, not in the code under test. */
export async function createMovingLine(): Promise<MovingLine> {
  let target: URL | null = null;
  let swallows = false;
  let lateMs = 0;
  const lines = new Set<readonly [Socket, Socket]>();
  const obey = (line: readonly [Socket, Socket]): void => {
    for (const socket of line) {
      if (swallows) socket.pause();
      else socket.resume();
    }
  };
  const obeyAll = (now: boolean): void => {
    swallows = now;
    for (const line of lines) obey(line);
  };
  const server = createServer((near) => {
    const far = connect(Number(target?.port), target?.hostname);
    const line = [near, far] as const;
    lines.add(line);
    for (const socket of line) {
      socket.on('error', () => undefined); // the other side is ended below
      socket.on('close', () => {
        lines.delete(line);
        near.destroy();
        far.destroy();
      });
    }
    near.once('data', (chunk: Buffer) => {
      far.write(target === null ? chunk : toDatabase(target.pathname.slice(1), chunk));
      near.on('data', (chunk) => far.write(chunk));
    });
    const held: Buffer[] = []; // in their order, also when the delay ends between two of them
    far.on('data', (chunk: Buffer) => {
      held.push(chunk);
      setTimeout(() => near.write(held.shift() ?? ''), lateMs);
    });
    obey(line);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    leadTo: (url) => (target = new URL(url)),
    through: (url) => Object.assign(new URL(url), { hostname: '127.0.0.1', port: String(port) }).href,
    delay: (milliseconds) => (lateMs = milliseconds),
    swallow: () => obeyAll(true),
    revive() {
      lateMs = 0;
      obeyAll(false);
    },
    async [Symbol.asyncDispose]() {
      for (const line of lines) for (const socket of line) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A client's first message, asking for this database. */
function toDatabase(name: string, message: Buffer): Buffer {
  const fields = message.toString('latin1', 8).replace(/(?<=\0|^)database\0[^\0]*/, `database\0${name}`);
  const head = Buffer.from(message.subarray(0, 8));
  head.writeInt32BE(8 + fields.length);
  return Buffer.concat([head, Buffer.from(fields, 'latin1')]);
}
