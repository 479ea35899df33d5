import type { TemplateResult } from 'lit';
import { expect, test } from 'vitest';
import { linkedText } from '../../../display/ui/linked-text.ts';

const isLink = (part: unknown): part is TemplateResult => typeof part === 'object';
const linksOf = (line: string): unknown[] =>
  [linkedText(line)]
    .flat()
    .filter(isLink)
    .map(({ values }) => values[0]);

test.each([
  ['Telepon (0552) 21205', ['tel:+6255221205']],
  ['Surel bps6500@example.go.id.', ['mailto:bps6500@example.go.id']],
  ['WhatsApp 0812-3456-7890', ['https://wa.me/6281234567890', 'tel:+6281234567890']],
  [
    'SP4N-LAPOR! (https://www.lapor.go.id), atau https://lapor.go.id.',
    ['https://www.lapor.go.id', 'https://lapor.go.id'],
  ],
  ['Langsung, pukul 08.00-16.00, atau 08:00 - 15:30', []],
  ['Pukul 08.00-16.00, WhatsApp 0812-3456-7890', ['https://wa.me/6281234567890', 'tel:+6281234567890']],
])('of "%s" the addresses and numbers are links', (line, links) => {
  expect(linksOf(line)).toEqual(links);
});
