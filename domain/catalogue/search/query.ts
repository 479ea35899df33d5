import { compactNumber } from '../publication.ts';
import { fold, stopWords, wordsOf } from './words.ts';

/** Years that stand as an ordinary number in a query; anything else of four digits may be a region's code. */
const year = /^(19|20)\d\d$/;
/** Longer queries are cut: nobody types them. */
export const mostCharacters = 400;
const mostWords = 16;

/** What somebody looks for, taken apart. Everything in it is folded and safe to stand in a search. */
export interface Query {
  /** Each tells something; in order, without repeats. */
  readonly words: readonly string[];
  /** Those words and the small ones between them, as they were typed. */
  readonly typed: readonly string[];
  /** Words that must stand side by side: those in quotes. */
  readonly phrases: readonly (readonly string[])[];
  /** Catalogue, publication, ISSN and ISBN numbers, without their dots; a beginning will do. */
  readonly numbers: readonly string[];
  /** Whether the last of the typed words may be only begun. */
  readonly isBegun: boolean;
  /** One year is a wish, which the nearest editions follow. */
  readonly year: number | null;
  /** A range is a condition. */
  readonly years: { readonly from: number; readonly to: number } | null;
}

/**
 * Reads a query: words, phrases in quotes (one left open ends with the query), numbers with and without dots, a year,
 * a range (`2019-2023`, `2019 sampai 2023`, `2019 s.d. 2023`). Whatever was typed gives a query; nothing in it is an
 * operator.
 */
export function readQuery(text: string): Query {
  const phrases: string[][] = [];
  let rest = text.slice(0, mostCharacters).replaceAll(/[“”„«»]/g, '"');
  rest = rest.replaceAll(/"([^"]*)("|$)/g, (_, inside: string) => {
    const words = wordsOf(inside).slice(0, mostWords);
    if (words.length > 1) phrases.push(words);
    return words.length > 1 ? ' ' : ` ${inside} `;
  });

  rest = rest.replaceAll(/\b([a-z]{2,})((?:19|20)\d\d)\b/gi, '$1 $2'); // sp2020

  let years: Query['years'] = null;
  rest = rest.replaceAll(
    /\b((?:19|20)\d\d)\s*(?:-|–|—|\bsampai(?: dengan)?\b|\bhingga\b|\bs\/d\b|\bs\.?d\b\.?|\bto\b)\s*((?:19|20)\d\d)\b/gi,
    (_, one: string, other: string) => {
      const [from = 0, to = 0] = [Number(one), Number(other)].toSorted((a, b) => a - b);
      years = { from, to };
      return ' ';
    },
  );

  const numbers: string[] = [];
  rest = rest.replaceAll(/\b\d[\d.\- ]*[\dXx]\b/g, (written) => {
    const number = compactNumber(written);
    const isOne = number.length >= 5 && !written.split(/[ -]/).some((part) => year.test(part));
    if (isOne) numbers.push(number);
    return isOne ? ' ' : written;
  });

  const all = fold(rest).split(' ').filter(Boolean);
  const single = all.filter((word) => year.test(word));
  const words = all.filter((word) => !year.test(word));
  const telling = words.filter((word) => !stopWords.has(word));
  return {
    words: [...new Set(telling.length > 0 || phrases.length > 0 ? telling : words)].slice(0, mostWords),
    typed: words.slice(0, mostWords),
    phrases,
    numbers: [...new Set(numbers)].slice(0, mostWords),
    isBegun: words.length > 0 && text.trimStart().length <= mostCharacters && /[\p{L}]$/u.test(text),
    year: single.length === 1 ? Number(single[0]) : null,
    years: years ?? (single.length > 1 ? rangeOf(single.map(Number)) : null),
  };
}

const rangeOf = (years: readonly number[]) => ({ from: Math.min(...years), to: Math.max(...years) });
