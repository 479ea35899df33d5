import type { Instant } from '../time.ts';

/** Kinds of identity card an officer may take in. */
export const idTypes = ['ktp', 'sim', 'paspor', 'pelajar', 'lainnya'] as const;
export type IdType = (typeof idTypes)[number];

/** Why a visitor goes in without a locker, and so without handing in a card. */
export const skipReasons = ['no-bag', 'lockers-full', 'other'] as const;
export type SkipReason = (typeof skipReasons)[number];

/** What came back with the visitor when a card is returned: the key, or the news that it is lost. */
export const keyStates = ['returned', 'lost'] as const;
export type KeyState = (typeof keyStates)[number];

/** Why a supervisor ends a custody without handing the card to its owner. */
export const resolveCauses = ['not-collected', 'wrong-person', 'other'] as const;
export type ResolveCause = (typeof resolveCauses)[number];

/** What can go wrong with a card or a key; each is an incident, none costs the visitor anything. */
export const incidentKinds = ['key-lost', ...resolveCauses] as const;
export type IncidentKind = (typeof incidentKinds)[number];

/** The states of a locker; `taken` follows from custody, the others are set by staff. */
export const lockerStates = ['free', 'taken', 'out-of-order', 'key-lost'] as const;
export type LockerState = (typeof lockerStates)[number];
export const settableLockerStates = [
  'free',
  'out-of-order',
  'key-lost',
] as const satisfies readonly LockerState[];
export type SettableLockerState = (typeof settableLockerStates)[number];

/** Where the visitor's identity card is. A fact separate from the step. */
export type Custody =
  | { readonly state: 'none' }
  | { readonly state: 'held'; readonly locker: string; readonly since: Instant }
  | { readonly state: 'returned'; readonly at: Instant }
  | { readonly state: 'resolved'; readonly at: Instant };
