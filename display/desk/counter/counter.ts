import type { OfficeView } from '../../../wire/offices/offices.ts';
import type { SessionView } from '../../../wire/staff.ts';
import type { DeskCounter } from '../../../wire/visits.ts';

const storageKey = ({ code }: OfficeView): string => `counter-${code}`;

/**
 * The counter of this tablet, or '' when none was chosen or it no longer exists. A single counter needs no choice.
 */
export function keptCounter(office: OfficeView): string {
  const [only, ...others] = office.counters;
  const kept = localStorage.getItem(storageKey(office));
  if (kept === null && only && others.length === 0) return only.code;
  return office.counters.find(({ code }) => code === kept)?.code ?? '';
}

/** Stores the counter of this tablet, across reloads and sign-ins. */
export function keepCounter(office: OfficeView, counter: string): void {
  localStorage.setItem(storageKey(office), counter);
}

/** The names of the others at a counter. */
export function othersAt({ officers }: DeskCounter, { name }: SessionView): readonly string[] {
  const own = officers.indexOf(name);
  return officers.filter((_, index) => index !== own);
}
