import type { Language } from '../language.ts';
import type { Role } from '../staff/roles.ts';
import type { IsoTime } from '../time.ts';
import type { ClosedReason } from '../offices/calendar.ts';
import type { OfficeNotice } from '../offices/office-view.ts';
import type { CorrectedField, CorrectedTime } from '../supervision/correction.ts';
import type { IdType, IncidentKind, LockerState } from '../custody/custody.ts';
import type { NoticeKind } from './deadlines.ts';
import type {
  EscalationChannel,
  EscalationEvent,
  EscalationLevel,
  EscalationState,
} from '../supervision/escalation.ts';
import type { GuestBook } from '../visitors/guest-book.ts';
import type { PaperOutcome } from '../supervision/paper.ts';
import type { Verdict } from './sla.ts';
import type { Priority } from './queue.ts';
import type { EventName, StaffMoveName, Step } from './steps.ts';

/** A service desk as people know it: the code, and the words over it. */
export interface CodeLabel {
  code: string;
  label: string;
}

/** An honest range, or null when there is too little data. */
export interface Estimate {
  lowMinutes: number;
  highMinutes: number;
}

/** What the visitor takes away from the kiosk. `token` opens the visitor's page. */
export interface Ticket {
  visitId: string;
  token: string;
  number: number;
  label: string;
  day: string;
  step: 'waiting';
  revision: number;
  ahead: number;
  estimate: Estimate | null;
  statusUrl: string;
}

/** What the visitor sees of the own visit. No name. */
export interface VisitView {
  /** The code of the office whose page this is. */
  office: string;
  label: string;
  step: Step;
  revision: number;
  ahead: number;
  estimate: Estimate | null;
  counter: CodeLabel | null;
  guestBook: 'closed' | 'open' | 'submitted';
  rating: 'closed' | 'open' | 'submitted';
  custody: 'none' | 'held' | 'returned';
  /** The locker while the card is held; the visitor has its key. */
  locker: string | null;
  sla: { dueAt: IsoTime; verdict: Verdict } | null;
  /** When the called number lapses if nobody comes and nothing more is typed; null unless it is called. */
  noShowAt: IsoTime | null;
  /** When it lapses at the latest, however much is typed. */
  noShowLatestAt: IsoTime | null;
  /** Until when a lapsed number can be called back; null unless it has lapsed. */
  callBackUntil: IsoTime | null;
  /** True once the number had lapsed and was called back. */
  calledBack: boolean;
  timeline: { step: Step; at: IsoTime }[];
  /** What the office tells everyone now. */
  notice: OfficeNotice;
  at: IsoTime;
}

/** Who answered for a visitor who waits too long, and when. */
export type Acknowledged = { by: string; at: IsoTime } | null;

/** A visitor who waits too long: since when (the guest book), and when the level was reached. */
export interface Escalated {
  level: EscalationLevel;
  since: IsoTime;
  at: IsoTime;
  /** Of a breach; always null at the warning. */
  acknowledged: Acknowledged;
}

/** What was told about a broken promise, inside and outside. */
export interface ToldEscalation {
  dueAt: IsoTime;
  raisedAt: IsoTime;
  /** How often people were told, and when last. */
  times: number;
  toldAt: IsoTime;
  acknowledged: Acknowledged;
  /** When the promise turned out to be kept. */
  withdrawnAt: IsoTime | null;
  deliveries: {
    id: string;
    number: number;
    channel: EscalationChannel;
    event: EscalationEvent;
    attempts: number;
    createdAt: IsoTime;
    sentAt: IsoTime | null;
  }[];
}

/** A broken promise in front of the supervisor. */
export interface EscalationView extends ToldEscalation {
  visitId: string;
  label: string;
  day: string;
  step: Step;
  counter: CodeLabel | null;
  state: EscalationState;
  registeredAt: IsoTime;
  /** When the promise was answered by service. */
  answeredAt: IsoTime | null;
}

/** A row of the desk's list. */
export interface DeskVisit {
  visitId: string;
  label: string;
  step: Step;
  revision: number;
  priority: Priority | null;
  counter: CodeLabel | null;
  custody: { idType: string; idLast4: string; locker: string; since: IsoTime } | null;
  sla: { dueAt: IsoTime; warnAt: IsoTime; verdict: Verdict } | null;
  statusUrl: string;
  next: StaffMoveName[];
  undo: { move: EventName; until: IsoTime } | null;
  /** Set while the visitor waits for service longer than the warning allows. */
  escalation: Escalated | null;
  /** When the called number lapses if nobody comes and nothing more is typed; null unless it is called. */
  noShowAt: IsoTime | null;
  /** True while the visitor fills the guest book. */
  typing: boolean;
}

/** One visit in front of an officer; reading the guest book is recorded. */
export interface StaffVisit extends DeskVisit {
  guestBook:
    | (Pick<GuestBook, 'name' | 'email' | 'institution' | 'purpose'> & {
        /** Whether the address answered a mail; null when none is ever sent. */
        emailVerified: boolean | null;
      })
    | null;
  timeline: { move: EventName; step: Step; at: IsoTime; by: string }[];
}

/** A guest book as it is put right; the reading is recorded. */
export interface WholeGuestBook {
  guestBook: GuestBook;
  /** As in StaffVisit. */
  emailVerified: boolean | null;
}

export interface LockerView {
  locker: string;
  state: LockerState;
  /** The number whose bag is inside. */
  label?: string;
}

/** One line of the incident report: what happened to a card or a key. */
export interface IncidentView {
  id: string;
  visitId: string;
  label: string;
  day: string;
  kind: IncidentKind;
  locker: string | null;
  at: IsoTime;
  by: string;
  /** What the officer wrote; null for lines that a move wrote itself. */
  note: string | null;
}

/** Cards that one officer left to another. */
export interface HandoverView {
  id: string;
  givenBy: string;
  takenBy: string;
  takerUsername: string;
  givenAt: IsoTime;
  /** Null while it waits for the one who takes it. */
  takenAt: IsoTime | null;
  items: { label: string; locker: string; idType: IdType }[];
}

/** A visit that was run on paper and entered later. */
export interface PaperVisitView {
  label: string;
  day: string;
  service: string;
  takenAt: IsoTime;
  servedAt: IsoTime | null;
  endedAt: IsoTime;
  outcome: PaperOutcome;
  enteredAt: IsoTime;
  enteredBy: string;
}

/** A visit's whole story. The first verdict stays; `corrected` is what it would be by the corrected times. */
export interface VisitStory {
  visitId: string;
  office: string;
  label: string;
  day: string;
  step: Step;
  revision: number;
  priority: Priority | null;
  policyVersion: number;
  times: Record<CorrectedTime, IsoTime | null>;
  sla: { dueAt: IsoTime; verdict: Verdict; seconds: number | null } | null;
  corrected: {
    times: Record<CorrectedTime, IsoTime | null>;
    verdict: Verdict | null;
    seconds: number | null;
  } | null;
  events: {
    revision: number;
    move: EventName;
    step: Step;
    at: IsoTime;
    recordedAt: IsoTime;
    by: string;
    counter: string | null;
    locker: string | null;
    undoes: number | null;
  }[];
  notices: { kind: NoticeKind; at: IsoTime; recordedAt: IsoTime; withdrawnAt: IsoTime | null }[];
  /** What the breach set in motion; null when nobody waited in vain. */
  escalation: ToldEscalation | null;
  incidents: { kind: IncidentKind; locker: string | null; at: IsoTime; by: string }[];
  corrections: {
    field: CorrectedField;
    before: IsoTime | null;
    after: IsoTime | null;
    reason: string;
    at: IsoTime;
    by: string;
  }[];
}

/** A board that is or was connected, as the desk sees it. */
export interface BoardHealth {
  board: string;
  connected: boolean;
  revision: number | null;
  shownAt: IsoTime | null;
  audio: string | null;
  build: string | null;
}

/** A counter and who works there now, by name. */
export interface DeskCounter extends CodeLabel {
  officers: string[];
}

/** What the desk's socket sends: the whole state, ordered by `at` within an epoch. */
export interface DeskSnapshot {
  epoch: string;
  revision: number;
  at: IsoTime;
  visits: DeskVisit[];
  /** No-shows of today that can be called back and are no longer among the visits, the latest first. */
  missed: DeskVisit[];
  lockers: LockerView[];
  boards: BoardHealth[];
  counters: DeskCounter[];
}

export interface BoardCall {
  callId: string;
  label: string;
  counter: CodeLabel;
  calledAt: IsoTime;
  times: number;
  language: Language;
}

/** The TV's whole state. Numbers and counters only. */
export interface Board {
  epoch: string;
  revision: number;
  at: IsoTime;
  open: boolean;
  closedBecause: ClosedReason | null;
  opensAt: IsoTime | null;
  message: { id: string; en: string } | null;
  calling: BoardCall[];
  serving: { label: string; counter: CodeLabel }[];
  waiting: string[];
  waitingCount: number;
}

/** Who is signed in. `office` is null for a national account. */
export interface SessionView {
  username: string;
  name: string;
  role: Role;
  office: string | null;
}

/** An error as every refusal travels (RFC 9457). */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
  requestId: string;
  errors?: { pointer: string; message: string }[];
  visit?: DeskVisit | StaffVisit | VisitView;
  opensAt?: IsoTime | null;
}
