import type { Instant } from '../time.ts';

/** Who is told when a visitor waits too long: every desk at the warning, the supervisor at the breach. */
export const escalationLevels = ['warning', 'breach'] as const;
export type EscalationLevel = (typeof escalationLevels)[number];

/** How people outside are told of a breach, where it is configured. */
export const escalationChannels = ['webhook', 'mail'] as const;
export type EscalationChannel = (typeof escalationChannels)[number];

/** What they are told: somebody still waits, or the promise was kept after all. */
export const escalationEvents = ['raised', 'withdrawn'] as const;
export type EscalationEvent = (typeof escalationEvents)[number];

/** People are told of one visit no more often than this; the last telling is tried until it is not needed. */
export const mostTellings = 12;

/** What the workflow asks to be told, if the database still says so. */
export interface Telling {
  readonly visitId: string;
  /** Counts the tellings of a visit from 1. */
  readonly number: number;
}

/** How an escalation stands. Only `waiting` asks for somebody. */
export const escalationStates = ['waiting', 'acknowledged', 'served', 'ended', 'withdrawn'] as const;
export type EscalationState = (typeof escalationStates)[number];

/** What a state is a function of; null for what has not happened. */
export interface EscalationFacts {
  readonly withdrawnAt: Instant | null;
  /** When the promise was answered by service, by its basis. */
  readonly answeredAt: Instant | null;
  /** The visit's end, or its office's closing once that is past. */
  readonly endedAt: Instant | null;
  readonly acknowledgedAt: Instant | null;
}

/** How an escalation stands: what ended the waiting counts before who answered for it. */
export function escalationStateOf(facts: EscalationFacts): EscalationState {
  if (facts.withdrawnAt !== null) return 'withdrawn';
  if (facts.answeredAt !== null) return 'served';
  if (facts.endedAt !== null) return 'ended';
  return facts.acknowledgedAt === null ? 'waiting' : 'acknowledged';
}
