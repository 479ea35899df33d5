import type { ComplaintTerms } from '../complaints/terms.ts';
import type { SlaBasis } from '../visits/visit.ts';

export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export type Weekday = (typeof weekdays)[number];

/** Local wall-clock times `HH:MM`, start before end. */
export type Interval = readonly [start: string, end: string];

/** Opening hours: intervals per weekday (a gap is a break), or a whole day until local midnight. */
export type Hours = 'always' | Readonly<Partial<Record<Weekday, readonly Interval[]>>>;

export const kioskModes = ['open', 'paired'] as const;
export type KioskMode = (typeof kioskModes)[number];

/** Who may search an office's collection: everybody, or members alone. */
export const catalogueAccesses = ['open', 'registered'] as const;
export type CatalogueAccess = (typeof catalogueAccesses)[number];

/** The default interval between notifications of a breach. */
export const escalationRepeatDefault = 5;

/** An office's policy; bound to the number of a service standard (SK), versioned, never edited. */
export interface Policy {
  readonly sk: string;
  /** Local day `YYYY-MM-DD` from which this version applies. */
  readonly effectiveFrom: string;
  readonly slaBasis: SlaBasis;
  readonly slaSeconds: number;
  readonly slaWarnSeconds: number;
  readonly noShowSeconds: number;
  readonly undoSeconds: number;
  /** Minutes between two notifications of a breach; 0 notifies once, absent means the default. */
  readonly escalationRepeatMinutes?: number;
  /** How long typing a guest book may hold the no-show timer; absent means `defaultTypingHoldSeconds`. */
  readonly typingHoldSeconds?: number;
  /** Priority calls in a row after which a regular visitor is called. */
  readonly priorityRun: number;
  readonly hours: Hours;
  readonly lastTicketMinutesBeforeClose: number;
  readonly kiosk: KioskMode;
  /** Absent means open. */
  readonly catalogueAccess?: CatalogueAccess;
  /** Working days that complaints may take; absent means those of the national complaint system. */
  readonly complaintTerms?: ComplaintTerms;
}
