import type { OfficeView } from '../../../wire/offices.ts';
import type { SessionView } from '../../../wire/staff.ts';
import type { DeskCounter } from '../../../wire/visits.ts';

const storageKey = ({ code }: OfficeView): string => `counter-${code}`;

/**
 * The counter this tablet stands at, or '' when that was never said or the counter is gone. Where there is one
 * counter only, there is nothing to ask at first.
 */
export function keptCounter(office: OfficeView): string {
  const [only, ...others] = office.counters;
  const kept = localStorage.getItem(storageKey(office));
  if (kept === null && only && others.length === 0) return only.code;
  return office.counters.find(({ code }) => code === kept)?.code ?? '';
}

/** Remembers where this tablet stands, over reloads and whoever signs in. */
export function keepCounter(office: OfficeView, counter: string): void {
  localStorage.setItem(storageKey(office), counter);
}

/** The names of the others at a counter. */
export function othersAt({ officers }: DeskCounter, { name }: SessionView): readonly string[] {
  const own = officers.indexOf(name);
  return officers.filter((_, index) => index !== own);
}
