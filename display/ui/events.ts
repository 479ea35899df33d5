import type { FacetName } from '../../domain/catalogue/facets.ts';
import type { StaffMoveName } from '../../domain/visits/steps.ts';
import type { AnswerTo } from '../../wire/http/client.ts';
import type { LockerView } from '../../wire/custody.ts';
import type { GuestBook } from '../../wire/guest-books.ts';
import type { SessionView } from '../../wire/staff.ts';
import type { Rating } from '../../wire/visitors.ts';
import type { DeskVisit } from '../../wire/visits.ts';
import type { Asked } from './line/api.ts';

/** The events of our elements and their details; one name means one thing on every page. */
export interface Events {
  /** A promise that was broken has been seen. */
  acknowledged: undefined;
  /** The arguments of the move that was asked about. */
  answered: object;
  back: undefined;
  /** The dates of all offices, as they are now. */
  'calendar-changed': AnswerTo<'/calendar'>;
  call: undefined;
  /** An office's settings, as they are now. */
  changed: AnswerTo<'/offices/{office}/settings'>;
  /** The code or id of the row that was pressed. */
  choose: string;
  'choose-locker': LockerView;
  closed: undefined;
  corrected: AnswerTo<'POST /visits/{visitId}/corrections'>;
  counter: undefined;
  'day-changed': undefined;
  dismiss: undefined;
  'guest-book': GuestBook;
  handover: undefined;
  leave: undefined;
  /** The page locks itself soon; somebody came back; it is locked now. */
  'lock-soon': undefined;
  'lock-off': undefined;
  locked: undefined;
  /** What results are narrowed by from now on. */
  narrowed: Readonly<Record<FacetName, readonly string[]>>;
  press: StaffMoveName;
  rating: Rating;
  retry: undefined;
  serve: DeskVisit;
  'session-lost': undefined;
  'signed-in': SessionView;
  'signed-out': undefined;
  story: undefined;
  /** The tool for the visit. */
  tool: 'key-lost' | 'incident' | 'priority';
  /** The command that a tool's answers make. */
  'tool-used': Asked;
  undo: DeskVisit;
}

/** An event as its listener gets it. */
export type Fired<Name extends keyof Events> = CustomEvent<Events[Name]>;

/** Dispatches an event on the element; it does not bubble. */
export function fire<Name extends keyof Events>(
  target: EventTarget,
  name: Name,
  ...[detail]: Events[Name] extends undefined ? [] : [detail: Events[Name]]
): void {
  target.dispatchEvent(new CustomEvent(name, { detail }));
}
