import { once } from 'node:events';
import type { Socket } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { ownPort } from '../programs/own-port.ts';

/** A mail as the server got it. */
export interface Letter {
  readonly to: readonly string[];
  /** Header lines, unfolded. */
  readonly headers: string;
  readonly messageId: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/**
 * What the server does with a mail: refuse the recipient or the message with a number, hang up in the middle of the
 * message, or never answer it. The mails after it are accepted.
 */
export type Misdeed =
  | { readonly refuses: 'recipient' | 'message' | 'sender'; readonly with: number }
  | 'hangs-up'
  | 'falls-silent';

/** A real mail server on a port of its own, which can be away. */
export interface PostOffice extends AsyncDisposable {
  readonly url: string;
  readonly letters: Letter[];
  readonly open: () => Promise<void>;
  readonly close: () => Promise<void>;
  /** Addresses that it refuses, repeating them in its answer as servers do. */
  readonly refused: Set<string>;
  /** What it does with the next mails, one after the other, before it accepts them again. */
  readonly misdeeds: Misdeed[];
  /** Called when the next mail was accepted, before its sender hears of it. */
  readonly atNextLetter: (then: () => void) => void;
  /** How many mails it has been offered, accepted or not. */
  readonly offered: () => number;
}

/** Finds a port; nobody listens there before `open`. */
export async function createPostOffice(): Promise<PostOffice> {
  const port = await ownPort();
  const letters: Letter[] = [];
  const refused = new Set<string>();
  const misdeeds: Misdeed[] = [];
  const sockets = new Set<Socket>();
  let offered = 0;
  let armed: (() => void) | null = null;
  let server: SMTPServer | null = null;

  const open = async (): Promise<void> => {
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onMailFrom(_from, _session, callback) {
        offered += 1;
        callback(refusal(misdeeds, 'sender'));
      },
      onRcptTo({ address }, _session, callback) {
        const misdeed = refusal(misdeeds, 'recipient');
        if (misdeed) return callback(misdeed);
        callback(refused.has(address) ? answer(550, `<${address}> does not live here`) : null);
      },
      onData(stream, { envelope }, callback) {
        const parts: Buffer[] = [];
        if (misdeeds[0] === 'hangs-up') {
          misdeeds.shift();
          for (const socket of sockets) socket.destroy();
          return;
        }
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', () => {
          const misdeed = refusal(misdeeds, 'message');
          if (misdeed) return callback(misdeed);
          if (misdeeds[0] === 'falls-silent') {
            misdeeds.shift();
            return;
          }
          toLetter(Buffer.concat(parts), envelope.rcptTo).then((letter) => {
            letters.push(letter);
            armed?.();
            armed = null;
            callback();
          }, callback);
        });
      },
    });
    server.on('error', () => undefined); // a client that hangs up is none of its business
    server.server.on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    });
    await once(server.listen(port, '127.0.0.1'), 'listening');
  };
  const close = async (): Promise<void> => {
    const closing = server;
    server = null;
    if (closing) await new Promise<void>((resolve) => closing.close(resolve));
  };
  return {
    url: `smtp://127.0.0.1:${port}`,
    letters,
    open,
    close,
    refused,
    misdeeds,
    atNextLetter: (then) => (armed = then),
    offered: () => offered,
    [Symbol.asyncDispose]: close,
  };
}

/** Takes the next misdeed when it is a refusal at this point of the conversation. */
function refusal(misdeeds: Misdeed[], at: 'recipient' | 'message' | 'sender'): Error | null {
  const [next] = misdeeds;
  if (typeof next !== 'object' || next.refuses !== at) return null;
  misdeeds.shift();
  return answer(next.with, 'not now, or never');
}

/** A refusal of a server, in its own words. */
const answer = (responseCode: number, message: string): Error =>
  Object.assign(new Error(message), { responseCode });

async function toLetter(raw: Buffer, recipients: readonly { address: string }[]): Promise<Letter> {
  const { messageId = '', subject = '', text = '', html = '' } = await PostalMime.parse(raw);
  const source = raw.toString();
  return {
    to: recipients.map(({ address }) => address),
    headers: source.slice(0, source.indexOf('\r\n\r\n')).replaceAll(/\r\n[ \t]+/g, ' '),
    messageId,
    subject,
    text,
    html,
  };
}
