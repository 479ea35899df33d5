import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A line to an api that can fall silent: connections are accepted and nothing comes through. */
export interface HungProxy extends AsyncDisposable {
  readonly base: string;
  /** From now on nothing passes, or only requests do and their answers are kept back. */
  readonly hang: (what: 'all' | 'answers') => void;
  /** Falls silent as soon as somebody sends this text. */
  readonly hangAt: (text: string) => void;
  /** Lets pass again; what was kept back arrives late. */
  readonly revive: () => void;
}

/** Stands between a screen and the api; the silence happens here, not in the code under test. */
export async function createHungProxy(apiBase: string): Promise<HungProxy> {
  const target = new URL(apiBase);
  const lines = new Set<{ near: Socket; far: Socket }>();
  let silent: 'all' | 'answers' | null = null;
  let trap: string | null = null;
  const obey = ({ near, far }: { near: Socket; far: Socket }): void => {
    if (silent === 'all') near.pause();
    else near.resume();
    if (silent === null) far.resume();
    else far.pause();
  };
  const hang = (what: 'all' | 'answers' | null): void => {
    silent = what;
    for (const line of lines) obey(line);
  };
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    const line = { near, far };
    lines.add(line);
    for (const socket of [near, far]) {
      socket.on('error', () => undefined); // the other side is ended below
      socket.on('close', () => {
        lines.delete(line);
        near.destroy();
        far.destroy();
      });
    }
    near.on('data', (chunk) => {
      if (trap !== null && chunk.includes(trap)) {
        trap = null;
        hang('answers');
      }
      far.write(chunk);
    });
    far.on('data', (chunk) => near.write(chunk));
    obey(line);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hang,
    hangAt: (text) => (trap = text),
    revive: () => hang(null),
    async [Symbol.asyncDispose]() {
      for (const { near, far } of lines) {
        near.destroy();
        far.destroy();
      }
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
