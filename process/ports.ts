import { createServer, type Server } from 'node:net';

/** A configured port, with its variable. */
export interface Listening {
  readonly variable: 'PORT' | 'METRICS_PORT' | 'WORKER_METRICS_PORT';
  readonly host: string;
  /** 0 is any free one. */
  readonly port: number;
}

/** Listens; an unavailable port is reported on stderr and ends the process with code 2. */
export async function listenOrExit(server: Server, chosen: Listening): Promise<void> {
  const error = await listen(server, chosen);
  if (error === null) return;
  process.stderr.write(`${toSentence(error, chosen)}\n`);
  process.exit(2);
}

/** Why these ports are unavailable, a sentence each; empty when all are free. */
export async function portFaults(all: readonly Listening[]): Promise<string[]> {
  const faults: string[] = [];
  for (const [index, chosen] of all.entries()) {
    const { variable, host, port } = chosen;
    const other = all.slice(0, index).find((earlier) => meet(earlier, chosen));
    if (other) {
      faults.push(`${variable}: port ${port} is wanted for ${other.variable} already; set another.`);
      continue;
    }
    const probe = createServer();
    const error = await listen(probe, { host, port });
    if (error !== null) faults.push(toSentence(error, chosen));
    else await new Promise((resolve) => probe.close(resolve));
  }
  return faults;
}

/** True when both cannot listen at the same time. */
function meet(a: Listening, b: Listening): boolean {
  const everywhere = [a.host, b.host].some((host) => host === '0.0.0.0' || host === '::');
  return a.port !== 0 && a.port === b.port && (everywhere || a.host === b.host);
}

function listen(
  server: Server,
  { host, port }: { host: string; port: number },
): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    server.once('error', resolve).listen(port, host, () => {
      server.off('error', resolve);
      resolve(null);
    });
  });
}

function toSentence({ code, message }: NodeJS.ErrnoException, { variable, host, port }: Listening): string {
  switch (code) {
    case 'EADDRINUSE':
      return `${variable}: another program already listens on port ${port} of ${host}. End it, or set ${variable} to a free port.`;
    case 'EACCES':
      return `${variable}: this user may not listen on port ${port}. Set ${variable} to a port above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `HOST: this machine has no address ${host}. Set HOST to one of its own, or to 0.0.0.0 for all.`;
    default:
      return `${variable}: port ${port} of ${host} cannot be listened on (${message}).`;
  }
}
