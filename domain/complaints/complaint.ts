import type { Instant } from '../time.ts';
import {
  leadsTo,
  type Channel,
  type ComplaintKind,
  type ComplaintMoveName,
  type ComplaintStage,
  type Identity,
} from './steps.ts';
import { complaintLimits, type ComplaintTerms } from './terms.ts';

/** Who makes a move. */
export const complaintActors = ['complainant', 'staff', 'system'] as const;
export type ComplaintActor = (typeof complaintActors)[number];

/** What decides about a complaint: no text and no person. */
export interface Complaint {
  readonly stage: ComplaintStage;
  /** Grows by one with each recorded move. */
  readonly revision: number;
  readonly channel: Channel;
  readonly identity: Identity;
  readonly kind: ComplaintKind | null;
  readonly terms: ComplaintTerms;
  readonly receivedAt: Instant;
  readonly verifiedAt: Instant | null;
  /** When something was first done about it, since it was received or reopened. */
  readonly followedUpAt: Instant | null;
  readonly answeredAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly reopenedAt: Instant | null;
  /** The complainant's last word since the answer: silence counts from it. */
  readonly heardAt: Instant | null;
}

/** A move on a complaint; texts travel beside it. */
export type ComplaintMove =
  | { readonly name: 'verify'; readonly kind: ComplaintKind }
  | { readonly name: Exclude<ComplaintMoveName, 'verify'> };

/** Why a move is refused. */
export const complaintRefusals = ['not-allowed', 'reopened-before', 'reopened-late'] as const;
export type ComplaintRefusal = (typeof complaintRefusals)[number];

const dayMs = 86_400_000;

/** A complaint as it comes in. */
export function newComplaint(
  received: Pick<Complaint, 'channel' | 'identity' | 'terms' | 'receivedAt'>,
): Complaint {
  return {
    ...received,
    stage: 'received',
    revision: 1,
    kind: null,
    verifiedAt: null,
    followedUpAt: null,
    answeredAt: null,
    endedAt: null,
    reopenedAt: null,
    heardAt: null,
  };
}

/** Why a move is not possible at `at`, or null. A complaint is reopened once, and not for ever. */
export function refusalOf(
  complaint: Complaint,
  { name }: Pick<ComplaintMove, 'name'>,
  at: Instant,
): ComplaintRefusal | null {
  const { stage, reopenedAt, endedAt } = complaint;
  if (leadsTo[stage][name] === undefined) return 'not-allowed';
  if (name !== 'reopen') return null;
  if (reopenedAt !== null) return 'reopened-before';
  return endedAt !== null && at > endedAt + complaintLimits.reopenDays * dayMs ? 'reopened-late' : null;
}

/** The moves that are possible now. */
export function nextMoves<Name extends ComplaintMoveName>(
  complaint: Complaint,
  names: readonly Name[],
  at: Instant,
): Name[] {
  return names.filter((name) => refusalOf(complaint, { name }, at) === null);
}

/** The complaint after a move that is allowed. */
export function moved(
  complaint: Complaint,
  move: ComplaintMove,
  { at, by }: { at: Instant; by: ComplaintActor },
): Complaint {
  const stage = leadsTo[complaint.stage][move.name];
  if (stage === undefined) throw new Error(`${move.name} in ${complaint.stage} was not refused`);
  const next = { ...complaint, stage, revision: complaint.revision + 1 };
  switch (move.name) {
    case 'verify':
      return { ...next, kind: move.kind, verifiedAt: complaint.verifiedAt ?? at };
    case 'follow-up':
      return { ...next, followedUpAt: complaint.followedUpAt ?? at };
    case 'answer':
      return { ...next, followedUpAt: complaint.followedUpAt ?? at, answeredAt: at, heardAt: null };
    case 'message':
      return by === 'complainant' ? { ...next, heardAt: at } : next;
    case 'close':
    case 'accept':
    case 'fall-silent':
    case 'transfer':
    case 'dismiss':
      return { ...next, endedAt: at };
    case 'reopen':
      return { ...next, reopenedAt: at, answeredAt: null, endedAt: null, heardAt: null };
    case 'assign':
    case 'move-due':
      return next;
  }
}
