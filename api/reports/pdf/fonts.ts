import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** The weights of the printed letters. */
export type Weight = 400 | 600;

/** Parts of the alphabet, each a file of its own; what is in none is printed as a question mark. */
const alphabets = ['latin', 'latin-ext', 'cyrillic', 'greek', 'vietnamese'] as const;
type Face = `${(typeof alphabets)[number]}-${Weight}`;

const { resolve } = createRequire(import.meta.url);
const fileOf = (face: Face): Buffer =>
  readFileSync(resolve(`@fontsource/ibm-plex-sans/files/ibm-plex-sans-${face}-normal.woff`));

/** What pdfkit knows of an embedded font; it tells nobody, so this leans on the exact version of `package.json`. */
interface Embedded {
  readonly id: string;
  readonly font: { hasGlyphForCodePoint(codePoint: number): boolean };
  encode(text: string): [glyphs: string[], positions: { advanceWidth: number }[]];
  ref(): unknown;
}

/** pdfkit's document with the parts that text of our own needs. */
type Inside = PDFKit.PDFDocument & {
  readonly _font: Embedded;
  readonly page: { readonly fonts: Record<string, unknown> };
};

/** A character as it is drawn: the font, the glyph's number in it and its width in thousandths. */
interface Drawn {
  readonly font: Embedded;
  readonly glyph: string;
  readonly width: number;
}

/** A part of a text in one font. */
export interface Run {
  readonly font: string;
  readonly glyphs: string;
}

/**
 * Text as glyphs. pdfkit's own text is laid out anew for every cell, which takes a minute for a year's register; here a
 * character is looked up once in each weight. Without kerning, which tables of figures do not need.
 */
export class Letters {
  readonly #inside: Inside;
  readonly #known: Readonly<Record<Weight, Map<string, Drawn>>> = { 400: new Map(), 600: new Map() };
  readonly #faces = new Map<Face, Embedded>();

  constructor(document: PDFKit.PDFDocument) {
    this.#inside = document as unknown as Inside;
  }

  /** How wide a text is, in points. */
  widthOf(text: string, size: number, weight: Weight = 400): number {
    let width = 0;
    for (const character of text) width += this.#drawn(character, weight).width;
    return (width * size) / 1000;
  }

  /** The glyphs of a text for the page that is being drawn, with a new run wherever the font changes. */
  runsOf(text: string, weight: Weight = 400): Run[] {
    const runs: Run[] = [];
    let font: Embedded | null = null;
    let glyphs = '';
    for (const character of text) {
      const drawn = this.#drawn(character, weight);
      if (font !== null && drawn.font !== font) {
        runs.push({ font: font.id, glyphs });
        glyphs = '';
      }
      if (drawn.font !== font) {
        font = drawn.font;
        this.#inside.page.fonts[font.id] ??= font.ref();
      }
      glyphs += drawn.glyph;
    }
    if (font !== null) runs.push({ font: font.id, glyphs });
    return runs;
  }

  /** The fonts of a text, for what is drawn outside a page. */
  fontsOf(text: string, weight: Weight = 400): Record<string, unknown> {
    const fonts = Array.from(text, (character) => this.#drawn(character, weight).font);
    return Object.fromEntries(fonts.map((font) => [font.id, font.ref()]));
  }

  #drawn(character: string, weight: Weight): Drawn {
    const known = this.#known[weight];
    let drawn = known.get(character);
    if (drawn === undefined) {
      drawn = this.#look(character, weight) ?? this.#drawn('?', weight);
      known.set(character, drawn);
    }
    return drawn;
  }

  #look(character: string, weight: Weight): Drawn | undefined {
    const codePoint = character.codePointAt(0) ?? 0;
    for (const alphabet of alphabets) {
      const font = this.#face(`${alphabet}-${weight}`);
      if (!font.font.hasGlyphForCodePoint(codePoint)) continue;
      const [glyphs, positions] = font.encode(character);
      const width = positions[0]?.advanceWidth;
      if (glyphs[0] !== undefined && width !== undefined) return { font, glyph: glyphs[0], width };
    }
    return undefined;
  }

  #face(face: Face): Embedded {
    let font = this.#faces.get(face);
    if (font === undefined) {
      this.#inside.registerFont(face, fileOf(face)).font(face);
      font = this.#inside._font;
      this.#faces.set(face, font);
    }
    return font;
  }
}

/** Hundredths of a point are finer than any printer. */
export const rounded = (points: number): number => Math.round(points * 100) / 100;
