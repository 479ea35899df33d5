import type { Instant } from '../time.ts';

const dayMs = 86_400_000;

/** How long registrations are kept. */
export const memberTerms = {
  /** Without a confirmed address, since it was registered. */
  unconfirmedMs: 7 * dayMs,
  /** With one, without use. */
  unusedMs: 365 * dayMs,
  /** How long before that its owner is reminded. */
  reminderMs: 30 * dayMs,
} as const;

/** What the end of a registration depends on. */
export interface Kept {
  readonly registeredAt: Instant;
  readonly confirmedAt: Instant | null;
  readonly usedAt: Instant;
  /** When the owner was reminded last. */
  readonly remindedAt: Instant | null;
}

/** What a registration needs now: its end, a reminder of it, or nothing until a later time. */
export type Due =
  | { readonly kind: 'end' }
  | { readonly kind: 'remind'; readonly endsAt: Instant }
  | { readonly kind: 'wait'; readonly until: Instant };

/**
 * What is due. Use moves the end on. Whoever is reminded has the whole time until the end, also where the reminder came
 * late; where no mail is sent (`reminds` is false) there is none.
 */
export function dueOf(member: Kept, now: Instant, { reminds }: { reminds: boolean }): Due {
  const { registeredAt, confirmedAt, usedAt, remindedAt } = member;
  const { unconfirmedMs, unusedMs, reminderMs } = memberTerms;
  if (confirmedAt === null) return endOrWait(registeredAt + unconfirmedMs, now);
  const lastUse = Math.max(usedAt, confirmedAt);
  const reminded = remindedAt !== null && remindedAt >= lastUse;
  const endsAt = Math.max(lastUse + unusedMs, reminded ? remindedAt + reminderMs : 0);
  if (reminded || !reminds) return endOrWait(endsAt, now);
  const remindAt = endsAt - reminderMs;
  if (now < remindAt) return { kind: 'wait', until: remindAt };
  return { kind: 'remind', endsAt: Math.max(endsAt, now + reminderMs) };
}

function endOrWait(endsAt: Instant, now: Instant): Due {
  return now >= endsAt ? { kind: 'end' } : { kind: 'wait', until: endsAt };
}

/** The task queue of members, apart from that of visits: many registrations that end at once hold up nobody. */
export const memberQueueOf = (taskQueue: string): string => `${taskQueue}-members`;

/** The workflow id of a member. */
export const memberWorkflowIdOf = (id: string): string => `member:${id}`;
