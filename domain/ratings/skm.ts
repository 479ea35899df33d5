import { skmElements, type SkmElement } from './rating.ts';

/** The answers to one element of the SKM: the sum of its scores 1–4, and their number. */
export interface ElementAnswers {
  readonly sum: number;
  readonly n: number;
}

/** One element of the result. NRR is the mean of its answers, weighted with 1/9 (PermenPANRB 14/2017). */
export interface ElementResult extends ElementAnswers {
  readonly element: SkmElement;
  /** Four decimals; null when nobody answered it. */
  readonly nrr: number | null;
  readonly weighted: number | null;
}

export const grades = ['A', 'B', 'C', 'D'] as const;
export type Grade = (typeof grades)[number];

/** The survey's result. `n` is the fewest answers an element has. */
export interface SkmResult {
  readonly elements: ElementResult[];
  readonly n: number;
  /** 25 to 100 with two decimals; null while an element has no answer. */
  readonly index: number | null;
  /** Null as well while there are fewer respondents than the minimum. */
  readonly grade: Grade | null;
}

/** The indexes of each grade, both included (PermenPANRB 14/2017). */
export const gradeRanges: Readonly<Record<Grade, readonly [lowest: number, highest: number]>> = {
  A: [88.31, 100],
  B: [76.61, 88.3],
  C: [65, 76.6],
  D: [25, 64.99],
};

/** The grade of an index. */
export function gradeOf(index: number): Grade {
  return grades.find((grade) => index >= gradeRanges[grade][0]) ?? 'D';
}

/**
 * SKM = 25 × Σ NRR × 1/9, in exact arithmetic and rounded half up once: floats would move a grade at its
 * edge (PermenPANRB 14/2017). No grade is given while an element has fewer than `minimum` answers.
 */
export function skmOf(answers: Readonly<Record<SkmElement, ElementAnswers>>, minimum: number): SkmResult {
  const elements = skmElements.map((element) => {
    const { sum, n } = answers[element];
    const nrr = n === 0 ? null : roundedShare(BigInt(sum), BigInt(n), 4);
    const weighted = n === 0 ? null : roundedShare(BigInt(sum), BigInt(n) * 9n, 4);
    return { element, sum, n, nrr, weighted };
  });
  const n = Math.min(...elements.map((element) => element.n));
  if (n === 0) return { elements, n, index: null, grade: null };
  let numerator = 0n;
  let denominator = 1n;
  for (const element of elements) {
    numerator = numerator * BigInt(element.n) + BigInt(element.sum) * denominator;
    denominator *= BigInt(element.n);
  }
  const index = roundedShare(25n * numerator, 9n * denominator, 2);
  return { elements, n, index, grade: n < minimum ? null : gradeOf(index) };
}

/** How many elements are named first for improvement. */
const prioritized = 3;

/**
 * The elements to be improved first: the three with the lowest means, the lowest first, and whatever has the same mean as the
 * third. None while there is no grade. Compared as fractions: rounded means would tie what differs.
 */
export function prioritiesOf({ elements, grade }: Pick<SkmResult, 'elements' | 'grade'>): SkmElement[] {
  if (grade === null) return [];
  const difference = (a: ElementAnswers, b: ElementAnswers): number => a.sum * b.n - b.sum * a.n;
  const rising = elements.toSorted(difference);
  const last = rising[prioritized - 1];
  return rising.filter((element) => last && difference(element, last) <= 0).map(({ element }) => element);
}

/** A fraction of two positive numbers with a fixed number of decimals, rounded half up. */
function roundedShare(numerator: bigint, denominator: bigint, decimals: number): number {
  const scale = 10n ** BigInt(decimals);
  const scaled = (2n * numerator * scale + denominator) / (2n * denominator);
  return Number(scaled) / Number(scale);
}
