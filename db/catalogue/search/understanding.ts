import type { Query } from '../../../domain/catalogue/search/query.ts';
import { termsIn, unitsOf, type Unit } from '../../../domain/catalogue/search/units.ts';
import type { Database } from '../../connect.ts';
import {
  countDocuments,
  guess,
  readBeginnings,
  readPlaces,
  readSynonyms,
  type CountedUnits,
} from './vocabulary.ts';

/** A query as it is meant. */
export interface Understood extends CountedUnits {
  readonly units: readonly Unit[];
  /** Names of regions among them. */
  readonly places: ReadonlySet<string>;
  /** The words in their order, corrected and ended. */
  readonly typed: readonly string[];
  /** The text that is searched for instead, or null. */
  readonly corrected: string | null;
}

/** Cuts a query into what it says, with words that stand nowhere replaced by what they may mean. */
export async function understand(db: Database, query: Query): Promise<Understood> {
  const first = await cut(db, query.typed);
  const counted = await countDocuments(db, first.units);
  const meant: (readonly [string, Meaning])[] = [];
  for (const word of unknownWords(query, counted)) meant.push([word, await meaningOf(db, query, word)]);
  const ended = new Map<string, readonly string[]>();
  const replaced = new Map<string, string>();
  const corrections = new Map<string, string>();
  for (const [word, meaning] of meant) {
    const [best] = meaning.words;
    if (best === undefined) continue;
    replaced.set(word, best);
    if (meaning.isBeginning) ended.set(best, meaning.words);
    else corrections.set(word, best);
  }
  const typed = query.typed.map((word) => replaced.get(word) ?? word);
  const { units, places } = replaced.size === 0 ? first : await cut(db, typed);
  const telling = new Set(query.words.map((word) => replaced.get(word) ?? word));
  const told = units.filter(({ words, alternatives }) => {
    const [word = ''] = words;
    return words.length > 1 || alternatives.length > 1 || telling.has(word);
  });
  const asked = told.map((unit) => withEndings(unit, ended));
  const isCounted = asked.every((unit) => counted.documents.has(unit));
  return {
    units: asked,
    ...(isCounted ? counted : await countDocuments(db, asked)),
    places,
    typed,
    corrected:
      corrections.size === 0 ? null : query.typed.map((word) => corrections.get(word) ?? word).join(' '),
  };
}

/** The units of these words, and which of what they may be called is a region. */
async function cut(
  db: Database,
  typed: readonly string[],
): Promise<{ units: Unit[]; places: ReadonlySet<string> }> {
  const terms = termsIn(typed);
  const synonyms = await readSynonyms(db, terms);
  const places = await readPlaces(db, [...terms, ...[...synonyms.values()].flat()]);
  const known = new Map<string, string[]>([...places].map((place) => [place, []]));
  for (const [term, meanings] of synonyms) known.set(term, meanings);
  const units = unitsOf(typed, known);
  const once = new Map(units.map((unit) => [unit.words.join(' '), unit]));
  const asked = new Set(units.flatMap(({ alternatives }) => alternatives.map((run) => run.join(' '))));
  return { units: [...once.values()], places: new Set([...places].filter((place) => asked.has(place))) };
}

/** Words of no term that stand nowhere. */
function unknownWords({ words }: Query, { documents }: CountedUnits): string[] {
  return [...documents].flatMap(([{ words: own, alternatives }, n]) => {
    const [word = ''] = own;
    const isSingle = own.length === 1 && alternatives.length === 1;
    return isSingle && n === 0 && words.includes(word) && !/^\d+$/.test(word) ? [word] : [];
  });
}

/** Words that a word may mean, the likeliest first. */
interface Meaning {
  readonly words: readonly string[];
  readonly isBeginning: boolean;
}

/** What a word that stands nowhere may mean: words it begins, or the one that is written most alike. */
async function meaningOf(db: Database, { typed, isBegun }: Query, word: string): Promise<Meaning> {
  const isLast = isBegun && typed.at(-1) === word;
  const begun = isLast || word.length >= 3 ? await readBeginnings(db, word) : [];
  if (begun.length > 0) return { words: begun, isBeginning: true };
  const meant = await guess(db, word);
  return { words: meant === null ? [] : [meant], isBeginning: false };
}

/** A unit whose word was only begun means all that it may become. */
function withEndings(unit: Unit, ended: ReadonlyMap<string, readonly string[]>): Unit {
  const [word = ''] = unit.words;
  const endings = unit.words.length === 1 ? (ended.get(word) ?? []) : [];
  const others = endings.filter((ending) => ending !== word).map((ending) => [ending]);
  if (others.length === 0) return unit;
  return { words: unit.words, alternatives: [...unit.alternatives, ...others] };
}
