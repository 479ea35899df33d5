import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { deflateSync } from 'node:zlib';
import { encode } from 'uqr';
import { layOut, type Mark } from '../domain/softcopies/mark.ts';
import type { PageShape } from '../domain/softcopies/page-shape.ts';
import { encodeText, firstCode, lengthOf, readWoff, type Font } from './font.ts';

const fontFile = fileURLToPath(
  new URL(
    '../node_modules/@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-400-normal.woff',
    import.meta.url,
  ),
);

/** How dark the line across the page is: it is seen on white and on black, and leaves what is below it readable. */
const acrossOpacity = 0.16;

/** The strip below the line at the foot, which has to be read on a photograph too. */
const stripOpacity = 0.8;

/** Objects of the document before those of its pages. */
const objects = {
  catalog: 1,
  pages: 2,
  font: 3,
  descriptor: 4,
  program: 5,
  faint: 6,
  strip: 7,
  firstPage: 8,
};

/** A document with the mark on an empty page of each shape. The same input gives the same bytes; the font stands in it. */
export async function drawOverlay(given: { shapes: readonly PageShape[]; mark: Mark }): Promise<Buffer> {
  const { shapes, mark } = given;
  const font = readWoff(await readFile(fontFile), 'IBMPlexSans');
  const code = encode(mark.address, { ecc: 'M', border: 2 });
  const pages = shapes.flatMap((shape, index) => {
    const own = objects.firstPage + index * 2;
    return [
      `<</Type/Page/Parent ${objects.pages} 0 R/MediaBox[0 0 ${shape.width} ${shape.height}]/Contents ${own + 1} 0 R` +
        `/Resources<</Font<</F ${objects.font} 0 R>>/ExtGState<</A ${objects.faint} 0 R/S ${objects.strip} 0 R>>>>>>`,
      stream('', Buffer.from(contentOf({ shape, mark, font, code }), 'latin1')),
    ];
  });
  const kids = shapes.map((_, index) => `${objects.firstPage + index * 2} 0 R`).join(' ');
  return writeDocument([
    `<</Type/Catalog/Pages ${objects.pages} 0 R>>`,
    `<</Type/Pages/Count ${shapes.length}/Kids[${kids}]>>`,
    `<</Type/Font/Subtype/TrueType/BaseFont/${font.name}/FirstChar ${firstCode}/LastChar 255` +
      `/Widths[${font.widths.join(' ')}]/Encoding/WinAnsiEncoding/FontDescriptor ${objects.descriptor} 0 R>>`,
    `<</Type/FontDescriptor/FontName/${font.name}/Flags 32/FontBBox[${font.box.join(' ')}]/ItalicAngle 0` +
      `/Ascent ${font.ascent}/Descent ${font.descent}/CapHeight ${font.ascent}/StemV 80/FontFile2 ${objects.program} 0 R>>`,
    stream(`/Length1 ${font.program.length}`, font.program),
    `<</Type/ExtGState/ca ${acrossOpacity}>>`,
    `<</Type/ExtGState/ca ${stripOpacity}>>`,
    ...pages,
  ]);
}

function contentOf(given: {
  shape: PageShape;
  mark: Mark;
  font: Font;
  code: ReturnType<typeof encode>;
}): string {
  const { shape, mark, font, code } = given;
  const length = lengthOf(font, mark.text);
  const { line, across, code: place } = layOut(shape, length);
  const text = `<${encodeText(mark.text).toString('hex')}> Tj`;
  const angle = (across.angle * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const half = (length * across.size) / 2;
  const below = across.size * 0.35;
  const from = { x: across.x - half * cos + below * sin, y: across.y - half * sin - below * cos };
  const pad = line.size * 0.35;
  const dot = place.side / code.size;
  const dots = code.data.flatMap((row, y) =>
    row.flatMap((isDark, x) =>
      isDark ? [`${numbers(place.x + x * dot, place.y + place.side - (y + 1) * dot, dot, dot)} re`] : [],
    ),
  );
  return [
    `q /A gs 0.48 g BT /F ${numbers(across.size)} Tf ${numbers(cos, sin, -sin, cos, from.x, from.y)} Tm ${text} ET Q`,
    `q /S gs 1 g ${numbers(line.x - pad, line.y - line.size * 0.4, length * line.size + 2 * pad, line.size * 1.4)} re f Q`,
    `q 0.2 g BT /F ${numbers(line.size)} Tf ${numbers(line.x, line.y)} Td ${text} ET Q`,
    `q 1 g ${numbers(place.x, place.y, place.side, place.side)} re f 0 g ${dots.join(' ')} f Q`,
  ].join('\n');
}

const numbers = (...values: readonly number[]): string => values.map((value) => value.toFixed(4)).join(' ');

function stream(entries: string, data: Buffer): Buffer {
  const packed = deflateSync(data);
  return Buffer.concat([
    Buffer.from(`<<${entries}/Filter/FlateDecode/Length ${packed.length}>>\nstream\n`),
    packed,
    Buffer.from('\nendstream'),
  ]);
}

/** A document of these objects, counted from 1; the first is its catalog. */
function writeDocument(bodies: readonly (string | Buffer)[]): Buffer {
  const parts = [Buffer.from('%PDF-1.4\n')];
  let at = 9;
  const places = bodies.map((body, index) => {
    const place = at;
    const object = Buffer.concat([
      Buffer.from(`${index + 1} 0 obj\n`),
      Buffer.from(body),
      Buffer.from('\nendobj\n'),
    ]);
    parts.push(object);
    at += object.length;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const size = bodies.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${places.join('')}`;
  parts.push(Buffer.from(`${table}trailer\n<</Size ${size}/Root 1 0 R>>\nstartxref\n${at}\n%%EOF\n`));
  return Buffer.concat(parts);
}
