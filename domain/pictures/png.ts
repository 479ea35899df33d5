import { joined, lettersOf, partOf, PictureError, refuseHuge, viewOf } from './picture.ts';

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/** What shows the picture, by chunk, with the most bytes it may have: no text hides in what has a fixed size. */
const kept: Readonly<Record<string, number>> = {
  IHDR: 13,
  PLTE: 768,
  IDAT: Infinity,
  IEND: 0,
  tRNS: 256,
  gAMA: 4,
  cHRM: 32,
  sRGB: 1,
};

/** Whether a file begins as a PNG does. */
export const isPng = (bytes: Uint8Array): boolean => signature.every((byte, at) => bytes[at] === byte);

/** A PNG with nothing but its picture, which stands still: no text, no Exif, nothing behind its end. Throws a PictureError. */
export function cleanPng(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [signature];
  const seen = new Set<string>();
  for (let at = signature.length; !seen.has('IEND');) {
    const length = viewOf(partOf(bytes, at, 8)).getUint32(0);
    const chunk = partOf(bytes, at, length + 12);
    at += length + 12;
    const name = lettersOf(chunk.subarray(4, 8));
    if ((name === 'IHDR') !== (seen.size === 0)) throw new PictureError('damaged');
    const most = kept[name];
    if (most === undefined) {
      if (isCritical(name)) throw new PictureError('damaged');
      continue;
    }
    if (length > most) throw new PictureError('damaged');
    const checked = chunk.subarray(4, length + 8);
    if (crcOf(checked) !== viewOf(chunk).getUint32(length + 8)) throw new PictureError('damaged');
    if (name === 'IHDR') refuseHead(chunk.subarray(8, length + 8));
    seen.add(name);
    parts.push(chunk);
  }
  if (!seen.has('IDAT')) throw new PictureError('damaged');
  return joined(parts);
}

/** No program shows a picture without knowing what a chunk with a capital says. */
const isCritical = (name: string): boolean => !/^[a-z]/.test(name);

function refuseHead(content: Uint8Array): void {
  if (content.length !== 13) throw new PictureError('damaged');
  const numbers = viewOf(content);
  refuseHuge(numbers.getUint32(0), numbers.getUint32(4));
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function crcOf(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (crcTable[(crc ^ byte) & 0xff] ?? 0);
  return (crc ^ 0xffffffff) >>> 0;
}
