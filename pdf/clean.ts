import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { attachmentLimits, type RefusalOfAttachment } from '../domain/complaints/attachments.ts';
import { cleanJpeg, isJpeg } from '../domain/pictures/jpeg.ts';
import { PictureError } from '../domain/pictures/picture.ts';
import { mostObjects } from '../domain/softcopies/original.ts';
import { unpackersOf } from './filters.ts';
import { countPages, refusalOfBytes, refusalOfValue } from './inspect.ts';
import { ReadError, runQpdf } from './qpdf.ts';
import { taskFiles } from './tasks.ts';

/** A document as qpdf writes it down: objects by name, in the second part. */
interface WrittenDocument {
  readonly qpdf: readonly [object, Record<string, WrittenObject>];
}
interface WrittenObject {
  readonly value?: unknown;
  readonly stream?: { data: string; readonly dict: Record<string, unknown> };
}

/** What tells of a document instead of showing it, wherever it stands; what is written down is not encrypted any more. */
const besides = ['/Metadata', '/PieceInfo', '/LastModified', '/Info', '/ID', '/Encrypt'] as const;

/** Who wrote a note into a page, and when; in a field of a form `/T` is its name. */
const besidesNotes = ['/T', '/M', '/CreationDate'] as const;
const besidesFields = ['/M'] as const;

/** What compresses photographs, by its name and by its short one. */
const photographs: ReadonlySet<unknown> = new Set(['/DCTDecode', '/DCT']);

/**
 * Writes a document anew without what tells of it: its author, programs and times, and what telephones wrote into its
 * photographs. Refuses what acts by itself, hides other files, or asks for a password.
 */
export async function clean(
  file: string,
  folder: string,
): Promise<{ pages: number } | { refused: RefusalOfAttachment }> {
  const refused = await refusalOfBytes(file);
  if (refused) return { refused };
  try {
    const pages = countPages(file);
    if (pages === 0) return { refused: 'damaged' };
    if (pages > attachmentLimits.mostPages) return { refused: 'too-many-pages' };
    const within = await rewrite(file, folder);
    return within ? { refused: within } : { pages };
  } catch (error) {
    if (error instanceof ReadError) return { refused: error.fault };
    if (error instanceof PictureError) return { refused: error.refusal };
    throw error;
  }
}

async function rewrite(file: string, folder: string): Promise<RefusalOfAttachment | null> {
  const list = join(folder, taskFiles.objects);
  const writing = ['--json-output=2', '--json-stream-data=inline', '--decode-level=none', '--no-warn'];
  if (runQpdf([file, ...writing, list]) === 2) return 'damaged';
  const document = JSON.parse(await readFile(list, 'utf8')) as WrittenDocument;
  const objects = Object.values(document.qpdf[1]);
  if (objects.length > mostObjects) return 'too-complex';
  const active = objects.map(refusalOfValue).find(Boolean);
  if (active) return active;
  for (const object of objects) {
    removeBesides(object);
    const refused = object.stream && cleanPhotograph(object.stream);
    if (refused) return refused;
  }
  await writeFile(list, JSON.stringify(document));
  const made = join(folder, taskFiles.clean);
  const code = runQpdf([
    '--json-input',
    list,
    '--deterministic-id',
    '--object-streams=generate',
    '--no-warn',
    made,
  ]);
  return code === 2 ? 'damaged' : null;
}

function removeBesides(root: unknown): void {
  for (const stack = [root]; stack.length > 0;) {
    const value = stack.pop();
    if (typeof value !== 'object' || value === null) continue;
    for (const name of besidesOf(value)) Reflect.deleteProperty(value, name);
    stack.push(...Object.values(value));
  }
}

function besidesOf(value: object): readonly string[] {
  if (Array.isArray(value)) return [];
  if (!('/Rect' in value && '/Subtype' in value)) return besides;
  return [...besides, ...(value['/Subtype'] === '/Widget' ? besidesFields : besidesNotes)];
}

/** A photograph keeps what its camera wrote when a program puts it into a document, packed once more or not. */
function cleanPhotograph(stream: {
  data: string;
  readonly dict: Record<string, unknown>;
}): 'too-complex' | null {
  const { dict } = stream;
  const filters = listOf(dict['/Filter']);
  if (!filters.every(isName)) return 'too-complex'; // it stands elsewhere, and could be anything
  const at = filters.findIndex((filter) => photographs.has(filter));
  if (at === -1) return null;
  const parameters = listOf(dict['/DecodeParms']);
  const unpackers = unpackersOf(filters.slice(0, at), parameters);
  if (unpackers === null || at < filters.length - 1) return 'too-complex';
  const bytes = unpackers.reduce((packed, unpack) => unpack(packed), Buffer.from(stream.data, 'base64'));
  if (!isJpeg(bytes)) throw new PictureError('damaged');
  stream.data = Buffer.from(cleanJpeg(bytes, { wholeOnly: false })).toString('base64');
  dict['/Filter'] = '/DCTDecode';
  dict['/DecodeParms'] = parameters[at] ?? null;
  return null;
}

const listOf = (value: unknown): readonly unknown[] => [value ?? []].flat();
const isName = (value: unknown): boolean => typeof value === 'string' && value.startsWith('/');
