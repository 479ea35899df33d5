import { fold, regionKinds, stopWords, wordsOf } from './search/words.ts';

const months =
  /^(januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember|january|february|march|may|june|july|august|october|december)$/;
const counted = /^(volume|vol|nomor|no|edisi|triwulan|semester|tahun|quarter|edition|number|issue)$/;
const counter = /^(\d+|i|ii|iii|iv|v|vi|vii|viii|ix|x|xi|xii|pertama|kedua|ketiga|keempat)$/;

/**
 * The series a publication belongs to: the words of its title without what tells its editions apart, such as years,
 * months and volumes. Where the region is known its kind may stand or not: `Kabupaten Bulungan Dalam Angka 2024` and
 * `Bulungan Dalam Angka 2009` are editions of one series of `Kabupaten Bulungan`. A title of nothing else is its own
 * series.
 */
export function seriesOf(title: string, region: string | null): string {
  const words = wordsOf(title);
  const rest = words.filter((word, index) => {
    if (/^(19|20)\d\d$/.test(word) || months.test(word)) return false;
    if (counted.test(word)) return !counter.test(words[index + 1] ?? '') && !isYear(words[index + 1]);
    return !(counter.test(word) && counted.test(words[index - 1] ?? ''));
  });
  const told = (rest.length > 0 ? rest : words).join(' ');
  if (region === null) return told;
  return `${telling(told.split(' ')).join(' ')} | ${fold(region)}`;
}

/** The words of a title that tell its subject and region: no small words, no kinds of regions, no numbers. */
export function telling(words: readonly string[]): string[] {
  return words.filter((word) => !stopWords.has(word) && !regionKinds.has(word) && !/^\d+$/.test(word));
}

/** A title as the name of its series is shown: without the years at its end. */
export function withoutYears(title: string): string {
  const name = title.replace(/[\s,]*\(?(?:19|20)\d\d(?:\s*[-–/]\s*(?:19|20)?\d\d)?\)?\s*$/, '').trim();
  return name === '' ? title : name;
}

/** The first and last year that a title names; null when it names none. */
export function yearsOf(title: string): { readonly since: number; readonly until: number } | null {
  const years = wordsOf(title).filter(isYear).map(Number);
  return years.length === 0 ? null : { since: Math.min(...years), until: Math.max(...years) };
}

const isYear = (word = ''): boolean => /^(19|20)\d\d$/.test(word);
