import { inflateSync } from 'node:zlib';

/** A TrueType font as a document embeds it, for text in Windows-1252. Lengths count by a size of 1,000. */
export interface Font {
  readonly name: string;
  readonly program: Buffer;
  /** The widths of the characters from `firstCode` on. */
  readonly widths: readonly number[];
  readonly ascent: number;
  readonly descent: number;
  readonly box: readonly number[];
}

/** The first printable character, which is the first with a width. */
export const firstCode = 32;

/** Reads a font of the first version of the Web Open Font Format: tables that are compressed one by one. */
export function readWoff(file: Buffer, name: string): Font {
  const tables = readTables(file);
  const table = (tag: string): Buffer => {
    const found = tables.get(tag);
    if (!found) throw new Error(`a font without ${tag}`);
    return found;
  };
  const scale = 1_000 / table('head').readUInt16BE(18);
  const glyphOf = readCharacters(table('cmap'));
  const metrics = table('hhea').readUInt16BE(34);
  const widthOf = (glyph: number): number =>
    Math.round(table('hmtx').readUInt16BE(Math.min(glyph, metrics - 1) * 4) * scale);
  const scaled = (tag: string, at: number): number => Math.round(table(tag).readInt16BE(at) * scale);
  return {
    name,
    program: writeTables(tables),
    widths: Array.from({ length: 256 - firstCode }, (_, index) =>
      widthOf(glyphOf(windows1252.decode(Buffer.from([index + firstCode])).codePointAt(0) ?? 0)),
    ),
    ascent: scaled('hhea', 4),
    descent: scaled('hhea', 6),
    box: [36, 38, 40, 42].map((at) => scaled('head', at)),
  };
}

const windows1252 = new TextDecoder('windows-1252');

/** What of Windows-1252 stands elsewhere in Unicode, by its character. */
const moved = new Map(
  Array.from({ length: 32 }, (_, index) => [windows1252.decode(Buffer.from([index + 128])), index + 128]),
);

/** A text in Windows-1252; what it lacks becomes a question mark. */
export function encodeText(text: string): Buffer {
  return Buffer.from(
    Array.from(text.normalize('NFC'), (sign) => {
      const point = sign.codePointAt(0) ?? 0;
      return moved.get(sign) ?? (point < 256 ? point : 63);
    }),
  );
}

/** The length of a text at size 1. */
export function lengthOf(font: Font, text: string): number {
  return encodeText(text).reduce((sum, code) => sum + (font.widths[code - firstCode] ?? 0), 0) / 1_000;
}

function readTables(file: Buffer): Map<string, Buffer> {
  if (file.toString('latin1', 0, 4) !== 'wOFF') throw new Error('not a font of this format');
  const entries = Array.from({ length: file.readUInt16BE(12) }, (_, index): [string, Buffer] => {
    const at = 44 + index * 20;
    const from = file.readUInt32BE(at + 4);
    const packed = file.subarray(from, from + file.readUInt32BE(at + 8));
    const length = file.readUInt32BE(at + 12);
    return [file.toString('latin1', at, at + 4), packed.length < length ? inflateSync(packed) : packed];
  });
  return new Map(entries);
}

/** The tables one after the other, behind their directory. What only editors and browsers read is left out. */
function writeTables(all: ReadonlyMap<string, Buffer>): Buffer {
  const kept = ['cmap', 'cvt ', 'fpgm', 'glyf', 'head', 'hhea', 'hmtx', 'loca', 'maxp', 'prep'];
  const tables = kept.flatMap((tag) => {
    const table = all.get(tag);
    return table ? [{ tag, table }] : [];
  });
  const head = Buffer.alloc(12 + tables.length * 16);
  head.writeUInt32BE(0x00010000, 0);
  head.writeUInt16BE(tables.length, 4);
  const parts = [head];
  let at = head.length;
  for (const [index, { tag, table }] of tables.entries()) {
    const entry = 12 + index * 16;
    head.write(tag, entry, 'latin1');
    head.writeUInt32BE(at, entry + 8);
    head.writeUInt32BE(table.length, entry + 12);
    const padded = Buffer.concat([table], Math.ceil(table.length / 4) * 4);
    parts.push(padded);
    at += padded.length;
  }
  return Buffer.concat(parts);
}

/** Which glyph shows a character of the basic plane: the table of format 4. */
function readCharacters(cmap: Buffer): (point: number) => number {
  const offsets = Array.from({ length: cmap.readUInt16BE(2) }, (_, index) =>
    cmap.readUInt32BE(8 + index * 8),
  );
  const start = offsets.find((at) => cmap.readUInt16BE(at) === 4);
  if (start === undefined) throw new Error('a font whose characters cannot be read');
  const twice = cmap.readUInt16BE(start + 6);
  const word = (part: number, index: number): number =>
    cmap.readUInt16BE(start + 14 + part * twice + (part > 0 ? 2 : 0) + index * 2);
  return (point) => {
    for (let index = 0; index < twice / 2; index += 1) {
      const [end, first, delta, range] = [0, 1, 2, 3].map((part) => word(part, index));
      if (end === undefined || first === undefined || delta === undefined || range === undefined) return 0;
      if (point > end) continue;
      if (point < first) return 0;
      if (range === 0) return (point + delta) & 0xffff;
      const at = start + 16 + 3 * twice + index * 2 + range + (point - first) * 2;
      const glyph = cmap.readUInt16BE(at);
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
    }
    return 0;
  };
}
