/** The width of a text, in em of its font. */
export type Measure = (text: string) => number;

/** The two weights of the page's font. */
export interface Measures {
  readonly plain: Measure;
  readonly bold: Measure;
}

/**
 * On how many lines a text stands in a width in em: broken at blanks, and inside a word that is wider than
 * the line.
 */
export function linesOf(text: string, width: number, measure: Measure): number {
  const blank = measure(' ');
  let lines = 1;
  let filled = 0;
  for (const word of text.split(' ')) {
    const wide = measure(word);
    if (filled > 0 && filled + blank + wide > width) {
      lines += 1;
      filled = 0;
    }
    filled += (filled > 0 ? blank : 0) + wide;
    if (filled > width) {
      const full = Math.ceil(filled / width) - 1;
      lines += full;
      filled -= full * width;
    }
  }
  return lines;
}

/** Measures in the page's own font without touching the layout. */
export function fontMeasures(): Measures {
  const context = document.createElement('canvas').getContext('2d');
  const size = 100;
  const ofWeight =
    (weight: number): Measure =>
    (text) => {
      if (!context) return text.length * 0.62;
      context.font = `${weight} ${size}px 'IBM Plex Sans', system-ui, sans-serif`;
      return context.measureText(text).width / size;
    };
  return { plain: ofWeight(400), bold: ofWeight(600) };
}
