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

/** Below this many respondents no grade is given. */
export const minimumRespondents = 10;

const lowestOf: Readonly<Record<Exclude<Grade, 'D'>, number>> = { A: 88.31, B: 76.61, C: 65 };

/** The grade of an index (PermenPANRB 14/2017). */
export function gradeOf(index: number): Grade {
  return grades.find((grade) => grade === 'D' || index >= lowestOf[grade]) ?? 'D';
}

/**
 * SKM = 25 × Σ NRR × 1/9, in exact arithmetic and rounded half up once: floats would move a grade at its
 * edge (PermenPANRB 14/2017).
 */
export function skmOf(answers: Readonly<Record<SkmElement, ElementAnswers>>): SkmResult {
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
  return { elements, n, index, grade: n < minimumRespondents ? null : gradeOf(index) };
}

/** A fraction of two positive numbers with a fixed number of decimals, rounded half up. */
function roundedShare(numerator: bigint, denominator: bigint, decimals: number): number {
  const scale = 10n ** BigInt(decimals);
  const scaled = (2n * numerator * scale + denominator) / (2n * denominator);
  return Number(scaled) / Number(scale);
}
