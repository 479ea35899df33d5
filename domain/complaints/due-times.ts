import type { Instant } from '../time.ts';
import { isFinal, type ComplaintKind } from './steps.ts';
import type { Complaint } from './complaint.ts';
import { endOfWorkingDay, startOfWorkingDay, type WorkingWeek } from './working-days.ts';

/** What is owed for a complaint, and silence, which ends it. */
export const dues = ['verification', 'first-follow-up', 'answer', 'silence'] as const;
export type Due = (typeof dues)[number];

/** What the office owes: these can be late. */
export const owed = ['verification', 'first-follow-up', 'answer'] as const satisfies readonly Due[];
export type Owed = (typeof owed)[number];

/** A due time: by when, and when whoever owes it is reminded. */
export interface DueTime {
  readonly due: Due;
  readonly at: Instant;
  readonly remindAt: Instant | null;
}

/** Working days before its last one at whose beginning a due time is reminded of. */
const remindedBefore: Readonly<Record<Owed, number>> = {
  verification: 0,
  'first-follow-up': 0,
  answer: 2,
};

/** Until it is classified a complaint is owed an answer as an ordinary one. */
const assumedKind: ComplaintKind = 'ordinary';

/**
 * What is still owed for a complaint and by when, in working days of its office (SP4N-LAPOR!, PermenPANRB 62/2018).
 * A reopened one is owed an answer anew, counted from the reopening.
 */
export function dueTimesOf(complaint: Complaint, week: WorkingWeek): DueTime[] {
  const { terms, receivedAt, verifiedAt, followedUpAt, answeredAt, reopenedAt, heardAt } = complaint;
  if (isFinal(complaint.stage)) return [];
  if (answeredAt !== null) {
    const since = Math.max(answeredAt, heardAt ?? 0);
    return [{ due: 'silence', at: endOfWorkingDay(week, since, terms.silence), remindAt: null }];
  }
  const owe = (due: Owed, from: Instant, days: number): DueTime => ({
    due,
    at: endOfWorkingDay(week, from, days),
    remindAt: startOfWorkingDay(week, from, Math.max(1, days - remindedBefore[due])),
  });
  const answer = owe('answer', reopenedAt ?? receivedAt, terms.answer[complaint.kind ?? assumedKind]);
  if (reopenedAt !== null) return [answer];
  return [
    ...(verifiedAt === null ? [owe('verification', receivedAt, terms.verification)] : []),
    ...(followedUpAt === null ? [owe('first-follow-up', receivedAt, terms.firstFollowUp)] : []),
    answer,
  ];
}

/** What was told about a due time. */
export const noticeKinds = ['reminder', 'overdue'] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** A notice that was given: of which due time, and for which time. */
export interface Noticed {
  readonly due: Owed;
  readonly kind: NoticeKind;
  readonly dueAt: Instant;
}

/** What a complaint needs now: a notice, its end by silence, or nothing until a later time; null when nothing ever. */
export type ComplaintStep =
  | { readonly kind: 'notice'; readonly notice: Noticed }
  | { readonly kind: 'fall-silent'; readonly at: Instant }
  | { readonly kind: 'wait'; readonly until: Instant };

/**
 * The next step at `now`. Each notice is given once for a due time; a due time that has moved is another one. A reminder
 * that would come with or after its due time is left out.
 */
export function nextStep(
  times: readonly DueTime[],
  noticed: readonly Noticed[],
  now: Instant,
): ComplaintStep | null {
  const isNoticed = (notice: Noticed): boolean =>
    noticed.some(
      ({ due, kind, dueAt }) => due === notice.due && kind === notice.kind && dueAt === notice.dueAt,
    );
  const waits: Instant[] = [];
  for (const { due, at, remindAt } of times) {
    if (due === 'silence') {
      if (now >= at) return { kind: 'fall-silent', at };
      waits.push(at);
      continue;
    }
    const reminder: Noticed = { due, kind: 'reminder', dueAt: at };
    const overdue: Noticed = { due, kind: 'overdue', dueAt: at };
    if (now >= at) {
      if (!isNoticed(overdue)) return { kind: 'notice', notice: overdue };
      continue;
    }
    waits.push(at);
    if (remindAt === null || isNoticed(reminder)) continue;
    if (now >= remindAt) return { kind: 'notice', notice: reminder };
    waits.push(remindAt);
  }
  return waits.length === 0 ? null : { kind: 'wait', until: Math.min(...waits) };
}

/** Whether something owed came in time: before the end of its last day. Open ones are late once that is past. */
export function isLate({ at, doneAt, now }: { at: Instant; doneAt: Instant | null; now: Instant }): boolean {
  return (doneAt ?? now) >= at;
}
