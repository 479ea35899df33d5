import { inflateSync } from 'node:zlib';
import { PictureError } from '../domain/pictures/picture.ts';

type Unpack = (packed: Buffer) => Buffer<ArrayBuffer>;

/** A photograph that was packed a second time is hardly smaller for it. */
const mostBytes = 64 * 1024 * 1024;

const unpacks: ReadonlyMap<unknown, Unpack> = new Map([
  ['/FlateDecode', inflate],
  ['/Fl', inflate],
  ['/ASCII85Decode', readAscii85],
  ['/A85', readAscii85],
]);

/** How to unpack what these filters packed, one after the other; null where one is another, or has parameters. */
export function unpackersOf(
  filters: readonly unknown[],
  parameters: readonly unknown[],
): readonly Unpack[] | null {
  const found = filters.flatMap((filter, nth) => (parameters[nth] ? [] : (unpacks.get(filter) ?? [])));
  return found.length === filters.length ? found : null;
}

function inflate(packed: Buffer): Buffer<ArrayBuffer> {
  try {
    return inflateSync(packed, { maxOutputLength: mostBytes });
  } catch (error) {
    throw new PictureError('damaged', { cause: error });
  }
}

/** Five letters for four bytes, `z` for four that are 0, until `~`; a group that is cut short stands for fewer bytes. */
function readAscii85(packed: Buffer): Buffer<ArrayBuffer> {
  const [text = ''] = packed.toString('latin1').replaceAll(/\s/g, '').replaceAll('z', '!!!!!').split('~');
  if (/[^!-u]/.test(text)) throw new PictureError('damaged');
  const groups = text.match(/.{1,5}/g) ?? [];
  const bytes = Buffer.alloc(groups.length * 4);
  for (const [nth, group] of groups.entries()) {
    const digits = Array.from(group.padEnd(5, 'u'), (letter) => letter.charCodeAt(0) - 33);
    bytes.writeUInt32BE(digits.reduce((sum, digit) => sum * 85 + digit, 0) % 2 ** 32, nth * 4);
  }
  const missing = (5 - (text.length % 5)) % 5;
  return bytes.subarray(0, bytes.length - missing);
}
