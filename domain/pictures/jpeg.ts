import { joined, lettersOf, partOf, PictureError, refuseHuge, viewOf } from './picture.ts';

const marker = {
  startOfImage: 0xd8,
  endOfImage: 0xd9,
  startOfScan: 0xda,
  app0: 0xe0,
  app1: 0xe1,
  app14: 0xee,
} as const;

/** Tables that pictures are decoded with: of Huffman, arithmetic and quantisation, and how often scans restart. */
const tables: ReadonlySet<number> = new Set([0xc4, 0xcc, 0xdb, 0xdd]);
/** Frames: the numbers between C0 and CF that are no tables and not reserved. */
const isFrame = (code: number): boolean =>
  code >= 0xc0 && code <= 0xcf && code !== 0xc4 && code !== 0xc8 && code !== 0xcc;
/** Applications' own segments and comments. */
const isBeside = (code: number): boolean => (code >= 0xe0 && code <= 0xef) || code === 0xfe;
const isRestart = (code: number): boolean => code >= 0xd0 && code <= 0xd7;

/** Whether a file begins as a JPEG does. */
export const isJpeg = (bytes: Uint8Array): boolean =>
  bytes[0] === 0xff && bytes[1] === marker.startOfImage && bytes[2] === 0xff;

/**
 * A JPEG with nothing but its picture: tables, frames and scans, how its colours are meant (JFIF, Adobe) and which side is up.
 * Everything else that applications wrote, comments, thumbnails, and what stands behind the picture is left out. Where
 * `wholeOnly` is false a picture without its end is taken as well, as documents hold such. Throws a PictureError.
 */
export function cleanJpeg(bytes: Uint8Array, { wholeOnly = true } = {}): Uint8Array<ArrayBuffer> {
  const beside = new Map<number, Uint8Array>();
  const body: Uint8Array[] = [];
  let orientation = 1;
  let hasFrame = false;
  let hasScan = false;
  let at = 2;
  for (;;) {
    if (at >= bytes.length && hasScan && !wholeOnly) break;
    const code = codeAt(bytes, at);
    at = code.after;
    if (code.value === marker.endOfImage) break;
    const length = viewOf(partOf(bytes, at, 2)).getUint16(0);
    if (length < 2) throw new PictureError('damaged');
    const content = partOf(bytes, at + 2, length - 2);
    at += length;
    if (isBeside(code.value)) {
      if (code.value === marker.app1) orientation = orientationOf(content) ?? orientation;
      const colours = coloursOf(code.value, content);
      if (colours) beside.set(code.value, segment(code.value, colours));
      continue;
    }
    if (isFrame(code.value)) {
      if (hasFrame) throw new PictureError('damaged');
      hasFrame = true;
      refuseFrame(content);
    } else if (code.value === marker.startOfScan) {
      if (!hasFrame) throw new PictureError('damaged');
      hasScan = true;
    } else if (!tables.has(code.value)) throw new PictureError('damaged');
    body.push(segment(code.value, content));
    if (code.value !== marker.startOfScan) continue;
    const end = endOfScan(bytes, at);
    if (end === bytes.length && wholeOnly) throw new PictureError('truncated');
    body.push(bytes.subarray(at, end));
    at = end;
  }
  if (!hasScan) throw new PictureError('damaged');
  return joined([
    Uint8Array.of(0xff, marker.startOfImage),
    beside.get(marker.app0) ?? nothing,
    orientation === 1 ? nothing : segment(marker.app1, exifOf(orientation)),
    beside.get(marker.app14) ?? nothing,
    ...body,
    Uint8Array.of(0xff, marker.endOfImage),
  ]);
}

/** The marker that stands here, behind any number of fill bytes. */
function codeAt(bytes: Uint8Array, from: number): { value: number; after: number } {
  let at = from;
  if (partOf(bytes, at, 1)[0] !== 0xff) throw new PictureError('damaged');
  while (partOf(bytes, at, 1)[0] === 0xff) at += 1;
  return { value: bytes[at] ?? 0, after: at + 1 };
}

function segment(code: number, content: Uint8Array): Uint8Array {
  const length = content.length + 2;
  return joined([Uint8Array.of(0xff, code, length >> 8, length & 0xff), content]);
}

/** Where the compressed data ends: at a marker that neither restarts nor stands for a byte, or with the file. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(0xff, from);
  while (at !== -1) {
    const next = bytes[at + 1];
    if (next === undefined) return bytes.length;
    if (next === 0xff) at += 1;
    else if (next === 0 || isRestart(next)) at = bytes.indexOf(0xff, at + 2);
    else return at;
  }
  return bytes.length;
}

function refuseFrame(content: Uint8Array): void {
  const numbers = viewOf(partOf(content, 0, 6));
  refuseHuge(numbers.getUint16(3), numbers.getUint16(1));
}

/** JFIF without its thumbnail, and Adobe's word on colours, without which some pictures come out inverted. */
function coloursOf(code: number, content: Uint8Array): Uint8Array | null {
  const name = lettersOf(content.subarray(0, 5));
  if (code === marker.app0 && name === 'JFIF\0' && content.length >= 14)
    return joined([content.subarray(0, 12), Uint8Array.of(0, 0)]);
  return code === marker.app14 && name === 'Adobe' && content.length >= 12 ? content.subarray(0, 12) : null;
}

const nothing = new Uint8Array();
const exifHead = 'Exif\0\0';
const orientationTag = 0x0112;

/** Which side is up, from 1 to 8 as Exif says; null where nothing readable does. */
function orientationOf(content: Uint8Array): number | null {
  if (lettersOf(content.subarray(0, 6)) !== exifHead || content.length < 14) return null;
  const tiff = content.subarray(exifHead.length);
  const numbers = viewOf(tiff);
  const isLittle = lettersOf(tiff.subarray(0, 2)) === 'II';
  const directory = numbers.getUint32(4, isLittle);
  if (directory + 2 > tiff.length) return null;
  const entries = numbers.getUint16(directory, isLittle);
  for (let nth = 0; nth < entries; nth += 1) {
    const entry = directory + 2 + nth * 12;
    if (entry + 12 > tiff.length) return null;
    if (numbers.getUint16(entry, isLittle) !== orientationTag) continue;
    const value = numbers.getUint16(entry + 8, isLittle);
    return value >= 1 && value <= 8 ? value : null;
  }
  return null;
}

/** Exif that says which side is up, and nothing else. */
function exifOf(orientation: number): Uint8Array {
  const letters = Uint8Array.from(exifHead, (letter) => letter.charCodeAt(0));
  const directory = [
    0,
    1,
    orientationTag >> 8,
    orientationTag & 0xff,
    0,
    3,
    0,
    0,
    0,
    1,
    0,
    orientation,
    0,
    0,
  ];
  return joined([letters, Uint8Array.of(0x4d, 0x4d, 0, 42, 0, 0, 0, 8, ...directory, 0, 0, 0, 0)]);
}
