import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { newPassword } from '../../../wire/fields.ts';
import { RefusedError } from '../refused.ts';

/** A random password. */
export function randomPassword(): string {
  return randomBytes(12).toString('base64url');
}

/** Asks for a new password: twice and unseen on a terminal, one line of stdin otherwise. */
export async function askPassword(username: string): Promise<string> {
  const { stdin } = process;
  if (!stdin.isTTY) return accepted((await text(stdin)).split(/\r?\n/)[0] ?? '');
  const password = accepted(await askUnseen(`New password of ${username}: `));
  if ((await askUnseen('The same again: ')) === password) return password;
  throw new RefusedError('The two passwords differ; nothing was changed.');
}

function accepted(password: string): string {
  if (password === '') throw new RefusedError('No password was given; nothing was changed.');
  if (newPassword.safeParse(password).success) return password;
  throw new RefusedError('A password has 8 to 200 characters; nothing was changed.');
}

/** One line from the terminal, which does not show it. */
async function askUnseen(question: string): Promise<string> {
  process.stderr.write(question);
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: unseen, terminal: true });
  const given = new AbortController();
  lines.on('close', () => given.abort()); // Ctrl-C, Ctrl-D, or the terminal was closed
  try {
    return await lines.question('', { signal: given.signal });
  } catch {
    throw new RefusedError('No password was given; nothing was changed.');
  } finally {
    lines.close();
    process.stderr.write('\n');
  }
}
