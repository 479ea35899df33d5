import { once } from 'node:events';
import { SMTPServer } from 'smtp-server';
import { freePort } from '../../../process/free-port.ts';

/** A mail as the server got it. */
export interface Letter {
  readonly to: readonly string[];
  /** Header lines, unfolded. */
  readonly headers: string;
  readonly text: string;
}

/** A real mail server on a port of its own, which can be away. */
export interface PostOffice extends AsyncDisposable {
  readonly url: string;
  readonly letters: Letter[];
  readonly open: () => Promise<void>;
  readonly close: () => Promise<void>;
  /** Addresses that it refuses, repeating them in its answer as servers do. */
  readonly refused: Set<string>;
}

/** Finds a port; nobody listens there before `open`. */
export async function createPostOffice(): Promise<PostOffice> {
  const port = await freePort();
  const letters: Letter[] = [];
  const refused = new Set<string>();
  let server: SMTPServer | null = null;

  const open = async (): Promise<void> => {
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo({ address }, _session, callback) {
        callback(refused.has(address) ? new Error(`<${address}> does not live here`) : null);
      },
      onData(stream, { envelope }, callback) {
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', () => {
          letters.push(toLetter(Buffer.concat(parts).toString(), envelope.rcptTo));
          callback();
        });
      },
    });
    server.on('error', () => undefined); // a client that hangs up is none of its business
    await once(server.listen(port, '127.0.0.1'), 'listening');
  };
  const close = async (): Promise<void> => {
    const closing = server;
    server = null;
    if (closing) await new Promise<void>((resolve) => closing.close(resolve));
  };
  return { url: `smtp://127.0.0.1:${port}`, letters, open, close, refused, [Symbol.asyncDispose]: close };
}

function toLetter(raw: string, recipients: readonly { address: string }[]): Letter {
  const end = raw.indexOf('\r\n\r\n');
  const text = raw
    .slice(end + 4)
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return {
    to: recipients.map(({ address }) => address),
    headers: raw.slice(0, end).replaceAll(/\r\n[ \t]+/g, ' '),
    text,
  };
}
