import type { Block, Letter } from './letters.ts';

/** The longest line of a text part; a link is never broken, so that every reader can open it. */
const width = 72;

/** The part of a letter for readers without HTML: wrapped, the languages one below the other. */
export function toText({ heading, pages }: Letter): string {
  const texts = pages.map(({ blocks }) => blocks.map(blockText).join('\n\n'));
  return `${wrap(heading)}\n\n${texts.join('\n\n* * *\n\n')}\n`;
}

function blockText(block: Block): string {
  if (typeof block === 'string') return wrap(block);
  if ('link' in block) return block.link;
  return block.facts.map(([name, fact]) => wrap(`${name}: ${fact}`)).join('\n');
}

function wrap(text: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join('\n');
}
