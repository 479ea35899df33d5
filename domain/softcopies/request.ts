import type { Instant } from '../time.ts';

/**
 * The stages of a request: waiting, being made, to be fetched, fetched at least once, past its time, given up, and taken
 * back by whoever asked.
 */
export const softcopyStages = [
  'requested',
  'preparing',
  'ready',
  'downloaded',
  'expired',
  'failed',
  'cancelled',
] as const;
export type SoftcopyStage = (typeof softcopyStages)[number];

/** The stages before there is a copy. */
export const waitingStages = ['requested', 'preparing'] as const satisfies readonly SoftcopyStage[];

/** Whether a copy is still to come. */
export const isBeingMade = (stage: SoftcopyStage): boolean =>
  (waitingStages as readonly SoftcopyStage[]).includes(stage);

/** The stages in which there is a copy to fetch, until its time is over. */
export const fetchableStages = ['ready', 'downloaded'] as const satisfies readonly SoftcopyStage[];

/** The stages from which the same request begins anew when it is asked for again. */
export const repeatableStages = [
  'expired',
  'failed',
  'cancelled',
] as const satisfies readonly SoftcopyStage[];

/** What copies are bounded by. */
export const softcopyTerms = {
  /** How long a copy can be fetched. */
  fetchableMs: 24 * 3_600_000,
  /** How long after that it is known which member asked. */
  askerKnownDays: 30,
  /** Copies of one member on one day, or of one visit. */
  mostADay: 20,
  /** Requests of the whole installation that wait at one time. */
  mostWaiting: 500,
  /** Bytes of all copies that can be fetched or wait: a stranger with many addresses must not fill the disk. */
  mostBytes: 20 * 1024 ** 3,
  /** A copy that took longer is told by mail: who asked has left the page. */
  tellsByMailAfterMs: 30_000,
  /** Tries to make one. */
  mostAttempts: 3,
  /** Tries that may begin: one that neither made a copy nor failed ended with its worker, and might end it again. */
  mostBegun: 8,
  /** The pause after a try that failed; it doubles each time. */
  firstPauseMs: 1_000,
} as const;

/** What originals are bounded by. */
export const originalTerms = {
  /** How long an original is kept that nothing uses: one that was taken away by mistake is back at once. */
  keptUnusedMs: 30 * 24 * 3_600_000,
} as const;

/** The number that a copy carries: `SC-6500-2026-000123`. */
export function softcopyNumberOf({ office, year, n }: { office: string; year: number; n: number }): string {
  return `SC-${office}-${year}-${String(n).padStart(6, '0')}`;
}

/** Signs of a code: 32 to the tenth are enough to guess in vain. */
export const codeLength = 10;

/**
 * What names a copy, as it is read from a page or typed: its code or its number, whatever their case, blanks, dashes and
 * leading noughts; null when it is neither.
 */
export function toCopyName(text: string): string | null {
  const signs = text.toUpperCase().replaceAll(/[\s\p{Pd}.·]/gu, '');
  if (signs.length === codeLength && /^[2-9A-HJ-NP-Z]+$/.test(signs)) return signs;
  const [, office, year, n] = /^(?:SC)?(\d{4})(\d{4})(\d{1,9})$/.exec(signs) ?? [];
  if (office === undefined) return null;
  return softcopyNumberOf({ office, year: Number(year), n: Number(n) });
}

/** Why a text names no copy: a number or a code that goes on, or something else. */
export function nameFaultOf(text: string): 'half-number' | 'half-code' | 'no-name' {
  const signs = text.toUpperCase().replaceAll(/[\s\p{Pd}.·]/gu, '');
  if (/^(SC\d{0,8}|\d{4}2\d{0,3})$/.test(signs)) return 'half-number';
  return signs.length < codeLength && /^[2-9A-HJ-NP-Z]+$/.test(signs) ? 'half-code' : 'no-name';
}

/** The page that tells whether a copy is genuine; without a code it asks for one. */
export const copyCheckPath = (code: string): string => `/pustaka/cek${code === '' ? '' : `/${code}`}`;

/** The task queue of softcopies, apart from all others: copies take a processor each. */
export const softcopyQueueOf = (taskQueue: string): string => `${taskQueue}-softcopies`;

/** The workflow id of a request. */
export const softcopyWorkflowIdOf = (id: string): string => `softcopy:${id}`;

/** What is due for a request, by its row. */
export type SoftcopyDue =
  | { readonly kind: 'make' }
  | { readonly kind: 'wait'; readonly until: Instant }
  | { readonly kind: 'end' };

/** What a request needs now. */
export function softcopyDueOf(
  { stage, expiresAt }: { stage: SoftcopyStage; expiresAt: Instant | null },
  now: Instant,
): SoftcopyDue {
  if (stage === 'requested' || stage === 'preparing') return { kind: 'make' };
  if ((stage === 'ready' || stage === 'downloaded') && expiresAt !== null && now < expiresAt)
    return { kind: 'wait', until: expiresAt };
  return { kind: 'end' };
}
