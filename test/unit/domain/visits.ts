import {
  newVisit,
  type Actor,
  type Move,
  type Visit,
  type VisitTerms,
} from '../../../domain/visits/visit.ts';
import type { MoveName } from '../../../domain/visits/steps.ts';

export const minute = (n: number): number => n * 60_000;

/** The office closes six hours after everything here begins. */
export const terms: VisitTerms = {
  slaBasis: 'service-start',
  slaSeconds: 300,
  slaWarnSeconds: 240,
  noShowSeconds: 300,
  undoSeconds: 120,
  closesAt: minute(360),
};

export const officer: Actor = { kind: 'staff', id: 'officer' };
export const visitor: Actor = { kind: 'visitor' };
export const timer: Actor = { kind: 'clock' };

/** A fresh visit, changed as a test needs it. */
export function visitWith(changes: Partial<Visit> = {}): Visit {
  return { ...newVisit({ id: 'v', office: '6501', at: 0, terms }), ...changes };
}

/** A visit whose card lies at the desk. */
export const held = { state: 'held', locker: '07', since: minute(1) } as const;

/** A move with whatever arguments its name asks for. */
export function moveNamed(name: MoveName, at: number, by: Actor = officer): Move {
  const base = { id: `${name}-${at}`, at, by, expectedRevision: null };
  switch (name) {
    case 'call':
      return { ...base, name, counter: 'FO-1', callId: `call-${at}`, validUntil: at + 10_000 };
    case 'recall':
      return { ...base, name, validUntil: at + 10_000 };
    case 'deposit':
      return { ...base, name, idType: 'ktp', locker: '07' };
    case 'change-locker':
      return { ...base, name, locker: '08' };
    case 'transfer':
      return { ...base, name, counter: 'FO-2' };
    case 'return-id':
      return { ...base, name, lockerKey: 'returned' };
    case 'resolve-custody':
      return { ...base, name, cause: 'other' };
    case 'skip-locker':
      return { ...base, name, reason: 'no-bag' };
    default:
      return { ...base, name };
  }
}
