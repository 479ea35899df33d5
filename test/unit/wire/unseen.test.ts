import { describe, expect, test } from 'vitest';
import { manyLinesText, optionalText, reason, text } from '../../../wire/fields.ts';

const unseen = '\u200B\u2060\u00AD\u3164\uFE0F'.repeat(5);

describe('signs that nobody sees', () => {
  test.each([
    ['a line', text(150)],
    ['a reason', reason],
    ['a text of some length', manyLinesText(20, 500)],
  ])('are not %s', (_, schema) => {
    expect(schema.safeParse(unseen).success).toBe(false);
    expect(schema.safeParse(` ${unseen} `).success).toBe(false);
  });

  test('are an optional text that was not filled in', () => {
    expect(optionalText(50).parse(unseen)).toBeUndefined();
    expect(optionalText(50).parse(' ')).toBeUndefined();
    expect(optionalText(50).parse('a')).toBe('a');
  });

  test('do not make a short text long, and stay in one that is long enough', () => {
    const schema = manyLinesText(5, 500);
    expect(schema.safeParse(`ab${unseen}cd`).success).toBe(false);
    expect(schema.parse(`ab${unseen}cde`)).toBe(`ab${unseen}cde`);
    expect(text(20).parse('क्\u200Dष')).toBe('क्\u200Dष');
  });
});
