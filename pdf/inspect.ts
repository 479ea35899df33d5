import { open, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { mostBytes, mostObjects, mostPages, type RefusalOfFile } from '../domain/softcopies/original.ts';
import { openDocument, ReadError, runQpdf, WriteError } from './qpdf.ts';
import { PageBoxesError, stamp } from './stamp.ts';
import { taskFiles } from './tasks.ts';

/** A mark to try a file with. */
const trial = {
  text: 'Perpustakaan PST · SC-0000-2000-000000',
  address: 'http://kunjung.invalid/',
  number: '-',
};

/** Looks whether a file can be an original: what it is by its content, and that it can be stamped. */
export async function inspect(
  file: string,
  folder: string,
): Promise<{ pages: number } | { refused: RefusalOfFile }> {
  const refused = await refusalOfBytes(file);
  if (refused) return { refused };
  try {
    const pages = countPages(file);
    if (pages === 0) return { refused: 'damaged' };
    if (pages > mostPages) return { refused: 'too-many-pages' };
    const within = await refusalOfObjects(file, folder);
    if (within) return { refused: within };
    await stamp(file, { folder, mark: trial, onProgress: () => undefined });
    return { pages };
  } catch (error) {
    if (error instanceof ReadError) return { refused: error.fault };
    if (error instanceof WriteError) return { refused: 'too-complex' };
    if (error instanceof PageBoxesError) return { refused: 'page-boxes' };
    throw error;
  }
}

/** Refuses by size, head and end what is no whole PDF. */
export async function refusalOfBytes(file: string): Promise<'too-large' | 'not-pdf' | 'truncated' | null> {
  const { size } = await stat(file);
  if (size > mostBytes) return 'too-large';
  await using handle = await open(file);
  const { buffer: head } = await handle.read({ buffer: Buffer.alloc(1_024), position: 0 });
  if (!head.includes('%PDF-')) return 'not-pdf';
  const { buffer: tail } = await handle.read({
    buffer: Buffer.alloc(2_048),
    position: Math.max(0, size - 2_048),
  });
  return tail.includes('%%EOF') ? null : 'truncated';
}

/** The pages of a document. Throws a ReadError. */
export function countPages(file: string): number {
  using document = openDocument(file);
  return document.pages;
}

/** Looks through all objects for what acts by itself or hides other files. */
async function refusalOfObjects(file: string, folder: string): Promise<RefusalOfFile | null> {
  const list = join(folder, taskFiles.objects);
  if (runQpdf([file, '--json=2', '--json-key=qpdf', '--no-warn', list]) === 2) return 'damaged';
  const { qpdf } = JSON.parse(await readFile(list, 'utf8')) as { qpdf: [unknown, Record<string, unknown>] };
  const objects = Object.values(qpdf[1]);
  if (objects.length > mostObjects) return 'too-complex';
  return objects.map(refusalOfValue).find(Boolean) ?? null;
}

/** Actions that do more than turn to a page or an address. */
const activeActions: ReadonlySet<unknown> = new Set([
  '/JavaScript',
  '/Launch',
  '/ImportData',
  '/SubmitForm',
  '/GoToE',
  '/Rendition',
  '/Movie',
  '/Sound',
  '/RichMediaExecute',
]);

/** Refuses an object that acts by itself or hides another file. */
export function refusalOfValue(root: unknown): 'active' | 'attachments' | null {
  for (const stack = [root]; stack.length > 0;) {
    const value = stack.pop();
    if (typeof value !== 'object' || value === null) continue;
    if (!Array.isArray(value)) {
      const entries = value as Readonly<Record<string, unknown>>;
      if (activeActions.has(entries['/S']) || '/XFA' in entries || '/JavaScript' in entries) return 'active';
      if ('/EmbeddedFiles' in entries || '/EF' in entries || entries['/Type'] === '/EmbeddedFile')
        return 'attachments';
      if (entries['/Subtype'] === '/RichMedia') return 'active';
    }
    stack.push(...Object.values(value));
  }
  return null;
}
