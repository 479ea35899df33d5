/** A piece of XML. It is made by `element` alone, so that whatever is in it was escaped. */
class Xml {
  readonly #markup: string;

  constructor(markup: string) {
    this.#markup = markup;
  }

  toString(): string {
    return this.#markup;
  }
}
export type { Xml };

/** What stands in an element: texts, elements, both in order; null is nothing. */
export type Content = string | number | Xml | null | readonly Content[];

/** An element. Names are the program's own; texts and attributes come from anywhere. */
export function element(
  name: string,
  content: Content = null,
  attributes: Readonly<Record<string, string | number | null>> = {},
): Xml {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
    .join('');
  const inside = markupOf(content);
  return new Xml(inside === '' ? `<${name}${written}/>` : `<${name}${written}>${inside}</${name}>`);
}

/** A whole document with this element. */
export function xmlDocument(root: Xml): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root.toString()}\n`;
}

function markupOf(content: Content): string {
  if (content === null) return '';
  if (content instanceof Xml) return content.toString();
  if (typeof content === 'object') return content.map(markupOf).join('');
  return escaped(String(content));
}

/** Escapes text for elements and attributes; what XML 1.0 cannot hold at all becomes U+FFFD. */
export function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll(/[&<>"'\t\n\r]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
