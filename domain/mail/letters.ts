import type { Instant } from '../time.ts';
import type { Language } from '../language.ts';

/** What each letter is filled with. Addresses of pages are paths below the product's own address. */
export interface LetterValues {
  /** Asks whoever reads mail at an address whether it is theirs. */
  readonly 'email-check': {
    readonly office: string;
    readonly path: string;
    readonly validUntil: Instant;
    readonly timeZone: string;
  };
  /** Tells of a broken promise, or takes that back. */
  readonly breach: {
    readonly office: string;
    readonly officeCode: string;
    readonly event: 'raised' | 'withdrawn';
    readonly label: string;
    readonly dueAt: Instant;
    readonly timeZone: string;
    readonly counter: string | null;
    readonly number: number;
    readonly path: string;
  };
}
export type LetterKind = keyof LetterValues;

/** A letter to be made: which one, what it is filled with, and the reader's language. */
export type LetterOrder = {
  readonly [Kind in LetterKind]: {
    readonly kind: Kind;
    readonly values: LetterValues[Kind];
    readonly language: Language;
  };
}[LetterKind];
