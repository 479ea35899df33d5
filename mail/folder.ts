import { mkdir, open, readFile, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import PostalMime from 'postal-mime';

/** How many mails a folder holds; the oldest go first. */
const mostKept = 500;

/** How long one stays there. */
const keptForMs = 30 * 86_400_000;

/** Whether mails end in a folder of this machine instead of going to a mail server. */
export function isFolder(url: string): boolean {
  return url.startsWith('file:');
}

/** A mail as it lies in the folder. */
export interface FiledMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/**
 * Puts a mail into the folder, whole or not at all, and removes what is too old or too much. A repeat takes the place of
 * the one before. Readable by this account alone: addresses and links stand in it as they would in the mail.
 */
export async function fileMail(url: string, id: string, source: Buffer): Promise<void> {
  const folder = fileURLToPath(url);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const before = await filesIn(folder);
  const name = `${new Date().toISOString().replaceAll(/[-:.]/g, '')}-${id}.eml`;
  const unfinished = join(folder, `${id}.part`);
  {
    await using file = await open(unfinished, 'w', 0o600);
    await file.writeFile(source);
    await file.sync();
  }
  await rename(unfinished, join(folder, name));
  const oldest = new Date(Date.now() - keptForMs).toISOString().replaceAll(/[-:.]/g, '');
  const others = before.filter((file) => file !== name); // one of this millisecond has been replaced
  const excess = others.length + 1 - mostKept;
  const gone = others.filter((file, index) => index < excess || file < oldest || isOf(id, file));
  for (const file of gone) await rm(join(folder, file), { force: true });
}

/** Reads a mail of the folder; null when it is not there, or not on this machine. */
export async function readFiledMail(url: string, id: string): Promise<FiledMail | null> {
  const folder = fileURLToPath(url);
  const name = (await filesIn(folder)).findLast((file) => isOf(id, file));
  if (name === undefined) return null;
  const { to = [], subject = '', text = '' } = await PostalMime.parse(await readFile(join(folder, name)));
  return { to: to.map(({ address }) => address ?? '').join(', '), subject, text };
}

const isOf = (id: string, file: string): boolean => file.endsWith(`-${id}.eml`);

/** The mails of a folder, the oldest first, as their names begin with their time. */
async function filesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((file) => file.endsWith('.eml')).toSorted();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
