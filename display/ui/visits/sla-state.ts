import type { DeskVisit } from '../../../wire/visits.ts';

/** While it runs: time enough, a warning, too late. */
export type RunningSla = 'calm' | 'soon' | 'over';

/** The SLA state on the tablet, by the server's clock. */
export type SlaState =
  | { readonly kind: RunningSla; readonly milliseconds: number }
  | { readonly kind: 'met' | 'breached' | 'excluded' };

/** Amber from the warning, red from the due time; a settled verdict once there is one. */
export function slaStateOf({ sla, step }: Pick<DeskVisit, 'sla' | 'step'>, now: Date): SlaState | null {
  if (!sla) return null;
  const isOpen = step === 'registered' || sla.verdict === 'running';
  if (!isOpen && sla.verdict !== 'running') return { kind: sla.verdict };
  const left = Date.parse(sla.dueAt) - now.getTime();
  if (left <= 0) return { kind: 'over', milliseconds: -left };
  return { kind: now.getTime() >= Date.parse(sla.warnAt) ? 'soon' : 'calm', milliseconds: left };
}
