import type { Instant } from '../time.ts';

/** Who is notified when a visitor waits too long: every desk at the warning, the supervisor at the breach. */
export const escalationLevels = ['warning', 'breach'] as const;
export type EscalationLevel = (typeof escalationLevels)[number];

/** The channels of breach notifications, where configured. */
export const escalationChannels = ['webhook', 'mail'] as const;
export type EscalationChannel = (typeof escalationChannels)[number];

/** The kinds of notifications: somebody still waits, or the breach was withdrawn. */
export const escalationEvents = ['raised', 'withdrawn'] as const;
export type EscalationEvent = (typeof escalationEvents)[number];

/** The maximum number of notifications of one visit; the last one is retried until it is not needed. */
export const mostTellings = 12;

/** A notification that the workflow asks for; the activity sends it only if the database still agrees. */
export interface Telling {
  readonly visitId: string;
  /** Counts the tellings of a visit from 1. */
  readonly number: number;
}

/** The states of an escalation. Only `waiting` needs somebody to act. */
export const escalationStates = ['waiting', 'acknowledged', 'served', 'ended', 'withdrawn'] as const;
export type EscalationState = (typeof escalationStates)[number];

/** The inputs of a state; null for what has not happened. */
export interface EscalationFacts {
  readonly withdrawnAt: Instant | null;
  /** When service began, by the policy's basis. */
  readonly answeredAt: Instant | null;
  /** The visit's end, or its office's closing once that is past. */
  readonly endedAt: Instant | null;
  readonly acknowledgedAt: Instant | null;
}

/** The state of an escalation: the end of the wait takes precedence over an acknowledgement. */
export function escalationStateOf(facts: EscalationFacts): EscalationState {
  if (facts.withdrawnAt !== null) return 'withdrawn';
  if (facts.answeredAt !== null) return 'served';
  if (facts.endedAt !== null) return 'ended';
  return facts.acknowledgedAt === null ? 'waiting' : 'acknowledged';
}
