import type { FinalStep } from '../visits/steps.ts';
import type { IsoTime } from '../time.ts';

/** A visit as the end of a day names it. */
export interface NamedVisit {
  readonly visitId: string;
  readonly label: string;
}

/** What a day looked like when its office had closed and its visits had been waited for. */
export interface DayReport {
  readonly visits: Readonly<Partial<Record<FinalStep | 'open' | 'on-paper', number>>>;
  readonly sla: { readonly met: number; readonly breached: number; readonly excluded: number };
  readonly custody: { readonly deposited: number; readonly returned: number; readonly resolved: number };
  /** Cards that still lie at the desk. */
  readonly held: readonly (NamedVisit & { readonly locker: string })[];
  /** Visits that did not end although the office is closed and no card is held. */
  readonly unfinished: readonly NamedVisit[];
}

/** The end of a day as a supervisor sees it. */
export interface DayView {
  readonly day: string;
  readonly closedAt: IsoTime;
  /** Null until nothing can change the day's figures any more. */
  readonly settledAt: IsoTime | null;
  readonly report: DayReport;
}

/** What the workflow of a day's end waits for. */
export interface DayState {
  /** Visits that should have ended by themselves by now. */
  readonly unfinished: number;
  /** Visits that stay open for their card. */
  readonly held: number;
}

/** One office's local day. */
export interface OfficeDay {
  readonly office: string;
  readonly day: string;
}

/** What starts the workflow of a day's end. */
export interface DayInput extends OfficeDay {
  /** How long visits are waited for before those left are named. */
  readonly patienceMs: number;
  /** How often it is looked whether the day is over. */
  readonly pollMs: number;
}
