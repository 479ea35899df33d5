import { createTransport } from 'nodemailer';
import { fileMail, isFolder } from './folder.ts';
import type { WrittenLetter } from './letters.ts';

/** Where mails go, who sends them, and the address that their links begin with. */
export interface MailSettings {
  readonly url: string;
  readonly from: string;
  readonly linkBase: string;
}

/** A letter on its way. The id is the same at every try, so that whoever gets a repeat can tell. */
export interface PostedLetter extends WrittenLetter {
  readonly id: string;
  readonly to: readonly string[];
}

/** Takes letters; throws an error that `faultOf` reads while a letter is not taken. */
export interface Post {
  readonly send: (letter: PostedLetter) => Promise<void>;
}

const answerWithinMs = 5_000;

/** The way out: to a mail server, or into a folder of this machine. */
export function createPost(settings: Pick<MailSettings, 'url' | 'from'>): Post {
  return isFolder(settings.url) ? folderPost(settings) : serverPost(settings);
}

function folderPost({ url, from }: Pick<MailSettings, 'url' | 'from'>): Post {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  return {
    async send(letter) {
      const { message } = await transport.sendMail(toMail(letter, from));
      if (!Buffer.isBuffer(message)) throw new Error('a mail was not made whole');
      await fileMail(url, letter.id, message);
    },
  };
}

/** Encrypted unless the server is on this machine or its address ends in `?requireTLS=false`. */
function serverPost({ url, from }: Pick<MailSettings, 'url' | 'from'>): Post {
  const transport = createTransport({
    url,
    requireTLS: !isLocal(url),
    connectionTimeout: answerWithinMs,
    greetingTimeout: answerWithinMs,
    socketTimeout: answerWithinMs,
    dnsTimeout: answerWithinMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(letter) {
      await transport.sendMail(toMail(letter, from));
    },
  };
}

/** Addresses go as they are, each as one, and never parsed as a list. */
function toMail({ id, sender, subject, text, html, to }: PostedLetter, from: string) {
  return {
    from: { name: sender, address: from },
    to: to.map((address) => ({ name: '', address })),
    envelope: { from, to: [...to] },
    subject,
    messageId: `<${id}@kunjung>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
    text,
    html,
  };
}

function isLocal(url: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);
}
