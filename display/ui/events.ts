import type { FacetName } from '../../domain/catalogue/search/facets.ts';
import type { StaffMoveName } from '../../domain/visits/steps.ts';
import type { AnswerTo } from '../../wire/http/client.ts';
import type { AttachmentView } from '../../wire/complaints/complaint-attachments.ts';
import type { ComplaintView } from '../../wire/complaints/complaints.ts';
import type { ShelfItem } from '../../wire/catalogue/in-room-uses.ts';
import type { LockerView } from '../../wire/custody.ts';
import type { WhoAnswer } from '../../wire/members.ts';
import type { GuestBook } from '../../wire/visitors/guest-books.ts';
import type { SessionView } from '../../wire/staff.ts';
import type { OwnRating, RatingSheet } from '../../wire/ratings.ts';
import type { DeskVisit } from '../../wire/visits.ts';
import type { Asked } from './line/api.ts';

/** The events of our elements and their details; one name means one thing on every page. */
export interface Events {
  /** A promise that was broken has been seen. */
  acknowledged: undefined;
  /** The arguments of the move that was asked about. */
  answered: object;
  /** A file is attached to a complaint now. */
  attached: AttachmentView;
  /** Files that wait for the text they come with. */
  'attachments-chosen': readonly File[];
  /** True when files that were chosen leave, false when none is under way any more. */
  'attachments-sending': boolean;
  back: undefined;
  /** A label was scanned, and this is what it names. */
  'book-scanned': ShelfItem;
  /** The dates of all offices, as they are now. */
  'calendar-changed': AnswerTo<'/calendar'>;
  call: undefined;
  /** An office's settings, as they are now. */
  changed: AnswerTo<'/offices/{office}/settings'>;
  /** The code or id of the row that was pressed. */
  choose: string;
  'choose-locker': LockerView;
  closed: undefined;
  /** An office's collection is another now. */
  'collection-changed': undefined;
  /** A complaint, as it is after a move. */
  'complaint-moved': ComplaintView;
  /** A complaint is not any more as it was shown. */
  'complaint-stale': undefined;
  corrected: AnswerTo<'POST /visits/{visitId}/corrections'>;
  counter: undefined;
  'day-changed': undefined;
  dismiss: undefined;
  /** The visitor means to give the number up. */
  'give-up': undefined;
  'guest-book': GuestBook;
  handover: undefined;
  leave: undefined;
  /** The page locks itself soon; somebody came back; it is locked now. */
  'lock-soon': undefined;
  'lock-off': undefined;
  locked: undefined;
  /** What results are narrowed by from now on. */
  narrowed: Readonly<Record<FacetName, readonly string[]>>;
  /** Who is signed in as a member, or nobody; both fired at the window: what was answered, and that it is asked again. */
  'member-known': WhoAnswer;
  'member-left': undefined;
  /** Somebody has registered, and is signed in; fired at the window. */
  'member-entered': undefined;
  /** Somebody signed in as a member, by a code. */
  'member-signed-in': undefined;
  /** True when a publication's PDF leaves, false when it arrived or did not. */
  'pdf-sending': boolean;
  press: StaffMoveName;
  /** The visitor has answered as much as they like. */
  rated: undefined;
  retry: undefined;
  /** What is to be searched for. */
  searched: string;
  serve: DeskVisit;
  /** A file was asked for that needs a purpose. */
  'purpose-needed': undefined;
  'session-lost': undefined;
  'signed-in': SessionView;
  'signed-out': undefined;
  story: undefined;
  /** The answers to the survey so far. */
  surveyed: OwnRating['skm'];
  /** The tool for the visit. */
  tool: 'key-lost' | 'incident' | 'priority';
  /** The command that a tool's answers make. */
  'tool-used': Asked;
  /** A text, as it is now in the field. */
  typed: string;
  /** The tablet is to be turned to the visitor; it is now. */
  turn: undefined;
  turned: RatingSheet;
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
