import Pdfkit from 'pdfkit';
import { madeText, periodText } from '../file-words.ts';
import type { Origin, Sink } from '../sheet.ts';
import { Letters, rounded, type Weight } from './fonts.ts';

/** Colours as on the screens, and the greys of hairlines. */
export const ink = '#0B1B33';
export const muted = '#4A5A70';
export const dark = '#003D82';
export const primary = '#0099CC';
export const accent = '#F7941D';
export const bad = '#B3261E';
export const tint = '#EEF4FF';
export const hair = '#C9D3E0';

const a4 = { short: 595.28, long: 841.89 };
export const margin = 42;
const footHeight = 22;

/** What every page of a document says whose days are, some of them, invented: pages come apart. */
export const sampleText = 'CONTOH: sebagian hari ini direka, bukan data pelayanan';

/** A text on paper, its baseline at `y`. */
export interface Placed {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly weight?: Weight;
  readonly colour?: string;
  /** Where `x` is: at its start, by default, its middle or its end. */
  readonly align?: 'start' | 'middle' | 'end';
}

/**
 * A4 pages with a foot that marks a sample, written as they are filled. Points from the upper left corner. How many pages there are is drawn
 * once, at the end, in a shape that all of them show.
 */
export class Paper {
  readonly width: number;
  readonly height: number;
  /** The lowest point of a page's content. */
  readonly bottom: number;
  readonly letters: Letters;
  pages = 0;
  readonly #document: PDFKit.PDFDocument;
  readonly #foot: string;
  readonly #isSample: boolean;
  readonly #total: PDFKit.PDFKitReference;
  readonly #ended: Promise<unknown>;
  #commands: string[] = [];
  /** What the page's commands have set so far, so that it is not said again. */
  #isText = false;
  #font = '';
  #filled = '';
  #stroke = '';

  constructor(sink: Sink, { title, origin, isWide }: { title: string; origin: Origin; isWide: boolean }) {
    this.width = isWide ? a4.long : a4.short;
    this.height = isWide ? a4.short : a4.long;
    this.bottom = this.height - margin - footHeight;
    this.#foot = `Dibuat ${madeText(origin)}`;
    this.#isSample = origin.isSample;
    this.#document = new Pdfkit({
      autoFirstPage: false,
      size: [this.width, this.height],
      margin: 0,
      lang: 'id-ID',
      displayTitle: true,
      info: {
        Title: `${title}, ${periodText(origin)}`,
        Author: origin.office.name,
        Creator: 'Kunjung',
        CreationDate: new Date(origin.madeAt),
      },
    });
    this.#document.on('data', (bytes: Uint8Array) => sink.write(bytes));
    this.#ended = new Promise((resolve, reject) => {
      this.#document.once('end', resolve).once('error', reject);
    });
    this.letters = new Letters(this.#document);
    this.#total = this.#document.ref({ Type: 'XObject', Subtype: 'Form', BBox: [0, -10, 60, 10] });
  }

  /** The width between the margins. */
  get inner(): number {
    return this.width - 2 * margin;
  }

  /** Begins a page; the one before is finished. */
  newPage(): void {
    this.#finishPage();
    this.#document.addPage();
    this.pages += 1;
  }

  text(text: string, { x, y, size, weight = 400, colour = ink, align = 'start' }: Placed): void {
    const width = align === 'start' ? 0 : this.letters.widthOf(text, size, weight);
    const start = align === 'end' ? x - width : align === 'middle' ? x - width / 2 : x;
    if (!this.#isText) this.#draw('BT');
    this.#isText = true;
    this.#fill(colour);
    let at = `1 0 0 -1 ${rounded(start)} ${rounded(y)} Tm`;
    for (const { font, glyphs } of this.letters.runsOf(text, weight)) {
      const chosen = `/${font} ${size} Tf`;
      if (chosen !== this.#font) this.#draw(chosen);
      this.#font = chosen;
      this.#draw(`${at}<${glyphs}>Tj`);
      at = '';
    }
  }

  rectangle(at: { x: number; y: number; width: number; height: number }, colour: string): void {
    this.#endText();
    this.#fill(colour);
    this.#draw(`${rounded(at.x)} ${rounded(at.y)} ${rounded(at.width)} ${rounded(at.height)} re f`);
  }

  line(
    from: { x: number; y: number },
    to: { x: number; y: number },
    { colour = hair, width = 0.5 } = {},
  ): void {
    this.#endText();
    const stroke = `${rgb(colour)} RG ${width} w`;
    if (stroke !== this.#stroke) this.#draw(stroke);
    this.#stroke = stroke;
    this.#draw(`${rounded(from.x)} ${rounded(from.y)} m ${rounded(to.x)} ${rounded(to.y)} l S`);
  }

  /**
   * The lines into which a text falls at a width, besides its own; a word that is too long is broken, and none at a blank that holds
   * together.
   */
  wrap(text: string, look: { width: number; size: number; weight?: Weight }): string[] {
    return text.split(/\r?\n/).flatMap((line) => this.#wrapLine(line, look));
  }

  #wrapLine(
    text: string,
    { width, size, weight = 400 }: { width: number; size: number; weight?: Weight },
  ): string[] {
    const fits = (line: string): boolean => this.letters.widthOf(line, size, weight) <= width;
    if (fits(text)) return [text];
    const lines: string[] = [];
    let line = '';
    const breakWord = (word: string): string => {
      let piece = '';
      for (const character of word) {
        if (piece !== '' && !fits(piece + character)) {
          lines.push(piece);
          piece = '';
        }
        piece += character;
      }
      return piece;
    };
    for (const word of text.split(/[^\S\u00A0]+/u)) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (fits(longer)) {
        line = longer;
        continue;
      }
      if (line !== '') lines.push(line);
      line = breakWord(word);
    }
    return [...lines, line];
  }

  /** Ends the document; everything is written when it settles. */
  async end(): Promise<void> {
    this.#finishPage();
    const total = ` dari ${this.pages}`;
    Object.assign(this.#total.data, { Resources: { Font: this.letters.fontsOf(total) } });
    const drawn = this.letters.runsOf(total).map(({ font, glyphs }) => `/${font} 7.5 Tf <${glyphs}> Tj`);
    this.#total.end(Buffer.from(`${rgb(muted)} rg BT 1 0 0 -1 0 0 Tm ${drawn.join(' ')} ET`));
    this.#document.end();
    await this.#ended;
  }

  #draw(command: string): void {
    this.#commands.push(command);
  }

  #endText(): void {
    if (this.#isText) this.#draw('ET');
    this.#isText = false;
  }

  #fill(colour: string): void {
    if (colour !== this.#filled) this.#draw(`${rgb(colour)} rg`);
    this.#filled = colour;
  }

  #finishPage(): void {
    if (this.pages === 0) return;
    const y = this.height - margin;
    const size = 7.5;
    const number = `Halaman ${this.pages}`;
    const widest = this.letters.widthOf(' dari 9.999', size);
    this.line({ x: margin, y: y - 12 }, { x: this.width - margin, y: y - 12 });
    this.text(this.#foot, { x: margin, y, size, colour: muted });
    if (this.#isSample) {
      this.text(sampleText, {
        x: this.width / 2,
        y: y + 12,
        size,
        weight: 600,
        colour: bad,
        align: 'middle',
      });
    }
    this.text(number, { x: this.width - margin - widest, y, size, colour: muted, align: 'end' });
    const page = this.#document.page as unknown as { xobjects: Record<string, unknown> };
    page.xobjects['Total'] = this.#total;
    this.#endText();
    this.#draw(`q 1 0 0 1 ${rounded(this.width - margin - widest)} ${y} cm /Total Do Q`);
    this.#document.addContent(this.#commands.join('\n'));
    this.#commands = [];
    this.#font = this.#filled = this.#stroke = '';
  }
}

/** Colours `#RRGGBB` as PDF writes them. */
const written = new Map<string, string>();

function rgb(colour: string): string {
  let text = written.get(colour);
  if (text === undefined) {
    text = [1, 3, 5].map((at) => rounded(Number.parseInt(colour.slice(at, at + 2), 16) / 255)).join(' ');
    written.set(colour, text);
  }
  return text;
}
