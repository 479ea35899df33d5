import type { Verdict } from '../../../domain/visits/sla.ts';
import type { Custody } from '../../../domain/custody/custody.ts';
import type { EventName, Step } from '../../../domain/visits/steps.ts';
import type { VisitTerms } from '../../../domain/visits/visit.ts';
import type { VisitTimes } from '../../../domain/supervision/correction.ts';
import type { Instant } from '../../../domain/time.ts';

/** A visit as its row stands. */
export interface VisitFact {
  readonly id: string;
  readonly office: string;
  readonly service: string;
  readonly day: string;
  readonly number: number;
  readonly step: Step;
  readonly revision: number;
  readonly counter: string | null;
  readonly custody: Custody['state'];
  readonly verdict: Verdict | null;
  readonly times: VisitTimes;
  readonly terms: VisitTerms;
  /** Until when something can still be done to a visit that has ended, or null. */
  readonly changesUntil: Instant | null;
}

export interface EventFact {
  readonly visitId: string;
  readonly revision: number;
  readonly move: EventName;
  readonly counter: string | null;
  readonly commandId: string | null;
}

/** A breach or an alarm that stands. */
export interface NoticeFact {
  readonly visitId: string;
  readonly kind: string;
  readonly at: Instant;
}

/** A board, and what the database had for it at the same time. */
export interface BoardFact {
  readonly board: string;
  readonly shown: string;
  readonly expected: string;
}

/** A figure as an api tells it, and as SQL counts it. */
export interface FigureFact {
  readonly figure: string;
  readonly told: number | null;
  readonly counted: number;
}

/** What the stores, the screens and the metrics say once everybody rests. */
export interface Facts {
  /** The database's time. */
  readonly now: Instant;
  readonly visits: readonly VisitFact[];
  readonly events: readonly EventFact[];
  readonly notices: readonly NoticeFact[];
  /** Cards that lie at the desk. */
  readonly cards: readonly { readonly visitId: string; readonly locker: string }[];
  /** The last number of each office, service and day. */
  readonly counters: readonly {
    readonly office: string;
    readonly service: string;
    readonly day: string;
    readonly last: number;
  }[];
  readonly rated: readonly string[];
  /** Visits with a workflow that runs. */
  readonly running: readonly string[];
  /** Those of them whose workflow was begun under another clock, which it believes until it ends, and by how much that is off. */
  readonly misled: readonly { readonly visitId: string; readonly byMs: number }[];
  /** What the views of broken rules return. */
  readonly views: readonly { readonly invariant: string; readonly keys: readonly unknown[] }[];
  readonly boards: readonly BoardFact[];
  readonly figures: readonly FigureFact[];
  /** Where personal data was found that must not be there. */
  readonly leaks: readonly string[];
}
