import { wordsOf } from './words.ts';

const months =
  /^(januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember|january|february|march|may|june|july|august|october|december)$/;
const counted = /^(volume|vol|nomor|no|edisi|triwulan|semester|tahun|quarter|edition|number|issue)$/;
const counter = /^(\d+|i|ii|iii|iv|v|vi|vii|viii|ix|x|xi|xii|pertama|kedua|ketiga|keempat)$/;

/**
 * The series a publication belongs to: the words of its title without what tells its editions apart, such as years,
 * months and volumes. `Kabupaten Bulungan Dalam Angka 2024` is an edition of `kabupaten bulungan dalam angka`. A
 * title of nothing else is its own series.
 */
export function seriesOf(title: string): string {
  const words = wordsOf(title);
  const rest = words.filter((word, index) => {
    if (/^(19|20)\d\d$/.test(word) || months.test(word)) return false;
    if (counted.test(word)) return !counter.test(words[index + 1] ?? '') && !isYear(words[index + 1]);
    return !(counter.test(word) && counted.test(words[index - 1] ?? ''));
  });
  return (rest.length > 0 ? rest : words).join(' ');
}

const isYear = (word = ''): boolean => /^(19|20)\d\d$/.test(word);
