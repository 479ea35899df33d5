import type { Owed } from '../complaints/due-times.ts';
import type { Instant } from '../time.ts';
import type { Language } from '../language.ts';

/** A link that is good for a while. */
interface LinkValues {
  readonly office: string;
  readonly path: string;
  readonly validUntil: Instant;
  readonly timeZone: string;
}

/** A link with its secret, and the code that does the same. */
interface MemberLinkValues extends LinkValues {
  /** As it is shown, such as `1234 5678`. */
  readonly code: string;
}

/** What a complainant is told by mail. */
export const complaintNews = [
  'received',
  'message',
  'followed-up',
  'answered',
  'reopened',
  'transferred',
  'dismissed',
  'closed',
] as const;
export type ComplaintNews = (typeof complaintNews)[number];

/** What each letter is filled with. Addresses of pages are paths below the product's own address. */
export interface LetterValues {
  /** Asks whoever reads mail at an address whether it is theirs. */
  readonly 'email-check': LinkValues;
  /** Asks who registered whether the address is theirs. */
  readonly 'member-confirm': MemberLinkValues;
  /** Lets somebody registered sign in again. */
  readonly 'member-link': MemberLinkValues;
  /** Tells that a registration ends unless it is used. */
  readonly 'member-expiry': {
    readonly office: string;
    readonly path: string;
    readonly endsAt: Instant;
    readonly timeZone: string;
  };
  /** Confirms that a registration was deleted. */
  readonly 'member-deleted': { readonly office: string; readonly path: string };
  /** Tells that the copy somebody asked for can be fetched. */
  readonly 'softcopy-ready': {
    readonly office: string;
    readonly title: string;
    /** Of the request, as it stands on every page of the copy. */
    readonly number: string;
    readonly path: string;
    readonly validUntil: Instant;
    readonly timeZone: string;
  };
  /** Brings the link of a rating to who left without one. */
  readonly 'rating-link': LinkValues;
  /** Tells a complainant that something was done; what was written is read on the page. */
  readonly complaint: {
    readonly office: string;
    readonly news: ComplaintNews;
    readonly reference: string;
    /** With the secret behind `#`. */
    readonly path: string;
    /** By when it is answered, or, once it is, when silence closes it. */
    readonly dueAt: Instant | null;
    readonly timeZone: string;
  };
  /** Tells that something owed for a complaint is overdue. */
  readonly 'complaint-overdue': {
    readonly office: string;
    readonly officeCode: string;
    readonly reference: string;
    readonly due: Owed;
    readonly dueAt: Instant;
    readonly timeZone: string;
    readonly path: string;
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
