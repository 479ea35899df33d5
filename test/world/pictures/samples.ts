import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';
import { makeDocument } from '../softcopies/documents.ts';

/**
 * Small pictures with everything that cameras and programs write into them: a place, a time, a device and its number, a name,
 * a comment, XMP, a colour profile; `moving.webp` moves. Made with Pillow. Whoever reads one meets `traces`.
 */
export const pictureNames = [
  'photo.jpg',
  'progressive.jpg',
  'cmyk.jpg',
  'screen.png',
  'photo.webp',
  'lossless.webp',
] as const;
export type PictureName = (typeof pictureNames)[number] | 'moving.webp';

/** What a name, a device or a program would leave behind. */
export const traces = /Rina|Contoh|Telepon|SERIAL|SN-9988|xmpmeta|<script/;

export const readPicture = (name: PictureName): Buffer => readFileSync(new URL(name, import.meta.url));

/** A picture that differs from all others of its kind, and is as large as asked for. */
export function pictureOf(nth: number, bytes = 0): Buffer {
  const photo = readPicture('progressive.jpg');
  const scan = Buffer.alloc(Math.max(0, bytes - photo.length - 3), nth % 200);
  const own = Buffer.from([(nth >> 16) & 0x7f, (nth >> 8) & 0x7f, nth & 0x7f]);
  const end = photo.subarray(-2);
  return Buffer.concat([photo.subarray(0, -2), own, scan, end]);
}

/** A picture of noise, which no program packs: three bytes for each pixel. */
export function noiseOf(side: number): Buffer {
  const row = side * 3 + 1;
  const rows = randomBytes(side * row);
  for (let at = 0; at < rows.length; at += row) rows[at] = 0; // each as it is, not as a difference to the one above
  const head = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0]);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  const chunks = { IHDR: head, IDAT: deflateSync(rows, { level: 0 }), IEND: Buffer.alloc(0) };
  const parts = Object.entries(chunks).map(([name, content]) => {
    const checked = Buffer.concat([Buffer.from(name), content]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(content.length);
    sum.writeUInt32BE(crc32(checked));
    return Buffer.concat([length, checked, sum]);
  });
  return Buffer.concat([readPicture('screen.png').subarray(0, 8), ...parts]);
}

/** A document with a photograph in it, and its author written into four places. */
export function documentWithPhoto(
  catalog = '',
  { filter = '/DCTDecode', pack = (photo: Buffer): Buffer => photo } = {},
): Buffer {
  const photo = pack(readPicture('photo.jpg')).toString('latin1');
  const xmp = '<x:xmpmeta xmlns:x="adobe:ns:meta/">Rina Wati</x:xmpmeta>';
  const note = '<</Subtype/Text/Rect[20 90 40 110]/T(Rina Wati)/M(D:20261117090000)/Contents(Loket 2)>>';
  const extra = [
    `<</Type/XObject/Subtype/Image/Width 96/Height 64/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter ${filter}/Length ${photo.length}>>\nstream\n${photo}\nendstream`,
    `<</Type/Metadata/Subtype/XML/Length ${xmp.length}>>\nstream\n${xmp}\nendstream`,
  ];
  const photographed = {
    content: 'q 96 0 0 64 20 20 cm /I Do Q',
    resources: '/XObject<</I 4 0 R>>',
    more: `/PieceInfo<</X<</Private(Rina Wati)>>>>/Annots[${note}]`,
  };
  return makeDocument([photographed], { catalog: `/Metadata 5 0 R${catalog}`, extra });
}
