import { deflateSync } from 'node:zlib';

/** A page of a made-up document; a box is left, bottom, right, top. */
export interface MadePage {
  readonly media?: readonly number[];
  readonly crop?: readonly number[];
  readonly trim?: readonly number[];
  readonly rotate?: number;
  readonly unit?: number;
  /** Its content; a line of text at its middle when nothing is said. */
  readonly content?: string;
  /** More of its resources, besides the font. */
  readonly resources?: string;
  /** More entries of its dictionary. */
  readonly more?: string;
}

/** A document of these pages, written by hand so that anything can stand in it. */
export function makeDocument(
  pages: readonly MadePage[],
  {
    version = '1.7',
    catalog = '',
    extra = [],
  }: { version?: string; catalog?: string; extra?: readonly string[] } = {},
): Buffer {
  const firstPage = 4 + extra.length;
  const own = pages.flatMap((page, index) => {
    const { media = [0, 0, 595, 842], crop, trim, rotate, unit, more = '', resources = '' } = page;
    const [left = 0, bottom = 0, right = 0, top = 0] = media;
    const content =
      page.content ??
      `BT /F 12 Tf ${(left + right) / 2} ${(bottom + top) / 2} Td (Halaman ${index + 1}) Tj ET`;
    const boxes = [
      `/MediaBox[${media.join(' ')}]`,
      crop && `/CropBox[${crop.join(' ')}]`,
      trim && `/TrimBox[${trim.join(' ')}]`,
      rotate !== undefined && `/Rotate ${rotate}`,
      unit !== undefined && `/UserUnit ${unit}`,
    ];
    return [
      `<</Type/Page/Parent 2 0 R${boxes.filter(Boolean).join('')}/Resources<</Font<</F 3 0 R>>${resources}>>/Contents ${
        firstPage + index * 2 + 1
      } 0 R${more}>>`,
      `<</Length ${content.length}>>\nstream\n${content}\nendstream`,
    ];
  });
  const kids = pages.map((_, index) => `${firstPage + index * 2} 0 R`).join(' ');
  return joinObjects(
    [
      `<</Type/Catalog/Pages 2 0 R${catalog}>>`,
      `<</Type/Pages/Count ${pages.length}/Kids[${kids}]>>`,
      '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>',
      ...extra,
      ...own,
    ],
    version,
  );
}

/** The object number of the first of `extra`. */
export const firstExtra = 4;

function joinObjects(bodies: readonly string[], version: string): Buffer {
  let text = `%PDF-${version}\n%âãÏÓ\n`;
  const places = bodies.map((body, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const size = bodies.length + 1;
  text += `xref\n0 ${size}\n0000000000 65535 f \n${places.join('')}trailer\n<</Size ${size}/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

/** Shapes of pages that real documents have. */
export const oddPages: Readonly<Record<string, MadePage>> = {
  portrait: {},
  landscape: { media: [0, 0, 842, 595] },
  'turned right': { rotate: 90 },
  'upside down': { rotate: 180 },
  'turned left': { media: [0, 0, 842, 595], rotate: 270 },
  'turned by a negative angle': { rotate: -90 },
  'cropped away from the origin': { media: [0, 0, 700, 1000], crop: [60, 80, 655, 922] },
  'cropped and turned': { media: [-50, -50, 700, 1000], crop: [60, 80, 460, 922], rotate: 90 },
  'cropped beyond its sheet': { media: [0, 0, 400, 400], crop: [-100, -100, 300, 900] },
  'finished within its bleed': { media: [0, 0, 660, 900], trim: [30, 30, 625, 872] },
  'finished beyond what is shown': {
    media: [0, 0, 600, 800],
    crop: [100, 100, 500, 700],
    trim: [50, 120, 590, 780],
  },
  'sides in the other order': { media: [595, 842, 0, 0] },
  'below the origin': { media: [-300, -400, 295, 442], rotate: 180 },
  'in large units': { media: [0, 0, 300, 400], unit: 4, rotate: 90 },
  'a strip': { media: [0, 0, 2_000, 60] },
  'a stamp': { media: [0, 0, 40, 40] },
  'a poster': { media: [0, 0, 2_384, 3_370] },
  'with a state left open': { content: 'q q 0.1 0 0 0.1 0 0 cm 1 0 0 rg BT /F 90 Tf 900 900 Td (besar) Tj' },
  'with a state closed too often': { content: '2 0 0 2 10 10 cm Q Q BT /F 9 Tf 30 30 Td (dekat) Tj ET' },
  'black all over': { content: '0 g 0 0 595 842 re f' },
};

/** A stream of zeros that grows when it is read. */
export function bomb(megabytes: number): string {
  const packed = deflateSync(Buffer.alloc(megabytes * 1024 * 1024), { level: 9 }).toString('latin1');
  return `<</Length ${packed.length}/Filter/FlateDecode>>\nstream\n${packed}\nendstream`;
}
