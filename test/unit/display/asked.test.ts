import { describe, expect, test } from 'vitest';
import { countChosen, readAsked, toQuery, toSearch, unfiltered } from '../../../display/catalogue/asked.ts';
import { catalogueQuery } from '../../../wire/catalogue/catalogue.ts';

describe('what the address of a search asks for', () => {
  test.each([
    '',
    '?q=kemiskinan',
    '?q=dalam+angka&year=2024&year=2023&region=Kota+Tarakan&printed=true&page=3&kantor=6500&lang=en',
  ])('reads and writes the same: %s', (search) => {
    expect(toSearch(readAsked(search), search)).toBe(search);
  });

  test.each([
    '?q=%20%20&page=0&year=&softcopy=maybe',
    '?page=1e9&page=2&printed=false',
    `?q=${'x'.repeat(30_000)}&region=${'y'.repeat(500)}`,
    `?${Array.from({ length: 90 }, (_, index) => `subject=${index}`).join('&')}`,
    '?page=-1&language=xx&q=%00%ff',
  ])('is a question the server takes, whatever stands there: %.60s', (search) => {
    expect(catalogueQuery.safeParse(toQuery(readAsked(search), '6500')).error).toBeUndefined();
  });

  test('loses its filters and its page, and keeps its words', () => {
    const asked = readAsked('?q=padi&year=2024&printed=true&page=2');
    expect(countChosen(asked)).toBe(2);
    expect(unfiltered(asked)).toEqual(readAsked('?q=padi'));
  });
});
