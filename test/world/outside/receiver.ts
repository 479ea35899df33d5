import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import { ownPort } from '../programs/own-port.ts';

/** A message as the receiver got it. */
export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: Record<string, unknown>;
}

/** A messaging gateway on a port of its own, which can be away, slow or broken. */
export interface Receiver extends AsyncDisposable {
  readonly url: string;
  readonly received: Received[];
  /** What it does with a message; takes it unless it is told otherwise. */
  answer: (response: ServerResponse) => void;
  readonly open: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export const taking = (response: ServerResponse): void => void response.writeHead(204).end();

/** Finds a port; nobody listens there before `open`. */
export async function createReceiver(): Promise<Receiver> {
  const port = await ownPort();
  let server: Server | null = null;
  const close = async (): Promise<void> => {
    const closing = server;
    server = null;
    if (!closing) return;
    closing.closeAllConnections();
    await new Promise((resolve) => closing.close(resolve));
  };
  const receiver: Receiver = {
    url: `http://127.0.0.1:${port}/gateway`,
    received: [],
    answer: taking,
    async open() {
      server = createServer((request, response) => {
        const parts: Buffer[] = [];
        request.on('data', (part: Buffer) => parts.push(part));
        request.on('end', () => {
          const text = Buffer.concat(parts).toString();
          receiver.received.push({
            headers: request.headers,
            text,
            body: JSON.parse(text) as Record<string, unknown>,
          });
          receiver.answer(response);
        });
      });
      await once(server.listen(port, '127.0.0.1'), 'listening');
    },
    close,
    [Symbol.asyncDispose]: close,
  };
  return receiver;
}
