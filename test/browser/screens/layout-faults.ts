/// <reference lib="dom" />
import type { Locator, Page } from 'playwright-core';

/**
 * What is wrong with the places of a page's texts: outside the window or outside a box around them, cut
 * off, or written over each other. Looks through shadow roots; only what a person would see counts.
 */
export function layoutFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    interface Place {
      text: string;
      left: number;
      top: number;
      right: number;
      bottom: number;
    }
    const slack = 0.0015 * innerHeight + 1; // lengths are rounded to whole pixels, line by line
    const faults: string[] = [];
    const places: Place[] = [];
    const within = (inner: Place, outer: DOMRect): boolean =>
      inner.left >= outer.left - slack &&
      inner.right <= outer.right + slack &&
      inner.top >= outer.top - slack &&
      inner.bottom <= outer.bottom + slack;

    const lookAtText = (node: Text, boxes: readonly Element[]): void => {
      const text = node.data.trim();
      const parent = boxes.at(-1);
      if (text === '' || !parent) return;
      const size = Number.parseFloat(getComputedStyle(parent).fontSize);
      const below = size * (/[gjpqy,;()]/.test(text) ? 0.06 : 0.27);
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const { left, top, right, bottom } of range.getClientRects()) {
        // the ink of capitals and digits, not the line box of the font
        const place = { text, left, right, top: top + size * 0.32, bottom: bottom - below };
        const window = new DOMRect(0, 0, innerWidth, innerHeight);
        if (!within(place, window)) faults.push(`"${text}" leaves the window`);
        for (const box of boxes) {
          const { display } = getComputedStyle(box);
          if (display === 'inline' || display === 'contents') continue;
          if (!within(place, box.getBoundingClientRect())) {
            faults.push(`"${text}" leaves <${box.localName} class="${box.className}">`);
          }
        }
        for (const other of places) {
          const apart =
            place.right <= other.left + slack ||
            other.right <= place.left + slack ||
            place.bottom <= other.top + slack ||
            other.bottom <= place.top + slack;
          if (!apart && other.text !== text) faults.push(`"${text}" lies over "${other.text}"`);
        }
        places.push(place);
      }
    };
    const look = (node: Node, boxes: readonly Element[]): void => {
      if (node instanceof Text) lookAtText(node, boxes);
      if (node instanceof Element) {
        const { display, visibility } = getComputedStyle(node);
        if (display === 'none' || visibility === 'hidden' || ['STYLE', 'SCRIPT'].includes(node.tagName))
          return;
        const { scrollWidth, clientWidth, scrollHeight, clientHeight } = node;
        const name = `<${node.localName} class="${node.className}">`;
        if (clientWidth > 0 && scrollWidth > clientWidth + 1)
          faults.push(`${name} is ${scrollWidth} wide in ${clientWidth}`);
        if (node.localName === 'main' && scrollHeight > clientHeight + 1)
          faults.push(`${name} is ${scrollHeight} high in ${clientHeight}`);
      }
      const children = node instanceof Element && node.shadowRoot ? node.shadowRoot : node;
      const inside = node instanceof Element ? [...boxes, node] : boxes;
      for (const child of children.childNodes) look(child, inside);
    };
    look(document.body, []);
    return [...new Set(faults)];
  });
}

/** What a page shows, in reading order, with one blank between words. */
export function shownText(page: Page): Promise<string> {
  return page.evaluate(() => {
    const read = (node: Node): string => {
      if (node instanceof Text) return node.data;
      if (node instanceof Element && ['STYLE', 'SCRIPT'].includes(node.tagName)) return '';
      const root = node instanceof Element && node.shadowRoot ? node.shadowRoot : node;
      const text = [...root.childNodes].map(read).join('');
      return node instanceof Element ? ` ${text} ` : text;
    };
    return read(document.body).replaceAll(/\s+/g, ' ');
  });
}

/** Whether a control can be scrolled to and pressed, as whole as it is. */
export const isWithinReach = (control: Locator): Promise<boolean> =>
  control.evaluate((element) => {
    element.scrollIntoView({ block: 'nearest' });
    const root = element.getRootNode() as Document | ShadowRoot;
    // a link in a text has one for each line
    return [...element.getClientRects()].every(({ left, top, right, bottom }) =>
      [top + 4, bottom - 4].every((y) => {
        const hit = root.elementFromPoint((left + right) / 2, y);
        return left >= 0 && right <= innerWidth && element.contains(hit);
      }),
    );
  });

/** Texts that leave the window or a box around them at a side, where nobody scrolls; how far down a page goes is free. */
export function sidewaysFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults = new Set<string>();
    const lookAtText = (node: Text, boxes: readonly Element[]): void => {
      const text = node.data.trim();
      if (text === '') return;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const { left, right } of range.getClientRects()) {
        if (left < -1 || right > innerWidth + 1) faults.add(`"${text}" leaves the window`);
        for (const box of boxes) {
          const { display } = getComputedStyle(box);
          if (display === 'inline' || display === 'contents') continue;
          const edges = box.getBoundingClientRect();
          if (left < edges.left - 1 || right > edges.right + 1)
            faults.add(`"${text}" leaves <${box.localName} class="${box.className}">`);
        }
      }
    };
    const look = (node: Node, boxes: readonly Element[]): void => {
      if (node instanceof Text) lookAtText(node, boxes);
      if (node instanceof Element) {
        if (
          ['STYLE', 'SCRIPT', 'OPTION'].includes(node.tagName) ||
          node.classList.contains('visually-hidden')
        )
          return;
        const { display, visibility } = getComputedStyle(node);
        if (display === 'none' || visibility === 'hidden') return;
        const { left, right, width } = node.getBoundingClientRect();
        if (width > 0 && (left < -1 || right > innerWidth + 1))
          faults.add(`<${node.localName} class="${node.className}"> leaves the window`);
      }
      const children = node instanceof Element && node.shadowRoot ? node.shadowRoot : node;
      const around = node instanceof HTMLDialogElement ? [] : boxes; // it lies above the page, not within a box of it
      const inside = node instanceof Element ? [...around, node] : boxes;
      for (const child of children.childNodes) look(child, inside);
    };
    look(document.body, []);
    return [...faults];
  });
}
