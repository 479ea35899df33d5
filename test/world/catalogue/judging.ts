import { compactNumber } from '../../../domain/catalogue/publication.ts';
import { judgedQueries, type JudgedQuery } from './queries.ts';
import { chance, type MadeUp } from './records.ts';
import { home, type Place } from './regions.ts';

/** A query, and how well each publication that is of use answers it: 3 exactly, 2 another edition, 1 in part. */
export interface Judgement {
  readonly kind: string;
  readonly q: string;
  /** By publication number. */
  readonly grades: ReadonlyMap<string, number>;
}

/** Looked at of an answer. */
const depth = 10;
/** Numbers that are looked for, of each kind. */
const numbers = 6;

/** The judged queries that a collection can answer. */
export function judgementsFor(collection: readonly MadeUp[]): readonly Judgement[] {
  const words = judgedQueries.map((query): Judgement => {
    const grades = collection.map((made): [string, number] => [
      made.publication.publicationNumber ?? '',
      gradeOf(made, query),
    ]);
    return { kind: query.kind, q: query.q, grades: useful(grades) };
  });
  return [...words, ...numbersOf(collection)].filter(({ grades }) => [...grades.values()].includes(3));
}

/**
 * The rule: the right subject, region and year (the newest edition where no year is asked for) is 3; another year is 2;
 * a series of some use in the region, or the right one of a region within it or around it, is 1.
 */
function gradeOf(made: MadeUp, { about, near, place, years }: JudgedQuery): number {
  const meant = about === null || about.includes(made.template);
  const here = place === null || made.place.name === place;
  if (meant && here) return isOfYears(made, years) ? 3 : 2;
  if (here) return near.includes(made.template) ? 1 : 0;
  return meant && about !== null && isAround(made.place, place) ? 1 : 0;
}

function isOfYears({ publication, newest }: MadeUp, years: JudgedQuery['years']): boolean {
  if (years === null) return newest;
  const [first, last] = years;
  const covered = /(\d{4})-(\d{4})$/.exec(publication.title);
  if (covered && first < last) return Number(covered[1]) === first && Number(covered[2]) === last;
  return publication.year >= first && publication.year <= last;
}

/** Whether a region lies in the other, or the other way round, within a province. */
function isAround({ code, level, name }: Place, other: string): boolean {
  if (level === 'country' || !code.startsWith(home)) return false;
  if (name === 'Provinsi Kalimantan Utara') return !other.startsWith('Indonesia');
  return other === 'Provinsi Kalimantan Utara' && level === 'regency';
}

/** Numbers with and without dots: one edition, or the editions of a catalogue number. */
function numbersOf(collection: readonly MadeUp[]): Judgement[] {
  const some = collection
    .filter(({ place }) => place.code.startsWith(home))
    .toSorted((a, b) => luckOf(a) - luckOf(b))
    .slice(0, numbers);
  return some.flatMap(({ publication: { catalogueNumber, publicationNumber } }) => {
    const own = publicationNumber ?? '';
    const edition = new Map([[own, 3]]);
    const asked: Judgement[] = [
      { kind: 'number', q: own, grades: edition },
      { kind: 'number', q: compactNumber(own), grades: edition },
    ];
    if (catalogueNumber === null) return asked;
    const editions = useful(
      collection.map(({ publication, newest }) => [
        publication.publicationNumber ?? '',
        publication.catalogueNumber !== catalogueNumber ? 0 : newest ? 3 : 2,
      ]),
    );
    asked.push({ kind: 'number', q: catalogueNumber, grades: editions });
    asked.push({ kind: 'number', q: compactNumber(catalogueNumber), grades: editions });
    return asked;
  });
}

const luckOf = ({ publication }: MadeUp): number => chance(`number ${publication.publicationNumber}`);
const useful = (grades: [string, number][]): ReadonlyMap<string, number> =>
  new Map(grades.filter(([, grade]) => grade > 0));

/** nDCG@10 with gains of 2^grade - 1: 1 when no order were better than the answer's. */
export function ndcgOf(answer: readonly string[], grades: ReadonlyMap<string, number>): number {
  const ideal = [...grades.values()].toSorted((a, b) => b - a);
  return gainOf(answer.map((number) => grades.get(number) ?? 0)) / gainOf(ideal);
}

function gainOf(grades: readonly number[]): number {
  return grades
    .slice(0, depth)
    .reduce((sum, grade, index) => sum + (2 ** grade - 1) / Math.log2(index + 2), 0);
}
