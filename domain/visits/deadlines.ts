import { isClosed, isHeld } from './moves.ts';
import { answeredAtOf, dueAtOf, warnAtOf, type Verdict } from './sla.ts';
import { isFinal } from './steps.ts';
import type { Visit } from './visit.ts';
import type { Instant } from '../time.ts';

/** What timers record without moving the visit. */
export const noticeKinds = ['warning', 'breach', 'custody-after-close'] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** Notices given so far. A breach is taken back when a serve claimed in time is recorded late. */
export type Notices = Readonly<Record<NoticeKind, boolean>>;

export const noNotices: Notices = { warning: false, breach: false, 'custody-after-close': false };

/** The notices after a recorded move: a breach stands exactly while the verdict says so. */
export function noticesAfter(notices: Notices, verdict: Verdict | null): Notices {
  return { ...notices, breach: verdict === 'breached' };
}

/** What a visit's timer waits for next. `end`: nothing can change this visit any more. */
export type Deadline =
  | { readonly kind: 'move'; readonly move: 'no-show' | 'expire'; readonly at: Instant }
  | { readonly kind: 'notice'; readonly notice: NoticeKind; readonly at: Instant }
  | { readonly kind: 'end'; readonly at: Instant };

/** What a visit's timer depends on besides the visit's own times. */
export interface Waits {
  /** A visitor types, and the no-show timer waits until then. */
  readonly heldUntil: Instant | null;
  /** False for older no-shows, which could not be called back. */
  readonly comesBack: boolean;
}

const noWaits: Waits = { heldUntil: null, comesBack: true };

/**
 * The earliest deadline of a visit, or null when only people can move it on (a card held after closing).
 * Never offers a move that `refusalOf` would refuse at that time, or the workflow's loop would spin.
 */
export function nextDeadline(
  visit: Visit,
  notices: Notices,
  { heldUntil, comesBack }: Waits = noWaits,
): Deadline | null {
  if (isFinal(visit.step)) return { kind: 'end', at: endOf(visit, comesBack) };
  const candidates = [noShowOf(visit, heldUntil), ...noticesOf(visit, notices), closingOf(visit, notices)];
  return candidates
    .filter((deadline) => deadline !== null)
    .reduce<Deadline | null>((first, next) => (first === null || next.at < first.at ? next : first), null);
}

/** A no-show can be called back until the office closes. */
function endOf({ step, undo, lastAt, terms }: Visit, comesBack: boolean): Instant {
  const settledAt = undo?.until ?? lastAt;
  return step === 'no-show' && comesBack ? Math.max(settledAt, terms.closesAt) : settledAt;
}

function noShowOf({ step, call, terms }: Visit, heldUntil: Instant | null): Deadline | null {
  if (step !== 'called' || !call) return null;
  const at = Math.max(call.at + terms.noShowSeconds * 1000, heldUntil ?? 0);
  return at < terms.closesAt ? { kind: 'move', move: 'no-show', at } : null;
}

function noticesOf(visit: Visit, notices: Notices): Deadline[] {
  const due = { warning: warnAtOf(visit), breach: dueAtOf(visit) };
  if (answeredAtOf(visit) !== null) return [];
  return (['warning', 'breach'] as const).flatMap((notice) => {
    const at = due[notice];
    if (at === null || notices[notice] || isClosed(visit, at)) return [];
    return [{ kind: 'notice' as const, notice, at }];
  });
}

function closingOf(visit: Visit, notices: Notices): Deadline | null {
  const at = visit.terms.closesAt;
  if (!isHeld(visit)) return { kind: 'move', move: 'expire', at };
  if (notices['custody-after-close']) return null;
  return { kind: 'notice', notice: 'custody-after-close', at };
}
