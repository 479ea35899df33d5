import type { Instant } from './visit.ts';

/** Kinds of identity card an officer may take in (SERVICE section 3). */
export const idTypes = ['ktp', 'sim', 'paspor', 'pelajar', 'lainnya'] as const;
export type IdType = (typeof idTypes)[number];

/** Why a visitor goes in without a locker, and so without handing in a card. */
export const skipReasons = ['no-bag', 'lockers-full', 'other'] as const;
export type SkipReason = (typeof skipReasons)[number];

/** What a locker can be; `taken` follows from custody, the others are set by staff. */
export const lockerStates = ['free', 'taken', 'out-of-order', 'key-lost'] as const;
export type LockerState = (typeof lockerStates)[number];

/** Where the visitor's identity card is. A fact beside the step, not a step. */
export type Custody =
  | { readonly state: 'none' }
  | { readonly state: 'held'; readonly locker: string; readonly since: Instant }
  | { readonly state: 'returned'; readonly at: Instant }
  | { readonly state: 'resolved'; readonly at: Instant };
