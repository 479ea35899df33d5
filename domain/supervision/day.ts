/** What the workflow of a day's end waits for. */
export interface DayState {
  /** Visits that should have ended by themselves by now. */
  readonly unfinished: number;
  /** Visits that stay open for their card. */
  readonly held: number;
  /** Whether its midnight is past; absent when this look did not report the day, and in what older versions answered. */
  readonly isOver?: boolean;
}

/** One office's local day. */
export interface OfficeDay {
  readonly office: string;
  readonly day: string;
}

/** What starts the workflow of a day's end. */
export interface DayInput extends OfficeDay {
  /** How long to wait for visits before the report names those left. */
  readonly patienceMs: number;
  /** How often to check meanwhile; in days started by older versions as often as below. */
  readonly visitsPollMs?: number;
  /** How often to check whether the day is over. */
  readonly pollMs: number;
}
