import { joined, lettersOf, partOf, PictureError, refuseHuge, viewOf } from './picture.ts';

const kept: ReadonlySet<string> = new Set(['VP8X', 'ALPH', 'VP8 ', 'VP8L']);
/** Flags of the extended head. */
const flags = { alpha: 0x10, animation: 0x02 } as const;

/** Whether a file begins as a WebP does. */
export const isWebp = (bytes: Uint8Array): boolean =>
  lettersOf(bytes.subarray(0, 4)) === 'RIFF' && lettersOf(bytes.subarray(8, 12)) === 'WEBP';

/** A WebP with nothing but its picture. Throws a PictureError, also for one that moves. */
export function cleanWebp(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const end = viewOf(partOf(bytes, 4, 4)).getUint32(0, true) + 8;
  if (end > bytes.length) throw new PictureError('truncated');
  const parts: Uint8Array[] = [];
  let hasPicture = false;
  for (let at = 12; at < end;) {
    const name = lettersOf(partOf(bytes, at, 4));
    const length = viewOf(partOf(bytes, at + 4, 4)).getUint32(0, true);
    const content = partOf(bytes, at + 8, length);
    at += 8 + length + (length % 2);
    if (name === 'ANIM' || name === 'ANMF') throw new PictureError('animated');
    if (!kept.has(name)) continue;
    refuseSize(name, content);
    hasPicture ||= name === 'VP8 ' || name === 'VP8L';
    parts.push(chunk(name, name === 'VP8X' ? plainHead(content) : content));
  }
  if (!hasPicture) throw new PictureError('damaged');
  const body = joined(parts);
  return joined([letters('RIFF'), little(body.length + 4), letters('WEBP'), body]);
}

const letters = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const little = (value: number): Uint8Array =>
  Uint8Array.of(value & 0xff, (value >> 8) & 0xff, (value >> 16) & 0xff, value >>> 24);
const chunk = (name: string, content: Uint8Array): Uint8Array =>
  joined([letters(name), little(content.length), content, new Uint8Array(content.length % 2)]);

/** The extended head without the flags of what was left out. */
function plainHead(content: Uint8Array): Uint8Array {
  const [first = 0] = content;
  return joined([Uint8Array.of(first & flags.alpha, 0, 0, 0), content.subarray(4, 10)]);
}

function refuseSize(name: string, content: Uint8Array): void {
  if (name === 'VP8X') {
    const numbers = viewOf(partOf(content, 0, 10));
    if (numbers.getUint8(0) & flags.animation) throw new PictureError('animated');
    const side = (at: number) => numbers.getUint16(at, true) + (numbers.getUint8(at + 2) << 16) + 1;
    refuseHuge(side(4), side(7));
  } else if (name === 'VP8 ') {
    const numbers = viewOf(partOf(content, 0, 10));
    const isKeyFrame = numbers.getUint8(3) === 0x9d && numbers.getUint8(4) === 0x01;
    if (!isKeyFrame || numbers.getUint8(5) !== 0x2a) throw new PictureError('damaged');
    refuseHuge(numbers.getUint16(6, true) & 0x3fff, numbers.getUint16(8, true) & 0x3fff);
  } else if (name === 'VP8L') {
    const numbers = viewOf(partOf(content, 0, 5));
    if (numbers.getUint8(0) !== 0x2f) throw new PictureError('damaged');
    const bits = numbers.getUint32(1, true);
    refuseHuge((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
  }
}
